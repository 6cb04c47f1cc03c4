"""Pages of a programme on which grants are contracted, paid, read about, visited and looked at again."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.files.models import StoredFile
from ortaq.ground.pages import ProgrammeRequest, actor_of, allowed, programme_page, show
from ortaq.ground.people.roles import PERMISSIONS
from ortaq.stages.grants import actions
from ortaq.stages.grants.access import contracts_for, has_interest
from ortaq.stages.grants.forms.carrying_out import (
    ContractForm,
    EndForm,
    JobCountForm,
    JudgeForm,
    PayForm,
    SurvivalForm,
    VisitForm,
)
from ortaq.stages.grants.models import Contract, Evidence
from ortaq.stages.grants.pages.asked import (
    address,
    asked_call,
    asked_contract,
    asked_file,
    call_crumb,
    crumbs,
    deed,
)
from ortaq.stages.grants.pages.holding import kept_private, key_in_hand
from ortaq.stages.grants.rules import tenge
from ortaq.stages.grants.selectors.carrying_out import CHECKS, contract_view
from ortaq.stages.grants.selectors.public import state_of_grant


@programme_page("grants.monitor")
def contracts(request: ProgrammeRequest) -> HttpResponse:
    """All contracts, with what waits in each."""
    files = (
        contracts_for(request.actor, request.programme)
        .select_related("contract", "unit", "applicant", "call")
        .prefetch_related("contract__tranches", "contract__reports")
        .order_by("-call__number", "number")
    )
    rows = [
        (
            address(request, "contract", call=application.call.number, number=application.number),
            application,
            application.contract,
            state_of_grant(application),
            any(report.state == "handed_in" for report in application.contract.reports.all()),
        )
        for application in files
    ]
    return kept_private(
        show(
            request,
            "grants/contracts.html",
            rows=rows,
            breadcrumbs=crumbs(request, ("", _("Contracts"))),
        )
    )


@programme_page("grants.sign_contract")
def sign(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Record a contract."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    decision = application.decisions.filter(outcome="selected").first()
    if decision is None:
        raise Http404
    back = address(request, "file", call=call, number=number)
    return deed(
        request,
        ContractForm(request.POST or None, initial={"own_part": application.own_part}),
        actions.sign_contract,
        heading=_("Contract"),
        back=back,
        steps=[call_crumb(request, found), (back, f"№ {number}")],
        advice=[
            _("The committee granted %(grant)s. The tranches come to this sum.")
            % {"grant": tenge(decision.grant or 0)},
            _("All tranches but the first are paid after the report on the one before is accepted."),
        ],
        application=application,
    )


@programme_page("grants.monitor")
def contract(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """A contract and everything that came of it."""
    found = asked_call(request, call)
    held = asked_contract(request, found, number)
    return kept_private(
        show(
            request,
            "grants/contract.html",
            contract=contract_view(held),
            application=held.application,
            unit=held.unit,
            call=found,
            may_pay=allowed(request, "grants.pay"),
            may_judge=allowed(request, "grants.judge_report"),
            may_end=allowed(request, "grants.end_contract") and held.ended_on is None,
            breadcrumbs=crumbs(
                request,
                (address(request, "contracts"), _("Contracts")),
                ("", _("Contract %s") % held.document),
            ),
        )
    )


@programme_page("grants.pay")
def pay(request: ProgrammeRequest, call: int, number: int, tranche: int) -> HttpResponse:
    """Record that a tranche was paid."""
    held = asked_contract(request, asked_call(request, call), number)
    row = get_object_or_404(
        held.tranches.select_related("contract__application", "contract__call"), number=tranche
    )
    return _deed(
        request,
        held,
        PayForm(request.POST or None),
        actions.pay,
        _("Pay tranche %s") % tranche,
        advice=[_("Tranche %(number)s: %(amount)s.") % {"number": tranche, "amount": tenge(row.amount)}],
        tranche=row,
    )


@programme_page("grants.judge_report")
def judge(request: ProgrammeRequest, call: int, number: int, report: int) -> HttpResponse:
    """Accept or return a report."""
    held = asked_contract(request, asked_call(request, call), number)
    row = get_object_or_404(held.reports.select_related("contract__application", "contract__call"), number=report)
    return _deed(
        request,
        held,
        JudgeForm(request.POST or None),
        actions.judge_report,
        _("Answer report %s") % report,
        advice=[row.text],
        report=row,
    )


@programme_page("grants.monitor")
def visit(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Record a visit."""
    held = asked_contract(request, asked_call(request, call), number)
    form = VisitForm(request.POST or None)
    return _deed(request, held, form, actions.visit, _("Record a visit"), contract=held)


@programme_page("grants.monitor")
def jobs(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Record jobs that a document proves."""
    held = asked_contract(request, asked_call(request, call), number)
    form = JobCountForm(request.POST or None)
    return _deed(request, held, form, actions.count_jobs, _("Record jobs"), contract=held)


@programme_page("grants.monitor")
def survival(request: ProgrammeRequest, call: int, number: int, months: int) -> HttpResponse:
    """Record the check 6 or 12 months after the contract."""
    held = asked_contract(request, asked_call(request, call), number)
    if months not in CHECKS:
        raise Http404
    due = next(view.due_on for view in contract_view(held).survivals if view.months == months)
    return _deed(
        request,
        held,
        SurvivalForm(request.POST or None),
        actions.check_survival,
        _("Check after %s months") % months,
        advice=[_("This check is due from %s on.") % date_format(due)],
        contract=held,
        months=months,
    )


@programme_page("grants.end_contract")
def end(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """End a contract early."""
    held = asked_contract(request, asked_call(request, call), number)
    form = EndForm(request.POST or None)
    advice = [_("What is not paid goes back to the fund of the call.")]
    heading = _("End the contract early")
    return _deed(request, held, form, actions.end_contract, heading, advice=advice, contract=held)


def _deed(
    request: ProgrammeRequest,
    held: Contract,
    form: Any,
    action: Any,
    heading: str,
    advice: list[str] | None = None,
    **given: Any,
) -> HttpResponse:
    number = held.application.number
    back = address(request, "contract", call=held.call.number, number=number)
    steps = [(address(request, "contracts"), _("Contracts")), (back, held.document)]
    return deed(request, form, action, heading=heading, back=back, steps=steps, advice=advice, **given)


def shows_photo(stored: StoredFile, request: HttpRequest) -> bool:
    """Whether the photo is evidence of a file that is open to whoever asks: its holder, or who monitors it."""
    actor = actor_of(request)
    shown = Evidence.objects.filter(photo=stored).select_related("application__call")
    return any(
        bool(key_in_hand(request, evidence.application))
        or (
            actor.account is not None
            and _monitors(actor, evidence)
            and not has_interest(actor, evidence.application)
        )
        for evidence in shown
    )


def _monitors(actor: Any, evidence: Evidence) -> bool:
    roles = actor.roles(None, clock.today(), programme_id=evidence.programme_id)
    return not PERMISSIONS["grants.monitor"].isdisjoint(roles)
