"""Activities written as a file, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.etree import ElementTree

from ortaq.ground import clock
from ortaq.ground.places.models import Programme, Unit
from ortaq.publish.opendata.datasets.programmes import overview
from ortaq.publish.opendata.iati.lines import line_activities
from ortaq.publish.opendata.iati.programmes import activity_ref, programme_activity
from ortaq.publish.opendata.iati.writing import Element

VERSION = "2.03"


def activities_of_unit(unit: Unit) -> Iterator[str] | None:
    """Return an IATI file, in pieces, of the unit's plan lines that are carried out; None where there are none."""
    return _pieces(line_activities(unit))


def activities_of_programme(programme: Programme) -> Iterator[str] | None:
    """Return an IATI file, in pieces: the programme, and the plan lines that its places carry out.

    None where the programme has not introduced itself yet: an activity needs its days. Twenty-four queries, and
    eleven or more for each place.
    """
    told = overview(programme)
    if told.card is None:
        return None
    parent = activity_ref(programme, told)
    units = programme.units.select_related("district").order_by("slug")
    below = (activity for unit in units for activity in line_activities(unit, parent=parent))
    return _pieces(chain([programme_activity(programme, told, told.card)], below))


def _pieces(activities: Iterator[Element]) -> Iterator[str] | None:
    first = next(activities, None)
    return None if first is None else _written(chain([first], activities))


def _written(activities: Iterator[Element]) -> Iterator[str]:
    made = clock.now().replace(microsecond=0).isoformat()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<iati-activities version="{VERSION}" generated-datetime="{made}">\n'
    for activity in activities:
        ElementTree.indent(activity)
        yield ElementTree.tostring(activity, encoding="unicode") + "\n"
    yield "</iati-activities>\n"
