"""Writes of a grant that is carried out: contract, tranches, reports, visits, jobs, and whether it lasts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, in_columns
from ortaq.stages.grants.access import require_impartial
from ortaq.stages.grants.models import (
    Application,
    ApplicationState,
    Contract,
    Decision,
    JobCount,
    Outcome,
    Report,
    ReportState,
    Survival,
    Tranche,
    Visit,
)
from ortaq.stages.grants.rules import months_after, require_gone_by, require_within_bounds, tenge
from ortaq.stages.grants.states import locked, running


@action("grants.sign_contract")
def sign_contract(
    *,
    by: Actor,
    application: Application,
    document: str,
    own_part: int,
    signed_on: datetime.date,
    ends_on: datetime.date,
    tranches: Sequence[tuple[int, datetime.date]],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Contract:
    """Record the contract of a selected application; `tranches`, (tiyn, day due), come to the whole grant."""
    require_impartial(by, application)
    held = locked(application)
    decision = _decision(held)
    grant = decision.grant or 0
    if not document.strip():
        raise Refused(_("Write the number of the contract."), field="document")
    require_gone_by(signed_on, now=now, field="signed_on")
    if ends_on < signed_on:
        raise Refused(_("A contract ends after it was signed."), field="ends_on")
    require_within_bounds(held.call, grant=grant, own_part=own_part)
    if any(amount <= 0 for amount, _day in tranches) or sum(amount for amount, _day in tranches) != grant:
        raise Refused(
            _("The tranches must come to the whole grant: %(grant)s.") % {"grant": tenge(grant)}, field="tranches"
        )
    contract = Contract.objects.create(
        id=deed,
        unit_id=held.unit_id,
        call_id=held.call_id,
        application=held,
        document=document.strip(),
        grant=grant,
        own_part=own_part,
        signed_on=signed_on,
        ends_on=ends_on,
    )
    Tranche.objects.bulk_create(
        Tranche(contract=contract, number=number, amount=amount, due_on=due_on)
        for number, (amount, due_on) in enumerate(tranches, start=1)
    )
    return contract


def _decision(application: Application) -> Decision:
    if application.state != ApplicationState.SELECTED:
        raise Refused(_("Only an application that the committee selected gets a contract."))
    if hasattr(application, "contract"):
        raise Refused(_("This application has its contract already."))
    decision = application.decisions.filter(outcome=Outcome.SELECTED).select_related("sitting").get()
    if decision.sitting.signed_on is None:
        raise Refused(_("Sign the protocol of the sitting before the contract."))
    return decision


@action("grants.pay")
def pay(
    *,
    by: Actor,
    tranche: Tranche,
    paid_on: datetime.date,
    document: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Tranche:
    """Record that a tranche was paid. All but the first wait for the report on the one before to be accepted."""
    require_impartial(by, tranche.contract.application)
    contract = running(tranche.contract)
    held = contract.tranches.get(pk=tranche.pk)
    if held.paid_on is not None:
        raise Refused(_("This tranche is paid already."))
    if contract.tranches.filter(number__lt=held.number, paid_on__isnull=True).exists():
        raise Refused(_("Pay the tranches in their order: an earlier one is not paid yet."))
    if not document.strip():
        raise Refused(_("Write the number of the payment order."), field="document")
    require_gone_by(paid_on, now=now, field="paid_on")
    if held.number > 1:
        held.after_report = _accepted_before(contract, held)
    held.paid_on, held.document = paid_on, document.strip()
    held.save()
    return held


def _accepted_before(contract: Contract, tranche: Tranche) -> Report:
    accepted = contract.reports.filter(state=ReportState.ACCEPTED).order_by("number")
    needed = tranche.number - 1
    found = accepted[needed - 1 : needed].first()
    if found is None:
        raise Refused(
            _("Tranche %(number)s is paid after the report on tranche %(before)s is accepted.")
            % {"number": tranche.number, "before": needed}
        )
    return found


@action("grants.monitor")
def visit(
    *,
    by: Actor,
    contract: Contract,
    on: datetime.date,
    seen: str,
    recommendations: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Visit:
    """Record a visit: what was seen, and the recommendations that the grantee gets in writing."""
    require_impartial(by, contract.application)
    require_gone_by(on, now=now, field="on")
    if not seen.strip():
        raise Refused(_("Write what you saw."), field="seen")
    return Visit.objects.create(
        id=deed,
        contract=contract,
        on=on,
        seen=seen.strip(),
        recommendations=recommendations.strip(),
        recorded_at=now,
    )


@action("grants.monitor")
def count_jobs(
    *,
    by: Actor,
    contract: Contract,
    on: datetime.date,
    jobs: int,
    women: int,
    youth: int,
    proof: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> JobCount:
    """Record how many jobs a document proves on a day, for women and for young people."""
    require_impartial(by, contract.application)
    require_gone_by(on, now=now, field="on")
    _require_among(jobs, women, youth)
    if not proof.strip():
        raise Refused(_("Write which document proves the jobs."), field="proof")
    return JobCount.objects.create(
        id=deed,
        contract=contract,
        on=on,
        jobs=jobs,
        women=women,
        youth=youth,
        proof=proof.strip(),
        recorded_at=now,
    )


@action("grants.monitor")
def check_survival(
    *,
    by: Actor,
    contract: Contract,
    months: int,
    on: datetime.date,
    works: bool,
    jobs: int,
    women: int,
    youth: int,
    note: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Survival:
    """Record whether the business still works 6 or 12 months after the contract ended."""
    require_impartial(by, contract.application)
    if months not in {6, 12}:
        raise Refused(_("The check is made after 6 and after 12 months."), field="months")
    require_gone_by(on, now=now, field="on")
    due = months_after(contract.ended_on or contract.ends_on, months)
    if on < due:
        raise Refused(
            _("%(months)s months after the contract are over on %(day)s. Check then.")
            % {"months": months, "day": f"{due:%d.%m.%Y}"},
            field="on",
        )
    _require_among(jobs, women, youth)
    if contract.survivals.filter(months=months).exists():
        raise Refused(_("This check is recorded already."), field="months")
    return Survival.objects.create(
        id=deed,
        contract=contract,
        months=months,
        on=on,
        works=works,
        jobs=jobs,
        women=women,
        youth=youth,
        note=note.strip(),
    )


def _require_among(jobs: int, women: int, youth: int) -> None:
    if min(jobs, women, youth) < 0 or max(women, youth) > jobs:
        raise Refused(_("Women and young people are among all jobs. Compare the numbers."), field="jobs")


@action("grants.end_contract")
def end_contract(
    *,
    by: Actor,
    contract: Contract,
    ended_on: datetime.date,
    ending: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Contract:
    """End a contract early; what is not paid goes back to the fund."""
    require_impartial(by, contract.application)
    held = running(contract)
    require_gone_by(ended_on, now=now, field="ended_on")
    if ended_on < held.signed_on:
        raise Refused(_("A contract ends after it was signed."), field="ended_on")
    if not ending:
        raise Refused(_("Write in Kazakh or in Russian why the contract ends."), field="ending_kk")
    held.ended_on = ended_on
    for name, value in in_columns(ending=ending).items():
        setattr(held, name, value)
    held.save()
    return held
