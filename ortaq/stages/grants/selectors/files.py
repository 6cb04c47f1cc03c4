"""Reads of one application: what its holder and the programme's people see of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.grants.content import Item
from ortaq.stages.grants.models import Application, ApplicationState, PersonKind

TAGS = {
    ApplicationState.DRAFT: "neutral",
    ApplicationState.SUBMITTED: "wait",
    ApplicationState.ELIGIBLE: "wait",
    ApplicationState.RESERVE: "wait",
    ApplicationState.SELECTED: "done",
    ApplicationState.INELIGIBLE: "no",
    ApplicationState.REFUSED: "no",
    ApplicationState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True)
class Answered:
    """How one requirement was answered."""

    text: Text
    met: bool
    reason: Text


@dataclass(frozen=True)
class Decided:
    """What the committee decided, when, and why; `signed` tells whether the protocol is signed."""

    outcome: str
    label: str
    grant: int | None
    place: int | None
    reasons: Text
    on: datetime.date
    sitting: int
    signed: bool


@dataclass(frozen=True)
class FileView:
    """A whole application. Nothing of it is public."""

    id: UUID
    number: int
    call_number: int
    programme_slug: str
    unit_slug: str
    unit: Text
    state: str
    label: str
    tag: str
    name: str
    contact: str
    title: str
    idea: str
    use_for_village: str
    person_kind: str
    woman_led: bool | None
    youth_led: bool | None
    settlement: Text
    plan_line: Text
    requested: int | None
    own_part: int | None
    items: tuple[Item, ...]
    jobs: int | None
    jobs_women: int | None
    jobs_youth: int | None
    channel: str
    language: str
    submitted_on: datetime.date | None
    withdrawal: str
    eligibility: tuple[Answered, ...]
    decisions: tuple[Decided, ...]

    @property
    def whole(self) -> int | None:
        """What the project costs in all."""
        return None if self.requested is None or self.own_part is None else self.requested + self.own_part


def file_view(application: Application) -> FileView:
    """Return an application read by `with_everything`. Three queries."""
    person = getattr(application, "applicant", None)
    state = ApplicationState(application.state)
    return FileView(
        id=application.id,
        number=application.number,
        call_number=application.call.number,
        programme_slug=application.call.programme.slug,
        unit_slug=application.unit.slug,
        unit=application.unit.name,
        state=application.state,
        label=str(state.label),
        tag=TAGS[state],
        name=person.name if person else "",
        contact=person.contact if person else "",
        title=application.title,
        idea=application.idea,
        use_for_village=application.use_for_village,
        person_kind=str(PersonKind(application.person_kind).label) if application.person_kind else "",
        woman_led=application.woman_led,
        youth_led=application.youth_led,
        settlement=application.settlement.name if application.settlement else Text(),
        plan_line=application.plan_line.title if application.plan_line else Text(),
        requested=application.requested,
        own_part=application.own_part,
        items=tuple(
            Item(row.title, row.from_grant, row.from_own) for row in application.budget.order_by("number")
        ),
        jobs=application.jobs,
        jobs_women=application.jobs_women,
        jobs_youth=application.jobs_youth,
        channel=application.get_channel_display(),
        language=application.language,
        submitted_on=localdate(application.submitted_at) if application.submitted_at else None,
        withdrawal=application.withdrawal,
        eligibility=tuple(
            Answered(row.requirement.text, row.met, row.reason)
            for row in application.eligibility.select_related("requirement").order_by("requirement__number")
        ),
        decisions=tuple(_decisions(application)),
    )


def _decisions(application: Application) -> list[Decided]:
    return [
        Decided(
            row.outcome,
            str(row.get_outcome_display()),
            row.grant,
            row.place,
            row.reasons,
            row.sitting.held_on,
            row.sitting.number,
            row.sitting.signed_on is not None,
        )
        for row in application.decisions.select_related("sitting").order_by("-decided_at")
    ]


JOINED = ("unit", "call__programme", "settlement", "plan_line", "applicant", "contract")


def file_in_call(*, unit: Unit, call_id: UUID, number: int) -> Application | None:
    """Return an application of a unit by its call and number. One query."""
    files = Application.objects.filter(unit=unit, call_id=call_id, number=number)
    return files.select_related(*JOINED).first()
