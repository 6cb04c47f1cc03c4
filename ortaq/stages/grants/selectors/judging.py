"""Reads of judging: which files there are, how they were assessed, what the sittings decided.

Every read takes the files that the reader may see (`access.files_for`), so that a file in which somebody declared
an interest is in none of their lists and numbers.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet, Sum
from django.utils.timezone import localdate

from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text
from ortaq.stages.grants.models import (
    Application,
    ApplicationState,
    Assessment,
    Call,
    Decision,
    Outcome,
    Sitting,
)
from ortaq.stages.grants.rules import ASSESSMENTS, SPREAD
from ortaq.stages.grants.selectors.files import TAGS


@dataclass(frozen=True)
class Score:
    """What independent assessments say together. `is_spread` where they differ much."""

    handed_in: int
    average: Fraction | None
    is_spread: bool

    @property
    def shown(self) -> float | None:
        """The average for people's eyes; everything is compared by the exact one."""
        return None if self.average is None else float(self.average)


@dataclass(frozen=True)
class FileLine:
    """An application in a list of the programme. `score` is None where the reader may not know it yet."""

    number: int
    title: str
    name: str
    unit: Text
    state: str
    label: str
    tag: str
    requested: int
    jobs_promised: int
    submitted_at: datetime.datetime
    assigned: int
    score: Score | None
    granted: int | None
    place: int | None

    @property
    def rank(self) -> tuple[Fraction, int, datetime.datetime]:
        """Sorting key: the best average first, then more jobs for women and youth, then the earlier one."""
        average = self.score.average if self.score and self.score.average is not None else Fraction(-1)
        return -average, -self.jobs_promised, self.submitted_at


def lines_of(files: QuerySet[Application], call: Call, *, reader: Account | None = None) -> list[FileLine]:
    """Return the files of a call, best first. Five queries.

    Scores of a file show once every assignment is answered; to a reviewer only after their own is handed in.
    """
    scored = Assessment.objects.exclude(application__interests__account=F("reviewer")).annotate(
        points=Sum("marks__points")
    )
    read = (
        files.filter(call=call)
        .select_related("unit", "applicant")
        .prefetch_related(
            Prefetch("assessments", scored, to_attr="counted"),
            "assignments",
            "interests",
            Prefetch("decisions", Decision.objects.order_by("-decided_at")),
        )
    )
    most = most_points(call)
    lines = [_line(application, most, reader) for application in read]
    return sorted(lines, key=lambda line: line.rank)


def most_points(call: Call) -> int:
    """Return what all criteria of a call give together. One query."""
    return call.criteria.aggregate(sum=Sum("most_points"))["sum"] or 0


def _line(application: Application, most: int, reader: Account | None) -> FileLine:
    decision = next(iter(application.decisions.all()), None)
    state = ApplicationState(application.state)
    return FileLine(
        number=application.number,
        title=application.title,
        name=application.applicant.name,
        unit=application.unit.name,
        state=application.state,
        label=str(state.label),
        tag=TAGS[state],
        requested=application.requested or 0,
        jobs_promised=(application.jobs_women or 0) + (application.jobs_youth or 0),
        submitted_at=application.submitted_at or application.started_at,
        assigned=len(valid_reviewers(application)),
        score=score_of(application.counted, most) if _may_know(application, reader) else None,  # type: ignore[attr-defined]
        granted=decision.grant if decision else None,
        place=decision.place if decision and state == ApplicationState.RESERVE else None,
    )


def valid_reviewers(application: Application) -> set[UUID]:
    """Return the accounts to whom the file is assigned and who declared no interest."""
    interested = {interest.account_id for interest in application.interests.all()}
    return {assignment.reviewer_id for assignment in application.assignments.all()} - interested


def _may_know(application: Application, reader: Account | None) -> bool:
    """Nobody sees another's assessment before handing in their own, and no manager before all are in."""
    done = {assessment.reviewer_id for assessment in application.counted}  # type: ignore[attr-defined]
    assigned = valid_reviewers(application)
    if reader is not None and reader.pk in assigned and reader.pk in done:
        return True
    return len(done) >= ASSESSMENTS and assigned <= done


def score_of(assessments: Sequence[Assessment], most: int) -> Score:
    """Return the exact average of the assessments' sums and whether they differ by more than a fifth of all."""
    sums = [assessment.points for assessment in assessments]  # type: ignore[attr-defined]
    if not sums:
        return Score(0, None, is_spread=False)
    return Score(len(sums), Fraction(sum(sums), len(sums)), is_spread=max(sums) - min(sums) > SPREAD * most)


@dataclass(frozen=True)
class AssessmentView:
    """One assessment: who, the points for each criterion in its order, the sum, and why."""

    reviewer: str
    points: tuple[tuple[Text, int, int], ...]
    sum: int
    comment: str
    on: datetime.date
    is_own: bool


