"""Forms of comments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.comments.models import ReplyKind
from ortaq.ground.comments.rules import LONGEST_COMMENT, LONGEST_SIGNATURE
from ortaq.ground.forms import DeedForm, add_bilingual, require_one_language
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.forms import settlement_field
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Language, guess_language
from ortaq.ground.vocabulary import Group


class CommentForm(DeedForm):
    """What a person says about something: the text is enough."""

    text = forms.CharField(
        label=_("What do you think of it?"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In Kazakh or Russian. Please name no private persons."),
    )
    signature = forms.CharField(
        label=_("How to sign it (if you like)"), required=False, max_length=LONGEST_SIGNATURE
    )
    contact = forms.CharField(
        label=_("Phone or e-mail, if you want to be told the answer"),
        required=False,
        max_length=120,
        help_text=_(
            "Only the office sees it, to tell you the answer if you agree. It is deleted a year after the answer."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="comment_%s", **options)

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them; the letters of the text tell its language."""
        spoken = guess_language(self.cleaned_data["text"], otherwise="ru" if language() == "ru" else "kk")
        return {"language": spoken} | super().given()


class HelperCommentForm(CommentForm):
    """What a helper types: how it came, in which language it was said, and who the speaker says to be."""

    channel = forms.TypedChoiceField(
        label=_("How it came"),
        coerce=Channel,
        choices=[
            (Channel.HELPER.value, _("from a person who is here with me")),
            (Channel.PAPER.value, _("from a paper form")),
            (Channel.MEETING.value, _("from a meeting")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the words"), choices=Language.choices, widget=forms.RadioSelect
    )
    group = forms.ChoiceField(
        label=_("Who the speaker is (if they like)"),
        required=False,
        choices=[("", _("not said")), *Group.choices],
    )
    order = ["channel", "text", "language", "signature", "settlement", "group", "contact"]

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["settlement"] = settlement_field(
            unit, label=_("Where the speaker lives (if they like)"), nothing=_("not said"), required=False
        )
        self.order_fields(self.order)

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them; the channel is the actor's."""
        given = super().given()
        del given["channel"]
        return given


class ReplyForm(DeedForm):
    """The office's answer in both languages, or one."""

    kind = forms.ChoiceField(
        label=_("What the office makes of it"), choices=ReplyKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Text of the answer"), long=True, max_length=LONGEST_COMMENT)

    def clean(self) -> dict[str, Any]:
        """Check that the answer says something in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "text")
        return data
