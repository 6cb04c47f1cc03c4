"""Pages of a programme on which applications are checked, given out, assessed and decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.pages import ProgrammeRequest, allowed, carry_out, programme_page, show
from ortaq.stages.grants import actions
from ortaq.stages.grants.forms.judging import (
    AssessForm,
    AssignForm,
    DecideForm,
    EligibilityForm,
    InterestForm,
    SignForm,
    SittingForm,
    WithdrawalForm,
)
from ortaq.stages.grants.models import Application, ApplicationState, Call, Sitting
from ortaq.stages.grants.pages.asked import (
    Crumbs,
    address,
    asked_call,
    asked_file,
    call_crumb,
    crumbs,
    deed,
    readable_files,
)
from ortaq.stages.grants.pages.holding import kept_private
from ortaq.stages.grants.rules import committee_quorum
from ortaq.stages.grants.selectors.calling import state_of
from ortaq.stages.grants.selectors.files import file_view
from ortaq.stages.grants.selectors.judging import (
    assessments_of,
    lines_of,
    most_points,
    reviewers_for,
    sitting_view,
    valid_reviewers,
)
from ortaq.stages.grants.states import WAYS


@programme_page("grants.read_applications")
def file(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """One file with everything that the reader may see of it, and what to do next."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    account = request.actor.account
    assessments = assessments_of(application, reader=account)
    is_own = any(assessment.is_own for assessment in assessments)
    is_reviewer = account is not None and account.pk in valid_reviewers(application)
    ways = WAYS[ApplicationState(application.state)]
    is_judged = application.state == ApplicationState.ELIGIBLE
    may_check = state_of(found, clock.today()) == "closed" and ApplicationState.ELIGIBLE in ways
    may_decide = allowed(request, "grants.decide")
    (line,) = lines_of(readable_files(request).filter(pk=application.pk), found, reader=account)
    return kept_private(
        show(
            request,
            "grants/file_desk.html",
            file=file_view(application),
            call=found,
            line=line,
            most=most_points(found),
            is_manager=may_decide,
            assessments=assessments,
            reviewers=[row.reviewer.name for row in application.assignments.select_related("reviewer")]
            if may_decide
            else [],
            may_check=may_check and allowed(request, "grants.check_eligibility"),
            may_assign=is_judged and allowed(request, "grants.assign_reviewer"),
            may_assess=is_judged and is_reviewer and not is_own,
            may_decide=may_decide and ApplicationState.REFUSED in ways,
            may_declare=allowed(request, "grants.declare_interest"),
            may_withdraw=ApplicationState.WITHDRAWN in ways
            and not hasattr(application, "contract")
            and allowed(request, "grants.record_withdrawal"),
            may_sign=_may_sign(application) and allowed(request, "grants.sign_contract"),
            has_contract=hasattr(application, "contract") and allowed(request, "grants.monitor"),
            breadcrumbs=crumbs(request, call_crumb(request, found), ("", f"№ {number}")),
        )
    )


def _may_sign(application: Application) -> bool:
    return (
        application.state == ApplicationState.SELECTED
        and not hasattr(application, "contract")
        and application.decisions.filter(outcome="selected", sitting__signed_on__isnull=False).exists()
    )


def _steps(request: ProgrammeRequest, call: Call, number: int) -> tuple[str, Crumbs]:
    back = address(request, "file", call=call.number, number=number)
    return back, [call_crumb(request, call), (back, f"№ {number}")]


