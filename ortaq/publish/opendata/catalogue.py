"""The one list of data sets, from which files, the API, its description, the pages and the dictionary are made."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ortaq.ground.places.models import Programme, Unit, UnitKind
from ortaq.ground.text import Text, with_english
from ortaq.publish.opendata.datasets import (
    giving,
    helpers,
    meetings,
    needs,
    places,
    plans,
    programmes,
    projects,
    results,
    talk,
    votes,
)
from ortaq.publish.opendata.shape import (
    PLACES,
    Dataset,
    Field,
    Row,
    Words,
    bilingual,
    code,
    day,
    text,
    texts,
    trilingual,
    yes_no,
)

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"

CHAPTERS: tuple[tuple[Words, tuple[Dataset[Any], ...]], ...] = (
    (_("The place"), places.DATASETS),
    (_("What people need"), (*needs.DATASETS, *talk.DATASETS)),
    (_("Projects and votes"), (*projects.DATASETS, *votes.DATASETS)),
    (_("Plans and results"), (*plans.DATASETS, *results.DATASETS)),
    (_("Meetings"), meetings.DATASETS),
    (_("Grants, partners and cases"), helpers.DATASETS),
)
"""The data sets about a place, in the order of the way."""

PROGRAMME_CHAPTERS: tuple[tuple[Words, tuple[Dataset[Any], ...]], ...] = (
    (_("The programme"), programmes.DATASETS),
    (_("What the programme gives"), giving.DATASETS),
)
"""The data sets about a programme."""

OF_UNIT: dict[str, Dataset[Any]] = {one.name: one for _title, sets in CHAPTERS for one in sets}
OF_PROGRAMME: dict[str, Dataset[Any]] = {one.name: one for _title, sets in PROGRAMME_CHAPTERS for one in sets}
ALL: dict[str, Dataset[Any]] = OF_UNIT | OF_PROGRAMME

UNITS: tuple[Field, ...] = (
    PLACES["unit"],
    code("kind", _("What it is"), UnitKind.choices),
    *trilingual("name", _("What it is called")),
    text("kato", _("Code of the state classifier KATO, nine digits")),
    *bilingual("district", _("District")),
    *bilingual("oblast", _("Oblast")),
    day("valid_from", _("Since when it exists")),
    day("valid_until", _("Until when it exists; empty where it exists still")),
    text("successor", _("Into which place it went")),
    yes_no("is_fictional", _("Whether it is a made-up example")),
)
"""The columns of the list of places, the one table that is about no single place."""

PROGRAMMES: tuple[Field, ...] = (
    PLACES["programme"],
    *trilingual("name", _("What it is called")),
    yes_no("is_fictional", _("Whether it is a made-up example")),
)
"""The columns of the list of programmes."""

PROGRAMMES_SAY = _("The programmes that support places here.")
UNITS_SAY = _("The places that are planned here; every other table about a place is found by its name.")


def units_behind(after: str, *, size: int) -> list[Row]:
    """Return at most `size` places by their names in addresses, from the one behind `after` on. One query."""
    found = Unit.objects.filter(slug__gt=after).select_related("district__parent", "successor")
    return [_unit(unit) for unit in found.order_by("slug")[:size]]


def programmes_behind(after: str, *, size: int) -> list[Row]:
    """Return at most `size` programmes by their names in addresses, from the one behind `after` on. One query."""
    found = Programme.objects.filter(slug__gt=after).order_by("slug")[:size]
    return [
        {
            "programme": one.slug,
            **texts(name=with_english(one.name, one.name_en)),
            "is_fictional": one.is_fictional,
        }
        for one in found
    ]


def _unit(unit: Unit) -> Row:
    oblast = unit.district.parent
    return {
        "unit": unit.slug,
        "kind": unit.kind,
        **texts(name=with_english(unit.name, unit.name_en)),
        "kato": unit.kato or "",
        **texts(district=unit.district.name, oblast=oblast.name if oblast else Text()),
        "valid_from": unit.valid_from,
        "valid_until": unit.valid_until,
        "successor": unit.successor.slug if unit.successor else "",
        "is_fictional": unit.is_fictional,
    }
