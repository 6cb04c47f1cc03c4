"""Pages of a meeting that was held: who came, votes and elections, the protocol and its hand-over."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.meetings import actions, forms
from ortaq.ground.meetings.frame import deed_page, item_of, meeting_of
from ortaq.ground.meetings.models import AgendaItem, Candidate, MeetingKind, Motion
from ortaq.ground.meetings.rules import day_of, is_assembly, seats_adopted
from ortaq.ground.meetings.selectors import members_in_office, representatives_of
from ortaq.ground.pages import UnitRequest, language, page
from ortaq.ground.text import in_columns


@page("meetings.record_attendance")
def attendance(request: UnitRequest, number: int) -> HttpResponse:
    """Record who came."""
    record = meeting_of(request, number)
    members = members_in_office(request.unit, on=day_of(record)) if is_assembly(record) else []
    choices = [(str(one.id), f"{one.name} ({one.settlement.in_language(language())})") for one in members]
    names = ("entitled", "present", "invited", "invited_names", "has_sheet")
    now: dict[str, Any] = {name: getattr(record, name) for name in names}
    now |= {"women": record.women_present, "youth": record.youth_present}
    now["members"] = [str(id) for id in record.attendances.values_list("member_id", flat=True)]
    sit = representatives_of(record) if record.kind == MeetingKind.GATHERING else None
    if now["entitled"] is None:
        now["entitled"] = sit
    form = forms.AttendanceForm(
        request.POST or None, meeting=record, members=choices, representatives=sit, initial=now
    )
    return deed_page(
        request,
        record,
        form,
        actions.record_attendance,
        heading=_("Who came"),
        button=_("Save"),
        meeting=record,
    )


@page("meetings.propose_motion")
def propose(request: UnitRequest, number: int, item: int) -> HttpResponse:
    """Put a proposal to the vote."""
    record = item_of(request, number, item)
    form = forms.MotionForm(request.POST or None)
    return deed_page(
        request,
        record.meeting,
        form,
        actions.propose_motion,
        heading=_("Put a proposal to the vote"),
        button=_("Add"),
        item=record,
        advice=[f"{record.number}. {record.title.in_language(language())}"],
    )


@page("meetings.record_votes")
def votes(request: UnitRequest, number: int, id: Any) -> HttpResponse:
    """Record how a vote went."""
    motion = get_object_or_404(
        Motion.objects.select_related("item__meeting"),
        pk=id,
        item__meeting__unit=request.unit,
        item__meeting__number=number,
    )
    names = ("votes_for", "votes_against", "abstained", "chair_casts")
    form = forms.VotesForm(request.POST or None, initial={name: getattr(motion, name) for name in names})
    return deed_page(
        request,
        motion.item.meeting,
        form,
        actions.record_votes,
        heading=_("How the vote went"),
        button=_("Save"),
        motion=motion,
        advice=[motion.text.in_language(language())],
    )


@page("meetings.record_votes")
def election(request: UnitRequest, number: int, item: int) -> HttpResponse:
    """Record how representatives were elected."""
    record = item_of(request, number, item)
    form = forms.ElectionForm(request.POST or None, initial=_as_recorded(record))
    return deed_page(
        request,
        record.meeting,
        form,
        actions.record_election,
        heading=_("Who was elected"),
        button=_("Save"),
        item=record,
        advice=[
            f"{record.number}. {record.title.in_language(language())}",
            _("Each candidate is voted on separately; those with most votes are elected."),
        ],
    )


def _as_recorded(item: AgendaItem) -> dict[str, Any]:
    standing = list(Candidate.objects.filter(election__item=item).select_related("election").order_by("-votes"))
    if not standing:
        return {"seats": seats_adopted(item.meeting)}
    again = [(one.name, one.votes_again) for one in standing if one.votes_again is not None]
    return {
        "seats": standing[0].election.seats,
        "votes": forms.in_lines((one.name, one.votes) for one in standing),
        "votes_again": forms.in_lines(again),
    }


@page("meetings.write_protocol")
def protocol(request: UnitRequest, number: int) -> HttpResponse:
    """Write the protocol."""
    record = meeting_of(request, number)
    items = list(record.agenda.order_by("number"))
    said = {f"item_{item.number}": item.discussion for item in items}
    now = {"chair": record.chair, "secretary": record.secretary, **in_columns(summary=record.summary, **said)}
    form = forms.ProtocolForm(request.POST or None, items=items, initial=now)
    return deed_page(
        request,
        record,
        form,
        actions.write_protocol,
        heading=_("Protocol"),
        button=_("Save"),
        meeting=record,
        advice=[f"{item.number}. {item.title.in_language(language())}" for item in items],
    )


@page("meetings.sign_protocol")
def sign(request: UnitRequest, number: int) -> HttpResponse:
    """Record that the protocol was signed."""
    record = meeting_of(request, number)
    form = forms.SigningForm(request.POST or None, initial={"signed_on": clock.today()})
    return deed_page(
        request,
        record,
        form,
        actions.sign_protocol,
        heading=_("The protocol is signed"),
        button=_("Record the signing"),
        meeting=record,
        advice=[_("After this nothing in the protocol can change.")],
    )


@page("meetings.hand_over")
def hand_over(request: UnitRequest, number: int) -> HttpResponse:
    """Record to whom the signed protocol was given, and when."""
    record = meeting_of(request, number)
    form = forms.HandOverForm(request.POST or None, initial={"handed_over_on": clock.today()})
    return deed_page(
        request,
        record,
        form,
        actions.hand_over,
        heading=_("The protocol is handed over"),
        button=_("Record the hand-over"),
        meeting=record,
    )
