"""Pages of an applicant, who has no account: begin, go on with the secret, fill in, hand in, withdraw, report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from ortaq.ground import clock
from ortaq.ground.errors import Refused
from ortaq.ground.pages import UnitRequest, language, page, perform, show
from ortaq.ground.people import throttle
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.grants import actions
from ortaq.stages.grants.forms.applying import (
    PARTS,
    DoorForm,
    HandInForm,
    HelperStartForm,
    ReportForm,
    StartForm,
    WithdrawForm,
)
from ortaq.stages.grants.keys import in_groups, key_of, opens, read_secret
from ortaq.stages.grants.models import Application, ApplicationState, Call
from ortaq.stages.grants.pages.holding import Hand, kept_private, of_holder, put_away, take_in_hand
from ortaq.stages.grants.pages.public import asked_call
from ortaq.stages.grants.rules import is_open, what_an_application_lacks
from ortaq.stages.grants.selectors.calling import call_view, calls_in_unit
from ortaq.stages.grants.selectors.carrying_out import contract_view
from ortaq.stages.grants.selectors.files import file_in_call, file_view
from ortaq.stages.grants.states import WAYS

SECRET = "grants.secret"  # noqa: S105 - what the throttle counts, no secret


@sensitive_post_parameters("secret")
@page("grants.apply")
def start(request: UnitRequest, programme: str, call: int) -> HttpResponse:
    """Begin an application. The answer is the receipt itself: the secret is shown once and kept nowhere."""
    found = asked_call(request, programme, call)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            form,
            actions.start_application,
            unit=request.unit,
            call=found,
            secret=form.cleaned_data["secret"],
            language=language(),
        )
        if made and _is_own(made, form):
            return _receipt(request, made, form.cleaned_data["secret"])
    return kept_private(
        show(request, "grants/start.html", form=form, call=call_view(found, today=clock.today()), helper=False)
    )


@sensitive_post_parameters("secret")
@page("grants.apply_for_person")
def start_for_person(request: UnitRequest, programme: str, call: int) -> HttpResponse:
    """Begin an application for somebody who is present; the receipt is printed for the person."""
    found = asked_call(request, programme, call)
    form = HelperStartForm(request.POST or None, initial={"language": "ru" if language() == "ru" else "kk"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = perform(
            request,
            form,
            actions.start_application_for_person,
            by=request.actor.through(Channel(data["channel"]), Behalf.PERSON),
            unit=request.unit,
            call=found,
            secret=data["secret"],
            language=data["language"],
        )
        if made and _is_own(made, form):
            return _receipt(request, made, data["secret"])
    return kept_private(
        show(request, "grants/start.html", form=form, call=call_view(found, today=clock.today()), helper=True)
    )


def _is_own(application: Application, form: StartForm) -> bool:
    """Whether the secret of the form opens the application: a deed can be repeated by whoever saw it."""
    is_own = opens(application, key_of(read_secret(form.cleaned_data["secret"]), application_id=application.pk))
    if not is_own:
        form.add_error(None, _("This form was used before. Open the page again to begin another application."))
    return is_own


def _receipt(request: UnitRequest, application: Application, secret: str) -> HttpResponse:
    take_in_hand(request, application, application.key)
    return kept_private(
        show(
            request,
            "grants/receipt.html",
            number=application.number,
            secret=in_groups(read_secret(secret)),
            call=call_view(application.call, today=clock.today()),
            door=request.build_absolute_uri(_address("grants:door", application)),
            file=_address("grants:file", application, number=application.number),
        )
    )


def _address(name: str, application: Application, **more: Any) -> str:
    call = application.call
    where = {"unit": application.unit.slug, "programme": call.programme.slug, "call": call.number}
    return reverse(name, kwargs=where | more)


def _to_file(application: Application) -> HttpResponse:
    return redirect(_address("grants:file", application, number=application.number))


@sensitive_post_parameters("secret")
@page("grants.read")
def door(request: UnitRequest, programme: str, call: int) -> HttpResponse:
    """Open an application again with its number and secret; guessing is slowed down."""
    found = asked_call(request, programme, call)
    form = DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        application = _opened(request, found, form)
        if application is not None:
            return _to_file(application)
    return kept_private(show(request, "grants/door.html", form=form, call=call_view(found, today=clock.today())))


def _opened(request: UnitRequest, call: Call, form: DoorForm) -> Application | None:
    number, place = form.cleaned_data["number"], request.META.get("REMOTE_ADDR", "")
    tried = {"what": SECRET, "subject": f"{call.pk} {number} {place}", "place": place}
    if throttle.is_shut(**tried, now=clock.now()):
        form.refuse(Refused(_("Too many wrong secrets were tried here. Wait ten minutes."), field="secret"))
        return None
    try:
        secret = read_secret(form.cleaned_data["secret"])
    except Refused as refusal:
        form.refuse(refusal)
        return None
    application = file_in_call(unit=request.unit, call_id=call.pk, number=number)
    key = key_of(secret, application_id=application.pk) if application else ""
    if application is None or not opens(application, key):
        throttle.record_failure(**tried, now=clock.now())
        form.refuse(
            Refused(
                _("No application here has this number and this secret. Compare both with your receipt."),
                field="secret",
            )
        )
        return None
    take_in_hand(request, application, key)
    return application


@page("grants.read")
@of_holder
def file(request: UnitRequest, hand: Hand) -> HttpResponse:
    """One's own application: what is missing, how it stands, what to do next."""
    application = hand.application
    view = file_view(application)
    contract = contract_view(application.contract) if hasattr(application, "contract") else None
    is_draft = application.state == ApplicationState.DRAFT
    lacks = what_an_application_lacks(application) if is_draft else []
    may_write = is_draft and is_open(application.call, clock.today())
    ways = WAYS[ApplicationState(application.state)]
    return show(
        request,
        "grants/file.html",
        file=view,
        call=call_view(application.call, today=clock.today()),
        contract=contract,
        lacks=lacks,
        parts=[
            (name, label, [lack for lack in lacks if lack.part == name]) for name, (label, _f) in PARTS.items()
        ],
        may_write=may_write,
        hand_in=HandInForm() if may_write and not lacks else None,
        may_withdraw=ApplicationState.WITHDRAWN in ways and contract is None,
        is_draft=is_draft,
        decision=next((decision for decision in view.decisions if decision.signed), None),
        has_letter=application.state == ApplicationState.INELIGIBLE
        or any(decision.signed for decision in view.decisions),
        leave=bool(hand.key),
    )


