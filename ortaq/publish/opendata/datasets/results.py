"""What came of the plans that the assembly agreed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ortaq.ground.places.models import Unit
from ortaq.publish.opendata.datasets.columns import CYCLE, LINE, MONEY_KIND, SOURCE, TITLE, YEAR
from ortaq.publish.opendata.shape import (
    Dataset,
    Row,
    address,
    bilingual,
    code,
    day,
    in_tenge,
    integer,
    money,
    number,
    page,
    texts,
    yes_no,
)
from ortaq.stages.results.lines import LineResult
from ortaq.stages.results.models import LineState
from ortaq.stages.results.selectors import results_of


def agreed_lines(unit: Unit) -> Iterator[tuple[int, LineResult]]:
    """Yield (first year, line) of every plan that the assembly agreed. Nine queries for each cycle."""
    for cycle in unit.cycles.order_by("first_year"):
        for line in results_of(cycle=cycle).lines:
            yield cycle.first_year, line


def results(unit: Unit) -> Iterator[Row]:
    """Yield how far each line has come."""
    for cycle, line in agreed_lines(unit):
        last, latest = line.last, line.latest
        yield {
            "cycle": cycle,
            "line": line.item.number,
            **texts(title=line.item.title),
            "state": line.state,
            "is_promised": line.is_promised,
            "is_taken_out": line.is_taken_out,
            "reported_on": last.on if last else None,
            "note_kk": last.note.kk if last else "",
            "note_ru": last.note.ru if last else "",
            "confirmed": line.confirmed,
            "denied": line.denied,
            "planned": in_tenge(line.sums.planned),
            "agreed": in_tenge(line.sums.agreed),
            "spent": in_tenge(line.sums.spent),
            "latest_value": latest.value if latest else None,
            "latest_on": latest.on if latest else None,
            "page": f"{address('results:line', unit.slug, line.item.number)}?cycle={cycle}",
        }


def amounts(unit: Unit) -> Iterator[Row]:
    """Yield the money of each line as planned, contracted and spent."""
    for cycle, line in agreed_lines(unit):
        for row in line.money:
            yield {
                "cycle": cycle,
                "line": line.item.number,
                "year": row.year,
                "source": row.source,
                "kind": row.kind,
                "planned": in_tenge(row.sums.planned),
                "agreed": in_tenge(row.sums.agreed),
                "spent": in_tenge(row.sums.spent),
            }


def measurements(unit: Unit) -> Iterator[Row]:
    """Yield the values of the lines' indicators, small numbers of people left out."""
    for cycle, line in agreed_lines(unit):
        for place, measured in enumerate(line.measurements, start=1):
            yield {
                "cycle": cycle,
                "line": line.item.number,
                "number": place,
                "measured_on": measured.on,
                "indicator_kk": line.indicator.name.kk if line.indicator else "",
                "indicator_ru": line.indicator.name.ru if line.indicator else "",
                "value": measured.value,
                "women": measured.women,
                "men": measured.men,
                **texts(seen_in=measured.seen_in),
            }


DATASETS = (
    Dataset(
        name="results",
        title=_("Results"),
        says=_("What came of each line of a plan that the assembly agreed."),
        action="results.read",
        key=("cycle", "line"),
        columns=(
            CYCLE,
            LINE,
            *TITLE,
            code("state", _("How far it has come"), LineState.choices),
            yes_no("is_promised", _("Whether it counts among what the plan promised")),
            yes_no("is_taken_out", _("Whether a later version has it no more")),
            day("reported_on", _("Day of the latest report")),
            *bilingual("note", _("What the latest report says")),
            integer("confirmed", _("How many looked and found it so")),
            integer("denied", _("How many looked and found it not so")),
            money("planned", _("Planned, tenge, micro-credit apart")),
            money("agreed", _("By contract, tenge")),
            money("spent", _("Spent, tenge")),
            number("latest_value", _("Latest value of the indicator; empty where not shown")),
            day("latest_on", _("Day of that value")),
            page(_("Page on this server")),
        ),
        few=results,
    ),
    Dataset(
        name="result_money",
        title=_("Money of the results"),
        says=_("Planned, contracted and spent, by line, year, source and form."),
        action="results.read",
        key=("cycle", "line", "year", "source", "kind"),
        columns=(
            CYCLE,
            LINE,
            YEAR,
            SOURCE,
            MONEY_KIND,
            money("planned", _("Planned, tenge")),
            money("agreed", _("By contract, tenge")),
            money("spent", _("Spent, tenge")),
        ),
        few=amounts,
    ),
    Dataset(
        name="measurements",
        title=_("Measurements"),
        says=_("The values of the lines' indicators, with women and men where people are counted."),
        action="results.read",
        key=("cycle", "line", "number"),
        columns=(
            CYCLE,
            LINE,
            integer("number", _("First, second… measurement of this line")),
            day("measured_on", _("When it was measured")),
            *bilingual("indicator", _("Indicator")),
            number("value", _("Value; empty where not shown")),
            integer("women", _("Women; empty where not counted or not shown")),
            integer("men", _("Men; empty where not counted or not shown")),
            *bilingual("seen_in", _("Where it was read")),
        ),
        few=measurements,
    ),
)
