"""Forms that are grids: what a project costs by year and source, whom it serves by settlement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ortaq.ground.forms import DeedForm, NumberOfPeopleField, ThousandTengeField
from ortaq.ground.places.models import Settlement
from ortaq.ground.sources import BUDGET_SOURCES, MoneyKind, Source
from ortaq.stages.projects.models import Beneficiaries, ProjectCost
from ortaq.stages.projects.sheet import CostRow, ServedRow, cost_field, served_field

USUAL_PAIRS = (
    *((source, MoneyKind.MONEY) for source in Source if source in BUDGET_SOURCES),
    (Source.OKRUG_BUDGET, MoneyKind.IN_KIND),
    (Source.GRANT, MoneyKind.MONEY),
    *((source, kind) for source in (Source.PARTNER, Source.RESIDENTS) for kind in MoneyKind),
    (Source.MICROCREDIT, MoneyKind.MONEY),
)
"""What a source can usually give; a row of another form is shown where the sheet has it already."""

MOST_PEOPLE = 1_000_000

SERVED_COLUMNS = {
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "children": gettext_lazy("of them under 14"),
    "youth": gettext_lazy("of them 14–34"),
    "older": gettext_lazy("of them 60 and older"),
}


@dataclass(frozen=True)
class GridRow:
    """A row of a grid: its name and a field beside each column's name."""

    label: str
    cells: list[tuple[str, BoundField]]


class GridForm(DeedForm):
    """A deed written in a table. Every field carries its row and column as its label, for those who listen."""

    template_name = "projects/grid.html"
    caption: Any
    corner: Any

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        raise NotImplementedError

    @property
    def rows(self) -> list[GridRow]:
        """The rows with their fields."""
        raise NotImplementedError

    def add_cell(self, name: str, field: forms.Field, *, row: str, column: str) -> None:
        """Add a field of the grid."""
        field.label = f"{row}, {column}"
        field.widget.attrs["aria-label"] = field.label
        self.fields[name] = field


class CostsForm(GridForm):
    """What a project costs, in thousand tenge: a row for each source and form, a column for each year."""

    caption = gettext_lazy("Costs, thousand tenge")
    corner = gettext_lazy("Source")

    def __init__(self, *args: Any, years: Iterable[int], costs: Iterable[ProjectCost], **options: Any) -> None:
        stored = {(cost.year, cost.source, cost.kind): cost.amount for cost in costs}
        super().__init__(*args, initial={cost_field(*key): amount for key, amount in stored.items()}, **options)
        self.years = list(years)
        present = {(Source(source), MoneyKind(kind)) for _year, source, kind in stored}
        self.pairs = [
            (source, kind)
            for source in Source
            for kind in MoneyKind
            if (source, kind) in present or (source, kind) in USUAL_PAIRS
        ]
        for source, kind in self.pairs:
            for year in self.years:
                self.add_cell(
                    cost_field(year, source, kind),
                    ThousandTengeField(required=False),
                    row=_pair_name(source, kind),
                    column=str(year),
                )

    @property
    def columns(self) -> list[str]:
        """The years of the plan."""
        return [str(year) for year in self.years]

    @property
    def rows(self) -> list[GridRow]:
        """A row for each source and form."""
        return [
            GridRow(
                _pair_name(source, kind),
                [(str(year), self[cost_field(year, source, kind)]) for year in self.years],
            )
            for source, kind in self.pairs
        ]

    def costs(self) -> list[CostRow]:
        """Return what was written; an empty cell and a zero say nothing."""
        return [
            CostRow(year, source, kind, amount)
            for source, kind in self.pairs
            for year in self.years
            if (amount := self.cleaned_data[cost_field(year, source, kind)])
        ]


class ServedForm(GridForm):
    """How many people a project serves: a row for each settlement, women and men, and ages among them."""

    caption = gettext_lazy("How many people it serves")
    corner = gettext_lazy("Settlement")

    def __init__(
        self,
        *args: Any,
        settlements: Sequence[Settlement],
        served: Iterable[Beneficiaries],
        language: str,
        **options: Any,
    ) -> None:
        initial = {
            served_field(row.settlement_id, column): getattr(row, column) or None
            for row in served
            for column in SERVED_COLUMNS
        }
        super().__init__(*args, initial=initial, **options)
        self.places: list[tuple[UUID, str]] = [(one.pk, one.name.in_language(language)) for one in settlements]
        for id, name in self.places:
            for column, label in SERVED_COLUMNS.items():
                field = NumberOfPeopleField(
                    max_value=MOST_PEOPLE,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                )
                self.add_cell(served_field(id, column), field, row=name, column=str(label))

    @property
    def columns(self) -> list[str]:
        """Women, men, and the ages among them."""
        return [str(label) for label in SERVED_COLUMNS.values()]

    @property
    def rows(self) -> list[GridRow]:
        """A row for each settlement."""
        return [
            GridRow(
                name,
                [(str(label), self[served_field(id, column)]) for column, label in SERVED_COLUMNS.items()],
            )
            for id, name in self.places
        ]

    def served(self) -> list[ServedRow]:
        """Return what was written, settlements left empty among it."""
        return [ServedRow(id, **self._numbers(id)) for id, _name in self.places]

    def _numbers(self, id: UUID) -> dict[str, int]:
        return {column: self.cleaned_data[served_field(id, column)] or 0 for column in SERVED_COLUMNS}


def _pair_name(source: Source, kind: MoneyKind) -> str:
    return _("%(source)s: %(kind)s") % {"source": source.label, "kind": kind.label}
