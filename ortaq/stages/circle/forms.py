"""Forms of the circle, one deed each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DateField, DeedForm, add_bilingual, require_one_language
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.forms import settlement_field
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import AgeBand, Category, Sex, Stakeholder, StakeholderKind
from ortaq.stages.circle.rules import MOST_SEATS, Bounds
from ortaq.stages.circle.selectors.calling import QuotaTable
from ortaq.stages.circle.sheet import LONGEST_MOTIVE, LONGEST_NAME

SCORES = [(1, _("1, little")), (2, "2"), (3, "3"), (4, "4"), (5, _("5, much"))]
NO_ANSWER = ("", _("I would rather not say"))


class StakeholderForm(DeedForm):
    """Somebody on the map: who, what is at stake, how much influence and interest, how the office reaches them."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What it is"), choices=StakeholderKind.choices, widget=forms.RadioSelect
        )
        add_bilingual(self, "name", label=_("Name of the organisation, group or person"))
        self.fields["group"] = forms.ChoiceField(
            label=_("Whose voice it is"), required=False, choices=[("", _("everybody’s")), *Group.choices]
        )
        self.fields["category"] = forms.ChoiceField(
            label=_("Which of the seven categories it speaks for"),
            required=False,
            choices=[("", _("none of them")), *Category.choices],
        )
        self.fields["settlement"] = settlement_field(unit, nothing=_("the whole unit"), required=False)
        self.fields["influence"] = _score(_("Influence: how much the plan depends on them"))
        self.fields["interest"] = _score(_("Interest: how much the plan concerns them"))
        add_bilingual(self, "stake", label=_("What they have at stake"), long=True, max_length=500, required=False)
        add_bilingual(self, "approach", label=_("How the office reaches them"), max_length=500, required=False)
        self.fields["person"] = forms.CharField(
            label=_("Contact person"), required=False, max_length=120, help_text=_("Only the office sees it.")
        )
        self.fields["contact"] = forms.CharField(
            label=_("Phone or other contact"),
            required=False,
            max_length=120,
            help_text=_("Only the office sees it."),
        )
        self.fields["consented_on"] = DateField(
            label=_("Day on which the person agreed"),
            required=False,
            help_text=_("Needed for a private person on the map, and for every contact."),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the name in one language at least."""
        data = super().clean() or self.cleaned_data
        require_one_language(self, "name")
        return data

    def given(self) -> dict[str, Any]:
        """Return the fields as the actions take them."""
        plain = ("kind", "group", "category", "settlement", "influence", "interest")
        names = (*plain, "person", "contact", "consented_on")
        texts = {name: self.bilingual(name) for name in ("name", "stake", "approach")}
        return texts | {name: self.cleaned_data[name] for name in names}


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=SCORES, coerce=int, widget=forms.RadioSelect)


class EndStakeholderForm(DeedForm):
    """Why a stakeholder leaves the map."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "ending", label=_("Reason"), max_length=300)


class RegisterFilter(forms.Form):
    """What a reader asks of the list of stakeholders."""

    group = forms.ChoiceField(label=_("Group"), required=False, choices=[("", _("all")), *Group.choices])

    def __init__(self, *args: Any, settlements: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.fields["settlement"] = forms.ChoiceField(
            label=_("Settlement"), required=False, choices=[("", _("all")), *settlements]
        )

    def asked(self) -> dict[str, str]:
        """Return what is asked; what makes no sense asks nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("group", "settlement")}


class CallForm(DeedForm):
    """The open call. Everything may be left empty until it is opened."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Text of the call"), long=True, max_length=4_000, required=False)
        self.fields["text_kk"].help_text = _("What the group does, how often it meets, whom you invite.")
        self.fields["seats"] = forms.IntegerField(
            label=_("Seats in the group"), required=False, min_value=1, max_value=MOST_SEATS
        )
        self.fields["opens_on"] = DateField(label=_("First day of the call"), required=False)
        self.fields["closes_on"] = DateField(label=_("Last day of the call"), required=False)


class QuotasForm(DeedForm):
    """At least and at most how many members have each value of each feature; an empty line sets no quota."""

    def __init__(self, *args: Any, tables: list[QuotaTable], **options: Any) -> None:
        super().__init__(*args, **options)
        self.tables = tables
        for table in tables:
            for line in table.lines:
                for bound, label in (("minimum", _("at least")), ("maximum", _("at most"))):
                    self.fields[f"{line.feature}:{line.value}:{bound}"] = forms.IntegerField(
                        label=f"{line.label}, {label}", required=False, min_value=0, max_value=MOST_SEATS
                    )

    def grid(self) -> list[tuple[QuotaTable, list[tuple[Any, list[Any]]]]]:
        """Return the tables with each line beside its two fields."""
        return [
            (
                table,
                [
                    (line, [self[f"{line.feature}:{line.value}:{bound}"] for bound in ("minimum", "maximum")])
                    for line in table.lines
                ],
            )
            for table in self.tables
        ]

    def quotas(self) -> list[Bounds]:
        """Return the filled lines; one number alone stands with nothing below it, or all seats above."""
        found = []
        for table in self.tables:
            for line in table.lines:
                least, most = (
                    self.cleaned_data.get(f"{line.feature}:{line.value}:{bound}")
                    for bound in ("minimum", "maximum")
                )
                if least is not None or most is not None:
                    found.append(
                        Bounds(line.feature, line.value, least or 0, MOST_SEATS if most is None else most)
                    )
        return found


