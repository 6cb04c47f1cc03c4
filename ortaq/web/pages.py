"""The pages outside any unit: the front door, and what is said when something is wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request

from ortaq.ground import clock
from ortaq.ground.pages import actor_of
from ortaq.ground.people.selectors import only_programme_of
from ortaq.ground.places.selectors import offices_in_force, units_in_force


def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the front page in the language of their browser, Kazakh where it is another."""
    wanted = get_language_from_request(request)
    return redirect(f"/{wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE}/")


def front(request: HttpRequest) -> HttpResponse:
    """Show the places with an office; with only one go straight to it, with none open the first-run page.

    Somebody who works for one programme, and in no place, goes to the programme.
    """
    today = clock.today()
    units = offices_in_force(on=today) or units_in_force(on=today)
    if not units:
        return redirect("people:open_office")
    actor = actor_of(request)
    if actor.account and (programme := only_programme_of(actor.account, on=today)):
        return redirect("programme:home", programme=programme)
    if len(units) == 1:
        return redirect("cycle:way", unit=units[0].slug)
    return render(request, "front.html", {"units": units, "mine": actor.units(today)})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the person's role does not permit this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke here and that nothing was half-saved."""
    return render(request, "500.html", status=500)
