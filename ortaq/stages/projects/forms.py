"""Forms of projects: one for each part of the sheet, which saves also where required fields are empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import AmountField, DeedForm, FigureField, add_bilingual, require_one_language
from ortaq.ground.sources import Source
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Theme
from ortaq.stages.projects.models import Project, ProjectState, Verdict
from ortaq.stages.projects.sheet import Basics, Care, Indicator, Part, Upkeep
from ortaq.stages.projects.tags import Tag, programmes, sdg_targets

Choices = list[tuple[str, Any]]
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class FilterForm(forms.Form):
    """What a reader narrows the list to."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    settlement = forms.ChoiceField(label=_("Settlement"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    source = forms.ChoiceField(label=_("Funding source"), required=False)

    def __init__(self, data: Any, *, settlements: Choices) -> None:
        super().__init__(data)
        self.label_suffix = ""
        everything = [("", _("All"))]
        for name, choices in {
            "theme": Theme.choices,
            "settlement": settlements,
            "state": ProjectState.choices,
            "source": Source.choices,
        }.items():
            self.fields[name].choices = [*everything, *choices]  # type: ignore[attr-defined]


class DraftForm(DeedForm):
    """A new sheet: which problems it answers, what it is called, which earlier sheet it repeats."""

    def __init__(self, *args: Any, problems: Choices, earlier: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["problems"] = problems_field(problems)
        add_bilingual(self, "title", label=_("Name of the project"), required=False)
        self.fields["title_kk"].help_text = _("Can be written later.")
        if earlier:
            self.fields["earlier"] = forms.ChoiceField(
                label=_("Copy an earlier sheet"),
                choices=[("", _("No, begin with an empty sheet")), *earlier],
                required=False,
                help_text=_("All its parts are copied, its costs too; the years move with the new plan."),
            )


class ProblemsForm(DeedForm):
    """Which problems the project answers."""

    def __init__(self, *args: Any, problems: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["problems"] = problems_field(problems)


class PartForm(DeedForm):
    """One part of the sheet. `texts` are its bilingual fields, `part` what it becomes."""

    part: type[Part]

    def __init__(self, *args: Any, now: Part, **options: Any) -> None:
        super().__init__(*args, initial=_initial(now), **options)
        self.build()

    def build(self) -> None:
        """Add the fields that are made for this request."""

    def as_part(self) -> Part:
        """Return what was written as a part of the sheet."""
        names = [field.name for field in fields(self.part)]
        written: dict[str, Any] = {
            name: self.cleaned_data[name] if name in self.fields else self.bilingual(name) for name in names
        }
        return self.part(**written)


class BasicsForm(PartForm):
    """What will be done, where, and who answers for it."""

    part = Basics

    def __init__(self, *args: Any, settlements: Choices, **options: Any) -> None:
        self.settlements = settlements
        super().__init__(*args, **options)

    def build(self) -> None:
        """Add the texts, the places and the tags."""
        add_bilingual(self, "title", label=_("Name of the project"))
        add_bilingual(self, "description", label=_("What exactly will be done"), long=True, max_length=4_000)
        add_bilingual(self, "owner", label=_("Who answers for it"), required=False)
        self.fields["owner_kk"].help_text = _("A post or an organisation, not a private person.")
        self.fields["theme"] = forms.ChoiceField(
            label=_("Theme"), choices=[("", _("Choose")), *Theme.choices], required=False
        )
        self.fields["settlements"] = forms.TypedMultipleChoiceField(
            label=_("Where it will be done"),
            choices=self.settlements,
            coerce=UUID,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["sdg_target"] = forms.ChoiceField(
            label=_("Target of sustainable development"),
            choices=_choices(sdg_targets(), coded=True),
            required=False,
        )
        self.fields["national_programme"] = forms.ChoiceField(
            label=_("National programme"), choices=_choices(programmes(), coded=False), required=False
        )

    def clean_settlements(self) -> tuple[UUID, ...]:
        """Return the settlements as the sheet holds them."""
        return tuple(self.cleaned_data["settlements"])


class UpkeepForm(PartForm):
    """What a year costs afterwards, and who pays."""

    part = Upkeep
    upkeep = AmountField(
        label=_("What a year of upkeep costs"),
        required=False,
        help_text=_("Repairs, electricity, wages. Write 0 if it costs nothing."),
    )

    def build(self) -> None:
        """Add who pays."""
        self.fields["upkeep"].suffix = _("tenge")  # type: ignore[attr-defined]
        add_bilingual(self, "upkeep_payer", label=_("Who pays the upkeep"), required=False)


class IndicatorForm(PartForm):
    """How everybody will know that it worked."""

    part = Indicator

    def build(self) -> None:
        """Add what is measured, from which number to which, by whose count."""
        add_bilingual(self, "indicator", label=_("What will be measured"), required=False)
        self.fields["indicator_kk"].help_text = _("For example: households with water at home.")
        add_bilingual(self, "indicator_unit", label=_("In what it is measured"), max_length=50, required=False)
        self.fields["indicator_unit_kk"].help_text = _("For example: households, kilometres, per cent.")
        self.fields["baseline"] = FigureField(label=_("How it is now"), required=False)
        self.fields["baseline_year"] = _year(_("Year of that measurement"))
        self.fields["target"] = FigureField(label=_("How it should become"), required=False)
        self.fields["target_year"] = _year(_("By which year"))
        add_bilingual(self, "verification", label=_("Where the number is taken from"), required=False)


class CareForm(PartForm):
    """What may go wrong, and for whom."""

    part = Care

    def build(self) -> None:
        """Add the risks and those who may lose."""
        add_bilingual(self, "risks", label=_("What may go wrong"), long=True, max_length=4_000, required=False)
        add_bilingual(
            self, "who_may_lose", label=_("Who may lose by it"), long=True, max_length=4_000, required=False
        )
        self.fields["who_may_lose_kk"].help_text = _(
            "Whose land, income or way to water changes? Write “nobody” if you asked and found nobody."
        )


class ReviewForm(DeedForm):
    """The verdict of a review, with public reasons."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "reasons", label=_("Reasons that residents will read"), long=True, max_length=4_000)

    def clean(self) -> dict[str, Any]:
        """Check that there are reasons."""
        data = super().clean() or {}
        require_one_language(self, "reasons")
        return data


class WithdrawForm(DeedForm):
    """Why a project is taken back."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "reason", label=_("Why the project is withdrawn"), long=True, max_length=500)

    def clean(self) -> dict[str, Any]:
        """Check that there is a reason."""
        data = super().clean() or {}
        require_one_language(self, "reason")
        return data


def problems_field(problems: Choices) -> forms.MultipleChoiceField:
    """Return the field in which problems are chosen by their numbers."""
    return forms.MultipleChoiceField(
        label=_("Which problems does it answer?"),
        choices=problems,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def project_choices(projects: Sequence[Project], language: str) -> Choices:
    """Return projects to choose from by number, with the first year of their plan."""
    return [
        (str(one.number), f"№ {one.number}. {one.title.in_language(language)} ({one.cycle.first_year})")
        for one in projects
    ]


def _initial(part: Part) -> dict[str, Any]:
    """Return the part as the values of its form fields; a text becomes one value for each column."""
    values: dict[str, Any] = {}
    for name in asdict(part):
        value = getattr(part, name)
        if isinstance(value, Text):
            values |= {f"{name}_kk": value.kk, f"{name}_ru": value.ru, f"{name}_original": value.original}
        elif isinstance(value, tuple):
            values[name] = [str(one) for one in value]
        else:
            values[name] = value
    return values


def _choices(tags: Any, *, coded: bool) -> Choices:
    language = (get_language() or "kk")[:2]

    def written(tag: Tag) -> str:
        return f"{tag.code} {tag.name(language)}" if coded else tag.name(language)

    return [("", _("None")), *((tag.code, written(tag)) for tag in tags.values())]


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        required=False,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
