"""Charts drawn on the server: SVG that needs no script, with the same numbers in a table beside it.

Lengths are per cent of the width and multiples of the letter size, so that a chart fits a phone and
grows with the reader's letters.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from ortaq.web.templatetags.ortaq import number, percent, thousand_tenge, thousands

register = template.Library()

Value = int | float | Decimal
WRITERS: dict[str, Callable[[Any], str]] = {
    "number": number,
    "percent": percent,
    "thousand_tenge": thousand_tenge,
    "thousands": thousands,
}
COLOURS = 8
GROUP_BAR = 1.5
PYRAMID_ROW = 1.7
PYRAMID_SIDE = 31
PYRAMID_CENTRE = (42, 58)
SHOWN_IN_BAR = 4


@register.inclusion_tag("chart_bars.html")
def bars(
    caption: str, rows: Sequence[tuple[str, Value]], kind: str = "number", heading: str = ""
) -> dict[str, Any]:
    """A table whose rows are bars. `rows` are (label, value); `kind` names one of `WRITERS`.

    Where a value lies below zero, zero lies within the track: such bars end there, the others begin there.
    """
    write = WRITERS[kind]
    lengths = [float(value) for _label, value in rows]
    lowest = min([0.0, *lengths])
    span = max([0.0, *lengths]) - lowest
    return {
        "caption": caption,
        "heading": heading,
        "bars": [
            {
                "label": label,
                "value": write(value),
                "x": _share(min(length, 0) - lowest, span, 100) if lowest else "",
                "width": _share(abs(length), span, 100),
            }
            for (label, value), length in zip(rows, lengths, strict=True)
        ],
    }


@register.inclusion_tag("chart_groups.html")
def grouped_bars(
    caption: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[Value]]], kind: str = "number"
) -> dict[str, Any]:
    """Bars side by side. `rows` are (label, one value ≥ 0 for each of the `series`); None is left out."""
    write = WRITERS[kind]
    given = [(label, value) for label, values in rows for value in values if value is not None]
    top = max((value for _label, value in given), default=0)
    tall = 1.6 + GROUP_BAR * len(series)
    return {
        "caption": caption,
        "description": _extremes(given, write),
        "series": [{"label": label, "colour": _colour(index)} for index, label in enumerate(series)],
        "height": _em(tall * len(rows)),
        "groups": [
            {
                "label": label,
                "text_y": _em(tall * index + 1.1),
                "written": [write(value) for value in values],
                "bars": [
                    {
                        "value": write(value),
                        "colour": _colour(place),
                        "y": _em(tall * index + 1.5 + GROUP_BAR * place),
                        "text_y": _em(tall * index + 1.5 + GROUP_BAR * (place + 0.68)),
                        "width": _share(value, top, 78),
                    }
                    for place, value in enumerate(values)
                    if value is not None
                ],
            }
            for index, (label, values) in enumerate(rows)
        ],
    }


@register.inclusion_tag("chart_pyramid.html")
def pyramid(caption: str, rows: Sequence[tuple[str, int, int]], left: str, right: str) -> dict[str, Any]:
    """A population pyramid. `rows` are (age band, people left, people right), the oldest first."""
    top = max((max(a, b) for _label, a, b in rows), default=0)
    left_edge, right_edge = PYRAMID_CENTRE
    everyone = [(label, a + b) for label, a, b in rows]
    return {
        "caption": caption,
        "description": _extremes(everyone, number),
        "left": left,
        "right": right,
        "height": _em(PYRAMID_ROW * (len(rows) + 1)),
        "bands": [
            {
                "label": label,
                "y": _em(PYRAMID_ROW * (index + 1)),
                "text_y": _em(PYRAMID_ROW * (index + 1) + 1),
                "left": number(a),
                "right": number(b),
                "left_width": _share(a, top, PYRAMID_SIDE),
                "right_width": _share(b, top, PYRAMID_SIDE),
                "left_x": _percent(left_edge - _part(a, top, PYRAMID_SIDE)),
                "right_end": _percent(right_edge + _part(b, top, PYRAMID_SIDE)),
            }
            for index, (label, a, b) in enumerate(rows)
        ],
    }


@register.inclusion_tag("chart_stack.html")
def stacked_bar(
    caption: str, parts: Sequence[tuple[str, Value]], kind: str = "thousand_tenge", heading: str = ""
) -> dict[str, Any]:
    """One bar made of parts, as a budget of its sources. `parts` are (label, value ≥ 0)."""
    write = WRITERS[kind]
    total = sum(value for _label, value in parts)
    drawn, x = [], 0.0
    for index, (label, value) in enumerate(parts):
        width = _part(value, total, 100)
        drawn.append(
            {
                "place": index + 1,
                "label": label,
                "value": write(value),
                "share": percent(Decimal(str(value)) / Decimal(str(total)) if total else 0),
                "colour": _colour(index),
                "x": _percent(x),
                "middle": _percent(x + width / 2),
                "width": _percent(width),
                "numbered": width >= SHOWN_IN_BAR,
            }
        )
        x += width
    return {
        "caption": caption,
        "description": _("Together: %(total)s") % {"total": write(total)},
        "heading": heading,
        "parts": drawn,
        "total": write(total),
    }


@register.inclusion_tag("meter.html")
def meter(label: str, value: Value, maximum: Value, low: bool = False) -> dict[str, Any]:
    """How full something is, as a bar in a line of text; `low` paints it in the colour of attention."""
    return {
        "label": label,
        "share": percent(Decimal(str(value)) / Decimal(str(maximum)) if maximum else 0),
        "width": _share(min(value, maximum), maximum, 100),
        "low": low,
    }


def _extremes(rows: Sequence[tuple[str, Value]], write: Callable[[Any], str]) -> str:
    if not rows:
        return _("No numbers yet")
    most, least = max(rows, key=lambda row: row[1]), min(rows, key=lambda row: row[1])
    return _("Largest: %(most)s, %(most_value)s. Smallest: %(least)s, %(least_value)s.") % {
        "most": most[0],
        "most_value": write(most[1]),
        "least": least[0],
        "least_value": write(least[1]),
    }


def _colour(index: int) -> str:
    return f"c{index % COLOURS + 1}"


def _part(value: Value, whole: Value, length: int) -> float:
    return float(value) / float(whole) * length if whole else 0.0


def _share(value: Value, whole: Value, length: int) -> str:
    return _percent(_part(value, whole, length))


def _percent(length: float) -> str:
    return f"{length:.2f}%"


def _em(length: float) -> str:
    return f"{length:.2f}em"
