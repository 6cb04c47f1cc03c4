"""What a page of a programme is about: its call, a file, a contract. A file under an interest is closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import ProgrammeRequest, allowed, carry_out, language, show
from ortaq.stages.grants.access import contracts_for, files_for, has_interest
from ortaq.stages.grants.models import Application, Call, Contract
from ortaq.stages.grants.selectors.calling import call_of_programme
from ortaq.stages.grants.selectors.files import JOINED

Crumbs = list[tuple[str, str]]


def asked_call(request: ProgrammeRequest, number: int) -> Call:
    """Return a call of the programme; another is 404."""
    found = call_of_programme(request.programme, number)
    if found is None:
        raise Http404
    return found


def readable_files(request: ProgrammeRequest) -> QuerySet[Application]:
    """Return the files that the reader may see; every list and number of the desk is made of these."""
    return files_for(request.actor, request.programme, on=clock.today())


def asked_file(request: ProgrammeRequest, call: Call, number: int) -> Application:
    """Return a file that the reader may see."""
    return _of_call(request, readable_files(request), call, number)


def asked_contract(request: ProgrammeRequest, call: Call, number: int) -> Contract:
    """Return the contract of a file, for those who pay and monitor."""
    application = _of_call(request, contracts_for(request.actor, request.programme), call, number)
    return Contract.objects.select_related("unit", "call__programme", "application__applicant").get(
        application=application
    )


def _of_call(request: ProgrammeRequest, files: QuerySet[Application], call: Call, number: int) -> Application:
    found = files.filter(call=call, number=number).select_related(*JOINED).first()
    if found is not None:
        return found
    closed = Application.objects.filter(call=call, number=number).first()
    if closed is not None and has_interest(request.actor, closed):
        raise PermissionDenied(_("You declared an interest in this application, so it is closed to you."))
    raise Http404


def address(request: ProgrammeRequest, name: str, **where: Any) -> str:
    """Return the address of a page of this programme's grants."""
    return reverse(f"grants_desk:{name}", kwargs={"programme": request.programme.slug, **where})


def crumbs(request: ProgrammeRequest, *steps: tuple[str, str]) -> Crumbs:
    """Return the way from the programme's grants to this page."""
    name = request.programme.name.in_language(language())
    first = "home" if allowed(request, "grants.read_applications") else "contracts"
    return [(address(request, first), f"{_('Grants')}: {name}"), *steps]


def call_crumb(request: ProgrammeRequest, call: Call) -> tuple[str, str]:
    """Return the step of a call."""
    return address(request, "call", call=call.number), call.title.in_language(language())


def deed(
    request: ProgrammeRequest,
    form: DeedForm,
    action: Any,
    *,
    heading: str,
    back: str,
    steps: Crumbs,
    advice: list[str] | None = None,
    button: str = "",
    **given: Any,
) -> HttpResponse:
    """Show a form; once it is carried out, say so and go back to what it is about."""
    if carry_out(request, form, action, **given) is not None:
        messages.success(request, _("Saved."))
        return redirect(back)
    return show(
        request,
        "grants/form.html",
        form=form,
        heading=heading,
        back=back,
        button=button or _("Save"),
        advice=advice or [],
        breadcrumbs=crumbs(request, *steps, ("", heading)),
    )
