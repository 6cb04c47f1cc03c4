"""The thread of comments on any page: `{% load comments %}{% comments "need" need.id %}`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.template import Context

from ortaq.ground import clock
from ortaq.ground.comments import selectors
from ortaq.ground.comments.forms import CommentForm
from ortaq.ground.comments.subjects import find_subject
from ortaq.ground.pages import UnitRequest, allowed

register = template.Library()


@register.inclusion_tag("comments/thread.html", takes_context=True)
def comments(context: Context, about: str, id: UUID) -> dict[str, Any]:
    """Show what was said about something, and the form to say more; nothing where it is not public.

    Four queries. The page's unit must be the unit of the thing.
    """
    request: UnitRequest = context["request"]
    today = clock.today()
    subject = find_subject(request.unit, about, id, on=today)
    if subject is None:
        return {"subject": None}
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "about": about,
        "subject": subject,
        "found": selectors.thread(unit=request.unit, about=about, about_id=id, today=today),
        "form": CommentForm() if subject.is_open else None,
        "can_help": subject.is_open and allowed(request, "comments.write_for_person"),
    }
