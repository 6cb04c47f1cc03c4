"""360Giving 1.4: the grants of a programme as grant makers publish them. Whoever received one is not named."""

from __future__ import annotations

import datetime
from typing import Any

from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text
from ortaq.programme.models import OrganisationRole
from ortaq.programme.selectors.overview import Overview
from ortaq.publish.opendata.catalogue import LICENCE
from ortaq.publish.opendata.datasets.programmes import overview
from ortaq.publish.opendata.iati.codes import KAZAKHSTAN, TENGE
from ortaq.publish.opendata.iati.lines import OWN
from ortaq.publish.opendata.iati.programmes import reference, reporter
from ortaq.publish.opendata.shape import in_tenge
from ortaq.publish.opendata.tables import number_of
from ortaq.publish.plain import clean_text
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.public import GrantLine, grant_lines

VERSION = "1.4"
LONGEST_TITLE = 140
GIVES = (
    OrganisationRole.EXTENDING,
    OrganisationRole.ACCOUNTABLE,
    OrganisationRole.IMPLEMENTING,
    OrganisationRole.FUNDING,
)
"""Who gives the grants of a programme, the first that there is."""

PERSON, COMPANY = "Individual recipient (not named)", "Company (not named)"


def package(programme: Programme, *, now: datetime.datetime) -> dict[str, Any] | None:
    """Return the package of a programme's grants, or None where no single grant is recorded. 23 queries."""
    lines = grant_lines(Application.objects.filter(call__programme=programme))
    if not lines:
        return None
    told = overview(programme)
    funder = _funder(programme, told)
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in={line.unit_slug for line in lines})}
    example = "A made-up example. " if programme.is_fictional else ""
    return {
        "version": VERSION,
        "title": _both(told.name),
        "description": f"{example}Grants of the programme. Amounts in tenge; recipients are not named.",
        "identifier": f"{OWN}-{programme.slug}-grants",
        "issued": now.date().isoformat(),
        "modified": now.isoformat(timespec="seconds"),
        "publisher": {"name": funder["name"]},
        "license": LICENCE,
        "grants": [_grant(programme, line, funder, units[line.unit_slug]) for line in lines],
    }


def _funder(programme: Programme, told: Overview) -> dict[str, str]:
    one = reporter(told, GIVES)
    name = one.name if one else told.name
    return {"id": reference(programme, one, told), "name": name.en or _both(name)}


def _grant(programme: Programme, line: GrantLine, funder: dict[str, str], unit: Unit) -> dict[str, Any]:
    own = f"{OWN}-{programme.slug}-{line.call_number}"
    title, call = _both(line.title) or f"№ {line.number}", _both(line.call)
    made: dict[str, Any] = {
        "id": f"{own}-{line.number}",
        "title": title[:LONGEST_TITLE],
        "description": f"{title}. {call}",
        "currency": TENGE,
        "amountAwarded": number_of(in_tenge(line.grant)),
        "amountDisbursed": number_of(in_tenge(line.paid)),
        "awardDate": line.chosen_on.isoformat(),
        **_recipient(f"{own}-{line.number}-recipient", line),
        "beneficiaryLocation": [_location(unit)],
        "fundingOrganization": [funder],
        "grantProgramme": [{"code": own, "title": call}],
        "fromOpenCall": "Yes",
    }
    if line.starts_on and line.ends_on:
        made["plannedDates"] = [{"startDate": line.starts_on.isoformat(), "endDate": line.ends_on.isoformat()}]
    return made


def _recipient(id: str, line: GrantLine) -> dict[str, Any]:
    """Return who received it under a name that leads to nobody, another one for each grant."""
    if line.is_company:
        return {"recipientOrganization": [{"id": id, "name": COMPANY}]}
    return {"recipientIndividual": {"id": id, "name": PERSON}}


def _location(unit: Unit) -> dict[str, str]:
    """Return the whole unit: a settlement might have one recipient alone."""
    place = {"name": _both(unit.name), "countryCode": KAZAKHSTAN}
    return place | {"geoCode": unit.kato, "geoCodeType": "KATO"} if unit.kato else place


def _both(text: Text) -> str:
    return " / ".join(clean_text(words) for words in (text.kk, text.ru) if words)
