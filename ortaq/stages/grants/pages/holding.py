"""Who has an application in hand on this device: the holder of its secret, or a helper who began it.

The session keeps the keyed hash that the secret gave, never the secret, for two hours; on a shared device the
holder closes the application with a button.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import UnitRequest, allowed, perform
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.grants.actions.applying import HELPED
from ortaq.stages.grants.keys import opens
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.calling import call_in_unit
from ortaq.stages.grants.selectors.files import file_in_call

SESSION = "grants.held"
LASTS = datetime.timedelta(hours=2)


class NotHeld(Exception):  # noqa: N818 - leads to the door, no fault
    """The application is not open on this device."""


def take_in_hand(request: HttpRequest, application: Application, key: str) -> None:
    """Remember on this device that the application is open."""
    held = _unexpired(request)
    held[str(application.pk)] = [key, (clock.now() + LASTS).isoformat()]
    request.session[SESSION] = held


def put_away(request: HttpRequest, application: Application) -> None:
    """Forget the application on this device."""
    held = _unexpired(request)
    held.pop(str(application.pk), None)
    request.session[SESSION] = held


def key_in_hand(request: HttpRequest, application: Application) -> str:
    """Return the key with which the application is open on this device, or nothing."""
    key = _unexpired(request).get(str(application.pk), [""])[0]
    return key if key and opens(application, key) else ""


def _unexpired(request: HttpRequest) -> dict[str, list[str]]:
    now = clock.now().isoformat()
    return {id: entry for id, entry in request.session.get(SESSION, {}).items() if entry[1] > now}


@dataclass(frozen=True)
class Hand:
    """An application in somebody's hand: with its key, or a helper's without."""

    application: Application
    key: str

    def do(
        self,
        request: UnitRequest,
        form: DeedForm | None,
        own: Callable[..., Any],
        for_person: Callable[..., Any],
        **given: Any,
    ) -> Model | None:
        """Carry out what the holder does, or what a helper does for somebody who is present."""
        if self.key:
            return perform(request, form, own, key=self.key, **given)
        helper = request.actor.through(Channel(self.application.channel), Behalf.PERSON)
        return perform(request, form, for_person, by=helper, **given)


def in_hand(request: UnitRequest, programme: str, call: int, number: int) -> Hand:
    """Return the application that the page is about; raises NotHeld where its secret has to be asked for."""
    found = call_in_unit(request.unit, programme=programme, number=call)
    if found is None:
        raise Http404
    application = file_in_call(unit=request.unit, call_id=found.pk, number=number)
    if application is None:
        raise NotHeld
    key = key_in_hand(request, application)
    helps = application.channel in HELPED and allowed(request, "grants.apply_for_person")
    if not (key or helps):
        raise NotHeld
    return Hand(application, key)


def of_holder(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view the page of whoever has the application in hand; others are asked for the secret."""

    def shown(request: UnitRequest, programme: str, call: int, number: int, **given: Any) -> HttpResponse:
        try:
            hand = in_hand(request, programme, call, number)
        except NotHeld:
            return redirect("grants:door", unit=request.unit.slug, programme=programme, call=call)
        return kept_private(view(request, hand, **given))

    return shown


def kept_private(response: HttpResponse) -> HttpResponse:
    """Keep a page out of search engines and of the device's memory."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    return response
