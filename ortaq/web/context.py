"""What the shell of every page shows: the place, the ways on, the languages, who is signed in."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from ortaq.ground.pages import actor_of, is_only_told_of
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import with_english
from ortaq.stages import STAGES

LONGEST_NAME = 40
"""Characters of a programme's name in the head of a page: more would fill half the screen of a phone."""

Links = list[tuple[str, str, bool]]

EXCHANGE = "exchange"
"""The room after the way, in which units learn from one another."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of `base.html`. Asks the database for nothing that the page did not ask."""
    unit: Unit | None = getattr(request, "unit", None)
    programme: Programme | None = getattr(request, "programme", None)
    name, url = _place(unit, programme)
    return {
        "place_name": name,
        "place_url": url,
        "nav": _rooms(request, unit) if unit and not is_only_told_of(request, unit) else [],
        "language_links": _languages(request),
        "demo": any(place and place.is_fictional for place in (unit, programme)),
        "footer_links": SimpleLazyObject(lambda: _footer(request, unit, programme)),
    }


def _place(unit: Unit | None, programme: Programme | None) -> tuple[str, str]:
    language = get_language() or "kk"
    if unit:
        return unit.name.in_language(language), reverse("cycle:way", args=[unit.slug])
    if programme:
        name = with_english(programme.name, programme.name_en).in_language(language)
        return Truncator(name).chars(LONGEST_NAME), reverse("programme:home", args=[programme.slug])
    return "", reverse("front")


def _rooms(request: HttpRequest, unit: Unit) -> Links:
    here = request.resolver_match.app_names if request.resolver_match else []
    chosen = request.GET.get("cycle")
    suffix = f"?{urlencode({'cycle': chosen})}" if chosen else ""
    rooms = [("cycle", gettext("The way"), "cycle:way")]
    rooms += [
        (stage, str(apps.get_app_config(stage).verbose_name), f"{stage}:home") for stage in (*STAGES, EXCHANGE)
    ]
    return [(reverse(name, args=[unit.slug]) + suffix, label, room in here) for room, label, name in rooms]


def _languages(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    path, current = request.get_full_path(), get_language()
    return [(code, name, translate_url(path, code), code == current) for code, name in settings.LANGUAGES]


def _open_data(unit: Unit | None, programme: Programme | None) -> str:
    if unit:
        return reverse("opendata:unit", args=[unit.slug])
    return reverse("opendata:programme", args=[programme.slug]) if programme else reverse("opendata:guide")


def _footer(request: HttpRequest, unit: Unit | None, programme: Programme | None) -> list[tuple[str, str]]:
    links = []
    if unit and not is_only_told_of(request, unit):
        links += [
            (reverse("meetings:home", args=[unit.slug]), gettext("Meetings")),
            (reverse("comments:home", args=[unit.slug]), gettext("Comments and answers")),
            (reverse("journal:home", args=[unit.slug]), gettext("Journal of decisions")),
        ]
    links += [
        (reverse("programme:index"), gettext("Programmes")),
        (_open_data(unit, programme), gettext("Open data")),
    ]
    account = actor_of(request).account
    if account is not None:
        return [*links, (reverse("people:own_account"), account.name)]
    return [*links, (reverse("people:sign_in"), gettext("Sign in (for the office)"))]