class VolunteerForm(DeedForm):
    """An offer to work in the group."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(
            label=_("First and last name"),
            max_length=LONGEST_NAME,
            help_text=_("Only the office sees it, until you join the group."),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.fields["contact"] = forms.CharField(
            label=_("Phone or other contact"),
            max_length=LONGEST_NAME,
            help_text=_("Only the office sees it."),
            widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        )
        self.fields["settlement"] = settlement_field(unit, required=True)
        self.fields["sex"] = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
        self.fields["age"] = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, widget=forms.RadioSelect)
        self.fields["group"] = forms.ChoiceField(
            label=_("Which group do you belong to? (if you like)"),
            required=False,
            choices=[NO_ANSWER, *Group.choices],
        )
        self.fields["motive"] = forms.CharField(
            label=_("Why do you want to take part? (if you like)"),
            required=False,
            max_length=LONGEST_MOTIVE,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["consents"] = forms.BooleanField(
            label=_("I agree that the office keeps my name and contact to invite me to the group"),
        )

    def given(self) -> dict[str, Any]:
        """Return the fields as the actions take them."""
        names = ("name", "contact", "settlement", "sex", "age", "group", "motive", "consents")
        return {name: self.cleaned_data[name] for name in names}


class HelperVolunteerForm(VolunteerForm):
    """What a helper types for somebody."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"] = forms.ChoiceField(
            label=_("How it came"),
            choices=[
                (Channel.HELPER.value, _("from a person who is here with me")),
                (Channel.PAPER.value, _("from a paper form")),
            ],
            widget=forms.RadioSelect,
        )
        self.fields["consents"].label = _("The person agrees that the office keeps the name and the contact")
        self.order_fields(["channel"])


class SheetForm(DeedForm):
    """A spreadsheet of volunteers."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )


class MembershipForm(DeedForm):
    """What joining the group asks of everybody: the name in public, interests, since when, who decided."""

    def __init__(self, *args: Any, meetings: list[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(meeting.id): meeting for meeting in meetings}
        self.fields["name"] = forms.CharField(
            label=_("First and last name"),
            max_length=LONGEST_NAME,
            help_text=_("Members work in public: everybody sees this name."),
        )
        self.fields["consented_on"] = DateField(
            label=_("Day on which the person agreed that the name is public"), required=False
        )
        _add_interests(self)
        self.fields["since"] = DateField(label=_("First day in the group"))
        self.fields["decided_by"] = forms.ChoiceField(
            label=_("Meeting that decided"),
            required=False,
            choices=[("", _("no meeting")), *((id, _meeting_label(one)) for id, one in self.meetings.items())],
        )

    def given(self) -> dict[str, Any]:
        """Return the fields as the actions take them."""
        names = ("name", "consented_on", "civil_servant", "since")
        return {name: self.cleaned_data[name] for name in names} | {
            "interests": self.bilingual("interests"),
            "decided_by": self.meetings.get(self.cleaned_data["decided_by"]),
        }


class AppointForm(MembershipForm):
    """A member whom an organisation sends, or who joins by office."""

    def __init__(self, *args: Any, unit: Unit, senders: list[Stakeholder], **options: Any) -> None:
        super().__init__(*args, **options)
        self.senders = {str(one.id): one for one in senders}
        self.fields["stakeholder"] = forms.ChoiceField(
            label=_("Who sends the member"),
            required=False,
            choices=[
                ("", _("nobody: by office")),
                *((id, one.name.in_language(language())) for id, one in self.senders.items()),
            ],
        )
        self.fields["settlement"] = settlement_field(unit, required=True)
        self.fields["sex"] = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
        self.fields["age"] = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, widget=forms.RadioSelect)
        self.fields["group"] = forms.ChoiceField(
            label=_("Group that the person names, of their own will"),
            required=False,
            choices=[("", _("none")), *Group.choices],
        )
        self.order_fields(["stakeholder", "name", "settlement", "sex", "age", "group"])

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them."""
        names = ("settlement", "sex", "age", "group")
        return super().given() | {
            "stakeholder": self.senders.get(self.cleaned_data["stakeholder"]),
            **{name: self.cleaned_data[name] for name in names},
        }


class MemberForm(DeedForm):
    """Declared interests of a member, and the member's account."""

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _add_interests(self)
        self.fields["account"] = forms.ChoiceField(
            label=_("Account with which the member signs in"),
            required=False,
            choices=[("", _("none")), *accounts],
        )


class EndMembershipForm(DeedForm):
    """The last day of a membership, and why it ends."""

    until = DateField(label=_("Last day in the group"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "leaving", label=_("Reason"), max_length=300)
        self.fields["leaving_ru"].help_text = _("Everybody reads it. Do not write about health or family.")


def _add_interests(form: DeedForm) -> None:
    form.fields["civil_servant"] = forms.BooleanField(
        label=_("Works in a state body or for the akim’s office"), required=False
    )
    add_bilingual(form, "interests", label=_("Declared interests"), max_length=500, required=False)
    form.fields["interests_kk"].help_text = _(
        "What might sway the member: a business, a post, relatives with a contract. Everybody reads it."
    )


def _meeting_label(meeting: Meeting) -> str:
    return f"№ {meeting.number}, {date_format(meeting.starts_at)}: {meeting.title.in_language(language())}"


def texts_of(record: Any, *names: str) -> dict[str, str]:
    """Return bilingual texts of a record as the initial values of a form."""
    found: dict[str, str] = {}
    for name in names:
        text: Text = getattr(record, name)
        found |= {f"{name}_kk": text.kk, f"{name}_ru": text.ru, f"{name}_original": text.original}
    return found
