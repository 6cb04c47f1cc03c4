"""Where needs were marked on the map: drawn, in words, and as data for the map that can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ortaq.ground.places.models import Unit
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.places.selectors import Whereabouts, map_of, point_feature, settlement_lines, whereabouts
from ortaq.stages.needs.models import Need, Problem
from ortaq.stages.profile.selectors.drawing import Drawing, draw_map

Marked = tuple[int, RoughPoint]
"""The number of a need and the place that was marked for it."""


@dataclass(frozen=True)
class MarkedPlaces:
    """The places of needs: a drawing, and for each need its number and where it lies in words.

    Without settlements on the map there are no words and, for a single place, no drawing.
    """

    drawing: Drawing | None
    lines: list[tuple[int, Whereabouts | None]]


def marked_places(unit: Unit, *, marked: Sequence[Marked], language: str) -> MarkedPlaces | None:
    """Return where needs were marked, or None where none was. One query, none without marks."""
    if not marked:
        return None
    places = settlement_lines(unit)
    return MarkedPlaces(
        drawing=draw_map(places, language=language, marks=[place for _number, place in marked]),
        lines=[(number, whereabouts(place, places)) for number, place in marked],
    )


def marked_map(unit: Unit, *, marked: Sequence[Marked], language: str) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection of a unit's settlements and the places of needs. One query."""
    collection = map_of(unit, language=language)
    collection["features"] += [
        point_feature(
            place,
            kind="need",
            name=gettext("Need № %(number)s") % {"number": number},
            url=reverse("needs:need", args=[unit.slug, number]),
        )
        for number, place in marked
    ]
    return collection


def mark_of(need: Need) -> list[Marked]:
    """Return the mark of a need, if it has one. No query."""
    return [(need.number, need.place)] if need.place else []


def marks_of(problem: Problem) -> list[Marked]:
    """Return the marks of a problem's needs. One query."""
    marked = problem.needs.filter(latitude__isnull=False, longitude__isnull=False).order_by("number")
    return [mark for need in marked.only("number", "latitude", "longitude") for mark in mark_of(need)]
