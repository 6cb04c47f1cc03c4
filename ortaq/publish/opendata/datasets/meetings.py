"""Meetings and what was decided at them: numbers and words of the protocol, no names."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.ground import clock
from ortaq.ground.meetings.models import Meeting, MeetingKind, Motion
from ortaq.ground.meetings.selectors import state_of, women_and_young
from ortaq.ground.places.models import Unit
from ortaq.publish.opendata.datasets.columns import NUMBER, TITLE
from ortaq.publish.opendata.shape import (
    Dataset,
    Row,
    address,
    bilingual,
    code,
    day,
    integer,
    page,
    texts,
    yes_no,
)

STATES = (
    ("planned", _("planned")),
    ("waiting", _("its hour has come")),
    ("held", _("held")),
    ("signed", _("protocol signed")),
    ("cancelled", _("cancelled")),
)


def meetings(unit: Unit) -> Iterator[Row]:
    """Yield the meetings; few women or young people are not counted. One query."""
    now = clock.now()
    for meeting in Meeting.objects.filter(unit=unit).select_related("cycle"):
        women, young = women_and_young(meeting)
        yield {
            "number": meeting.number,
            "cycle": meeting.cycle.first_year if meeting.cycle else None,
            "kind": meeting.kind,
            "is_statutory": meeting.is_statutory,
            "state": state_of(meeting, now=now),
            **texts(title=meeting.title, place=meeting.place),
            "held_on": localdate(meeting.starts_at),
            "notice_on": meeting.notice_on,
            "entitled": meeting.entitled,
            "present": meeting.present,
            "women": women,
            "young": young,
            **texts(summary=meeting.summary),
            "signed_on": meeting.signed_on,
            "page": address("meetings:meeting", unit.slug, meeting.number),
        }


def motions(unit: Unit) -> Iterator[Row]:
    """Yield what was put to the vote. One query."""
    for motion in Motion.objects.filter(item__meeting__unit=unit).select_related("item__meeting"):
        yield {
            "meeting": motion.item.meeting.number,
            "item": motion.item.number,
            "number": motion.number,
            **texts(item_title=motion.item.title, text=motion.text),
            "votes_for": motion.votes_for,
            "votes_against": motion.votes_against,
            "abstained": motion.abstained,
            "carried": motion.carried,
        }


DATASETS = (
    Dataset(
        name="meetings",
        title=_("Meetings"),
        says=_("Meetings of every kind. Those of the law are marked: only they decide, the others advise."),
        action="meetings.read",
        key=("number",),
        columns=(
            NUMBER,
            integer("cycle", _("First year of the plan that it was about")),
            code("kind", _("Kind of the meeting"), MeetingKind.choices),
            yes_no("is_statutory", _("Whether the law sets its procedure")),
            code("state", _("How far it has come"), STATES),
            *TITLE,
            *bilingual("place", _("Where it meets")),
            day("held_on", _("Day for which it was called")),
            day("notice_on", _("When people were told")),
            integer("entitled", _("How many were entitled to come")),
            integer("present", _("How many came")),
            integer("women", _("Of them women; empty where not counted or not shown")),
            integer("young", _("Of them aged 14 to 34; empty where not counted or not shown")),
            *bilingual("summary", _("Summary of the protocol")),
            day("signed_on", _("When the protocol was signed")),
            page(_("Page on this server")),
        ),
        few=meetings,
    ),
    Dataset(
        name="motions",
        title=_("Proposals and votes at meetings"),
        says=_("What was put to the vote at each meeting, and how the vote went."),
        action="meetings.read",
        key=("meeting", "item", "number"),
        columns=(
            integer("meeting", _("Number of the meeting")),
            integer("item", _("Number on the agenda")),
            integer("number", _("Number of the proposal under this item")),
            *bilingual("item_title", _("What the agenda says")),
            *bilingual("text", _("The proposal")),
            integer("votes_for", _("Votes for")),
            integer("votes_against", _("Votes against")),
            integer("abstained", _("Abstentions")),
            yes_no("carried", _("Whether it was carried")),
        ),
        few=motions,
    ),
)
