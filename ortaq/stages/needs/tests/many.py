"""More needs than anybody types: for measurements, written straight into the table."""

from __future__ import annotations

import datetime

from ortaq.ground.comments.actions import publish_comment, reply_to_comment, write_comment
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.moderation import PublicState
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, in_columns, searchable
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Need

SAID = (
    "Орталық көшедегі жол шұңқыр, көктемде мектепке жету қиын, балалар су кешіп жүреді",
    "Ауыз су құбыры ескірген, күн ара су келмейді, колонкаға кезек тұрамыз",
    "Вечером на улице темно, фонари не горят с осени, дети идут из школы в темноте",
    "Фельдшерлік пунктке дәрігер керек, ауданға дейін елу шақырым",
)

WORDS = " ".join(SAID).replace(",", "").split()


def add_published(cycle: Cycle, count: int, now: datetime.datetime) -> None:
    """Add `count` published needs to a cycle, spread over its settlements and all themes."""
    settlements = list(cycle.unit.settlements.all())
    themes = Theme.values
    first = Need.objects.filter(unit=cycle.unit).count() + 1
    needs = []
    for number in range(first, first + count):
        said = f"{SAID[number % len(SAID)]} ({number})"
        needs.append(
            Need(
                unit=cycle.unit,
                cycle=cycle,
                number=number,
                search=searchable(said),
                settlement=settlements[number % len(settlements)],
                theme=themes[number % len(themes)],
                channel="web",
                submitted_at=now,
                state=PublicState.PUBLISHED,
                decided_at=now,
                answer_due_on=now.date() + datetime.timedelta(days=21),
                answered_at=now if number % 3 == 0 else None,
                **in_columns(text=Text(kk=said) if number % 4 != 2 else Text(ru=said)),
            )
        )
    Need.objects.bulk_create(needs, batch_size=200)


def talk(need: Need, clerk: Actor, now: datetime.datetime) -> None:
    """Let thirty people comment on a need at length, each in other words, and the office answer all of them."""
    for number in range(30):
        text = " ".join(WORDS[(number * 7 + place * (number + 3)) % len(WORDS)] for place in range(60))
        comment = write_comment(
            by=Actor(), unit=need.unit, about="need", about_id=need.id, text=text, language="kk", now=now
        )
        publish_comment(by=clerk, comment=comment, now=now)
        answer = Text(kk=" ".join(reversed(text.split())))
        reply_to_comment(by=clerk, comment=comment, kind="explained", text=answer, now=now)
