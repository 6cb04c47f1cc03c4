"""Documents of grants as pages give them: letters and protocols."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from ortaq.ground.errors import Refused
from ortaq.ground.pages import ProgrammeRequest, UnitRequest, language, page, programme_page
from ortaq.publish.exports import MEDIA_TYPES
from ortaq.publish.grant_letters import letter_document
from ortaq.publish.grant_protocol import protocol_document
from ortaq.publish.rendering import KINDS, render
from ortaq.stages.grants.models import Application, Sitting
from ortaq.stages.grants.pages.asked import asked_call, asked_file, readable_files
from ortaq.stages.grants.pages.holding import Hand, kept_private, of_holder
from ortaq.stages.grants.selectors.judging import sitting_view


@page("grants.read")
@of_holder
def own_letter(request: UnitRequest, hand: Hand, kind: str) -> HttpResponse:
    """Give the letter to whoever holds the secret of the application."""
    return _letter(hand.application, kind)


@programme_page("grants.read_applications")
def letter(request: ProgrammeRequest, call: int, number: int, kind: str) -> HttpResponse:
    """Give the letter to the programme's people."""
    return _letter(asked_file(request, asked_call(request, call), number), kind)


def _letter(application: Application, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    try:
        document = letter_document(application)
    except Refused as nothing:
        raise Http404 from nothing
    name = f"letter-{application.call.number}-{application.number}-{application.language}.{kind}"
    return kept_private(_answer(render(document, kind), kind, name))


@programme_page("grants.decide")
def protocol(request: ProgrammeRequest, call: int, number: int, kind: str) -> HttpResponse:
    """Give the protocol of a sitting; not to whom an application in it is closed."""
    found = asked_call(request, call)
    view = sitting_view(get_object_or_404(Sitting, call=found, number=number), readable_files(request))
    if kind not in KINDS:
        raise Http404
    if not view.is_whole:
        raise PermissionDenied
    document = protocol_document(call=found, sitting=view, language="ru" if language() == "ru" else "kk")
    return kept_private(_answer(render(document, kind), kind, f"protocol-{call}-{number}.{kind}"))


def _answer(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[kind], headers=headers)
