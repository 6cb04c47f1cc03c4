"""A programme as an activity: who takes part, what it was given and spent, its grants in sums, its results."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from xml.etree import ElementTree

from ortaq.ground import clock
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text, WithEnglish
from ortaq.programme.models import OrganisationRole
from ortaq.programme.selectors.indicators import IndicatorLine
from ortaq.programme.selectors.overview import Card, OrganisationLine, Overview
from ortaq.publish.opendata.iati import codes
from ortaq.publish.opendata.iati.lines import OWN, made_up
from ortaq.publish.opendata.iati.results import Reading, Result, add_result
from ortaq.publish.opendata.iati.writing import (
    LANGUAGE,
    Element,
    add,
    kato,
    organisation,
    say,
    sdg_target,
    transaction,
    yearly_budget,
)
from ortaq.publish.opendata.shape import in_tenge
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.public import grant_lines

REPORTS = (
    OrganisationRole.ACCOUNTABLE,
    OrganisationRole.IMPLEMENTING,
    OrganisationRole.EXTENDING,
    OrganisationRole.FUNDING,
)
"""Who reports a programme, the first that there is."""


def reporter(overview: Overview, roles: Sequence[str] = REPORTS) -> OrganisationLine | None:
    """Return the first organisation in the first of the roles that somebody has."""
    found = [one for role in roles for one in overview.organisations if one.role == role]
    return found[0] if found else None


def reference(programme: Programme, one: OrganisationLine | None, overview: Overview) -> str:
    """Return an organisation's registered identifier, or how it is called here as long as nobody enters that."""
    if one is None:
        return f"{OWN}-{programme.slug}"
    return one.identifier or f"{OWN}-{programme.slug}-{1 + overview.organisations.index(one)}"


def activity_ref(programme: Programme, overview: Overview) -> str:
    """Return how a programme is called as an activity."""
    return f"{reference(programme, reporter(overview), overview)}-{programme.slug}"


def programme_activity(programme: Programme, overview: Overview, card: Card) -> Element:
    """Return a programme as an activity. Five queries."""
    made = ElementTree.Element(
        "iati-activity", {"default-currency": card.currency, "hierarchy": "1", LANGUAGE: "kk"}
    )
    add(made, "iati-identifier").text = activity_ref(programme, overview)
    who = reporter(overview)
    organisation(
        made,
        "reporting-org",
        who.name if who else overview.name,
        ref=reference(programme, who, overview),
        kind=who.kind if who else codes.OTHER_KIND,
    )
    say(made, overview.name, "title")
    _describe(made, overview, card)
    for one in overview.organisations:
        ref = reference(programme, one, overview)
        organisation(made, "participating-org", one.name, ref=ref, kind=one.kind, role=codes.ROLES[one.role])
    if not overview.organisations:
        organisation(
            made,
            "participating-org",
            overview.name,
            ref=reference(programme, None, overview),
            role=codes.IMPLEMENTING,
        )
    _donor_number(made, overview, card)
    add(made, "activity-status", code=_status(card, clock.today()))
    add(made, "activity-date", type=codes.START_PLANNED, iso_date=card.starts_on.isoformat())
    add(made, "activity-date", type=codes.END_PLANNED, iso_date=card.ends_on.isoformat())
    add(made, "recipient-country", code=codes.KAZAKHSTAN)
    for unit in programme.units.order_by("slug"):
        say(add(made, "location"), unit.name, "name")
    add(made, "sector", code=codes.RURAL_DEVELOPMENT)
    for code in sorted({line.sdg_code for line in overview.indicators} - {""}):
        sdg_target(made, code)
    for unit in programme.units.order_by("slug"):
        if unit.kato:
            kato(made, unit.kato, unit.name)
    _budget(made, overview, card)
    _transactions(made, programme, overview, card)
    for line in overview.indicators:
        _result(made, line, card)
    return made


def _donor_number(made: Element, overview: Overview, card: Card) -> None:
    donor = reporter(overview, (OrganisationRole.FUNDING,))
    if card.reference and donor:
        number = add(made, "other-identifier", ref=card.reference, type=codes.OTHER_IDENTIFIER)
        say(number, donor.name, "owner-org")


def _describe(made: Element, overview: Overview, card: Card) -> None:
    say(add(made, "description", type=codes.GENERAL), card.aim or overview.name)
    if overview.is_fictional:
        say(add(made, "description", type=codes.OTHER_WORDS), made_up())
    for fact in overview.facts:
        words = WithEnglish(
            kk=_sourced(fact.text.kk, fact.source.kk),
            ru=_sourced(fact.text.ru, fact.source.ru),
            en=_sourced(fact.text.en, fact.source.en),
        )
        say(add(made, "description", type=codes.OTHER_WORDS), words)


def _sourced(words: str, source: str) -> str:
    return f"{words} ({source})" if words and source else words


def _status(card: Card, today: datetime.date) -> str:
    if today < card.starts_on:
        return codes.PIPELINE
    return codes.IMPLEMENTATION if today <= card.ends_on else codes.CLOSED


def _budget(made: Element, overview: Overview, card: Card) -> None:
    """Add the budget of each year. A sum for all years together is no budget of IATI's: it has a year at most."""
    for one in overview.budget.by_year:
        if one.key is not None:
            yearly_budget(made, one.key, one.planned, card.currency)


def _transactions(made: Element, programme: Programme, overview: Overview, card: Card) -> None:
    today = clock.today()
    for line in overview.budget.lines:
        if line.year is None and line.giver is not None and card.starts_on <= today:
            transaction(
                made,
                codes.INCOMING_COMMITMENT,
                on=card.starts_on,
                amount=line.planned,
                currency=card.currency,
                says=line.title,
                giver=line.giver,
            )
        if line.spent is not None:
            last = datetime.date(line.year, 12, 31) if line.year else card.ends_on
            transaction(
                made,
                codes.EXPENDITURE,
                on=min(last, today),
                amount=line.spent,
                currency=card.currency,
                says=line.title,
                giver=line.giver,
            )
    for (on, title), amount in sorted(_granted(programme).items(), key=lambda pair: pair[0][0]):
        transaction(made, codes.COMMITMENT, on=on, amount=amount, currency=codes.TENGE, says=title)


def _granted(programme: Programme) -> dict[tuple[datetime.date, Text], Decimal]:
    """Return what each call granted on each day, together: nobody's grant stands alone here."""
    found: dict[tuple[datetime.date, Text], Decimal] = defaultdict(Decimal)
    for grant in grant_lines(Application.objects.filter(call__programme=programme)):
        found[grant.chosen_on, grant.call] += in_tenge(grant.grant) or 0
    return found


def _result(made: Element, line: IndicatorLine, card: Card) -> None:
    told, people = line.reading, line.reading.people if line.reading else None
    reading = None
    if told is not None:
        reading = Reading(
            on=told.on,
            value=told.value,
            women=people.women if people else None,
            men=people.men if people else None,
            young=people.youth if people else None,
            seen_in=told.seen_in,
        )
    add_result(
        made,
        Result(
            level=codes.LEVELS[line.level],
            title=line.title,
            measured_in=line.measured_in,
            years=(card.starts_on.year, card.ends_on.year),
            baseline=line.baseline,
            baseline_year=line.baseline_year,
            target=line.target,
            target_year=line.target_year,
            reading=reading,
        ),
    )
