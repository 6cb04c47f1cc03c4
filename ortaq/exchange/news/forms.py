"""The form of a piece of news."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ortaq.exchange.models import News
from ortaq.exchange.news.actions import TEXTS
from ortaq.ground.forms import DeedForm, add_bilingual, require_one_language
from ortaq.ground.text import Language

LONGEST = 8_000


class NewsForm(DeedForm):
    """A piece of news, written or changed. It is published when both languages are there."""

    def __init__(self, *args: Any, news: News | None = None, **options: Any) -> None:
        super().__init__(*args, initial=_written(news) if news else {}, **options)
        add_bilingual(self, "title", label=_("Heading"))
        add_bilingual(self, "text", label=_("Text"), long=True, max_length=LONGEST, required=False)
        add_bilingual(self, "press_contact", label=_("Whom the press may ask, and the phone"), required=False)
        self.fields["title_kk"].help_text = _("It is published when it stands in both languages.")
        self.fields["press_contact_kk"].help_text = _(
            "Everybody reads this: a contact of the office, not a private one."
        )

    def clean(self) -> None:
        """Ask for a heading in one language at least."""
        require_one_language(self, "title")


def _written(news: News) -> dict[str, Any]:
    return {
        f"{name}_{part}": getattr(news, f"{name}_{part}")
        for name in TEXTS
        for part in (*Language.values, "original")
    }
