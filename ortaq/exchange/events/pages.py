"""Pages of a programme's events: what everybody reads, registration, and the organisers' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.exchange.cases.selectors import published_cases
from ortaq.exchange.events import actions, forms, selectors
from ortaq.exchange.models import Event
from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import ProgrammeRequest, allowed, carry_out, language, programme_page, show

TAGS = {"ahead": "wait", "now": "done", "past": "neutral"}


@programme_page("exchange.read")
def home(request: ProgrammeRequest) -> HttpResponse:
    """The events of the programme."""
    return show(
        request,
        "exchange/events.html",
        events=[
            (line, TAGS[line.state])
            for line in selectors.list_events(programme=request.programme, today=clock.today())
        ],
        may_hold=allowed(request, "exchange.hold_event"),
    )


@programme_page("exchange.read")
def event(request: ProgrammeRequest, number: int) -> HttpResponse:
    """One event: its agenda, who came from where, what was left in hand, what followed."""
    found = _asked(request, number)
    may_hold = allowed(request, "exchange.hold_event")
    view = selectors.event_view(found, today=clock.today())
    return show(
        request,
        "exchange/event.html",
        event=view,
        tag=TAGS[view.line.state],
        may_hold=may_hold,
        guests=selectors.guests_of(found) if may_hold else [],
        breadcrumbs=_crumbs(request, ("", found.title.in_language(language()))),
    )


@programme_page("exchange.hold_event")
def new(request: ProgrammeRequest) -> HttpResponse:
    """Announce an event."""
    form = forms.EventForm(request.POST or None)
    if made := carry_out(request, form, actions.announce_event, programme=request.programme):
        return redirect(_address(request, "event", number=made.number))
    return _form(request, form, heading=_("Announce an event"), back=_address(request, "home"))


@programme_page("exchange.hold_event")
def edit(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Announce it anew."""
    found = _asked(request, number)
    form = forms.EventForm(request.POST or None, event=found)
    return _desk(request, found, form, actions.change_event, _("Change the event"))


@programme_page("exchange.hold_event")
def item(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Put an item on the agenda."""
    found = _asked(request, number)
    form = forms.ItemForm(request.POST or None, cases=published_cases(), language=language())
    return _desk(request, found, form, actions.add_item, _("Add to the agenda"))


@programme_page("exchange.hold_event")
def material(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Give people something to take home."""
    found = _asked(request, number)
    return _desk(
        request,
        found,
        forms.MaterialForm(request.POST or None),
        actions.add_material,
        _("Add something to take home"),
    )


@programme_page("exchange.hold_event")
def came(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Note who came."""
    found = _asked(request, number)
    guests = selectors.guests_of(found)
    initial = {
        "came": [str(guest.number) for guest in guests if guest.came],
        "attended": found.attended,
        "oblasts": found.oblasts,
    }
    form = forms.CameForm(request.POST or None, guests=guests, initial=initial)
    return _desk(request, found, form, actions.record_who_came, _("Record who came"))


@programme_page("exchange.hold_event")
def follow_up(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Say what followed."""
    found = _asked(request, number)
    form = forms.FollowUpForm(request.POST or None, event=found)
    return _desk(request, found, form, actions.write_follow_up, _("Write what followed"))


@programme_page("exchange.register")
def register(request: ProgrammeRequest, number: int) -> HttpResponse:
    """Register for an event."""
    found = _asked(request, number)
    oblasts = {area: area.name.in_language(language()) for area in selectors.oblasts()}
    form = forms.RegistrationForm(request.POST or None, oblasts=oblasts)
    if carry_out(request, form, actions.register_guest, event=found):
        messages.success(request, _("You are registered. The organisers will call you if anything changes."))
        return redirect(_address(request, "event", number=number))
    is_open = actions.takes_guests(found, on=clock.today())
    return _form(
        request,
        form,
        heading=_("Register"),
        button=_("Register"),
        back=_address(request, "event", number=number),
        advice=[found.title.in_language(language())],
        closed="" if is_open else _("Registration for this event is closed. Please call the organisers."),
    )


def _desk(request: ProgrammeRequest, found: Event, form: DeedForm, act: Any, heading: str) -> HttpResponse:
    back = _address(request, "event", number=found.number)
    if carry_out(request, form, act, event=found):
        messages.success(request, _("Saved."))
        return redirect(back)
    return _form(request, form, heading=heading, back=back, advice=[found.title.in_language(language())])


def _form(request: ProgrammeRequest, form: DeedForm, *, heading: str, back: str, **shown: Any) -> HttpResponse:
    data = {"button": _("Save"), "breadcrumbs": _crumbs(request, ("", heading))} | shown
    return show(request, "exchange/form.html", form=form, heading=heading, back=back, **data)


def _asked(request: ProgrammeRequest, number: int) -> Event:
    found = selectors.event_by_number(request.programme, number)
    if found is None:
        raise Http404
    return found


def _address(request: ProgrammeRequest, name: str, **where: Any) -> str:
    return reverse(f"events:{name}", kwargs={"programme": request.programme.slug, **where})


def _crumbs(request: ProgrammeRequest, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    name = request.programme.name.in_language(language())
    return [(_address(request, "home"), f"{_('Events')}: {name}"), *steps]