def assessments_of(application: Application, *, reader: Account | None) -> list[AssessmentView]:
    """Return the assessments that the reader may see: one's own, and the others' once that is permitted.

    Four queries. Assessments of accounts that declared an interest are left out.
    """
    counted = Assessment.objects.filter(application=application)
    counted = counted.exclude(application__interests__account=F("reviewer")).order_by("handed_in_at")
    application.counted = list(  # type: ignore[attr-defined]
        counted.select_related("reviewer").prefetch_related("marks__criterion")
    )
    may_know = _may_know(application, reader)
    return [
        _assessment(assessment, reader)
        for assessment in application.counted  # type: ignore[attr-defined]
        if may_know or (reader is not None and assessment.reviewer_id == reader.pk)
    ]


def _assessment(assessment: Assessment, reader: Account | None) -> AssessmentView:
    marks = sorted(assessment.marks.all(), key=lambda mark: mark.criterion.number)
    return AssessmentView(
        reviewer=assessment.reviewer.name,
        points=tuple((mark.criterion.title, mark.points, mark.criterion.most_points) for mark in marks),
        sum=sum(mark.points for mark in marks),
        comment=assessment.comment,
        on=localdate(assessment.handed_in_at),
        is_own=reader is not None and assessment.reviewer_id == reader.pk,
    )


def reviewers_for(application: Application, programme: Programme, *, on: datetime.date) -> list[Account]:
    """Return the reviewers of the programme to whom a file can still be given. One query."""
    held = Appointment.objects.filter(programme=programme, role=Role.REVIEWER, since__lte=on).exclude(until__lt=on)
    accounts = Account.objects.filter(appointments__in=held, is_active=True).distinct()
    accounts = accounts.exclude(grant_interests__application=application)
    return list(accounts.exclude(grant_assignments__application=application).order_by("name"))


@dataclass(frozen=True)
class Figures:
    """How many applications of a call there are in each state, and what became of those selected."""

    handed_in: int
    by_state: tuple[tuple[str, int], ...]
    selected: int
    withdrawn_after: int
    financed: int
    days_to_committee: int | None


def figures_of(files: QuerySet[Application], call: Call) -> Figures:
    """Return the numbers of a call over these files. Three queries.

    `selected` counts every application that a committee ever selected, `withdrawn_after` those of them that
    withdrew, `financed` those with a contract.
    """
    rows = list(files.order_by().filter(call=call).values_list("pk", "state", "contract__id"))
    chosen = set(
        Decision.objects.filter(application__call=call, outcome=Outcome.SELECTED).values_list(
            "application_id", flat=True
        )
    )
    states = Counter(state for _id, state, _contract in rows)
    return Figures(
        handed_in=len(rows),
        by_state=tuple(
            (str(state.label), states[state]) for state in ApplicationState if state != ApplicationState.DRAFT
        ),
        selected=sum(id in chosen for id, _state, _contract in rows),
        withdrawn_after=sum(id in chosen and state == ApplicationState.WITHDRAWN for id, state, _contract in rows),
        financed=sum(contract is not None for _id, _state, contract in rows),
        days_to_committee=_days_to_committee(call),
    )


def _days_to_committee(call: Call) -> int | None:
    first = call.sittings.order_by("held_on").values_list("held_on", flat=True).first()
    return (first - call.opens_on).days if first and call.opens_on else None


@dataclass(frozen=True)
class SittingView:
    """A sitting with its decisions on these files; `is_whole` is False where some are closed to the reader."""

    number: int
    held_on: datetime.date
    chair: str
    secretary: str
    members: int
    present: int
    present_names: str
    summary: Text
    signed_on: datetime.date | None
    decisions: tuple[SittingLine, ...]
    is_whole: bool


@dataclass(frozen=True)
class SittingLine:
    """One decision of a sitting."""

    number: int
    title: str
    name: str
    unit: Text
    outcome: str
    label: str
    grant: int | None
    place: int | None
    reasons: Text


def sittings_of(call: Call) -> list[tuple[int, datetime.date, datetime.date | None]]:
    """Return number, day and day of signing of each sitting, newest first. One query."""
    return list(call.sittings.order_by("-number").values_list("number", "held_on", "signed_on"))


def sitting_view(sitting: Sitting, files: QuerySet[Application]) -> SittingView:
    """Return a sitting with its decisions on these files. Two queries."""
    decisions = list(
        sitting.decisions.filter(application__in=files.order_by())
        .select_related("application__unit", "application__applicant")
        .order_by("outcome", "place", "application__number")
    )
    order = {Outcome.SELECTED: 0, Outcome.RESERVE: 1, Outcome.REFUSED: 2}
    return SittingView(
        number=sitting.number,
        held_on=sitting.held_on,
        chair=sitting.chair,
        secretary=sitting.secretary,
        members=sitting.members,
        present=sitting.present,
        present_names=sitting.present_names,
        summary=sitting.summary,
        signed_on=sitting.signed_on,
        decisions=tuple(
            SittingLine(
                row.application.number,
                row.application.title,
                row.application.applicant.name,
                row.application.unit.name,
                row.outcome,
                str(row.get_outcome_display()),
                row.grant,
                row.place,
                row.reasons,
            )
            for row in sorted(decisions, key=lambda row: order[Outcome(row.outcome)])
        ),
        is_whole=sitting.decisions.count() == len(decisions),
    )
