"""What residents say and what becomes of it: needs from every channel, their moderation, problems, answers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook

from ortaq.demo.pictures import photo
from ortaq.demo.story import Diary, Row, Story, Writing, text, texts
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.people.actors import ANYONE, Behalf, Channel
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.text import Text
from ortaq.stages.needs.actions import (
    answer_need,
    answer_problem,
    import_needs,
    make_problem,
    merge_needs,
    publish_need,
    refuse_need,
    submit_need,
    submit_need_for_person,
    translate_need,
)
from ortaq.stages.needs.models import Need
from ortaq.stages.needs.sheet import read_needs

BEHALF = {Channel.HELPER: Behalf.PERSON, Channel.PAPER: Behalf.PERSON, Channel.MEETING: Behalf.MEETING}
HOUR = 1 / 24


def write_into(diary: Diary) -> None:
    """Hear the needs of the first cycle, read them, merge them and answer each of them."""
    hear(diary, "first", texts("needs_first"), begin=diary.first)
    for row in texts("problems")["problem"]:
        _merge(diary, row)


def hear(diary: Diary, cycle: str, voices: Row, *, begin: Writing) -> None:
    """Submit, read and answer the needs of a cycle on their days."""
    sheet = [row for row in voices["need"] if row["c"] == Channel.SHEET]
    if sheet:
        begin(voices["sheet"]["day"], partial(_import, diary.story, cycle, voices, sheet))
    for number, row in enumerate(voices["need"]):
        said = row["d"] + (20 if row["c"] == Channel.MEETING else 9 + number % 7) * HOUR
        if row["c"] != Channel.SHEET:
            begin(said, partial(_submit, diary.story, cycle, row))
        if row.get("unread"):
            continue
        begin(row["d"] + 1 + (10 + number % 5) * HOUR, partial(_moderate, diary.story, cycle, row))
        if "a" in row:
            begin(row["d"] + 8 + number % 6 + 0.6, partial(_answer, diary.story, row))


def the_need(story: Story, row: Row) -> Need:
    """Return the need that was said in these words."""
    return Need.objects.get(pk=story.said[words(row)])


def words(row: Row) -> str:
    """Return the words of a need."""
    return str(row.get("kk") or row["ru"])


def _submit(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    channel = Channel(row["c"])
    given: dict[str, Any] = {
        "cycle": story.cycles[cycle],
        "settlement": story.settlements[row["s"]],
        "text": words(row),
        "language": "kk" if "kk" in row else "ru",
        "theme": row.get("t", ""),
        "group": row.get("g", ""),
        "photo": photo(row["photo"]) if "photo" in row else None,
        "place": RoughPoint(*map(Decimal, row["at"])) if "at" in row else None,
        "phone": row.get("phone", ""),
        "now": now,
    }
    if channel == Channel.WEB:
        need = submit_need(by=ANYONE, **given)
    else:
        by = story.actors["group" if channel == Channel.HELPER else "clerk"].through(channel, BEHALF[channel])
        need = submit_need_for_person(by=by, meeting=story.meetings.get(row.get("m", "")), **given)
    story.said[words(row)] = need.pk


def _import(story: Story, cycle: str, voices: Row, rows: Sequence[Row], now: datetime.datetime) -> None:
    """Take in the workbook of an NGO; one of its rows names a village that is not here."""
    book = Workbook()
    page = book.create_sheet(index=0)
    page.append(["Қажеттілік", "Ауыл", "Тақырып", "Топ"])
    for row in rows:
        place = story.settlements[row["s"]].name.kk
        page.append([words(row), place, row["t"], row.get("g", "")])
    page.append([*voices["sheet"]["extra"], "", ""])
    out = io.BytesIO()
    book.save(out)
    sheet = read_needs(upload=ContentFile(out.getvalue(), name="needs.xlsx"), unit=story.unit, language="ru")
    made = import_needs(
        by=story.actors["clerk"].through(Channel.SHEET, Behalf.OFFICE),
        cycle=story.cycles[cycle],
        sheet=sheet,
        now=now,
    )
    for need in made.needs.all():
        story.said[str(need.text)] = need.pk


def _moderate(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    by, need = story.actors["moderator"], the_need(story, row)
    if "no" in row:
        refuse_need(by=by, need=need, objection=row["no"], now=now)
        return
    publish_need(by=by, need=need, theme=row["t"], now=now)
    if "to" in row:
        translate_need(by=story.actors["adviser"], need=need, translation=row["to"], now=now)
    problem = story.problems.get(row.get("p", ""))
    if problem is not None and problem.cycle_id == story.cycles[cycle].pk:
        _join(story, row, need, now)


def _join(story: Story, row: Row, need: Need, now: datetime.datetime) -> None:
    """Add a late need to its problem and give it the problem's first answer."""
    problem = story.problems[row["p"]]
    merge_needs(by=story.actors["group"], problem=problem, needs=[need], now=now)
    first = next(one for one in texts("problems")["problem"] if one["key"] == row["p"])["answer"]
    answer_need(by=story.actors["planner"], need=need, kind=first[0], text=Text(*first[1:]), now=now)


def _answer(story: Story, row: Row, now: datetime.datetime) -> None:
    kind, kk, ru = row["a"]
    answer_need(by=story.actors["planner"], need=the_need(story, row), kind=kind, text=Text(kk, ru), now=now)


def _merge(diary: Diary, row: Row) -> None:
    story, key = diary.story, row["key"]

    def merge(now: datetime.datetime) -> None:
        gather(story, story.cycles["first"], row, texts("needs_first")["need"], now)

    def answer(now: datetime.datetime) -> None:
        kind, kk, ru = row["answer"]
        answer_problem(
            by=story.actors["planner"], problem=story.problems[key], kind=kind, text=Text(kk, ru), now=now
        )

    def tell(later: Row, now: datetime.datetime) -> None:
        answer_problem(
            by=story.actors["akim"],
            problem=story.problems[key],
            kind=later["kind"],
            text=text(later, "text"),
            now=now,
        )

    diary.first(row["day"], merge)
    diary.first(row["day"] + 2 * HOUR, answer)
    for later in row["later"]:
        diary.first(later["day"], partial(tell, later))


def gather(story: Story, cycle: Cycle, row: Row, voices: Sequence[Row], now: datetime.datetime) -> None:
    """Make a problem of the needs that name it and can be read by now."""
    known = [story.said[words(one)] for one in voices if one.get("p") == row["key"] and words(one) in story.said]
    story.problems[row["key"]] = make_problem(
        by=story.actors["group"],
        cycle=cycle,
        title=text(row, "title"),
        description=text(row, "description"),
        theme=row["theme"],
        needs=list(Need.objects.filter(pk__in=known, state="published").order_by("number")),
        now=now,
    )
