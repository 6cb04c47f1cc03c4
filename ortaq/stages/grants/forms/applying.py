"""Forms of an applicant: the door, the parts of a draft, the withdrawal, the report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.files.forms import PhotosField
from ortaq.ground.forms import AmountField, DeedForm, record_field
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.forms import settlement_field
from ortaq.stages.grants.content import Business, Item, Jobs, Money, Part, Person
from ortaq.stages.grants.keys import draw_secret
from ortaq.stages.grants.models import Application, PersonKind
from ortaq.stages.plan.models import PlanLine

SPARE_ROWS = 2
FEWEST_ROWS = 3
YES_OR_NO = [("", _("I would rather not say")), ("yes", _("yes")), ("no", _("no"))]


class StartForm(DeedForm):
    """Begins an application. The secret is drawn with the form, so that sending it twice shows the same one."""

    secret = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("secret", draw_secret())


class HelperStartForm(StartForm):
    """The same, typed by a helper."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[
            (Channel.HELPER.value, _("from a person who is here with me")),
            (Channel.PAPER.value, _("from a paper form")),
        ],
        widget=forms.RadioSelect,
        initial=Channel.HELPER.value,
    )
    language = forms.ChoiceField(
        label=_("In which language does the person want letters?"),
        choices=[("kk", _("in Kazakh")), ("ru", _("in Russian"))],
        widget=forms.RadioSelect,
    )


