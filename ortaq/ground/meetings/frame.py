"""What the pages of meetings share: a meeting and its question by number, and the page of a form about one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.meetings.models import AgendaItem, Meeting
from ortaq.ground.pages import UnitRequest, carry_out, language, show

OFFICE_FORM = "meetings/form.html"


def deed_page(
    request: UnitRequest,
    record: Meeting,
    form: DeedForm,
    action: Any,
    *,
    heading: str,
    button: str,
    advice: list[str] | None = None,
    **given: Any,
) -> HttpResponse:
    """Show a form about a meeting; once it is carried out, go back to the meeting's page."""
    if carry_out(request, form, action, **given):
        messages.success(request, _("Saved."))
        return go(request, "meetings:meeting", number=record.number)
    back = link(request, "meetings:meeting", number=record.number)
    return form_page(request, form, heading=heading, button=button, back=back, advice=advice, record=record)


def form_page(
    request: UnitRequest,
    form: DeedForm,
    *,
    heading: str,
    button: str,
    back: str,
    advice: list[str] | None = None,
    record: Meeting | None = None,
) -> HttpResponse:
    """Show a form under its heading, with the way back to the meeting or to the list of meetings."""
    crumbs = [(link(request, "meetings:home"), _("Meetings"))]
    if record is not None:
        crumbs.append((back, record.title.in_language(language())))
    return show(
        request,
        OFFICE_FORM,
        form=form,
        heading=heading,
        button=button,
        back=back,
        advice=advice or [],
        breadcrumbs=[*crumbs, ("", heading)],
    )


def crumbs_to(request: UnitRequest, here: str) -> list[tuple[str, str]]:
    """Return the way back to the list of meetings, and where the reader is."""
    return [(link(request, "meetings:home"), _("Meetings")), ("", here)]


def meeting_of(request: UnitRequest, number: int) -> Meeting:
    """Return the unit's meeting of this number, or answer that there is none."""
    return get_object_or_404(
        Meeting.objects.select_related("settlement", "unit"), unit=request.unit, number=number
    )


def item_of(request: UnitRequest, number: int, item: int) -> AgendaItem:
    """Return a question of a meeting's agenda by the numbers of both, or answer that there is none."""
    return get_object_or_404(
        AgendaItem.objects.select_related("meeting"),
        meeting__unit=request.unit,
        meeting__number=number,
        number=item,
    )
