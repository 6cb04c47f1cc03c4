"""Forms of the vote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import AmountField, DeedForm, MomentField, add_bilingual, require_one_language
from ortaq.ground.pages import language
from ortaq.stages.vote.codes import CodeTypo, read_code
from ortaq.stages.vote.rules import MOST_CARDS_AT_ONCE
from ortaq.stages.vote.selectors import CandidateLine, Choice
from ortaq.stages.vote.terms import Candidacy, VoteTerms


class VoteForm(DeedForm):
    """What a vote is about, and which feasible projects stand for it at what cost."""

    budget = AmountField(
        label=_("How much money the vote divides, in tenge"),
        help_text=_("Money of the unit's own budget that is set aside for what residents choose."),
    )
    most_approvals = forms.IntegerField(
        label=_("How many projects one person may mark"), min_value=1, max_value=20
    )
    opens_at = MomentField(label=_("Voting begins"))
    closes_at = MomentField(label=_("Voting ends"))

    def __init__(self, *args: Any, choices: Sequence[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "title", label=_("Title of the vote"))
        self.order_fields(["deed", "title_kk", "title_ru"])
        self.choices = choices
        for choice in choices:
            title = choice.title.in_language(language())
            self.fields[f"take_{choice.number}"] = forms.BooleanField(
                label=_("№ %(number)s. %(title)s") % {"number": choice.number, "title": title}, required=False
            )
            self.fields[f"cost_{choice.number}"] = AmountField(
                label=_("Cost that the vote counts, № %(number)s, in tenge") % {"number": choice.number},
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Ask for a title in one language, and for the cost of every project that is taken."""
        data = super().clean() or self.cleaned_data
        require_one_language(self, "title")
        for choice in self.choices:
            cost = f"cost_{choice.number}"
            if data.get(f"take_{choice.number}") and not data.get(cost) and not self.has_error(cost):
                self.add_error(cost, _("Write what this project takes of the money that the vote divides."))
        return data

    def terms(self) -> VoteTerms:
        """Return what was written, as the action takes it."""
        data = self.cleaned_data
        return VoteTerms(
            title=self.bilingual("title"),
            budget=data["budget"],
            most_approvals=data["most_approvals"],
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
        )

    def candidates(self) -> list[Candidacy]:
        """Return the projects that were taken, with their costs."""
        data = self.cleaned_data
        return [
            Candidacy(choice.number, data[f"cost_{choice.number}"])
            for choice in self.choices
            if data[f"take_{choice.number}"]
        ]


class OpenForm(DeedForm):
    """The lot that decides ties, before anybody has voted."""

    lot = forms.CharField(
        label=_("Lot for ties"),
        max_length=64,
        help_text=_(
            "Best thrown with dice in front of people. It decides between projects that are equal in cost and "
            "votes, and is published with the rules."
        ),
    )


class CardsForm(DeedForm):
    """How many cards to print."""

    cards = forms.IntegerField(
        label=_("How many cards"),
        min_value=1,
        max_value=MOST_CARDS_AT_ONCE,
        help_text=_("One for each person who may vote, and a few spare ones. At most 1,000 at a time."),
    )


class VoidForm(DeedForm):
    """Cards that were not given out, by the numbers on their stubs."""

    first = forms.IntegerField(label=_("First number"), min_value=1)
    last = forms.IntegerField(label=_("Last number"), min_value=1)
    reason = forms.CharField(label=_("Why they are void"), max_length=200)


class CloseForm(DeedForm):
    """Why a vote closes, where that is before its day."""

    reason = forms.CharField(label=_("Why the vote closes before its day"), max_length=500, required=False)


class Marks(forms.CheckboxSelectMultiple):
    """The squares of a ballot; the label of each is its `CandidateLine`."""

    template_name = "vote/marks.html"


class BallotForm(DeedForm):
    """A ballot: the code of the card and the projects marked. What is sent again replaces what was sent before.

    It carries no identifier of its deed, so a ballot changed and sent again is never taken for the first one.
    """

    code = forms.CharField(
        label=_("Code from your card"),
        max_length=40,
        help_text=_("12 symbols and a check symbol. Capital or small letters, spaces and hyphens do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    approvals = forms.TypedMultipleChoiceField(label=_("Projects"), coerce=int, required=False, widget=Marks)

    def __init__(
        self, *args: Any, candidates: Iterable[CandidateLine], most_approvals: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        del self.fields["deed"]
        approvals: Any = self.fields["approvals"]
        approvals.choices = [(line.number, line) for line in candidates]
        approvals.help_text = _("Mark every project you want, at most %(most)s.") % {"most": most_approvals}
        self.most_approvals = most_approvals

    def clean_code(self) -> str:
        """Return the code without what people add; say where its check symbol shows a slip."""
        try:
            return read_code(self.cleaned_data["code"])
        except CodeTypo as error:
            raise forms.ValidationError(
                _("There is a slip in the code. Compare it with your card, symbol by symbol.")
            ) from error

    def clean_approvals(self) -> list[int]:
        """Say where too many projects are marked."""
        marked: list[int] = self.cleaned_data["approvals"]
        if len(marked) > self.most_approvals:
            raise forms.ValidationError(
                _("You marked %(marked)s projects; the ballot holds at most %(most)s. Take some marks away.")
                % {"marked": len(marked), "most": self.most_approvals}
            )
        return marked


class PaperBallotForm(BallotForm):
    """A paper ballot as the office types it; an empty one has to be called empty."""

    is_empty = forms.BooleanField(label=_("The paper ballot is empty"), required=False)

    def clean(self) -> dict[str, Any]:
        """Tell a ballot without marks from one whose marks were forgotten."""
        data = super().clean() or self.cleaned_data
        marked = data.get("approvals")
        if not marked and not data.get("is_empty") and not self.has_error("approvals"):
            self.add_error("approvals", _("No project is marked. If the paper is empty, say so below."))
        if marked and data.get("is_empty"):
            self.add_error("is_empty", _("Projects are marked, so the ballot is not empty."))
        return data
