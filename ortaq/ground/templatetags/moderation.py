"""What a moderator is shown beside a text."""

from django import template

from ortaq.ground.moderation import personal_data_in
from ortaq.ground.text import Text

register = template.Library()


@register.filter
def personal_data(text: Text | None) -> list[str]:
    """Return what in a text, in either language, looks like an address, a phone or an identification number."""
    return personal_data_in(f"{text.kk}\n{text.ru}") if text else []
