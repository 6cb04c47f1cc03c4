"""Who helped: grants of programmes, partnerships outside any budget, and the cases that others learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.cases.selectors import FEW
from ortaq.exchange.models import Case, CaseKind
from ortaq.ground.places.models import Unit
from ortaq.publish.opendata.datasets.columns import MONEY_KIND, NUMBER, THEME, TITLE, YEAR
from ortaq.publish.opendata.shape import (
    Dataset,
    Field,
    Row,
    address,
    bilingual,
    code,
    day,
    in_tenge,
    integer,
    money,
    page,
    text,
    texts,
    yes_no,
)
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.public import GrantLine, grant_lines
from ortaq.stages.partners.models import PartnerKind, Stage
from ortaq.stages.partners.selectors import PartnershipView, ledger_of

GRANT_STATES = (
    ("chosen", _("chosen, no contract yet")),
    ("running", _("under way")),
    ("paid", _("paid in full")),
    ("ended", _("ended early")),
)
CALL = integer("call", _("Number of the call within its programme"))
GRANT: tuple[Field, ...] = (
    CALL,
    integer("number", _("Number of the application within the call: the grant's recipient is not named")),
    *TITLE,
    day("chosen_on", _("When the protocol of the decision was signed")),
    money("amount", _("Grant, tenge")),
    money("own_part", _("Own part of the recipient, tenge; empty before the contract")),
    money("paid", _("Paid so far, tenge")),
    code("state", _("How far it has come"), GRANT_STATES),
    integer("plan_cycle", _("First year of the plan that it carries out")),
    integer("plan_line", _("Number of the line there")),
    integer("reports", _("Accepted reports")),
    yes_no("works", _("Whether the business worked at the last check, 6 or 12 months after")),
)


def grant_rows(lines: Iterable[GrantLine]) -> Iterator[Row]:
    """Yield grants as rows of the columns GRANT. No query."""
    for line in lines:
        yield {
            "unit": line.unit_slug,
            "programme": line.programme_slug,
            "call": line.call_number,
            "number": line.number,
            **texts(title=line.title),
            "chosen_on": line.chosen_on,
            "amount": in_tenge(line.grant),
            "own_part": in_tenge(line.own_part),
            "paid": in_tenge(line.paid),
            "state": line.state,
            "plan_cycle": line.plan_year,
            "plan_line": line.plan_line_number,
            "reports": line.reports,
            "works": line.works,
        }


def grants(unit: Unit) -> Iterator[Row]:
    """Yield the grants in a unit. Four queries."""
    for row in grant_rows(grant_lines(Application.objects.filter(unit=unit))):
        yield {name: value for name, value in row.items() if name != "unit"}


def _partnerships(unit: Unit) -> Iterator[tuple[int, PartnershipView]]:
    for cycle in unit.cycles.all():
        for one in ledger_of(cycle=cycle).partnerships:
            yield cycle.first_year, one


def partnerships(unit: Unit) -> Iterator[Row]:
    """Yield the partnerships in which something was offered at least. Three queries for each cycle."""
    for cycle, one in _partnerships(unit):
        offered = [event.on for event in one.standing]
        yield {
            "number": one.number,
            "cycle": cycle,
            "stage": one.stage,
            "partner_kind": one.partner_kind,
            "partner_kk": one.name.kk if one.name else "",
            "partner_ru": one.name.ru if one.name else "",
            **texts(asked_for=one.asked_for, asked_by=one.asked_by),
            "line": one.line_number,
            "first_on": min(offered, default=None),
            "last_on": max(offered, default=None),
            "value": in_tenge(one.value),
            "people_served": one.served,
            "page": f"{address('partners:partnership', unit.slug, one.number)}?cycle={cycle}",
        }


def contributions(unit: Unit) -> Iterator[Row]:
    """Yield what was offered, promised and delivered. Three queries for each cycle."""
    for _cycle, one in _partnerships(unit):
        gifts = [(event, gift) for event in one.standing for gift in event.gifts]
        for place, (event, gift) in enumerate(gifts, start=1):
            yield {
                "partnership": one.number,
                "number": place,
                "stage": event.stage,
                "happened_on": event.on,
                "year": gift.year,
                "kind": gift.kind,
                **texts(what=gift.what),
                "amount": in_tenge(gift.amount),
                "days": gift.days,
            }


def cases(unit: Unit) -> Iterator[Row]:
    """Yield the published cases. One query."""
    found = Case.objects.filter(unit=unit, published_at__isnull=False)
    for case in found.select_related("cycle", "line", "partnership", "meeting"):
        published = case.published_at
        yield {
            "number": case.number,
            "cycle": case.cycle.first_year if case.cycle else None,
            "kind": case.kind,
            "theme": case.theme,
            **texts(title=case.title, before=case.before, done=case.done, after=case.after, lesson=case.lesson),
            "people": None if case.people is not None and 0 < case.people < FEW else case.people,
            "cost": in_tenge(case.cost),
            "line": case.line.number if case.line else None,
            "partnership": case.partnership.number if case.partnership else None,
            "meeting": case.meeting.number if case.meeting else None,
            "published_on": localdate(published) if published else None,
            "page": address("exchange:case", unit.slug, unit.slug, case.number),
        }


DATASETS = (
    Dataset(
        name="grants",
        title=_("Grants"),
        says=_("Grants to entrepreneurs of the place. Nobody is named."),
        action="grants.read",
        key=("programme", "call", "number"),
        columns=(text("programme", _("Name of the programme in addresses")), *GRANT),
        few=grants,
    ),
    Dataset(
        name="partnerships",
        title=_("Partnerships"),
        says=_(
            "Help from outside every budget. A partner is named where it agreed; otherwise only its kind is told."
        ),
        action="partners.read",
        key=("number",),
        columns=(
            NUMBER,
            integer("cycle", _("First year of the plan that the planning cycle makes")),
            code("stage", _("How far it has come"), Stage.choices),
            code("partner_kind", _("What the partner is"), PartnerKind.choices),
            *bilingual("partner", _("Name of the partner, where it agreed to be named")),
            *bilingual("asked_for", _("What was asked for")),
            *bilingual("asked_by", _("Who asked")),
            integer("line", _("Number of the plan line within its plan")),
            day("first_on", _("Day of the first step")),
            day("last_on", _("Day of the latest step")),
            money("value", _("Value of what was delivered, tenge, as far as somebody could say")),
            integer("people_served", _("People whom it serves; empty where not shown")),
            page(_("Page on this server")),
        ),
        few=partnerships,
    ),
    Dataset(
        name="contributions",
        title=_("Contributions of partners"),
        says=_("What partners offered, promised and delivered: money, things, labour."),
        action="partners.read",
        key=("partnership", "number"),
        columns=(
            integer("partnership", _("Number of the partnership")),
            integer("number", _("First, second… thing")),
            code("stage", _("Offered, promised or delivered"), Stage.choices),
            day("happened_on", _("Day")),
            YEAR,
            MONEY_KIND,
            *bilingual("what", _("What it is")),
            money("amount", _("Value, tenge; zero where nobody can value it")),
            integer("days", _("Days of labour")),
        ),
        few=contributions,
    ),
    Dataset(
        name="cases",
        title=_("Cases"),
        says=_("What this place did that others can learn from."),
        action="exchange.read",
        key=("number",),
        columns=(
            NUMBER,
            integer("cycle", _("First year of the plan that it was about")),
            code("kind", _("What it teaches"), CaseKind.choices),
            THEME,
            *TITLE,
            *bilingual("before", _("How it was before")),
            *bilingual("done", _("What was done")),
            *bilingual("after", _("How it is now")),
            *bilingual("lesson", _("What others can learn")),
            integer("people", _("People whom it concerned; empty where not shown")),
            money("cost", _("What it cost in all, tenge")),
            integer("line", _("Number of the plan line that it tells of")),
            integer("partnership", _("Number of the partnership that it tells of")),
            integer("meeting", _("Number of the meeting that it tells of")),
            day("published_on", _("When it was published")),
            page(_("Page on this server")),
        ),
        few=cases,
    ),
)
