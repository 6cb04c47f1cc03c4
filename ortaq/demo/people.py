"""The office of the example: this computer, the okrug with its settlements, and everybody who can sign in."""

from __future__ import annotations

import datetime
from decimal import Decimal

from ortaq.demo.story import Row, Story, text, texts
from ortaq.ground.cycle.actions import reschedule_step, start_cycle
from ortaq.ground.journal.models import Node
from ortaq.ground.people.actions import appoint
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.example import PASSWORD
from ortaq.ground.people.models import Account
from ortaq.ground.people.opening import Place, open_office
from ortaq.ground.people.roles import Role
from ortaq.ground.places.actions import change_settlement
from ortaq.ground.places.models import Unit


def open_the_office(*, now: datetime.datetime) -> Story:
    """Open the office as a first run does, mark it as an example, and let its people in."""
    row = texts("places")
    opened = datetime.datetime(now.year - 2, 1, 3, 9, tzinfo=now.tzinfo)
    akim, *others = row["person"]
    account = open_office(
        place=Place(
            kind="okrug",
            name=text(row, "name"),
            district=text(row, "district"),
            oblast=text(row, "oblast"),
            settlements=[text(place, "name") for place in row["settlement"]],
        ),
        akim_name=akim["name"],
        username=akim["username"],
        password=PASSWORD,
        language=akim["language"],
        now=opened,
    )
    Node.objects.filter(is_here=True).update(is_example=True)
    Unit.objects.update(is_fictional=True, name_en=row["name_en"])
    unit = Unit.objects.get()
    places = {place.name.kk: place for place in unit.settlements.all()}
    story = Story(
        now=now,
        unit=unit,
        actors={"akim": Actor(account=account)},
        settlements={place["key"]: places[place["name"][0]] for place in row["settlement"]},
    )
    _put_on_the_map(story, opened)
    for other in others:
        story.actors[other["username"]] = _let_in(story, other, opened)
    _start(story, opened)
    return story


def _put_on_the_map(story: Story, now: datetime.datetime) -> None:
    for place in texts("places")["settlement"]:
        settlement = story.settlements[place["key"]]
        change_settlement(
            by=story.actors["akim"],
            settlement=settlement,
            name=settlement.name,
            latitude=Decimal(place["latitude"]),
            longitude=Decimal(place["longitude"]),
            now=now,
        )


def _let_in(story: Story, row: Row, now: datetime.datetime) -> Actor:
    appoint(
        by=story.actors["akim"],
        unit=story.unit,
        role=Role(row["role"]),
        username=row["username"],
        since=now.date(),
        name=row["name"],
        language=row["language"],
        password=PASSWORD,
        now=now,
    )
    account = Account.objects.get(username=row["username"])
    account.must_change_password = False  # everybody may use the example's password, so it stays
    account.save(update_fields=["must_change_password"])
    return Actor(account=account)


def _start(story: Story, now: datetime.datetime) -> None:
    """Start the first cycle; its needs step is lengthened when high water has closed a road."""
    akim, row = story.actors["akim"], texts("places")["late"]
    cycle = start_cycle(
        by=akim,
        unit=story.unit,
        first_year=story.year - 1,
        last_year=story.year + 1,
        starts_on=story.first_day,
        now=now,
    )
    story.cycles["first"] = cycle
    step = cycle.steps.get(key="needs")
    reschedule_step(
        by=akim,
        step=step,
        opens_on=step.opens_on,
        closes_on=step.closes_on + datetime.timedelta(days=row["days"]),
        reason=row["reason"],
        now=now,
    )
