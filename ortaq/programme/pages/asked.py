"""What a page of a programme is about, and how a form of it is shown."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import ProgrammeRequest, allowed, carry_out, language, show
from ortaq.ground.places.models import Unit
from ortaq.ground.text import alphabetical, with_english
from ortaq.programme.models import Profile
from ortaq.programme.selectors.overview import name_of

TABS = (
    ("home", "programme.read"),
    ("places", "programme.read"),
    ("money", "programme.read"),
    ("results", "programme.read"),
    ("log", "programme.read_inside"),
    ("people", "programme.read_inside"),
)


def address(request: ProgrammeRequest, name: str, **where: Any) -> str:
    """Return the address of a page of this programme."""
    return reverse(f"programme:{name}", kwargs={"programme": request.programme.slug, **where})


def reading(request: ProgrammeRequest, template: str, tab: str, **data: Any) -> HttpResponse:
    """Show a page that is read, under the programme's tabs."""
    labels = {
        "home": _("In short"),
        "places": _("Places and plans"),
        "money": _("Budget"),
        "results": _("Results"),
        "log": _("Advice and training"),
        "people": _("People of the programme"),
    }
    tabs = [
        (address(request, name), labels[name], name == tab) for name, action in TABS if allowed(request, action)
    ]
    name = name_of(request.programme)
    return show(request, template, name=name, tabs=tabs, **data)


def deed(
    request: ProgrammeRequest,
    form: DeedForm,
    action: Any,
    *,
    heading: str,
    back: str,
    advice: str = "",
    button: str = "",
    **given: Any,
) -> HttpResponse:
    """Show a form; once it is carried out, say so and go back to what it is about."""
    if carry_out(request, form, action, **given) is not None:
        messages.success(request, _("Saved."))
        return redirect(back)
    return show(
        request,
        "programme/form.html",
        form=form,
        heading=heading,
        back=back,
        advice=advice,
        button=button or _("Save"),
        breadcrumbs=[
            (address(request, "home"), name_of(request.programme).in_language(language())),
            ("", heading),
        ],
    )


def profile_of(request: ProgrammeRequest) -> Profile | None:
    """Return what the programme says of itself, or None."""
    return Profile.objects.filter(programme=request.programme).first()


def unit_names(request: ProgrammeRequest) -> dict[Unit, str]:
    """Return the programme's units with their names in the page's language, in the order of the alphabet."""
    names = {
        unit: with_english(unit.name, unit.name_en).in_language(language())
        for unit in request.programme.units.all()
    }
    return dict(sorted(names.items(), key=lambda pair: alphabetical(pair[1])))


def report_years(profile: Profile | None) -> list[int]:
    """Return the years of which a report can be made, the latest first."""
    if profile is None:
        return []
    today: datetime.date = clock.today()
    return list(range(min(today, profile.ends_on).year, profile.starts_on.year - 1, -1))
