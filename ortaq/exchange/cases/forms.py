"""Forms of cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.cases.actions import TEXTS, Told
from ortaq.exchange.cases.evidence import Happening, told_by
from ortaq.exchange.cases.selectors import COSTS, SIZES
from ortaq.exchange.models import Case, CaseKind
from ortaq.ground.forms import AmountField, DeedForm, NumberOfPeopleField, add_bilingual, require_one_language
from ortaq.ground.text import Language
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Problem

MOST_PEOPLE = 1_000_000
LONGEST = 4_000

HAPPENED: dict[str, object] = {
    "line": _("Lines of the plan"),
    "partnership": _("Partnerships"),
    "grant": _("Grants"),
    "meeting": _("Meetings"),
}


class FilterForm(forms.Form):
    """What a reader narrows the list of cases to."""

    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("All")), *Theme.choices])
    size = forms.ChoiceField(
        label=_("Size of the place"),
        required=False,
        choices=[("", _("All")), *((key, label) for key, (label, _from, _to) in SIZES.items())],
    )
    cost = forms.ChoiceField(
        label=_("Cost"),
        required=False,
        choices=[("", _("All")), *((key, label) for key, (label, _rows) in COSTS.items())],
    )
    kind = forms.ChoiceField(
        label=_("What it teaches"), required=False, choices=[("", _("All")), *CaseKind.choices]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.label_suffix = ""


class CaseForm(DeedForm):
    """A case, written or changed."""

    kind = forms.ChoiceField(label=_("What does it teach?"), choices=CaseKind.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    evidence = forms.ChoiceField(
        label=_("What really happened"),
        required=False,
        help_text=_("The reader sees from which need it came, what was paid and what came of it."),
    )
    people = NumberOfPeopleField(
        label=_("How many people did it concern?"),
        max_value=MOST_PEOPLE,
        help_text=_("Leave it empty where the project sheet says it."),
    )
    cost = AmountField(
        label=_("What it cost in all, in tenge"),
        required=False,
        help_text=_("Write 0 where it cost no money."),
    )

    def __init__(
        self,
        *args: Any,
        happenings: Sequence[Happening],
        language: str,
        case: Case | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, initial=_written(case) if case else {}, **options)
        self.records = {one.key: one.record for one in happenings}
        groups = [
            (label, [(one.key, one.name.in_language(language)) for one in happenings if one.field == field])
            for field, label in HAPPENED.items()
        ]
        choices = [("", _("not chosen yet")), *((label, group) for label, group in groups if group)]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]
        add_bilingual(self, "title", label=_("Name of the case"))
        for name, label in {
            "before": _("How it was before"),
            "done": _("What was done, and by whom"),
            "after": _("What changed"),
            "lesson": _("What you would advise others"),
        }.items():
            add_bilingual(self, name, label=label, long=True, max_length=LONGEST, required=False)
        texts = [f"{name}_{language}" for name in TEXTS for language in Language.values]
        self.order_fields(["kind", "theme", *texts, "evidence", "people", "cost"])

    def clean(self) -> None:
        """Ask for a name in one language at least."""
        require_one_language(self, "title")

    def given(self) -> dict[str, Any]:
        """Give what the case says as one thing, and the record it tells of."""
        parts = super().given()
        evidence = self.records.get(parts.pop("evidence"))
        return {"told": Told(**parts), "evidence": evidence}


class UseForm(DeedForm):
    """A case is taken into the reader's own plan."""

    problems = forms.TypedMultipleChoiceField(
        label=_("Which of your problems does it answer?"), widget=forms.CheckboxSelectMultiple
    )
    people = NumberOfPeopleField(
        label=_("How many people would it serve in your place?"),
        max_value=MOST_PEOPLE,
        help_text=_("The costs are then worked out by the cost per person. Empty: as they were."),
    )

    def __init__(
        self, *args: Any, problems: Sequence[Problem], language: str, scalable: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = {str(problem.pk): problem for problem in problems}
        field: Any = self.fields["problems"]
        field.choices = [(key, problem.title.in_language(language)) for key, problem in known.items()]
        field.coerce = known.__getitem__
        if not scalable:
            del self.fields["people"]


def _written(case: Case) -> dict[str, Any]:
    told = told_by(case)
    texts = {
        f"{name}_{part}": getattr(case, f"{name}_{part}")
        for name in TEXTS
        for part in (*Language.values, "original")
    }
    return texts | {
        "kind": case.kind,
        "theme": case.theme,
        "people": case.people,
        "cost": case.cost,
        "evidence": f"{told[0]}:{told[1]}" if told else "",
    }
