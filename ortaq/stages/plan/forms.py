"""Forms of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ortaq.engines.schedule import Part
from ortaq.ground.forms import DateField, DeedForm, ThousandTengeField, add_bilingual, require_one_language
from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.plan.content import Ceiling, Content, GoalPart, Item
from ortaq.stages.plan.models import Goal, Origin
from ortaq.stages.plan.rules import MOST_GOALS
from ortaq.stages.projects.models import Project

EMPTY_GOALS = 2
GIVERS = tuple(source for source in Source if source not in OUTSIDE_TOTALS)
PLACES = (
    *((source, MoneyKind.MONEY) for source in Source),
    (Source.OKRUG_BUDGET, MoneyKind.IN_KIND),
    (Source.PARTNER, MoneyKind.IN_KIND),
    (Source.PARTNER, MoneyKind.LABOUR),
    (Source.RESIDENTS, MoneyKind.IN_KIND),
    (Source.RESIDENTS, MoneyKind.LABOUR),
)
"""The rows of the grid of money: who gives, in what form. A row that a project's sheet adds is shown too."""


def texts(name: str, text: Text) -> dict[str, str]:
    """Return the initial values of a bilingual field."""
    return {f"{name}_kk": text.kk, f"{name}_ru": text.ru, f"{name}_original": text.original}


@dataclass(frozen=True)
class GridRow:
    """A row of a grid of inputs: what it is about, the inputs by year, further inputs below."""

    label: str
    fields: tuple[BoundField, ...]
    notes: tuple[BoundField, ...] = ()


class VisionForm(DeedForm):
    """What the place shall be like, and the goals."""

    def __init__(self, *args: Any, vision: Text, goals: Sequence[GoalPart], **options: Any) -> None:
        known = {goal.number: goal.title for goal in goals}
        last = min(max(known, default=0) + EMPTY_GOALS, MOST_GOALS)
        initial = texts("vision", vision)
        for number, title in known.items():
            initial |= texts(f"goal_{number}", title)
        super().__init__(*args, initial=initial, **options)
        self.numbers = range(1, last + 1)
        add_bilingual(
            self,
            "vision",
            label=_("What our place shall be like when the plan is done"),
            long=True,
            max_length=3000,
        )
        for number in self.numbers:
            label = _("Goal %(number)s") % {"number": number}
            add_bilingual(self, f"goal_{number}", label=label, max_length=300, required=False)

    @property
    def goals(self) -> dict[int, Text]:
        """The goals as they were written, by number; an empty text takes a goal out."""
        return {number: self.bilingual(f"goal_{number}") for number in self.numbers}


class EnvelopeForm(DeedForm):
    """What each source can give in each year, in thousand tenge, and on what that is based."""

    def __init__(self, *args: Any, years: Sequence[int], ceilings: Iterable[Ceiling], **options: Any) -> None:
        initial: dict[str, Any] = {}
        for row in ceilings:
            initial |= {f"amount_{row.source}_{row.year}": row.amount} | texts(f"basis_{row.source}", row.basis)
        super().__init__(*args, initial=initial, **options)
        self.years = years
        for source in GIVERS:
            for year in years:
                self.fields[f"amount_{source}_{year}"] = YearField(giver=str(source.label), year=year)
            label = _("On what this is based")
            add_bilingual(self, f"basis_{source}", label=label, max_length=300, required=False)

    @property
    def rows(self) -> list[GridRow]:
        """One row for each source."""
        return [
            GridRow(
                label=str(source.label),
                fields=tuple(self[f"amount_{source}_{year}"] for year in self.years),
                notes=(self[f"basis_{source}_kk"], self[f"basis_{source}_ru"]),
            )
            for source in GIVERS
        ]

    @property
    def ceilings(self) -> list[Ceiling]:
        """The ceilings as they were written; an empty place is none, a zero says that nothing will come."""
        written = (
            (source, year, self.cleaned_data.get(f"amount_{source}_{year}"))
            for source in GIVERS
            for year in self.years
        )
        return [
            Ceiling(year, str(source), amount, self.bilingual(f"basis_{source}"))
            for source, year, amount in written
            if amount is not None
        ]


