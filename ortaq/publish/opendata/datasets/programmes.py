"""Programmes that support many places: aggregates alone, small numbers protected."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ortaq.engines.inclusion import People
from ortaq.ground import clock
from ortaq.ground.places.models import Programme
from ortaq.ground.text import WithEnglish
from ortaq.programme.models import Currency, Level, OrganisationKind, OrganisationRole, Profile
from ortaq.programme.selectors.budget import budget_of
from ortaq.programme.selectors.overview import Overview, overview_of
from ortaq.programme.selectors.plans import PlanState, plans_of
from ortaq.publish.opendata.datasets.columns import SDG, TITLE
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
    text,
    texts,
    trilingual,
    yes_no,
)

NOTHING = WithEnglish()


def overview(programme: Programme) -> Overview:
    """Return everything that is public of a programme today. Eighteen queries."""
    return overview_of(programme, on=clock.today())


def about(programme: Programme) -> Iterator[Row]:
    """Yield the programme in one row. Eighteen queries."""
    found = overview(programme)
    card, share, support = found.card, found.plans.share, found.support
    yield {
        **texts(name=found.name, aim=card.aim if card else NOTHING),
        "is_fictional": found.is_fictional,
        "reference": card.reference if card else "",
        "starts_on": card.starts_on if card else None,
        "ends_on": card.ends_on if card else None,
        "currency": card.currency if card else "",
        "places": len(found.plans.units),
        "plans_agreed": found.plans.agreed,
        "items_promised": share.promised,
        "items_done": share.done,
        "share_done_target": card.target if card else None,
        "sessions": support.sessions,
        "advice_hours": support.advice_hours,
        "training_hours": support.training_hours,
        **_people(support.people),
        "calls": found.grants.calls,
        "grants": found.grants.grants,
        "granted": in_tenge(found.grants.granted),
        "grants_paid": in_tenge(found.grants.paid),
        "jobs": found.grants.jobs.total,
        "page": address("programme:home", programme.slug),
    }


def _people(people: People) -> Row:
    return {"people": people.total, "women": people.women, "men": people.men, "young": people.youth}


def organisations(programme: Programme) -> Iterator[Row]:
    """Yield the organisations. One query."""
    for one in programme.organisations.all():
        yield {
            "number": one.number,
            **texts(name=one.name),
            "role": one.role,
            "kind": one.kind,
            "identifier": one.identifier,
        }


def budget(programme: Programme) -> Iterator[Row]:
    """Yield the lines of the budget. Two queries."""
    profile = Profile.objects.filter(programme=programme).first()
    for line in budget_of(programme).lines:
        yield {
            "number": line.number,
            **texts(title=line.title, given_by=line.giver or NOTHING),
            "year": line.year,
            "currency": profile.currency if profile else "",
            "planned": line.planned,
            "spent": line.spent,
        }


def places(programme: Programme) -> Iterator[Row]:
    """Yield the plans of each place; one without plans stands in one row. Seven queries."""
    profile = Profile.objects.filter(programme=programme).first()
    slugs = dict(programme.units.values_list("pk", "slug"))
    for unit in plans_of(programme, profile, until=clock.today()).units:
        for plan in unit.plans or (None,):
            yield {
                "unit": slugs[unit.id],
                **texts(name=unit.name),
                "district_kk": unit.district.kk,
                "district_ru": unit.district.ru,
                "cycle": plan.first_year if plan else 0,
                "last_year": plan.last_year if plan else None,
                "state": plan.state if plan else "",
                "items_promised": plan.share.promised if plan else None,
                "items_done": plan.share.done if plan else None,
            }


def goals(programme: Programme) -> Iterator[Row]:
    """Yield which goals the agreed plans serve. Six queries."""
    profile = Profile.objects.filter(programme=programme).first()
    plans = plans_of(programme, profile, until=clock.today())
    for kind, served in (("sdg", plans.sdg), ("national", plans.national)):
        for one in served:
            yield {
                "kind": kind,
                "code": one.code,
                **texts(name=one.name),
                "items": one.items,
                "items_done": one.done,
                "places": one.places,
                "cost": in_tenge(one.cost),
            }


def indicators(programme: Programme) -> Iterator[Row]:
    """Yield the indicators with their latest values. Eighteen queries."""
    for line in overview(programme).indicators:
        reading = line.reading
        people = reading.people if reading and reading.people else People(None, None, None, None)
        yield {
            "number": line.number,
            "level": line.level,
            **texts(title=line.title, measured_in=line.measured_in),
            "baseline": line.baseline,
            "baseline_year": line.baseline_year,
            "target": line.target,
            "target_year": line.target_year,
            "value": reading.value if reading else None,
            "value_on": reading.on if reading else None,
            "women": people.women,
            "men": people.men,
            "young": people.youth,
            "is_counted": line.is_counted,
            **texts(seen_in=reading.seen_in if reading and reading.seen_in else NOTHING),
            "sdg_target": line.sdg_code,
            **texts(national_goal=line.national_goal),
        }


def facts(programme: Programme) -> Iterator[Row]:
    """Yield what public sources say. One query."""
    for fact in programme.public_facts.select_related("about_unit"):
        yield {
            "number": fact.number,
            **texts(text=fact.text),
            "happened_on": fact.on,
            "unit": fact.about_unit.slug if fact.about_unit else "",
            **texts(source=fact.source),
            "link": fact.link,
        }


GOALS = (("sdg", _("target of sustainable development")), ("national", _("national programme")))

DATASETS = (
    Dataset(
        name="programme",
        title=_("The programme"),
        says=_("The programme in one row: who it is, and its sums as they stand today."),
        action="programme.read",
        about="programme",
        key=("page",),
        columns=(
            *trilingual("name", _("What it is called")),
            *trilingual("aim", _("What it wants to reach")),
            yes_no("is_fictional", _("Whether it is a made-up example")),
            text("reference", _("Number under which the donor knows it")),
            day("starts_on", _("First day")),
            day("ends_on", _("Last day")),
            code("currency", _("Currency of its budget"), Currency.choices),
            integer("places", _("How many places it supports")),
            integer("plans_agreed", _("Plans that an assembly agreed")),
            integer("items_promised", _("Plan items with money")),
            integer("items_done", _("Plan items done")),
            number("share_done_target", _("Share of plan items that shall be done, from 0 to 1")),
            integer("sessions", _("Entries in the log of advice and training")),
            number("advice_hours", _("Hours of advice")),
            number("training_hours", _("Hours of training")),
            integer("people", _("Participations; empty where not shown")),
            integer("women", _("Women; empty where not counted or not shown")),
            integer("men", _("Men; empty where not counted or not shown")),
            integer("young", _("Young people among them; empty where not shown")),
            integer("calls", _("Calls for grants")),
            integer("grants", _("Grants given")),
            money("granted", _("Granted in all, tenge")),
            money("grants_paid", _("Paid to recipients, tenge")),
            integer("jobs", _("Jobs that documents prove; empty where not shown")),
            page(_("Page on this server")),
        ),
        few=about,
    ),
    Dataset(
        name="organisations",
        title=_("Organisations"),
        says=_("Who funds the programme, answers for it and carries it out."),
        action="programme.read",
        about="programme",
        key=("number",),
        columns=(
            integer("number", _("Place in the list")),
            *trilingual("name", _("What it is called")),
            code("role", _("What it does"), OrganisationRole.choices),
            code("kind", _("What it is, by the codes of IATI"), OrganisationKind.choices),
            text("identifier", _("Identifier by org-id.guide, where it is known")),
        ),
        few=organisations,
    ),
    Dataset(
        name="programme_budget",
        title=_("Budget of the programme"),
        says=_("What the money is for, who gives it, planned and spent."),
        action="programme.read",
        about="programme",
        key=("number",),
        columns=(
            integer("number", _("Number of the line")),
            *TITLE,
            text("title_en", _("Title")),
            *trilingual("given_by", _("Who gives it; empty where nobody has said")),
            integer("year", _("Year; empty for all years together")),
            code("currency", _("Currency"), Currency.choices),
            number("planned", _("Planned, in this currency")),
            number("spent", _("Spent, in this currency; empty where not recorded")),
        ),
        few=budget,
    ),
    Dataset(
        name="programme_plans",
        title=_("Places and their plans"),
        says=_("How far the plans of each place have come; a place without plans stands in one row."),
        action="programme.read",
        about="programme",
        key=("unit", "cycle"),
        columns=(
            text("unit", _("Name of the place in addresses: the key to the list of places")),
            *trilingual("name", _("What it is called")),
            *bilingual("district", _("District")),
            integer("cycle", _("First year of the plan; 0 where there is none")),
            integer("last_year", _("Last year of the plan")),
            code("state", _("How far it has come"), PlanState.choices),
            integer("items_promised", _("Plan items with money")),
            integer("items_done", _("Plan items done")),
        ),
        few=places,
    ),
    Dataset(
        name="goals",
        title=_("Goals that the plans serve"),
        says=_("Targets of sustainable development and national programmes, as the agreed plans are tagged."),
        action="programme.read",
        about="programme",
        key=("kind", "code"),
        columns=(
            code("kind", _("What kind of goal"), GOALS),
            text("code", _("Its official number or key")),
            *trilingual("name", _("What it is called")),
            integer("items", _("Plan items")),
            integer("items_done", _("Plan items done")),
            integer("places", _("Places")),
            money("cost", _("Cost of the items, tenge")),
        ),
        few=goals,
    ),
    Dataset(
        name="indicators",
        title=_("Indicators"),
        says=_("What the programme measures, with the latest values; people by sex, small numbers left empty."),
        action="programme.read",
        about="programme",
        key=("number",),
        columns=(
            integer("number", _("Number of the indicator")),
            code("level", _("Place in the chain of results"), Level.choices),
            *TITLE,
            text("title_en", _("Title")),
            *trilingual("measured_in", _("In what the indicator is measured")),
            number("baseline", _("Value before")),
            integer("baseline_year", _("Year of the value before")),
            number("target", _("Value promised")),
            integer("target_year", _("Year of the value promised")),
            number("value", _("Latest value; empty where not shown")),
            day("value_on", _("Day of that value")),
            integer("women", _("Women; empty where not counted or not shown")),
            integer("men", _("Men; empty where not counted or not shown")),
            integer("young", _("Young people among them; empty where not shown")),
            yes_no("is_counted", _("Whether Ortaq counts it from the records of the places")),
            *trilingual("seen_in", _("Where it was read")),
            SDG,
            *trilingual("national_goal", _("National goal that it serves")),
        ),
        few=indicators,
    ),
    Dataset(
        name="facts",
        title=_("What public sources say"),
        says=_(
            "Facts of the time before the programme was kept here, each with its source. None of them is counted."
        ),
        action="programme.read",
        about="programme",
        key=("number",),
        columns=(
            integer("number", _("Place in the list")),
            *trilingual("text", _("What the source says")),
            day("happened_on", _("Day")),
            text("unit", _("Place that it is about, by its name in addresses; empty for the whole programme")),
            *trilingual("source", _("Source")),
            text("link", _("Address of the source")),
        ),
        few=facts,
    ),
)
