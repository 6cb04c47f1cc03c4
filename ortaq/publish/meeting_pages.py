"""Addresses at which the documents of a meeting are read."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from ortaq.ground import clock
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.meetings.selectors import meeting_view
from ortaq.ground.pages import UnitRequest, allowed, page
from ortaq.publish.document import Language
from ortaq.publish.pdf import render_pdf
from ortaq.publish.poster import render_poster
from ortaq.publish.protocol import file_name, notice_poster, protocol_document, signature_sheet
from ortaq.publish.rendering import KINDS, render

LANGUAGES: dict[str, Language] = {"kk": "kk", "ru": "ru"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@page("meetings.read")
def notice(request: UnitRequest, number: int, language: str) -> HttpResponse:
    """Give the notice of a meeting as a poster."""
    meeting = _meeting(request, number)
    poster = notice_poster(
        unit=request.unit, view=meeting_view(meeting, now=clock.now()), language=_language(language)
    )
    return _answer(render_poster(poster), meeting, what="notice", language=language, suffix="pdf")


@page("meetings.write_protocol")
def sheet(request: UnitRequest, number: int, language: str) -> HttpResponse:
    """Give the empty sheet on which those present sign by hand."""
    meeting = _meeting(request, number)
    document = signature_sheet(
        unit=request.unit, view=meeting_view(meeting, now=clock.now()), language=_language(language)
    )
    return _answer(render_pdf(document), meeting, what="sheet", language=language, suffix="pdf")


@page("meetings.read")
def protocol(request: UnitRequest, number: int, language: str, format: str) -> HttpResponse:
    """Give the protocol: the signed one to everybody, the unsigned one to those who write it."""
    meeting = _meeting(request, number)
    if format not in KINDS or meeting.held_at is None:
        raise Http404
    if meeting.signed_on is None and not allowed(request, "meetings.write_protocol"):
        raise PermissionDenied
    document = protocol_document(
        unit=request.unit, view=meeting_view(meeting, now=clock.now()), language=_language(language)
    )
    content = render(document, format)
    return _answer(content, meeting, what="protocol", language=language, suffix=format)


def _meeting(request: UnitRequest, number: int) -> Meeting:
    return get_object_or_404(
        Meeting.objects.select_related("settlement", "unit"), unit=request.unit, number=number
    )


def _language(language: str) -> Language:
    if language not in LANGUAGES:
        raise Http404
    return LANGUAGES[language]


def _answer(content: bytes, meeting: Meeting, *, what: str, language: str, suffix: str) -> HttpResponse:
    name = file_name(meeting, what=what, language=language, suffix=suffix)
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[suffix], headers=headers)
