"""Pages of a programme's events: what everybody reads, registration, and the organisers' desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.exchange.cases.selectors import published_cases
from ortaq.exchange.events import actions, forms, selectors
from ortaq.exchange.models import Event
from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import (
    ProgrammeRequest,
    allowed,
    carry_out,
    language,
    perform,
    programme_page,
    show,
    watched,
)

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
    form = watched(request, lambda sent: forms.EventForm(sent, event=_asked(request, number)))
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
def change_item(request: ProgrammeRequest, number: int, item: int) -> HttpResponse:
    """Correct an item of the agenda."""
    found = _asked(request, number)
    record = get_object_or_404(found.items.select_related("event"), number=item)

    def build(sent: QueryDict | None) -> forms.ItemForm:
        stands = found.items.get(number=item)
        return forms.ItemForm(sent, cases=published_cases(), language=language(), item=stands)

    form = watched(request, build)
    return _desk(
        request,
        found,
        form,
        actions.change_item,
        _("Change the item of the agenda"),
        take_off=_address(request, "take_off_item", number=number, item=item),
        item=record,
    )


@programme_page("exchange.hold_event")
@require_POST
def take_off_item(request: ProgrammeRequest, number: int, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    record = get_object_or_404(_asked(request, number).items.select_related("event"), number=item)
    return _taken_off(request, number, actions.take_off_item, item=record)


@programme_page("exchange.hold_event")
def change_material(request: ProgrammeRequest, number: int, id: UUID) -> HttpResponse:
    """Correct what people take home."""
    found = _asked(request, number)
    record = get_object_or_404(found.materials.select_related("event"), pk=id)
    return _desk(
        request,
        found,
        watched(request, lambda sent: forms.MaterialForm(sent, material=found.materials.get(pk=id))),
        actions.change_material,
        _("Change what people take home"),
        take_off=_address(request, "take_off_material", number=number, id=id),
        material=record,
    )


@programme_page("exchange.hold_event")
@require_POST
def take_off_material(request: ProgrammeRequest, number: int, id: UUID) -> HttpResponse:
    """Take something away that people took home."""
    record = get_object_or_404(_asked(request, number).materials.select_related("event"), pk=id)
    return _taken_off(request, number, actions.take_off_material, material=record)


def _taken_off(request: ProgrammeRequest, number: int, act: Any, **record: Any) -> HttpResponse:
    if perform(request, None, act, **record):
        messages.success(request, _("Taken away."))
    return redirect(_address(request, "event", number=number))


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
    form = watched(request, lambda sent: forms.FollowUpForm(sent, event=_asked(request, number)))
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


def _desk(
    request: ProgrammeRequest,
    found: Event,
    form: DeedForm,
    act: Any,
    heading: str,
    *,
    take_off: str = "",
    **record: Any,
) -> HttpResponse:
    """Show a form about an event, or about the `record` of it; `take_off` is where the record is taken away."""
    back = _address(request, "event", number=found.number)
    if carry_out(request, form, act, **record or {"event": found}):
        messages.success(request, _("Saved."))
        return redirect(back)
    advice = [found.title.in_language(language())]
    return _form(request, form, heading=heading, back=back, advice=advice, take_off=take_off)


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
