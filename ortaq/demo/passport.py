"""The passport: people, services and budgets, for the first cycle and again for the second."""

from __future__ import annotations

import datetime
from decimal import Decimal

from ortaq.demo.story import Deed, Diary, Row, Story, texts
from ortaq.ground.money import thousand_tenge
from ortaq.ground.text import Text
from ortaq.stages.profile.actions import (
    Figure,
    ServiceState,
    record_budget,
    record_population,
    record_services,
)
from ortaq.stages.profile.models import AgeBand, Sex

AVAILABILITY = {"e": "exists", "p": "partly", "n": "no", "x": "not_needed"}


def write_into(diary: Diary) -> None:
    """Record the passport in its step of each cycle."""
    row = texts("places")
    for place in row["settlement"]:
        diary.first(7.40, _people(diary.story, place, years_ago=2))
        diary.first(8.45, _services(diary.story, place["key"], row["services"], "then"))
        diary.second(8.40, _people(diary.story, place, years_ago=0))
        diary.second(9.45, _services(diary.story, place["key"], row["services_now"], "now"))
    for budget in row["budget"]:
        _budget(diary, budget)


def _people(story: Story, place: Row, *, years_ago: int) -> Deed:
    people = place["people"][0 if years_ago else 1]
    cells = [(sex, band) for sex in Sex for band in AgeBand]
    shares = largest_remainders(people, place["shape"])
    figures = [Figure(sex.value, band.value, share) for (sex, band), share in zip(cells, shares, strict=True)]

    def record(now: datetime.datetime) -> None:
        record_population(
            by=story.actors["clerk"],
            settlement=story.settlements[place["key"]],
            year=story.year - years_ago,
            figures=figures,
            now=now,
        )

    return record


def largest_remainders(whole: int, shape: list[float]) -> list[int]:
    """Return whole numbers that add up to `whole` and follow the shape.

    >>> largest_remainders(10, [1, 1, 1])
    [4, 3, 3]
    """
    exact = [whole * part / sum(shape) for part in shape]
    found = [int(part) for part in exact]
    by_remainder = sorted(range(len(shape)), key=lambda place: found[place] - exact[place])
    for place in by_remainder[: whole - sum(found)]:
        found[place] += 1
    return found


def _services(story: Story, place: str, services: Row, when: str) -> Deed:
    column = list(story.settlements).index(place)
    far = texts("places")["far"].get(place)
    notes = {row["service"]: Text(*row[when]) for row in texts("places")["condition"] if row["place"] == place}
    states = [
        ServiceState(
            service=service,
            availability=AVAILABILITY[letters[column]],
            distance_km=Decimal(far) if far and letters[column] == "n" else None,
            condition=notes.get(service, Text()),
        )
        for service, letters in services.items()
    ]

    def record(now: datetime.datetime) -> None:
        record_services(
            by=story.actors["clerk"],
            settlement=story.settlements[place],
            states=states,
            seen_on=now.date(),
            now=now,
        )

    return record


def _budget(diary: Diary, row: Row) -> None:
    story = diary.story

    def record(now: datetime.datetime) -> None:
        record_budget(
            by=story.actors["clerk"],
            unit=story.unit,
            year=story.year + row["year"],
            kind=row["kind"],
            amounts={code: thousand_tenge(amount) for code, amount in row["amounts"].items()},
            now=now,
        )

    if row["year"] == -2 and row["kind"] == "adopted":
        diary.first(9.5, record)
    else:
        diary.second(10.5, record)