@page("grants.apply")
@of_holder
def part(request: UnitRequest, hand: Hand, part: str) -> HttpResponse:
    """Fill in one part of a draft; it is saved with gaps."""
    application = hand.application
    if part not in PARTS:
        raise Http404
    if application.state != ApplicationState.DRAFT or not is_open(application.call, clock.today()):
        return _to_file(application)
    label, kind = PARTS[part]
    form = kind(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid():
        done = hand.do(
            request,
            form,
            actions.write_draft,
            actions.write_draft_for_person,
            application=application,
            part=form.part(),
        )
        if done:
            messages.success(request, _("Saved."))
            return _to_file(application)
    return _form(request, hand, form, heading=label, button=_("Save"), advice=_advice(part, application))


def _advice(part: str, application: Application) -> list[str]:
    if part != "money":
        return [_("You may leave anything empty and come back to it.")]
    return [
        _("The things you buy must come to the two amounts above, to the last tenge."),
        _("The bounds of this call stand on its page."),
    ]


@page("grants.apply")
@of_holder
def hand_in(request: UnitRequest, hand: Hand) -> HttpResponse:
    """Hand in; where something is missing, the page of the application says what."""
    form = HandInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = hand.do(
            request,
            form,
            actions.hand_in,
            actions.hand_in_for_person,
            application=hand.application,
        )
        if done:
            messages.success(request, _("Handed in. Nothing can change it now."))
        else:
            for error in form.non_field_errors():
                messages.error(request, str(error))
    return _to_file(hand.application)


@page("grants.withdraw")
@of_holder
def withdraw(request: UnitRequest, hand: Hand) -> HttpResponse:
    """Take one's application back. Only the secret does this; for others the manager records it."""
    form = WithdrawForm(request.POST or None)
    if not hand.key:
        return _to_door(request, hand)
    if request.method == "POST" and form.is_valid():
        done = perform(
            request,
            form,
            actions.withdraw,
            application=hand.application,
            key=hand.key,
            words=form.cleaned_data["words"],
        )
        if done:
            messages.success(request, _("Your application is withdrawn."))
            return _to_file(hand.application)
    return _form(
        request,
        hand,
        form,
        heading=_("Withdraw the application"),
        button=_("Withdraw"),
        advice=[_("A withdrawn application does not come back. You need not say why.")],
    )


def _to_door(request: UnitRequest, hand: Hand) -> HttpResponse:
    messages.info(request, _("Only the secret on the receipt opens this."))
    return redirect(_address("grants:door", hand.application))


@page("grants.report")
@of_holder
def report(request: UnitRequest, hand: Hand) -> HttpResponse:
    """Report on the tranche that was paid last."""
    if not hasattr(hand.application, "contract"):
        raise Http404
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done = hand.do(
            request,
            form,
            actions.report,
            actions.report_for_person,
            contract=hand.application.contract,
            **form.given(),
        )
        if done:
            messages.success(request, _("Your report is handed in. The programme reads it and answers here."))
            return _to_file(hand.application)
    return _form(request, hand, form, heading=_("Report on the grant"), button=_("Hand in"), advice=[])


@page("grants.read")
@of_holder
def leave(request: UnitRequest, hand: Hand) -> HttpResponse:
    """Close the application on this device."""
    if request.method == "POST":
        put_away(request, hand.application)
        messages.success(request, _("The application is closed on this device."))
        return redirect(_address("grants:call", hand.application))
    return _to_file(hand.application)


def _form(
    request: UnitRequest, hand: Hand, form: Any, *, heading: Any, button: str, advice: list[str]
) -> HttpResponse:
    application = hand.application
    back = _address("grants:file", application, number=application.number)
    name = _("Application № %(number)s") % {"number": application.number}
    return show(
        request,
        "grants/form.html",
        form=form,
        heading=heading,
        button=button,
        back=back,
        advice=advice,
        breadcrumbs=[(reverse("grants:home", args=[request.unit.slug]), _("Grants")), (back, name), ("", heading)],
    )


@page("grants.apply_for_person")
def helped(request: UnitRequest) -> HttpResponse:
    """What a helper of the unit began, and the calls for which one can help."""
    files = Application.objects.filter(unit=request.unit, channel__in=("helper", "paper"))
    return kept_private(
        show(
            request,
            "grants/helped.html",
            calls=[call for call in calls_in_unit(request.unit, today=clock.today()) if call.state == "open"],
            files=[
                (application.number, application.call.title, application.get_state_display(), address)
                for application in files.select_related("call__programme", "unit").order_by("-started_at")
                for address in [_address("grants:file", application, number=application.number)]
            ],
        )
    )
