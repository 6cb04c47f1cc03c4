"""What a page of the circle is about: the cycle, its call; what stands above a form; a step that is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.selectors import StepLine, opening
from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.pages import UnitRequest, allowed, language, may, perform, show
from ortaq.stages.circle.models import Call
from ortaq.stages.circle.selectors.calling import call_of

Crumbs = list[tuple[str, str]]


def asked_cycle(request: UnitRequest) -> Cycle:
    """Return the cycle that the page is about; without one the page is not there."""
    if request.cycle is None:
        raise Http404
    return request.cycle


def asked_call(request: UnitRequest) -> Call:
    """Return the call of the page's cycle; without one the page is not there."""
    call = call_of(asked_cycle(request))
    if call is None:
        raise Http404
    return call


def closed_step(request: UnitRequest, action: str) -> StepLine | None:
    """Return the step that opens an action, for those who could act if it were open now."""
    if request.cycle is None or not allowed(request, action) or may(request, action):
        return None
    return opening(cycle=request.cycle, action=action, language=language(), today=clock.today())


def crumbs(request: UnitRequest, *between: tuple[str, str], here: str) -> Crumbs:
    """Return the way back: the room, pages between, and this page."""
    return [(link(request, "circle:home"), _("Who is heard")), *between, ("", here)]


def deed(
    request: UnitRequest,
    form: DeedForm,
    action: Callable[..., Any],
    given: Callable[[], dict[str, Any]],
    *,
    to: tuple[str, dict[str, Any]],
    heading: str,
    button: str,
    said: str = "",
    advice: list[str] | None = None,
    between: tuple[str, str] | None = None,
) -> HttpResponse:
    """Show a form; once its deed is done, go to the page `to`."""
    if request.method == "POST" and form.is_valid() and perform(request, form, action, **given()) is not None:
        messages.success(request, said or _("Saved."))
        return go(request, to[0], **to[1])
    back = link(request, to[0], **to[1])
    return show(
        request,
        "meetings/form.html",
        form=form,
        heading=heading,
        button=button,
        back=back,
        advice=advice or [],
        breadcrumbs=crumbs(request, *([between] if between else []), here=heading),
    )
