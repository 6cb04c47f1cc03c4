"""Everything that everybody may read of a programme: the data of its page and of its yearly report."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from ortaq.ground.places.models import Programme
from ortaq.ground.text import WithEnglish, alphabetical, with_english
from ortaq.programme.models import OrganisationKind, OrganisationRole, Profile, PublicFact
from ortaq.programme.selectors.budget import Budget, budget_of
from ortaq.programme.selectors.indicators import Figures, IndicatorLine, indicators_of
from ortaq.programme.selectors.plans import Plans, plans_of
from ortaq.programme.selectors.support import Totals, totals_of
from ortaq.stages.grants.selectors.public import GrantsOfProgramme, grants_of_programme


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme as the list of programmes shows it."""

    slug: str
    name: WithEnglish
    is_fictional: bool
    units: int


@dataclass(frozen=True)
class Card:
    """What a programme says of itself; `target` is the share of plan items that shall be done, from 0 to 1."""

    aim: WithEnglish
    reference: str
    starts_on: datetime.date
    ends_on: datetime.date
    currency: str
    target: Decimal


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation and what it does."""

    id: UUID
    role: str
    kind: str
    name: WithEnglish
    identifier: str

    @property
    def role_label(self) -> str:
        """What it does, in the reader's language."""
        return str(OrganisationRole(self.role).label)

    @property
    def kind_label(self) -> str:
        """What it is, in the reader's language."""
        return str(OrganisationKind(self.kind).label)


@dataclass(frozen=True)
class Fact:
    """What a public source says, of the programme or of a unit."""

    text: WithEnglish
    on: datetime.date | None
    source: WithEnglish
    link: str
    unit: WithEnglish | None


@dataclass(frozen=True)
class Overview:
    """A programme on a day; aggregates alone, numbers of few people protected."""

    name: WithEnglish
    is_fictional: bool
    on: datetime.date
    card: Card | None
    organisations: tuple[OrganisationLine, ...]
    plans: Plans
    budget: Budget
    support: Totals
    grants: GrantsOfProgramme
    indicators: tuple[IndicatorLine, ...]
    facts: tuple[Fact, ...]

    @property
    def is_on_target(self) -> bool:
        """Whether the share of plan items done has reached what the programme promised."""
        part = self.plans.share.part
        return self.card is not None and part is not None and part >= self.card.target


def all_programmes() -> list[ProgrammeLine]:
    """Return the programmes of this computer, by name. One query."""
    rows = Programme.objects.annotate(size=Count("units"))
    lines = [ProgrammeLine(row.slug, name_of(row), row.is_fictional, row.size) for row in rows]
    return sorted(lines, key=lambda line: alphabetical(line.name))


def name_of(programme: Programme) -> WithEnglish:
    """Return the name of a programme in its three languages."""
    return with_english(programme.name, programme.name_en)


def overview_of(programme: Programme, *, on: datetime.date) -> Overview:
    """Return everything that is public of a programme on a day. Eighteen queries, whatever its size."""
    profile = Profile.objects.filter(programme=programme).first()
    plans = plans_of(programme, profile, until=on)
    support = totals_of(programme, until=on)
    grants = grants_of_programme(programme, until=on)
    return Overview(
        name=name_of(programme),
        is_fictional=programme.is_fictional,
        on=on,
        card=_card(profile) if profile else None,
        organisations=organisations_of(programme),
        plans=plans,
        budget=budget_of(programme),
        support=support,
        grants=grants,
        indicators=indicators_of(programme, Figures(plans, grants, support, on)),
        facts=_facts(programme),
    )


def _card(profile: Profile) -> Card:
    return Card(
        aim=profile.aim,
        reference=profile.reference,
        starts_on=profile.starts_on,
        ends_on=profile.ends_on,
        currency=profile.currency,
        target=Decimal(profile.target_share) / 1000,
    )


def organisations_of(programme: Programme) -> tuple[OrganisationLine, ...]:
    """Return the organisations in the order in which they were named. One query."""
    rows = programme.organisations.order_by("number")
    return tuple(OrganisationLine(row.pk, row.role, row.kind, row.name, row.identifier) for row in rows)


def _facts(programme: Programme) -> tuple[Fact, ...]:
    rows = programme.public_facts.select_related("about_unit").order_by("number")
    return tuple(_fact(row) for row in rows)


def _fact(row: PublicFact) -> Fact:
    unit = row.about_unit
    return Fact(row.text, row.on, row.source, row.link, with_english(unit.name, unit.name_en) if unit else None)
