"""Comments on the plan: when people may comment on a version, and what the office owes to those who did."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ortaq.engines import law
from ortaq.ground.comments import selectors as comments
from ortaq.ground.comments import subjects
from ortaq.ground.comments.subjects import Ids, Subject
from ortaq.ground.meetings.rules import overrides_of
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.plan.models import CommentPeriod, Plan, PlanVersion

KIND = "plan_version"


def register() -> None:
    """Let people comment on versions of the plan."""
    subjects.add_kind(KIND, label=gettext_lazy("Plan"), find=find_versions)


def find_versions(unit: Unit, ids: Ids, on: datetime.date) -> list[Subject]:
    """Return the published versions among these; comments are taken in the period of each. One query."""
    versions = PlanVersion.objects.filter(unit=unit, pk__in=ids, published_at__isnull=False)
    return [
        Subject(
            id=version.id,
            title=_title(version),
            url=version_url(unit.slug, version),
            cycle=version.plan.cycle,
            closed=why_closed(getattr(version, "comment_period", None), on=on),
        )
        for version in versions.select_related("plan__cycle", "comment_period")
    ]


def version_url(unit: str, version: PlanVersion) -> str:
    """Return the address of a version's page."""
    address = reverse("plan:version", args=[unit, version.number])
    return f"{address}?cycle={version.plan.cycle.first_year}"


def why_closed(period: CommentPeriod | None, *, on: datetime.date) -> str:
    """Return why a version takes no comment on a day; empty where it does."""
    if period is None:
        return _("The office has not opened this version for comments.")
    if on < period.opens_on:
        return _("Comments are taken from %(day)s on.") % {"day": date_format(period.opens_on)}
    if on > period.closes_on:
        return _("Comments were taken until %(day)s.") % {"day": date_format(period.closes_on)}
    return ""


def _title(version: PlanVersion) -> Text:
    cycle = version.plan.cycle

    def title(language: str) -> str:
        with override(language):
            return _("Plan %(first)s–%(last)s, version %(number)s") % {
                "first": cycle.first_year,
                "last": cycle.last_year,
                "number": version.number,
            }

    return Text(kk=title("kk"), ru=title("ru"))


def shortest_period(unit_id: UUID, *, on: datetime.date) -> law.Parameter:
    """Return for how many days at least the plan stands open for comments. One query."""
    return law.parameter("answers.comment_period", on=on, overrides=overrides_of(unit_id))


def earliest_close(unit_id: UUID, opens_on: datetime.date) -> datetime.date:
    """Return the first day on which a comment period that opens on a day may close. One query."""
    rule = shortest_period(unit_id, on=opens_on)
    return opens_on + datetime.timedelta(days=law.value_of(rule, int))


@dataclass(frozen=True)
class Period:
    """The comment period of a version. `state` is `ahead`, `open` or `over`; `days_left` counts today."""

    version: int
    url: str
    opens_on: datetime.date
    closes_on: datetime.date
    state: str
    days_left: int


def periods_of(plan: Plan, *, today: datetime.date) -> list[Period]:
    """Return the comment periods of a plan's versions, the latest first. One query."""
    periods = CommentPeriod.objects.filter(version__plan=plan).select_related("version__plan__cycle", "unit")
    return [
        Period(
            version=one.version.number,
            url=version_url(one.unit.slug, one.version),
            opens_on=one.opens_on,
            closes_on=one.closes_on,
            state="ahead" if today < one.opens_on else "open" if today <= one.closes_on else "over",
            days_left=max(0, (one.closes_on - today).days + 1),
        )
        for one in periods.order_by("-version__number")
    ]


def owed(version: PlanVersion) -> comments.Unsettled:
    """Count the comments on a version, and on those before it, that nobody read or answered. Two queries.

    A version is made from what people said of the one before, so all of it is answered before one is agreed.
    """
    return comments.unsettled(about=KIND, ids=list(_up_to(version.plan, version.number)))


@dataclass(frozen=True)
class Commented:
    """A version that people could comment on: in which days, what they said, and the answers."""

    version: int
    opens_on: datetime.date
    closes_on: datetime.date
    comments: tuple[comments.RegisterLine, ...]


def register_of(plan: Plan, *, last: int | None = None) -> tuple[Commented, ...]:
    """Return what was said of the plan's versions, up to the last one where it is given. Three queries."""
    periods = CommentPeriod.objects.filter(version__plan=plan).select_related("version")
    if last is not None:
        periods = periods.filter(version__number__lte=last)
    found = list(periods.order_by("version__number"))
    lines = comments.register(about=KIND, ids=[one.version_id for one in found]) if found else []
    return tuple(
        Commented(
            version=one.version.number,
            opens_on=one.opens_on,
            closes_on=one.closes_on,
            comments=tuple(line for line in lines if line.about_id == one.version_id),
        )
        for one in found
    )


def _up_to(plan: Plan, number: int) -> Iterable[UUID]:
    return plan.versions.filter(number__lte=number).values_list("id", flat=True)
