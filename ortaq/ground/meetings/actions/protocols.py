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


@action("meetings.hand_over")
def hand_over(
    *,
    by: Actor,
    meeting: Meeting,
    handed_over_on: datetime.date,
    handed_over_to: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Meeting:
    """Record to whom the signed protocol was handed over, by post or office, and when."""
    if meeting.signed_on is None:
        raise Refused(_("The protocol is handed over after it is signed. Record the signing first."))
    if meeting.handed_over_on is not None:
        raise Refused(_("The hand-over of this protocol is recorded already."))
    if not handed_over_to.strip():
        raise Refused(_("Write to whom the protocol was given: post or office."), field="handed_over_to")
    if not meeting.signed_on <= handed_over_on <= timezone.localdate(now):
        raise Refused(
            _("The day of the hand-over lies between the day of signing and today."), field="handed_over_on"
        )
    meeting.handed_over_on, meeting.handed_over_to = handed_over_on, handed_over_to.strip()
    meeting.save()
    return meeting
