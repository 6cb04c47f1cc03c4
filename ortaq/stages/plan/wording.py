"""Words for the numbers of the plan: what does not agree, and where to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.engines.schedule import Disagreement, Kind
from ortaq.ground.money import say_thousands
from ortaq.ground.sources import Source
from ortaq.stages.plan.models import Plan


@dataclass(frozen=True)
class Fault:
    """A thing to mend: a sentence, where to mend it, and what the link is called."""

    sentence: str
    url: str
    label: str


def source_name(source: str) -> str:
    """Return the name of a source in the reader's language."""
    return str(Source(source).label)


def faults(plan: Plan, found: Sequence[Disagreement]) -> list[Fault]:
    """Return what does not agree as sentences in the reader's language, each with its link."""
    return [_fault(plan, told) for told in found]


def _fault(plan: Plan, told: Disagreement) -> Fault:
    sentence = SENTENCES[told.kind]() % {
        "line": told.line,
        "project": told.project,
        "year": told.year,
        "source": source_name(told.source) if told.source else "",
        "asked": say_thousands(told.asked or 0),
        "found": say_thousands(told.found or 0),
        "difference": say_thousands(abs((told.asked or 0) - (told.found or 0))),
    }
    name, label = PLACES.get(told.kind, ("plan:change_line", lambda: _("Open the line")))
    address = [plan.unit.slug, *([told.line] if name in OF_A_LINE else [])]
    return Fault(sentence, f"{reverse(name, args=address)}?cycle={plan.cycle.first_year}", label())


SENTENCES: dict[Kind, Callable[[], str]] = {
    Kind.NO_VISION: lambda: _("The plan does not say yet what the place shall be like."),
    Kind.NO_LINES: lambda: _("The plan has no lines yet."),
    Kind.WINNER_MISSING: lambda: _(
        "Residents chose project № %(project)s, but it is not in the plan. "
        "Take it in, or leave it out with a reason."
    ),
    Kind.WINNER_WAITS: lambda: _(
        "Line %(line)s was chosen by residents and waits for money. Give the reason: residents will read it."
    ),
    Kind.NO_OWNER: lambda: _("Line %(line)s has no owner: who answers for it?"),
    Kind.NO_MONEY: lambda: _(
        "Line %(line)s costs %(asked)s thousand tenge and has neither year nor source. "
        "Write who pays, or say that it waits for money."
    ),
    Kind.MONEY_IS_NOT_COST: lambda: _(
        "Line %(line)s costs %(asked)s thousand tenge, but its years and sources add up to %(found)s: "
        "they differ by %(difference)s."
    ),
    Kind.WAITING_HAS_MONEY: lambda: _(
        "Line %(line)s waits for money, but %(found)s thousand tenge are written for it. "
        "Take the money off, or say that the line waits no longer."
    ),
    Kind.OTHER_YEAR: lambda: _(
        "Line %(line)s has %(found)s thousand tenge in %(year)s, which is not a year of this plan."
    ),
    Kind.COST_IS_NOT_PROJECTS: lambda: _(
        "Line %(line)s costs %(found)s thousand tenge, its project № %(project)s costs %(asked)s. "
        "Make them the same, or give the reason."
    ),
    Kind.NO_CEILING: lambda: _(
        "%(year)s, %(source)s: lines take %(found)s thousand tenge, but nobody has written how much it can give."
    ),
    Kind.ABOVE_CEILING: lambda: _(
        "%(year)s, %(source)s: lines take %(found)s thousand tenge, it can give %(asked)s: "
        "%(difference)s too much."
    ),
}

MONEY = ("plan:money", lambda: _("Open its money"))
ENVELOPES = ("plan:envelopes", lambda: _("Open what sources can give"))
PLACES: dict[Kind, tuple[str, Callable[[], str]]] = {
    Kind.NO_VISION: ("plan:vision", lambda: _("Write the vision")),
    Kind.NO_LINES: ("plan:add_line", lambda: _("Add a line")),
    Kind.WINNER_MISSING: ("plan:draft", lambda: _("To the draft")),
    Kind.NO_MONEY: MONEY,
    Kind.MONEY_IS_NOT_COST: MONEY,
    Kind.WAITING_HAS_MONEY: MONEY,
    Kind.OTHER_YEAR: MONEY,
    Kind.NO_CEILING: ENVELOPES,
    Kind.ABOVE_CEILING: ENVELOPES,
}
OF_A_LINE = {"plan:change_line", "plan:money"}
