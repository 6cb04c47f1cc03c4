"""Forms of events."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.cases.selectors import CaseView
from ortaq.exchange.events.actions import Announcement
from ortaq.exchange.events.selectors import numbers_of
from ortaq.exchange.models import Event, EventItem, Guest, Material
from ortaq.ground.forms import (
    DateField,
    DeedForm,
    NumberOfPeopleField,
    add_bilingual,
    record_field,
    require_one_language,
)
from ortaq.ground.places.models import Area
from ortaq.ground.text import Language

TEXTS: dict[str, tuple[object, bool, int]] = {
    "title": (_("Name of the event"), False, 200),
    "place": (_("Where"), False, 200),
    "within": (_("Part of which forum or visit"), False, 200),
    "organisers": (_("Who holds it"), False, 500),
    "partners": (_("Partners of the event"), False, 500),
    "description": (_("What it is about and for whom"), True, 4_000),
}
"""Text → label, whether it is long, the most letters."""

MUST = ("title", "place")
MOST_PEOPLE = 100_000
MOST_OBLASTS = 30


class EventForm(DeedForm):
    """An event is announced, or announced anew."""

    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    registration_until = DateField(
        label=_("Registration until"), required=False, help_text=_("Empty: until the first day.")
    )

    def __init__(self, *args: Any, event: Event | None = None, **options: Any) -> None:
        super().__init__(*args, initial=_written(event) if event else {}, **options)
        for name, (label, long, most) in TEXTS.items():
            add_bilingual(self, name, label=label, long=long, max_length=most, required=name in MUST)
        texts = [f"{name}_{language}" for name in TEXTS for language in Language.values]
        self.order_fields([*texts[:4], "starts_on", "ends_on", "registration_until", *texts[4:]])

    def clean(self) -> None:
        """Ask for name and place in one language at least."""
        for name in MUST:
            require_one_language(self, name)

    def given(self) -> dict[str, Any]:
        """Give the announcement as one thing."""
        return {"said": Announcement(**super().given())}


class ItemForm(DeedForm):
    """An item of the agenda."""

    begins = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    speaker = forms.CharField(
        label=_("Who speaks"),
        max_length=120,
        required=False,
        help_text=_("Everybody reads this. Name a person only with their consent."),
    )

    def __init__(
        self,
        *args: Any,
        cases: Sequence[CaseView],
        language: str,
        item: EventItem | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, initial=_item(item) if item else {}, **options)
        add_bilingual(self, "title", label=_("What it is about"), max_length=300)
        names = [
            (str(case.id), f"{case.title.in_language(language)} ({case.unit.in_language(language)})")
            for case in cases
        ]
        self.fields["case_id"] = forms.TypedChoiceField(
            label=_("Which case is told"),
            choices=[("", _("none")), *names],
            required=False,
            coerce={str(case.id): case.id for case in cases}.__getitem__,
            empty_value=None,
        )
        self.order_fields(["begins", "title_kk", "title_ru", "speaker", "case_id"])

    def clean(self) -> None:
        """Ask for the item in one language at least."""
        require_one_language(self, "title")


class MaterialForm(DeedForm):
    """Something to take home."""

    link = forms.URLField(label=_("Where it can be found (link)"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, material: Material | None = None, **options: Any) -> None:
        super().__init__(*args, initial=_material(material) if material else {}, **options)
        add_bilingual(self, "title", label=_("What it is called"))
        add_bilingual(self, "text", label=_("The text itself"), long=True, max_length=4_000, required=False)
        self.order_fields(["title_kk", "title_ru", "link", "text_kk", "text_ru"])

    def clean(self) -> None:
        """Ask for a name in one language at least."""
        require_one_language(self, "title")


class RegistrationForm(DeedForm):
    """Somebody registers for an event."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    contact = forms.CharField(
        label=_("Phone or address"),
        max_length=120,
        help_text=_("Only the organisers see this. By sending it you agree that they keep it for the event."),
    )
    office = forms.CharField(label=_("Your office or organisation"), max_length=200, required=False)
    is_akim = forms.BooleanField(label=_("I am an akim"), required=False)

    def __init__(self, *args: Any, oblasts: Mapping[Area, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["oblast"] = record_field(
            label=_("From which oblast do you come?"), names=oblasts, nothing=_("not said"), required=False
        )


class CameForm(DeedForm):
    """Who came."""

    attended = NumberOfPeopleField(
        label=_("How many people came in all?"),
        max_value=MOST_PEOPLE,
        help_text=_("Counted at the door. Empty: those who are marked above."),
    )
    oblasts = forms.IntegerField(
        label=_("From how many oblasts?"), min_value=0, max_value=MOST_OBLASTS, required=False
    )

    def __init__(self, *args: Any, guests: Collection[Guest], **options: Any) -> None:
        super().__init__(*args, **options)
        if guests:
            self.fields["came"] = forms.TypedMultipleChoiceField(
                label=_("Who came of those registered?"),
                choices=numbers_of(guests),
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields(["came", "attended", "oblasts"])

    def given(self) -> dict[str, Any]:
        """Give the numbers of those who came."""
        return {"came": []} | super().given()


class FollowUpForm(DeedForm):
    """What followed from an event."""

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        initial = {f"follow_up_{part}": getattr(event, f"follow_up_{part}") for part in ("kk", "ru", "original")}
        super().__init__(*args, initial=initial, **options)
        add_bilingual(
            self, "follow_up", label=_("What was agreed: who, what, until when"), long=True, max_length=4_000
        )

    def clean(self) -> None:
        """Ask for it in one language at least."""
        require_one_language(self, "follow_up")


def _item(item: EventItem) -> dict[str, Any]:
    told = {"begins": item.begins, "speaker": item.speaker, "case_id": item.tells_id or ""}
    return _columns(item, "title") | told


def _material(material: Material) -> dict[str, Any]:
    return _columns(material, "title", "text") | {"link": material.link}


def _columns(record: EventItem | Material | Event, *names: str) -> dict[str, Any]:
    parts = (*Language.values, "original")
    return {f"{name}_{part}": getattr(record, f"{name}_{part}") for name in names for part in parts}


def _written(event: Event) -> dict[str, Any]:
    return _columns(event, *TEXTS) | {
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "registration_until": event.registration_until,
    }
