"""What every page shares: which unit and cycle it is about, who asks, and whether they may."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language

from ortaq.ground import clock
from ortaq.ground.cycle import windows
from ortaq.ground.cycle.models import Cycle, Step
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.forms import DeedForm
from ortaq.ground.people import throttle
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.selectors import has_office
from ortaq.ground.places.models import Programme, Unit

View = Callable[..., HttpResponse]
Record = TypeVar("Record", bound=models.Model)
Sheet = TypeVar("Sheet", bound=DeedForm)


TOLD_BY_OTHERS = {"exchange.read", "partners.read", "journal.read"}
"""What can be read of a unit whose office does not work here: its steps and figures would be nobody's."""


class UnitRequest(HttpRequest):
    """A request for a page of a unit, as `page` hands it to a view."""

    actor: Actor
    unit: Unit
    cycle: Cycle | None


class ProgrammeRequest(HttpRequest):
    """A request for a page of a programme, as `programme_page` hands it to a view."""

    actor: Actor
    programme: Programme


def page(action: str) -> Callable[[View], View]:
    """Make a view a page of a unit, permitted to whom the table of roles permits `action`.

    The path names the unit; `?cycle=2027` names another cycle than the current one. The view gets a
    `UnitRequest`. Somebody who is not signed in is asked to sign in, somebody who may not is told so.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def show(request: UnitRequest, unit: str, **kwargs: Any) -> HttpResponse:
            request.actor = actor_of(request)
            request.unit = _unit(unit)
            if is_only_told_of(request, request.unit) and action not in TOLD_BY_OTHERS:
                return render(request, "places/told_by_others.html")
            request.cycle = _cycle(request, request.unit)
            return _shown_to_whom_it_may(request, action, view, kwargs)

        show.action = action  # type: ignore[attr-defined]
        return show

    return decorate


def is_only_told_of(request: HttpRequest, unit: Unit) -> bool:
    """Whether somebody from outside looks at a unit whose office does not work here."""
    return actor_of(request).account is None and not unit.has_office  # type: ignore[attr-defined]


def programme_page(action: str) -> Callable[[View], View]:
    """Make a view a page of a programme that the path names; otherwise as `page`."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def show(request: ProgrammeRequest, programme: str, **kwargs: Any) -> HttpResponse:
            request.actor = actor_of(request)
            request.programme = _programme(programme)
            return _shown_to_whom_it_may(request, action, view, kwargs)

        show.action = action  # type: ignore[attr-defined]
        return show

    return decorate


def _shown_to_whom_it_may(
    request: UnitRequest | ProgrammeRequest, action: str, view: View, given: dict[str, Any]
) -> HttpResponse:
    if allowed(request, action):
        return view(request, **given)
    if request.actor.account is None:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks: the signed-in account, or anyone."""
    user = getattr(request, "user", None)
    return Actor(account=user if user is not None and user.is_authenticated else None)


def may(request: UnitRequest, action: str) -> bool:
    """Whether the person may do the action here now: role and step both permit it."""
    return allowed(request, action) and (
        request.cycle is None
        or windows.is_open(request.cycle, action, on=clock.today(), steps=_steps(request, request.cycle))
    )


def _steps(request: UnitRequest, cycle: Cycle) -> list[Step]:
    """Return the cycle's steps, read once for the page whatever number of buttons it shows."""
    known: dict[UUID, list[Step]] = request.__dict__.setdefault("steps_of_cycles", {})
    if cycle.id not in known:
        known[cycle.id] = list(cycle.steps.all())
    return known[cycle.id]


def allowed(request: UnitRequest | ProgrammeRequest, action: str) -> bool:
    """Whether the person's roles permit the action in this unit or programme, whatever the date."""
    unit, programme = getattr(request, "unit", None), getattr(request, "programme", None)
    return request.actor.may(
        action,
        unit_id=unit.id if unit else None,
        programme_id=programme.id if programme else None,
        on=clock.today(),
    )


def watched(request: HttpRequest, build: Callable[[QueryDict | None], Sheet]) -> Sheet:
    """Return the form of something that stands, so that nobody writes unseen over what somebody else saves
    meanwhile. `build` fills it with what stands when it is called, and with what was sent.
    """
    form = build(cast(QueryDict, request.POST) or None)
    form.watch(lambda: build(None))
    return form


def perform(
    request: HttpRequest, form: DeedForm | None, act: Callable[..., Record], **given: Any
) -> Record | None:
    """Run an action with a form's deed and this moment; where it is refused, say so and return None.

    The refusal stands beside its field of the form, or, without a form, as a message on the next page.
    """
    deed: UUID | None = form.cleaned_data.get("deed") if form else None
    if form is not None and form.fresh is not None:
        given["still"] = form.still
    given.setdefault("by", getattr(request, "actor", None) or actor_of(request))
    try:
        return act(now=clock.now(), deed=deed, **given)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.sentence)) from refusal
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal.sentence))
        else:
            form.refuse(refusal)
        return None


def carry_out(request: HttpRequest, form: DeedForm, act: Callable[..., Record], **given: Any) -> Record | None:
    """Carry out the deed of a form that was sent and is in order: the action takes `form.given()` and `given`.

    Returns the action's record, after which the view redirects. Returns None where the form must be shown: it
    was not sent yet, it has errors, or the action refused, which stands beside the field.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    return perform(request, form, act, **form.given() | given)


def by_turns(request: HttpRequest, act: Callable[..., Record], *, subject: str) -> Callable[..., Record]:
    """Return an action for `carry_out` that is refused where strangers sent too much from one place just now.

    `subject` is what they send it to: few sendings from a place to one subject are free, many to all of them.
    """

    def act_in_turn(*, by: Actor, now: datetime.datetime, **given: Any) -> Record:
        if by.account is None:
            place = request.META["REMOTE_ADDR"]
            throttle.take_turn(what=act.__qualname__, subject=subject, place=place, now=now)
        return act(by=by, now=now, **given)

    return act_in_turn


def show(request: HttpRequest, template: str, **data: Any) -> HttpResponse:
    """Render a page; a page that shows a form with errors answers 422 Unprocessable Content."""
    form = data.get("form")
    if not isinstance(form, DeedForm) or not form.errors:
        return render(request, template, data)
    form.ask_for_files_again()
    return render(request, template, data, status=422)


def language() -> str:
    """Return the language of this page: kk, ru or en."""
    return (get_language() or "kk")[:2]


def page_number(request: HttpRequest) -> int:
    """Return the wanted page of a list, from 1; whatever is no such number means the first."""
    written = request.GET.get("page", "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else 1


def _unit(slug: str) -> Unit:
    units = Unit.objects.select_related("district__parent").annotate(has_office=has_office())
    unit = units.filter(slug=slug).first()
    if unit is None:
        raise Http404
    return unit


def _programme(slug: str) -> Programme:
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        raise Http404
    return programme


def _cycle(request: HttpRequest, unit: Unit) -> Cycle | None:
    cycles = list(unit.cycles.order_by("-first_year"))
    wanted = request.GET.get("cycle") or request.POST.get("cycle")
    if wanted:
        found = [cycle for cycle in cycles if str(cycle.first_year) == wanted]
        if not found:
            raise Http404
        return found[0]
    today = clock.today()
    started = [cycle for cycle in cycles if cycle.starts_on <= today]
    return next(iter(started or cycles), None)
