"""Forms of partnerships: for the office, the akim, and those of the group and the assembly who go and look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, perform, show
from ortaq.ground.text import guess_language
from ortaq.stages.partners import actions, forms, selectors
from ortaq.stages.partners.models import Event, Proposal, Stage
from ortaq.stages.partners.pages import ACTION_OF, asked_partnership
from ortaq.stages.plan.models import PlanLine


@page("partners.record")
def add(request: UnitRequest) -> HttpResponse:
    """Write down somebody who could help."""
    form = forms.PartnerForm(request.POST or None)
    if made := carry_out(request, form, actions.add_partner, cycle=_cycle(request)):
        return redirect(_asking(request, "partners:ask", partner=made.pk))
    return _form(request, form, heading=_("Add a partner"), button=_("Save"))


@page("partners.ask")
def ask(request: UnitRequest) -> HttpResponse:
    """Record that a partner was asked for something."""
    cycle = _cycle(request)
    partners = selectors.partners_of(request.unit.id)
    if not partners:
        return redirect(_asking(request, "partners:add"))
    lines = PlanLine.objects.filter(plan__cycle=cycle, removed_at=None).select_related("plan").order_by("number")
    wanted = request.GET.get("line", "")
    form = forms.AskForm(
        request.POST or None,
        partners=partners,
        lines=list(lines),
        language=language(),
        initial={
            "happened_on": clock.today(),
            "partner": request.GET.get("partner", ""),
            "line": next((str(line.pk) for line in lines if str(line.number) == wanted), ""),
            "asked_by_kk": _office(request, "kk"),
            "asked_by_ru": _office(request, "ru"),
        },
    )
    if made := carry_out(request, form, actions.ask_partner, cycle=cycle):
        return go(request, "partners:partnership", number=made.number)
    return _form(
        request,
        form,
        heading=_("Ask a partner"),
        button=_("Save"),
        other=(_asking(request, "partners:add"), _("The partner is not on the list: add it")),
    )


@page("partners.read")
def step(request: UnitRequest, number: int, stage: str) -> HttpResponse:
    """Record the next step of a partnership; who may, the table of roles says for each step."""
    found = asked_partnership(request, number)
    if stage not in STEPS:
        raise Http404
    kind = Stage(stage)
    if not allowed(request, ACTION_OF.get(kind, "partners.record")):
        raise Http404
    heading, make, act = STEPS[kind]
    form = make(request, found.cycle, kind)
    given: dict[str, Any] = {} if kind in ACTION_OF else {"stage": stage}
    if carry_out(request, form, act, partnership=found, **given):
        messages.success(request, _("Saved."))
        return go(request, "partners:partnership", number=number)
    back = link(request, "partners:partnership", number=number)
    return _form(
        request,
        form,
        heading=heading(),
        button=_("Save"),
        back=back,
        advice=[found.asked_for.in_language(language())],
    )


def _plain(request: UnitRequest, cycle: Cycle, stage: Stage) -> DeedForm:
    return forms.EventForm(request.POST or None, initial={"happened_on": clock.today()})


def _gift(request: UnitRequest, cycle: Cycle, stage: Stage) -> DeedForm:
    year = min(max(clock.today().year, cycle.first_year), cycle.last_year)
    return forms.GiftForm(
        request.POST or None, cycle=cycle, stage=stage, initial={"happened_on": clock.today(), "year": year}
    )


STEPS: dict[Stage, tuple[Callable[[], str], Callable[..., DeedForm], Callable[..., Event]]] = {
    Stage.TALKS: (lambda: _("Talks with the partner"), _plain, actions.record_event),
    Stage.OFFERED: (lambda: _("The partner offers help"), _gift, actions.record_event),
    Stage.MEMORANDUM: (lambda: _("The memorandum is signed"), _gift, actions.sign_memorandum),
    Stage.DELIVERED: (lambda: _("Help was delivered"), _gift, actions.record_event),
    Stage.DECLINED: (lambda: _("The partner declines"), _plain, actions.record_event),
    Stage.VERIFIED: (lambda: _("You looked at what was delivered"), _plain, actions.verify),
}


@page("partners.record")
def take_back(request: UnitRequest, id: UUID) -> HttpResponse:
    """Take back the latest step, recorded by mistake."""
    event = get_object_or_404(Event.objects.select_related("unit", "partnership__cycle"), pk=id, unit=request.unit)
    number = event.partnership.number
    form = forms.TakeBackForm(request.POST or None)
    if carry_out(request, form, actions.take_back, event=event):
        return go(request, "partners:partnership", number=number)
    back = link(request, "partners:partnership", number=number)
    return _form(request, form, heading=_("Take back the latest step"), button=_("Take back"), back=back)


@page("partners.record")
def accept(request: UnitRequest, number: int) -> HttpResponse:
    """Take up an offer of help: the partnership begins."""
    proposal = _proposal(request, number)
    request.cycle = proposal.line.cycle
    offered, title = proposal.name, proposal.line.title
    form = forms.AcceptForm(
        request.POST or None,
        partners=selectors.partners_of(request.unit.id),
        language=language(),
        initial={
            f"name_{guess_language(offered)}": offered,
            "asked_for_kk": title.kk,
            "asked_for_ru": title.ru,
            "asked_by_kk": _office(request, "kk"),
            "asked_by_ru": _office(request, "ru"),
        },
    )
    if made := carry_out(request, form, actions.accept_proposal, proposal=proposal):
        return go(request, "partners:partnership", number=made.number)
    return _form(
        request,
        form,
        heading=_("Take up the offer of help"),
        button=_("Begin the partnership"),
        advice=[f"{proposal.line.number}. {title.in_language(language())}", proposal.text],
    )


@page("partners.record")
@require_POST
def settle(request: UnitRequest, number: int) -> HttpResponse:
    """Note that the office answered an offer of help that it does not take up."""
    perform(request, None, actions.settle_proposal, proposal=_proposal(request, number))
    return go(request, "partners:home")


def _proposal(request: UnitRequest, number: int) -> Proposal:
    rows = Proposal.objects.select_related("unit", "line__plan__cycle", "line__unit")
    return get_object_or_404(rows, unit=request.unit, number=number)


def _cycle(request: UnitRequest) -> Cycle:
    if request.cycle is None:
        raise Http404
    return request.cycle


def _office(request: UnitRequest, language: str) -> str:
    return {"kk": "Әкім аппараты", "ru": "Аппарат акима"}[language]


def _asking(request: UnitRequest, name: str, **known: object) -> str:
    """Return the address of a form on the way to asking, with the line of the plan that was chosen before."""
    if (line := request.GET.get("line", "")).isdecimal():
        known["line"] = line
    address = link(request, name)
    return f"{address}{'&' if '?' in address else '?'}{urlencode(known)}" if known else address


def _form(request: UnitRequest, form: DeedForm, *, heading: str, button: str, **shown: Any) -> HttpResponse:
    data = {"back": link(request, "partners:home"), "advice": []} | shown
    return show(request, "partners/form.html", form=form, heading=heading, button=button, **data)
