"""Results by indicator: what was read, or what Ortaq counts itself; people by sex, the young among them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ortaq.engines.inclusion import People, protected_people
from ortaq.engines.indicators import is_reached
from ortaq.ground.places.models import Programme
from ortaq.ground.text import WithEnglish
from ortaq.programme.models import Counted, Indicator, IndicatorValue, Level
from ortaq.programme.selectors.plans import Plans
from ortaq.programme.selectors.support import Totals
from ortaq.stages.grants.selectors.public import GrantsOfProgramme
from ortaq.stages.projects import tags

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Reading:
    """What an indicator shows. A `value` of None is a number of few people; `people` is None where none count."""

    value: Decimal | None
    people: People | None
    on: datetime.date
    seen_in: WithEnglish | None = None


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with its latest reading by a day."""

    id: UUID
    number: int
    level: str
    title: WithEnglish
    measured_in: WithEnglish
    baseline: Decimal | None
    baseline_year: int | None
    target: Decimal | None
    target_year: int | None
    sdg_code: str
    sdg_name: WithEnglish
    national_goal: WithEnglish
    is_counted: bool
    reading: Reading | None

    @property
    def level_label(self) -> str:
        """Output, outcome or impact, in the reader's language."""
        return str(Level(self.level).label)

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached."""
        value = self.reading.value if self.reading else None
        if self.target is None or value is None:
            return False
        return is_reached(baseline=self.baseline, target=self.target, value=value)


@dataclass(frozen=True)
class Figures:
    """What Ortaq counts itself by a day."""

    plans: Plans
    grants: GrantsOfProgramme
    support: Totals
    on: datetime.date

    def reading(self, counted: str) -> Reading | None:
        """Return what one of the figures shows; None where there is nothing to count yet."""
        share, jobs, people = self.plans.share, self.grants.jobs, self.support.people
        values: dict[str, Decimal | int | None] = {
            Counted.PLANS_AGREED: self.plans.agreed,
            Counted.ITEMS_DONE: share.done,
            Counted.GRANTS: self.grants.grants,
            Counted.JOBS: jobs.total,
            Counted.TRAINED: people.total,
        }
        if counted == Counted.SHARE_DONE:
            return (
                None if share.part is None else Reading((share.part * 100).quantize(Decimal("0.1")), None, self.on)
            )
        by_people = {Counted.JOBS: jobs, Counted.TRAINED: people}
        value = values[counted]
        shown = by_people.get(Counted(counted))
        return Reading(None if value is None else Decimal(value), shown, self.on)


def indicators_of(programme: Programme, figures: Figures) -> tuple[IndicatorLine, ...]:
    """Return the indicators by number, as they stood on the day of the figures. Two queries."""
    rows = list(programme.indicators.order_by("number"))
    values = IndicatorValue.objects.filter(indicator__in=rows, on__lte=figures.on).order_by("on", "recorded_at")
    latest = {value.indicator_id: value for value in values}
    return tuple(_line(row, figures, latest) for row in rows)


def _line(row: Indicator, figures: Figures, latest: Mapping[UUID, IndicatorValue]) -> IndicatorLine:
    tag = tags.sdg_targets().get(row.sdg_target)
    typed = latest.get(row.pk)
    return IndicatorLine(
        id=row.pk,
        number=row.number,
        level=row.level,
        title=row.title,
        measured_in=row.measured_in,
        baseline=row.baseline,
        baseline_year=row.baseline_year,
        target=row.target,
        target_year=row.target_year,
        sdg_code=row.sdg_target,
        sdg_name=WithEnglish(kk=tag.kk, ru=tag.ru, en=tag.en) if tag else WithEnglish(),
        national_goal=row.national_goal,
        is_counted=bool(row.counted),
        reading=figures.reading(row.counted) if row.counted else _reading(typed) if typed else None,
    )


def _reading(row: IndicatorValue) -> Reading:
    if row.women is None or row.men is None or row.youth is None:
        return Reading(row.value, None, row.on, row.seen_in)
    people = protected_people(women=row.women, men=row.men, youth=row.youth)
    return Reading(None if people.total is None else row.value, people, row.on, row.seen_in)
