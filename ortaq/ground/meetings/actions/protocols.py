"""The protocol of a meeting: written while it is a draft, signed once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.meetings.rules import FIELD_LABELS, day_of, missing_in_protocol, require_held
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text


@action("meetings.write_protocol")
def write_protocol(
    *,
    by: Actor,
    meeting: Meeting,
    chair: str = "",
    secretary: str = "",
    summary: Text = Text(),
    discussions: Mapping[int, Text] | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Meeting:
    """Write the protocol of a held meeting; everything may still be empty. `discussions` go by agenda number."""
    require_held(meeting)
    meeting.chair, meeting.secretary, meeting.summary = chair.strip(), secretary.strip(), summary
    meeting.save()
    for item in meeting.agenda.all():
        if discussions and item.number in discussions:
            item.discussion = discussions[item.number]
            item.save()
    return meeting


@action("meetings.sign_protocol")
def sign_protocol(
    *,
    by: Actor,
    meeting: Meeting,
    signed_on: datetime.date,
    chair_signed: bool,
    secretary_signed: bool,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Meeting:
    """Record that chair and secretary signed the protocol on paper; refused while something is missing in it."""
    require_held(meeting)
    missing = missing_in_protocol(meeting, chair_signed=chair_signed, secretary_signed=secretary_signed)
    if missing:
        names = "; ".join(str(FIELD_LABELS[name]) for name in missing)
        raise Refused(_("The protocol cannot be signed yet. It lacks: %(gaps)s.") % {"gaps": names})
    if not day_of(meeting) <= signed_on <= timezone.localdate(now):
        raise Refused(_("The day of signing lies between the day of the meeting and today."), field="signed_on")
    meeting.signed_on = signed_on
    meeting.save()
    return meeting
