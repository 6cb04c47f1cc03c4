"""The page of the first run."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from ortaq.ground import clock
from ortaq.ground.errors import Refused
from ortaq.ground.pages import language, show
from ortaq.ground.people import opening
from ortaq.ground.people.forms import OpenOfficeForm
from ortaq.ground.people.own import localized

LOOPBACK = {"127.0.0.1", "::1"}


@sensitive_post_parameters("password")
def open_office(request: HttpRequest) -> HttpResponse:
    """Ask for the unit, its settlements and the akim; then lead the akim, signed in, to the way.

    Only while nothing is here, and only at the computer itself: nobody else of the hall's network may take
    the office before the akim does.
    """
    if not opening.can_open():
        return redirect("front")
    if settings.ON_INTERNET or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        return show(request, "people/not_open_yet.html")
    form = OpenOfficeForm(request.POST or None, language=language())
    if request.method == "POST" and form.is_valid() and (account := _open(form)):
        login(request, account)
        unit = account.appointments.get().unit
        return redirect(localized("cycle:way", account.language, unit=unit.slug))
    return show(request, "people/open_office.html", form=form)


def _open(form: OpenOfficeForm):  # type: ignore[no-untyped-def]
    data = form.cleaned_data
    place = opening.Place(
        kind=data["kind"],
        name=form.bilingual("name"),
        district=form.bilingual("district"),
        oblast=form.bilingual("oblast"),
        settlements=data["settlements"],
    )
    try:
        return opening.open_office(
            place=place,
            akim_name=data["akim_name"],
            username=data["username"],
            password=data["password"],
            language=form.language,
            now=clock.now(),
            deed=data["deed"],
        )
    except Refused as refusal:
        form.refuse(refusal)
        return None