class LineForm(DeedForm):
    """What a line of the plan says. A new line may take over a project's sheet."""

    origin = forms.ChoiceField(
        label=_("Why it is in the plan"), choices=Origin.choices, widget=forms.RadioSelect, initial=Origin.DUTY
    )

    def __init__(
        self,
        *args: Any,
        goals: Iterable[Goal],
        projects: Iterable[Project] | None = None,
        language: str,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.goals = {str(goal.number): goal for goal in goals}
        self.projects = {str(project.number): project for project in projects or ()}
        if projects is not None:
            self.fields["project"] = forms.ChoiceField(
                label=_("Project"),
                required=False,
                help_text=_("Name, owner, cost and sources are taken from its sheet where you leave them empty."),
                choices=[("", _("none")), *_numbered(self.projects, language)],
            )
        add_bilingual(self, "title", label=_("Name of the line"), required=projects is None)
        add_bilingual(self, "owner", label=_("Owner: who answers for it"), required=False)
        choices = [("", _("not chosen yet")), *_numbered(self.goals, language)]
        self.fields["goal"] = forms.ChoiceField(label=_("Goal that it serves"), required=False, choices=choices)
        self.fields["cost"] = ThousandTengeField(label=_("Cost in all, thousand tenge"), required=False)
        add_bilingual(self, "reason", label=_("Reason, for everybody to read"), max_length=500, required=False)
        self.fields["reason_kk"].help_text = _(
            "Needed where the cost differs from the project's, or where what residents chose has to wait."
        )

    def clean(self) -> dict[str, Any]:
        """Check that the line has a name, its own or its project's."""
        if not self.cleaned_data.get("project"):
            require_one_language(self, "title")
        return self.cleaned_data

    @property
    def data_of_line(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        return {
            "origin": data["origin"],
            "title": self.bilingual("title"),
            "owner": self.bilingual("owner"),
            "reason": self.bilingual("reason"),
            "goal": self.goals.get(data["goal"]),
            "cost": data["cost"],
        }


def _numbered(records: dict[str, Any], language: str) -> list[tuple[str, str]]:
    return [(number, f"{number}. {record.title.in_language(language)}") for number, record in records.items()]


class YearField(ThousandTengeField):
    """What somebody gives in a year, in thousand tenge; may stay empty."""

    def __init__(self, *, giver: str, year: int) -> None:
        super().__init__(label=f"{giver}, {year}", required=False)
        self.year = year


class MoneyForm(DeedForm):
    """Who gives what for a line in which year, in thousand tenge. May be saved incomplete."""

    def __init__(self, *args: Any, content: Content, item: Item, **options: Any) -> None:
        self.years = sorted({*content.years, *(part.year for part in item.money)})
        given = dict.fromkeys((Source(part.source), MoneyKind(part.kind)) for part in item.money)
        self.places = tuple(dict.fromkeys((*PLACES, *given)))
        initial = {_place(part.year, part.source, part.kind): part.amount for part in item.money}
        super().__init__(*args, initial=initial, **options)
        for source, kind in self.places:
            for year in self.years:
                self.fields[_place(year, source, kind)] = YearField(giver=_giver(source, kind), year=year)

    @property
    def rows(self) -> list[GridRow]:
        """One row for each source and form."""
        return [
            GridRow(_giver(source, kind), tuple(self[_place(year, source, kind)] for year in self.years))
            for source, kind in self.places
        ]

    @property
    def parts(self) -> list[Part]:
        """What was written; empty places and zeros are nothing."""
        written = (
            (year, str(source), str(kind), self.cleaned_data.get(_place(year, source, kind)))
            for source, kind in self.places
            for year in self.years
        )
        return [Part(year, source, kind, amount) for year, source, kind, amount in written if amount]


def _place(year: int, source: str, kind: str) -> str:
    return f"m_{source}_{kind}_{year}"


def _giver(source: Source, kind: MoneyKind) -> str:
    return str(source.label) if kind == MoneyKind.MONEY else f"{source.label}: {kind.label}"


class ReasonForm(DeedForm):
    """Why a line is taken out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "reason", label=_("Why it is taken out"), max_length=500)

    def clean(self) -> dict[str, Any]:
        """Check that there is a reason."""
        require_one_language(self, "reason")
        return self.cleaned_data


class CommentPeriodForm(DeedForm):
    """The days in which people comment on a version."""

    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))


class CloseForm(DeedForm):
    """A note to a version."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        label = _("What is new in this version (may stay empty)")
        add_bilingual(self, "note", label=label, max_length=500, required=False)
