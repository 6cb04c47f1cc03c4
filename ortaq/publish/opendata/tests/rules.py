"""What IATI and 360Giving ask of a file beyond what a program that writes it can know of itself.

The schemas are the standards' own (schemas/README.md). `broken_rules` checks what IATI's ruleset adds to its own:
shares, the order of days, nothing that lies ahead, budgets of a year at most, identifiers without forbidden signs.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from referencing import Registry, Resource

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMAS = Path(__file__).parent / "schemas"
FORBIDDEN = set("/&|?")
SET_BY_ALL = ("title", "description", "iati-identifier", "reporting-org", "participating-org", "recipient-country")


@cache
def _iati_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "iati-activities-schema.xsd"))


def read_iati(content: bytes) -> etree._Element:
    """Return the root of a file that the schema of IATI 2.03 accepts, or fail with what it says."""
    root = etree.fromstring(content)
    schema = _iati_schema()
    assert schema.validate(root), [str(error) for error in schema.error_log]
    return root


def broken_rules(root: etree._Element, *, today: datetime.date) -> list[str]:
    """Return which rules beyond the schema a file breaks."""
    return [fault for activity in root for fault in _broken(activity, today)]


def _broken(activity: etree._Element, today: datetime.date) -> Iterator[str]:
    yield from (f"no {tag}" for tag in (*SET_BY_ALL, "sector") if activity.find(tag) is None)
    if activity.get("default-currency") is None or activity.get(LANGUAGE) is None:
        yield "no default currency or language"
    yield from ("empty narrative" for one in activity.iter("narrative") if not (one.text or "").strip())
    yield from _broken_days(activity, today)
    yield from _broken_periods(activity)
    yield from _broken_shares(activity)
    yield from _broken_names(activity)


def _broken_days(activity: etree._Element, today: datetime.date) -> Iterator[str]:
    days = {one.get("type"): _day(one.get("iso-date")) for one in activity.findall("activity-date")}
    if not days.keys() & {"1", "2"}:
        yield "no start"
    for first, last in (("1", "3"), ("2", "4")):
        if first in days and last in days and days[first] > days[last]:
            yield f"activity-date {first} after {last}"
    yield from (f"activity-date {kind} ahead" for kind in ("2", "4") if kind in days and days[kind] > today)
    for made in activity.iter("transaction"):
        if _day(made.find("transaction-date").get("iso-date")) > today:
            yield "transaction ahead"


def _broken_periods(activity: etree._Element) -> Iterator[str]:
    for period in (*activity.iter("budget"), *activity.iter("period")):
        first, last = (_day(period.find(f"period-{end}").get("iso-date")) for end in ("start", "end"))
        if first > last:
            yield "period runs backward"
        if period.tag == "budget" and (last - first).days > 366:
            yield "budget of more than a year"


def _broken_shares(activity: etree._Element) -> Iterator[str]:
    for path in ("sector", "recipient-country"):
        shares = [one.get("percentage") for one in activity.findall(path)]
        if len(shares) > 1 and sum(map(Decimal, shares)) != 100:
            yield f"{path} is not 100 per cent"


def _broken_names(activity: etree._Element) -> Iterator[str]:
    reporter = activity.find("reporting-org").get("ref")
    name = activity.findtext("iati-identifier")
    named = [name, reporter, *(one.get("ref", "") for one in activity.iter("participating-org", "provider-org"))]
    yield from (f"forbidden sign in {one}" for one in named if FORBIDDEN & set(one))
    if not name.startswith(f"{reporter}-"):
        yield "identifier does not begin with its reporter"


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def faults_of_360(package: object) -> list[str]:
    """Return what the schemas of 360Giving 1.4.3 say against a package, with their formats checked."""
    parts = [
        json.loads((SCHEMAS / f"360-giving-{name}schema.json").read_text("utf-8")) for name in ("", "package-")
    ]
    known = [(part["$id"], Resource.from_contents(_dialect(part))) for part in parts]
    registry = Registry().with_resources(known)
    validator = Draft202012Validator(parts[1], registry=registry, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(package)]


def _dialect(schema: dict) -> dict:
    """The schemas name their dialect by an address that no library knows: it lacks the s of https."""
    return schema | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