@programme_page("grants.check_eligibility")
def eligibility(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Answer the requirements."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    back, steps = _steps(request, found, number)
    return deed(
        request,
        EligibilityForm(request.POST or None, call=found),
        actions.check_eligibility,
        heading=_("Does the application meet the conditions?"),
        back=back,
        steps=steps,
        advice=[_("A no ends the application; its reason goes into the letter.")],
        application=application,
    )


@programme_page("grants.assign_reviewer")
def assign(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Give the file to a reviewer."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    back, steps = _steps(request, found, number)
    reviewers = reviewers_for(application, request.programme, on=clock.today())
    return deed(
        request,
        AssignForm(request.POST or None, reviewers=reviewers),
        actions.assign_reviewer,
        heading=_("Give to a reviewer"),
        back=back,
        steps=steps,
        advice=[
            _("Two reviewers assess each application, and neither sees what the other writes."),
            _("Who declared an interest in this application is not in the list."),
        ],
        application=application,
    )


@programme_page("grants.declare_interest")
def interest(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Declare that one cannot judge this application fairly."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    back, steps = _steps(request, found, number)
    form = InterestForm(request.POST or None)
    if carry_out(request, form, actions.declare_interest, application=application) is not None:
        messages.success(request, _("Thank you. This application is closed to you from now on."))
        return redirect(address(request, "call", call=call))
    return show(
        request,
        "grants/form.html",
        form=form,
        heading=_("I have an interest in this application"),
        back=back,
        button=_("Declare the interest"),
        advice=[
            _("A relative, a friend, a debtor, a competitor: whoever cannot judge fairly says so."),
            _("The file, its photos and its scores will be closed to you for ever. This cannot be taken back."),
        ],
        breadcrumbs=crumbs(request, *steps, ("", _("Declared interest"))),
    )


@programme_page("grants.assess")
def assess(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Hand in one's assessment."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    back, steps = _steps(request, found, number)
    return deed(
        request,
        AssessForm(request.POST or None, call=found),
        actions.assess,
        heading=_("Your assessment"),
        back=back,
        steps=steps,
        button=_("Hand in"),
        application=application,
    )


@programme_page("grants.decide")
def decide(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Record what a sitting decided on one application."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    back, steps = _steps(request, found, number)
    sittings = list(found.sittings.filter(signed_on__isnull=True).order_by("-number"))
    if not sittings:
        messages.info(request, _("Record the sitting of the committee first."))
        return redirect(address(request, "new_sitting", call=call))
    return deed(
        request,
        DecideForm(request.POST or None, sittings=sittings, initial={"grant": application.requested}),
        actions.decide,
        heading=_("The committee's decision"),
        back=back,
        steps=steps,
        application=application,
    )


@programme_page("grants.record_withdrawal")
def withdrawal(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Record that the applicant withdrew."""
    found = asked_call(request, call)
    application = asked_file(request, found, number)
    back, steps = _steps(request, found, number)
    return deed(
        request,
        WithdrawalForm(request.POST or None),
        actions.record_withdrawal,
        heading=_("The applicant withdraws"),
        back=back,
        steps=steps,
        advice=[_("If the application was selected, its money goes back to the fund for the reserve list.")],
        application=application,
    )


@programme_page("grants.decide")
def new_sitting(request: ProgrammeRequest, call: int) -> HttpResponse:
    """Record a sitting of the committee."""
    found = asked_call(request, call)
    form = SittingForm(request.POST or None)
    made = carry_out(request, form, actions.hold_sitting, call=found)
    if made is not None:
        return redirect(address(request, "sitting", call=call, number=made.number))
    quorum = committee_quorum(clock.today())
    advice = [_("A sitting is valid when at least %(share)s of the members came.") % {"share": quorum.value}]
    if not quorum.verified:
        advice.append(_("This number is Ortaq's proposal; no lawyer has verified it."))
    return show(
        request,
        "grants/form.html",
        form=form,
        heading=_("A sitting of the committee"),
        back=address(request, "call", call=call),
        button=_("Save"),
        advice=advice,
        breadcrumbs=crumbs(request, call_crumb(request, found), ("", _("New sitting"))),
    )


@programme_page("grants.decide")
def sitting(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """A sitting: its decisions, what is still to be decided, the protocol."""
    found = asked_call(request, call)
    held = _sitting(found, number)
    files = readable_files(request)
    lines = lines_of(files, found, reader=request.actor.account)
    return kept_private(
        show(
            request,
            "grants/sitting.html",
            call=found,
            sitting=sitting_view(held, files),
            open_lines=[line for line in lines if line.state in {"eligible", "reserve"}],
            most=most_points(found),
            breadcrumbs=crumbs(request, call_crumb(request, found), ("", _("Sitting № %s") % number)),
        )
    )


@programme_page("grants.decide")
def sign(request: ProgrammeRequest, call: int, number: int) -> HttpResponse:
    """Record that the protocol is signed."""
    found = asked_call(request, call)
    back = address(request, "sitting", call=call, number=number)
    return deed(
        request,
        SignForm(request.POST or None),
        actions.sign_protocol,
        heading=_("The protocol is signed"),
        back=back,
        steps=[call_crumb(request, found), (back, _("Sitting № %s") % number)],
        advice=[_("After this the decisions are known to the applicants, and the sitting decides nothing more.")],
        sitting=_sitting(found, number),
    )


def _sitting(call: Call, number: int) -> Sitting:
    return get_object_or_404(Sitting, call=call, number=number)
