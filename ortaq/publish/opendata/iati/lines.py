"""Plan lines that are carried out, as activities of the office that answers for them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from xml.etree import ElementTree

from django.utils.translation import get_language, gettext

from ortaq.ground import clock
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.ground.text import WithEnglish, with_english
from ortaq.publish.opendata.datasets.results import agreed_lines
from ortaq.publish.opendata.iati import codes
from ortaq.publish.opendata.iati.results import Reading, Result, add_result
from ortaq.publish.opendata.iati.writing import (
    LANGUAGE,
    Element,
    add,
    in_languages,
    kato,
    organisation,
    say,
    sdg_target,
    transaction,
    yearly_budget,
)
from ortaq.publish.opendata.shape import in_tenge
from ortaq.stages.plan.content import Item
from ortaq.stages.projects.models import Project
from ortaq.stages.results.lines import LineResult
from ortaq.stages.results.models import LineState, SpendingStage

OWN = "X-ORTAQ"
"""How identifiers begin that no register has given: they are unique here and claim nothing elsewhere."""


def office_ref(unit: Unit) -> str:
    """Return how a unit's office is called as long as nobody enters its registered identifier."""
    return f"{OWN}-{unit.slug}"


def line_activities(unit: Unit, *, parent: str = "") -> Iterator[Element]:
    """Yield an activity for each agreed line that was begun. Nine queries for each cycle, and two."""
    themes = dict(Project.objects.filter(unit=unit).values_list("number", "theme"))
    places = {place.name.kk or place.name.ru: place for place in unit.settlements.all()}
    for cycle, line in agreed_lines(unit):
        if line.state != LineState.NOT_STARTED or line.spending or line.measurements:
            yield _activity(unit, cycle, line, themes, places, parent)


def identifier(unit: Unit, cycle: int, number: int) -> str:
    """Return how a line is called as an activity, for ever."""
    return f"{office_ref(unit)}-plan-{cycle}-{number}"


def _activity(
    unit: Unit,
    cycle: int,
    line: LineResult,
    themes: Mapping[int, str],
    places: Mapping[str, Settlement],
    parent: str,
) -> Element:
    item = line.item
    made = ElementTree.Element(
        "iati-activity", {"default-currency": codes.TENGE, "hierarchy": "2", LANGUAGE: "kk"}
    )
    office = _office(unit)
    add(made, "iati-identifier").text = identifier(unit, cycle, item.number)
    organisation(made, "reporting-org", office, ref=office_ref(unit), kind=codes.LOCAL_GOVERNMENT)
    say(made, item.title, "title")
    _describe(made, unit, line)
    organisation(
        made,
        "participating-org",
        office,
        ref=office_ref(unit),
        kind=codes.LOCAL_GOVERNMENT,
        role=codes.IMPLEMENTING,
    )
    for source in sorted({part.source for part in item.money} - set(OUTSIDE_TOTALS)):
        kind = codes.GIVERS.get(source, "")
        organisation(made, "participating-org", _giver(source), kind=kind, role=codes.FUNDING)
    add(made, "activity-status", code=codes.STATES[line.state])
    _days(made, cycle, line)
    add(made, "recipient-country", code=codes.KAZAKHSTAN)
    _where(made, item, places)
    theme = themes.get(item.project.number, "") if item.project else ""
    add(made, "sector", code=codes.SECTORS.get(theme, codes.RURAL_DEVELOPMENT))
    if item.project and item.project.sdg_target:
        sdg_target(made, item.project.sdg_target)
    if unit.kato:
        kato(made, unit.kato, unit.name)
    _money(made, line)
    if parent:
        add(made, "related-activity", ref=parent, type=codes.PARENT)
    _result(made, cycle, line)
    return made


def _office(unit: Unit) -> WithEnglish:
    name = with_english(unit.name, unit.name_en)
    return in_languages(
        lambda: gettext("Akim's office: %(place)s") % {"place": name.in_language(get_language() or "kk")}
    )


def _giver(source: str) -> WithEnglish:
    return in_languages(lambda: str(Source(source).label))


def _describe(made: Element, unit: Unit, line: LineResult) -> None:
    say(add(made, "description", type=codes.GENERAL), line.item.reason or line.item.title)
    if line.last and line.last.note:
        say(add(made, "description", type=codes.OTHER_WORDS), line.last.note)
    if unit.is_fictional:
        say(add(made, "description", type=codes.OTHER_WORDS), made_up())


def made_up() -> WithEnglish:
    """Return the sentence that an example says of itself."""
    return in_languages(lambda: gettext("A made-up example."))


def _days(made: Element, cycle: int, line: LineResult) -> None:
    years = sorted(part.year for part in line.item.money) or [cycle]
    begun = [report.on for report in line.reports if report.state != LineState.NOT_STARTED]
    seen = sorted([*begun, *(row.on for row in line.spending if row.stage == SpendingStage.SPENT)])
    days = [(codes.START_PLANNED, datetime.date(years[0], 1, 1))]
    if seen:
        days.append((codes.START, seen[0]))
    days.append((codes.END_PLANNED, datetime.date(years[-1], 12, 31)))
    if line.is_done and line.last:
        days.append((codes.END, max(line.last.on, seen[0])))
    for kind, day in days:
        add(made, "activity-date", type=kind, iso_date=day.isoformat())


def _where(made: Element, item: Item, places: Mapping[str, Settlement]) -> None:
    for name in item.project.settlements if item.project else ():
        location = add(made, "location")
        say(location, name, "name")
        place = places.get(name.kk or name.ru)
        if place is not None and place.latitude is not None:
            point = add(location, "point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
            add(point, "pos").text = f"{place.latitude} {place.longitude}"


def _money(made: Element, line: LineResult) -> None:
    planned: dict[int, Decimal] = defaultdict(Decimal)
    for part in line.item.money:
        if part.kind == MoneyKind.MONEY and part.source not in OUTSIDE_TOTALS:
            planned[part.year] += in_tenge(part.amount) or 0
    for year, amount in sorted(planned.items()):
        yearly_budget(made, year, amount, codes.TENGE)
    for row in line.spending:
        if row.kind == MoneyKind.MONEY and row.source not in OUTSIDE_TOTALS and row.on <= clock.today():
            spent = row.stage == SpendingStage.SPENT
            transaction(
                made,
                codes.EXPENDITURE if spent else codes.COMMITMENT,
                on=row.on,
                amount=in_tenge(row.amount) or Decimal(0),
                currency=codes.TENGE,
                says=line.item.title,
                giver=_giver(row.source),
                giver_kind=codes.GIVERS.get(row.source, ""),
            )


def _result(made: Element, cycle: int, line: LineResult) -> None:
    indicator, latest = line.indicator, line.latest
    if indicator is None or not indicator.name:
        return
    reading = None
    if latest is not None:
        reading = Reading(
            on=latest.on, value=latest.value, women=latest.women, men=latest.men, seen_in=latest.seen_in
        )
    years = sorted(part.year for part in line.item.money) or [cycle]
    add_result(
        made,
        Result(
            level=codes.OUTPUT,
            title=indicator.name,
            measured_in=indicator.unit,
            years=(years[0], years[-1]),
            baseline=Decimal(indicator.baseline) if indicator.baseline else None,
            baseline_year=indicator.baseline_year,
            target=Decimal(indicator.target) if indicator.target else None,
            target_year=indicator.target_year,
            reading=reading,
        ),
    )