class DoorForm(DeedForm):
    """The two things on a receipt that open an application."""

    number = forms.IntegerField(label=_("Number of the application"), min_value=1, max_value=1_000_000)
    secret = forms.CharField(
        label=_("Secret"),
        max_length=40,
        help_text=_("Both stand on your receipt. Large or small letters, with or without hyphens."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class PartForm(DeedForm):
    """A part of a draft: everything may be empty. Saving twice is harmless, so it carries no deed."""

    deed = None  # type: ignore[assignment]

    def part(self) -> Part:
        """Return what was written."""
        raise NotImplementedError


class BusinessForm(PartForm):
    """What will be done."""

    title = forms.CharField(label=_("Name of your project"), max_length=200, required=False)
    idea = forms.CharField(
        label=_("What do you want to do?"),
        max_length=6_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What you will make or offer, to whom, with what, and why it will last."),
    )
    use_for_village = forms.CharField(
        label=_("What will the people of the village have of it?"),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    person_kind = forms.ChoiceField(
        label=_("What are you?"), required=False, choices=[("", _("Choose")), *PersonKind.choices]
    )
    woman_led = forms.ChoiceField(label=_("Does a woman lead it?"), required=False, choices=YES_OR_NO)
    youth_led = forms.ChoiceField(label=_("Does somebody under 35 lead it?"), required=False, choices=YES_OR_NO)

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        lines = {line.pk: line for line in plan_lines(application)}
        super().__init__(*args, initial=_business(application), **options)
        self.fields["settlement"] = settlement_field(
            application.unit, label=_("In which settlement?"), required=False
        )
        self.fields["plan_line"] = record_field(
            label=_("Which line of the village's plan does it help? (if one)"),
            names={line: f"{line.number}. {line.title.in_language(language())}" for line in lines.values()},
            nothing=_("none, or I do not know"),
            required=False,
        )

    def part(self) -> Business:
        """Return what was written."""
        data = self.given()
        answers = {"yes": True, "no": False, "": None}
        return Business(**data | {name: answers[data[name]] for name in ("woman_led", "youth_led")})


def plan_lines(application: Application) -> list[PlanLine]:
    """Return the lines of the unit's published plans that an application can help, newest plan first."""
    lines = PlanLine.objects.filter(
        unit=application.unit_id, removed_at=None, version_lines__version__published_at__isnull=False
    )
    return list(lines.distinct().order_by("-plan__cycle__first_year", "number"))


def _business(application: Application) -> dict[str, Any]:
    initial = {name: getattr(application, name) for name in ("title", "idea", "use_for_village", "person_kind")}
    words = {True: "yes", False: "no", None: ""}
    initial |= {name: words[getattr(application, name)] for name in ("woman_led", "youth_led")}
    return initial | {
        "settlement": str(application.settlement_id or ""),
        "plan_line": str(application.plan_line_id or ""),
    }


class MoneyForm(PartForm):
    """What is asked for, what is added, and rows of what is bought."""

    requested = AmountField(label=_("How much do you ask for, tenge?"), required=False)
    own_part = AmountField(label=_("How much do you add yourself, tenge?"), required=False)

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        known = list(application.budget.order_by("number"))
        initial: dict[str, Any] = {"requested": application.requested, "own_part": application.own_part}
        for number, item in enumerate(known, start=1):
            initial |= {
                f"title_{number}": item.title,
                f"grant_{number}": item.from_grant or None,
                f"own_{number}": item.from_own or None,
            }
        super().__init__(*args, initial=initial, **options)
        self.numbers = range(1, max(FEWEST_ROWS, len(known) + SPARE_ROWS) + 1)
        for number in self.numbers:
            of = {"number": number}
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Thing %(number)s") % of, max_length=200, required=False
            )
            self.fields[f"grant_{number}"] = AmountField(
                label=_("Thing %(number)s: from the grant, tenge") % of, required=False
            )
            self.fields[f"own_{number}"] = AmountField(
                label=_("Thing %(number)s: of your own, tenge") % of, required=False
            )

    def part(self) -> Money:
        """Return what was written; a row in which nothing stands is left out."""
        data = self.cleaned_data
        rows = [
            Item(data[f"title_{number}"].strip(), data[f"grant_{number}"] or 0, data[f"own_{number}"] or 0)
            for number in self.numbers
        ]
        items = tuple(item for item in rows if item.title or item.from_grant or item.from_own)
        return Money(requested=data["requested"], own_part=data["own_part"], items=items)


class JobsForm(PartForm):
    """The jobs that are promised."""

    jobs = forms.IntegerField(
        label=_("How many people will work there, you among them?"), required=False, min_value=0, max_value=500
    )
    jobs_women = forms.IntegerField(label=_("Of them women"), required=False, min_value=0, max_value=500)
    jobs_youth = forms.IntegerField(
        label=_("Of them young people, under 35"), required=False, min_value=0, max_value=500
    )

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        names = ("jobs", "jobs_women", "jobs_youth")
        super().__init__(*args, initial={name: getattr(application, name) for name in names}, **options)

    def part(self) -> Jobs:
        """Return what was written."""
        return Jobs(**self.given())


class PersonForm(PartForm):
    """Who applies; kept with consent only."""

    name = forms.CharField(label=_("Your name, or that of the farm or company"), max_length=200, required=False)
    contact = forms.CharField(label=_("Phone or address"), max_length=120, required=False)
    consents = forms.BooleanField(
        label=_("I agree that the programme keeps my name and contact to decide on this application."),
        required=False,
        help_text=_("Only the programme sees them. They never stand on a public page."),
    )

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        person = getattr(application, "applicant", None)
        initial = {"name": person.name, "contact": person.contact, "consents": True} if person else {}
        super().__init__(*args, initial=initial, **options)

    def part(self) -> Person:
        """Return what was written."""
        return Person(**self.given())


PARTS: dict[str, tuple[Any, type[PartForm]]] = {
    "business": (_("The project"), BusinessForm),
    "money": (_("Money"), MoneyForm),
    "jobs": (_("Jobs"), JobsForm),
    "person": (_("Who applies"), PersonForm),
}
"""The parts of an application in the order in which they are filled in."""


class HandInForm(DeedForm):
    """Hands an application in; everything stands in the draft already."""


class WithdrawForm(DeedForm):
    """Takes an application back."""

    words = forms.CharField(label=_("Why? (if you like)"), max_length=300, required=False)


class ReportForm(DeedForm):
    """What came of a tranche."""

    text = forms.CharField(
        label=_("What did you do, and what did you buy?"),
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    spent = AmountField(label=_("Spent from the grant since the last report, tenge"))
    own_spent = AmountField(label=_("Spent of your own money, tenge"))
    photos = PhotosField(
        label=_("Photos of invoices, of the work, of the people at work: up to five"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 12 MB each. Only the programme sees them."),
    )
