"""Forms of the situation: what a problem comes from, and the statements of the SWOT analysis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.forms import DeedForm, add_bilingual, record_field, require_one_language
from ortaq.ground.pages import language
from ortaq.stages.circle.forms import texts_of
from ortaq.stages.needs.models import Problem, StatementKind, SwotStatement
from ortaq.stages.needs.selectors import (
    ServiceSeen,
    possible_causes,
    problems_to_name,
    services_to_name,
    stakeholders_to_name,
)


class LinkForm(DeedForm):
    """What a problem comes from."""

    def __init__(self, *args: Any, problem: Problem, **options: Any) -> None:
        super().__init__(*args, initial={"comes_from": problem.comes_from_id}, **options)
        self.fields["comes_from"] = record_field(
            label=_("It comes from"),
            names={one: numbered(one) for one in possible_causes(problem)},
            nothing=_("no other problem"),
            required=False,
        )


class SwotForm(DeedForm):
    """A statement of the SWOT analysis, and what it rests on."""

    kind = forms.ChoiceField(label=_("Kind of statement"), choices=StatementKind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Statement"), long=True, max_length=500)
        evidence: dict[str, tuple[Any, dict[Any, str]]] = {
            "problem": (
                _("It rests on this problem"),
                {one: numbered(one) for one in problems_to_name(cycle)},
            ),
            "service": (
                _("On this service of the passport"),
                {one: _seen(seen) for one, seen in services_to_name(cycle.unit).items()},
            ),
            "stakeholder": (
                _("On this stakeholder"),
                {one: one.name.in_language(language()) for one in stakeholders_to_name(cycle)},
            ),
        }
        for name, (label, names) in evidence.items():
            self.fields[name] = record_field(label=label, names=names, nothing=_("none"), required=False)
        self.fields["problem"].help_text = _(
            "At least one: a problem, a service, a stakeholder or a written source."
        )
        add_bilingual(self, "source", label=_("Written source"), max_length=300, required=False)
        self.fields["source_kk"].help_text = _("A figure with its year, a meeting with its day, a document.")

    def clean(self) -> dict[str, Any]:
        """Ask for the statement in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "text")
        return data


def statement_as_known(statement: SwotStatement) -> dict[str, Any]:
    """Return the initial values of the form in which a statement is changed."""
    keys = {name: getattr(statement, f"{name}_id") for name in ("problem", "service", "stakeholder")}
    return {"kind": statement.kind, **keys, **texts_of(statement, "text", "source")}


def numbered(problem: Problem) -> str:
    """Return a problem as a choice names it: its number and its name."""
    return f"№ {problem.number} · {problem.title.in_language(language())}"


class RemoveForm(DeedForm):
    """Taking a statement off the SWOT analysis."""

    reason = forms.CharField(label=_("Why it is taken off"), max_length=300)


def _seen(service: ServiceSeen) -> str:
    place, name = service.settlement.in_language(language()), service.name.in_language(language())
    return f"{place} · {name} · {service.state}"
