"""Reads of grants that are being carried out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from ortaq.ground.text import Text
from ortaq.stages.grants.models import Contract, Report, ReportState, Tranche
from ortaq.stages.grants.rules import months_after

CHECKS = (6, 12)


@dataclass(frozen=True)
class TrancheView:
    """A part of the grant; `waits_for` is the number of the tranche whose report must be accepted first."""

    number: int
    amount: int
    due_on: datetime.date
    paid_on: datetime.date | None
    document: str
    may_be_paid: bool
    waits_for: int


@dataclass(frozen=True)
class ReportView:
    """A report with its photos as (id, caption)."""

    id: UUID
    number: int
    on: datetime.date
    text: str
    spent: int
    own_spent: int
    state: str
    label: str
    tag: str
    judgment: str
    photos: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class People:
    """Jobs: all, of women, of young people; who is both counts in both."""

    jobs: int
    women: int
    youth: int


@dataclass(frozen=True)
class SurvivalView:
    """One check after the contract: when it is due, and what was found; `found` is None until it is made."""

    months: int
    due_on: datetime.date
    on: datetime.date | None
    works: bool | None
    found: People | None
    note: str


@dataclass(frozen=True)
class ContractView:
    """Everything about a contract."""

    document: str
    grant: int
    own_part: int
    signed_on: datetime.date
    ends_on: datetime.date
    ended_on: datetime.date | None
    ending: Text
    tranches: tuple[TrancheView, ...]
    reports: tuple[ReportView, ...]
    visits: tuple[tuple[datetime.date, str, str], ...]
    promised: People
    proved: People | None
    proofs: tuple[tuple[datetime.date, People, str], ...]
    survivals: tuple[SurvivalView, ...]
    report_is_due: bool

    @property
    def paid(self) -> int:
        """What was paid of the grant."""
        return sum(tranche.amount for tranche in self.tranches if tranche.paid_on)

    @property
    def freed(self) -> int:
        """What goes back to the fund because the contract ended early."""
        return self.grant - self.paid if self.ended_on else 0


def contract_view(contract: Contract) -> ContractView:
    """Return a contract with everything that came of it. Seven queries."""
    application = contract.application
    reports = list(contract.reports.order_by("-number").prefetch_related("evidence"))
    tranches = list(contract.tranches.order_by("number"))
    proofs = [
        (row.on, People(row.jobs, row.women, row.youth), row.proof)
        for row in contract.job_counts.order_by("-on", "-recorded_at")
    ]
    accepted = sum(report.state == ReportState.ACCEPTED for report in reports)
    paid = sum(tranche.paid_on is not None for tranche in tranches)
    is_read = any(report.state == ReportState.HANDED_IN for report in reports)
    return ContractView(
        document=contract.document,
        grant=contract.grant,
        own_part=contract.own_part,
        signed_on=contract.signed_on,
        ends_on=contract.ends_on,
        ended_on=contract.ended_on,
        ending=contract.ending,
        tranches=tuple(_tranche(row, contract, paid, accepted) for row in tranches),
        reports=tuple(report_view(report) for report in reports),
        visits=tuple(contract.visits.order_by("-on").values_list("on", "seen", "recommendations")),
        promised=People(application.jobs or 0, application.jobs_women or 0, application.jobs_youth or 0),
        proved=proofs[0][1] if proofs else None,
        proofs=tuple(proofs),
        survivals=tuple(_survivals(contract)),
        report_is_due=contract.ended_on is None and accepted < paid and not is_read,
    )


def _tranche(row: Tranche, contract: Contract, paid: int, accepted: int) -> TrancheView:
    is_next = contract.ended_on is None and row.paid_on is None and row.number == paid + 1
    may_be_paid = is_next and accepted >= row.number - 1
    return TrancheView(
        row.number,
        row.amount,
        row.due_on,
        row.paid_on,
        row.document,
        may_be_paid,
        waits_for=row.number - 1 if is_next and not may_be_paid else 0,
    )


REPORT_TAGS = {ReportState.HANDED_IN: "wait", ReportState.RETURNED: "no", ReportState.ACCEPTED: "done"}


def report_view(report: Report) -> ReportView:
    """Return a report with its photos."""
    return ReportView(
        id=report.id,
        number=report.number,
        on=localdate(report.handed_in_at),
        text=report.text,
        spent=report.spent,
        own_spent=report.own_spent,
        state=report.state,
        label=str(report.get_state_display()),
        tag=REPORT_TAGS[ReportState(report.state)],
        judgment=report.judgment,
        photos=tuple((row.photo_id, row.caption) for row in report.evidence.all()),
    )


def _survivals(contract: Contract) -> list[SurvivalView]:
    made = {row.months: row for row in contract.survivals.all()}
    end = contract.ended_on or contract.ends_on
    views = []
    for months in CHECKS:
        row = made.get(months)
        found = People(row.jobs, row.women, row.youth) if row else None
        views.append(
            SurvivalView(
                months,
                months_after(end, months),
                row.on if row else None,
                row.works if row else None,
                found,
                row.note if row else "",
            )
        )
    return views
