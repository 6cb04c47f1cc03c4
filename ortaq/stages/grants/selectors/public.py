"""What everybody reads of grants: sums, what is done with them, jobs. Nobody is named, few people not counted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from ortaq.engines.inclusion import People, Table, protect, protected_people
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text
from ortaq.stages.grants.models import (
    Application,
    ApplicationState,
    Call,
    Contract,
    Decision,
    JobCount,
    Outcome,
    PersonKind,
    ReportState,
    Tranche,
)

FEWEST = 5


@dataclass(frozen=True)
class GrantLine:
    """One grant as everybody sees it; `paid` and `grant` in tiyn, `works` after the last check or None.

    `chosen_on` is the day on which the protocol of the decision was signed, `is_company` whether a legal entity
    received it: all others are people.
    """

    id: UUID
    unit_slug: str
    programme_slug: str
    call_number: int
    call: Text
    number: int
    title: Text
    grant: int
    own_part: int | None
    paid: int
    chosen_on: datetime.date
    is_company: bool
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    state: str
    tag: str
    plan_line: Text
    plan_line_number: int | None
    plan_year: int | None
    reports: int
    works: bool | None


@dataclass(frozen=True)
class PublicCall:
    """What came of a call in all: how many applied (None: few), how many grants, money in tiyn."""

    handed_in: int | None
    grants: int
    granted: int


def public_grants(files: QuerySet[Application]) -> QuerySet[Application]:
    """Return the grants that everybody may know of: selected by a sitting whose protocol is signed."""
    decided = Decision.objects.filter(outcome=Outcome.SELECTED, sitting__signed_on__isnull=False)
    return files.filter(state=ApplicationState.SELECTED, decisions__in=decided).distinct()


def grants_in_unit(unit: Unit) -> list[GrantLine]:
    """Return who received what in a unit, newest first. Four queries."""
    return grant_lines(Application.objects.filter(unit=unit))


def grant_lines(files: QuerySet[Application]) -> list[GrantLine]:
    """Return what everybody may know of the grants among these applications, newest first. Four queries."""
    latest = Decision.objects.filter(outcome=Outcome.SELECTED, sitting__signed_on__isnull=False)
    found = (
        public_grants(files)
        .select_related("unit", "call__programme", "contract", "plan_line__plan__cycle")
        .prefetch_related(
            Prefetch("decisions", latest.select_related("sitting").order_by("decided_at"), to_attr="chosen"),
            "contract__tranches",
            "contract__survivals",
        )
        .annotate(accepted=Count("contract__reports", filter=Q(contract__reports__state=ReportState.ACCEPTED)))
        .order_by("-call__opens_on", "number")
    )
    return [_grant(application) for application in found]


def _grant(application: Application) -> GrantLine:
    contract = getattr(application, "contract", None)
    line, decision = application.plan_line, application.chosen[-1]  # type: ignore[attr-defined]
    checks = sorted(contract.survivals.all(), key=lambda row: row.months) if contract else []
    state, tag = state_of_grant(application)
    return GrantLine(
        id=application.id,
        unit_slug=application.unit.slug,
        programme_slug=application.call.programme.slug,
        call_number=application.call.number,
        call=application.call.title,
        number=application.number,
        title=application.public_title,
        grant=contract.grant if contract else decision.grant,
        own_part=contract.own_part if contract else None,
        paid=sum(row.amount for row in contract.tranches.all() if row.paid_on) if contract else 0,
        chosen_on=decision.sitting.signed_on,
        is_company=application.person_kind == PersonKind.COMPANY,
        starts_on=contract.signed_on if contract else None,
        ends_on=contract.ends_on if contract else None,
        state=state,
        tag=tag,
        plan_line=line.title if line else Text(),
        plan_line_number=line.number if line else None,
        plan_year=line.plan.cycle.first_year if line else None,
        reports=application.accepted,  # type: ignore[attr-defined]
        works=checks[-1].works if checks else None,
    )


def state_of_grant(application: Application) -> tuple[str, str]:
    """Return how far a grant is (chosen, running, paid or ended) and its tag."""
    contract = getattr(application, "contract", None)
    if contract is None:
        return "chosen", "wait"
    if contract.ended_on:
        return "ended", "no"
    is_paid = all(tranche.paid_on for tranche in contract.tranches.all())
    return ("paid", "done") if is_paid else ("running", "wait")


def jobs_in_unit(unit: Unit) -> People:
    """Return the jobs proved in a unit; small numbers are protected. One query."""
    return protected_jobs(public_grants(Application.objects.filter(unit=unit)))


def protected_jobs(files: QuerySet[Application], *, until: datetime.date | None = None) -> People:
    """Return the last jobs proved (by a day) of these grants, women and young people among them, protected."""
    rows = JobCount.objects.filter(contract__application__in=files.order_by())
    if until is not None:
        rows = rows.filter(on__lte=until)
    latest = {row.contract_id: row for row in rows.order_by("on", "recorded_at")}
    jobs, women, youth = (
        sum(getattr(row, name) for row in latest.values()) for name in ("jobs", "women", "youth")
    )
    return protected_people(women=women, men=jobs - women, youth=youth, k=FEWEST)


@dataclass(frozen=True)
class GrantsOfProgramme:
    """What a programme gave in grants by a day: money in tiyn, jobs protected."""

    calls: int
    grants: int
    granted: int
    paid: int
    own_part: int
    ended_early: int
    jobs: People


def grants_of_programme(programme: Programme, *, until: datetime.date) -> GrantsOfProgramme:
    """Return what everybody may know of a programme's grants as they stood on a day. Five queries."""
    signed = Decision.objects.filter(outcome=Outcome.SELECTED, sitting__signed_on__lte=until)
    files = public_grants(Application.objects.filter(call__programme=programme, decisions__in=signed))
    chosen = signed.filter(application__in=files.order_by()).aggregate(count=Count("id"), sum=Sum("grant"))
    contracts = Contract.objects.filter(application__in=files.order_by(), signed_on__lte=until)
    paid = Tranche.objects.filter(contract__in=contracts, paid_on__lte=until)
    terms = contracts.aggregate(own=Sum("own_part"), ended=Count("id", filter=Q(ended_on__lte=until)))
    return GrantsOfProgramme(
        calls=programme.grant_calls.filter(published_at__isnull=False, opens_on__lte=until).count(),
        grants=chosen["count"],
        granted=chosen["sum"] or 0,
        paid=paid.aggregate(sum=Sum("amount"))["sum"] or 0,
        own_part=terms["own"] or 0,
        ended_early=terms["ended"],
        jobs=protected_jobs(files, until=until),
    )


def public_call(call: Call) -> PublicCall | None:
    """Return what came of a call, once the protocol of a sitting is signed. Three queries."""
    if not call.sittings.filter(signed_on__isnull=False).exists():
        return None
    files = call.applications.filter(submitted_at__isnull=False)
    chosen = Decision.objects.filter(
        outcome=Outcome.SELECTED, application__in=public_grants(call.applications.all()).order_by()
    ).aggregate(count=Count("id"), sum=Sum("grant"))
    return PublicCall(
        handed_in=protect(Table.listed({"all": files.count()}), FEWEST).total,
        grants=chosen["count"],
        granted=chosen["sum"] or 0,
    )
