"""Pages of meetings: the calendar, one meeting, and a form for each deed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings import actions, forms
from ortaq.ground.meetings.checks import checklist
from ortaq.ground.meetings.links import go, link
from ortaq.ground.meetings.models import STATUTORY, AgendaItem, Meeting, MeetingKind, Motion
from ortaq.ground.meetings.rules import (
    FIELD_LABELS,
    day_of,
    earliest_date,
    is_assembly,
    missing_in_protocol,
)
from ortaq.ground.meetings.selectors import (
    coming_meetings,
    meeting_view,
    members_in_office,
    past_meetings,
)
from ortaq.ground.meetings.wording import cite, say_value
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, page_number, perform, show

OFFICE_FORM = "meetings/form.html"
WRITTEN_LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"))


@page("meetings.read")
def calendar(request: UnitRequest) -> HttpResponse:
    """Show the meetings to come, then those that were held."""
    now = clock.now()
    return show(
        request,
        "meetings/list.html",
        coming=coming_meetings(request.unit, now=now),
        past=past_meetings(request.unit, now=now, page=page_number(request)),
        may_call=allowed(request, "meetings.call"),
    )


@page("meetings.read")
def meeting(request: UnitRequest, number: int) -> HttpResponse:
    """Show one meeting: its notice, agenda, decisions, and what the law asks of it."""
    record = _meeting(request, number)
    view = meeting_view(record, now=clock.now())
    may_write = allowed(request, "meetings.write_protocol")
    gaps = missing_in_protocol(record, chair_signed=True, secretary_signed=True) if record.held_at else ()
    return show(
        request,
        "meetings/meeting.html",
        meeting=view,
        line=view.line,
        checks=checklist(record, on=clock.today()),
        gaps=[FIELD_LABELS[name] for name in gaps],
        may_write=may_write and view.line.state not in {"signed", "cancelled"},
        may_propose=allowed(request, "meetings.propose_motion"),
        languages=WRITTEN_LANGUAGES,
        reads_protocol=view.line.state == "signed" or (may_write and view.line.state == "held"),
        breadcrumbs=[
            (link(request, "meetings:home"), _("Meetings")),
            ("", view.line.title.in_language(language())),
        ],
    )


@page("meetings.call")
def choose_kind(request: UnitRequest) -> HttpResponse:
    """Ask which kind of meeting is called."""
    kinds = [
        (link(request, "meetings:call", kind=kind.value), kind.label, kind in STATUTORY) for kind in MeetingKind
    ]
    return show(request, "meetings/kinds.html", kinds=kinds, breadcrumbs=_crumbs(request, _("Call a new meeting")))


@page("meetings.call")
def call(request: UnitRequest, kind: str) -> HttpResponse:
    """Call a meeting of one kind."""
    if kind not in MeetingKind.values:
        raise Http404
    today = clock.today()
    form = forms.CallForm(request.POST or None, unit=request.unit, kind=kind, initial={"notice_on": today})
    about = {"unit": request.unit, "cycle": request.cycle, "kind": kind}
    if made := carry_out(request, form, actions.call_meeting, **about):
        messages.success(request, _("The meeting is called. Print its notice and put it up."))
        return go(request, "meetings:meeting", number=made.number)
    label = str(MeetingKind(kind).label)
    return _form(
        request,
        form,
        heading=capfirst(label),
        button=_("Call the meeting"),
        back=link(request, "meetings:new"),
        advice=_notice_advice(request, kind),
    )


def _notice_advice(request: UnitRequest, kind: str) -> list[str]:
    finding = earliest_date(unit=request.unit, kind=kind, notice_on=clock.today())
    if not finding.used:
        return [_("The law sets no notice for this kind of meeting. Its decisions advise; they do not bind.")]
    rule = finding.used[0]
    advice = [
        _("If people are told today, the earliest lawful day is %(day)s: %(days)s (%(source)s).")
        % {"day": date_format(finding.day), "days": say_value(rule), "source": cite(rule)}
    ]
    return advice if rule.verified else [*advice, _("No lawyer has verified this number yet.")]


@page("meetings.change")
def change(request: UnitRequest, number: int) -> HttpResponse:
    """Change the notice of a meeting."""
    record = _meeting(request, number)
    now = {
        name: getattr(record, name)
        for name in ("title_kk", "title_ru", "place_kk", "place_ru", "starts_at", "notice_on", "materials_on")
    }
    form = forms.NoticeForm(
        request.POST or None, unit=request.unit, initial=now | {"settlement": record.settlement_id}
    )
    return _deed(
        request,
        record,
        form,
        actions.change_meeting,
        heading=_("Change the notice"),
        button=_("Save"),
        meeting=record,
    )


@page("meetings.cancel")
def cancel(request: UnitRequest, number: int) -> HttpResponse:
    """Cancel a meeting."""
    record = _meeting(request, number)
    form = forms.CancelForm(request.POST or None)
    return _deed(
        request,
        record,
        form,
        actions.cancel_meeting,
        heading=_("Cancel the meeting"),
        button=_("Cancel the meeting"),
        meeting=record,
    )


@page("meetings.change")
def add_question(request: UnitRequest, number: int) -> HttpResponse:
    """Add a question to the agenda."""
    record = _meeting(request, number)
    form = forms.ItemForm(request.POST or None)
    return _deed(
        request,
        record,
        form,
        actions.add_item,
        heading=_("Add a question to the agenda"),
        button=_("Add"),
        meeting=record,
    )


@page("meetings.change")
def change_question(request: UnitRequest, number: int, item: int) -> HttpResponse:
    """Change a question of the agenda."""
    record = _item(request, number, item)
    now = {"title_kk": record.title.kk, "title_ru": record.title.ru, "speaker": record.speaker}
    form = forms.ItemForm(request.POST or None, initial=now)
    return _deed(
        request,
        record.meeting,
        form,
        actions.change_item,
        heading=_("Change a question of the agenda"),
        button=_("Save"),
        item=record,
    )


@page("meetings.change")
@require_POST
def remove_question(request: UnitRequest, number: int, item: int) -> HttpResponse:
    """Take a question off the agenda."""
    record = _item(request, number, item)
    perform(request, None, actions.remove_item, item=record)
    return go(request, "meetings:meeting", number=number)


@page("meetings.record_attendance")
def attendance(request: UnitRequest, number: int) -> HttpResponse:
    """Record who came."""
    record = _meeting(request, number)
    members = members_in_office(request.unit, on=day_of(record)) if is_assembly(record) else []
    choices = [(str(one.id), f"{one.name} ({one.settlement.in_language(language())})") for one in members]
    names = ("entitled", "present", "invited", "invited_names", "has_sheet")
    now: dict[str, Any] = {name: getattr(record, name) for name in names}
    now |= {"women": record.women_present, "youth": record.youth_present}
    now["members"] = [str(id) for id in record.attendances.values_list("member_id", flat=True)]
    form = forms.AttendanceForm(request.POST or None, meeting=record, members=choices, initial=now)
    return _deed(
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
    record = _item(request, number, item)
    form = forms.MotionForm(request.POST or None)
    return _deed(
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
    return _deed(
        request,
        motion.item.meeting,
        form,
        actions.record_votes,
        heading=_("How the vote went"),
        button=_("Save"),
        motion=motion,
        advice=[motion.text.in_language(language())],
    )


@page("meetings.write_protocol")
def protocol(request: UnitRequest, number: int) -> HttpResponse:
    """Write the protocol."""
    record = _meeting(request, number)
    items = list(record.agenda.order_by("number"))
    now: dict[str, Any] = {
        name: getattr(record, name) for name in ("chair", "secretary", "summary_kk", "summary_ru")
    }
    for item in items:
        now |= {
            f"item_{item.number}_kk": item.discussion.kk,
            f"item_{item.number}_ru": item.discussion.ru,
        }
    form = forms.ProtocolForm(request.POST or None, items=items, initial=now)
    return _deed(
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
    record = _meeting(request, number)
    form = forms.SigningForm(request.POST or None, initial={"signed_on": clock.today()})
    return _deed(
        request,
        record,
        form,
        actions.sign_protocol,
        heading=_("The protocol is signed"),
        button=_("Record the signing"),
        meeting=record,
        advice=[_("After this nothing in the protocol can change.")],
    )


def _deed(
    request: UnitRequest,
    record: Meeting,
    form: DeedForm,
    action: Any,
    *,
    heading: str,
    button: str,
    advice: list[str] | None = None,
    **given: Any,
) -> HttpResponse:
    """Show a form about a meeting; once it is carried out, go back to the meeting's page."""
    if carry_out(request, form, action, **given):
        messages.success(request, _("Saved."))
        return go(request, "meetings:meeting", number=record.number)
    back = link(request, "meetings:meeting", number=record.number)
    return _form(request, form, heading=heading, button=button, back=back, advice=advice, record=record)


def _form(
    request: UnitRequest,
    form: DeedForm,
    *,
    heading: str,
    button: str,
    back: str,
    advice: list[str] | None = None,
    record: Meeting | None = None,
) -> HttpResponse:
    crumbs = [(link(request, "meetings:home"), _("Meetings"))]
    if record is not None:
        crumbs.append((back, record.title.in_language(language())))
    return show(
        request,
        OFFICE_FORM,
        form=form,
        heading=heading,
        button=button,
        back=back,
        advice=advice or [],
        breadcrumbs=[*crumbs, ("", heading)],
    )


def _crumbs(request: UnitRequest, here: str) -> list[tuple[str, str]]:
    return [(link(request, "meetings:home"), _("Meetings")), ("", here)]


def _meeting(request: UnitRequest, number: int) -> Meeting:
    return get_object_or_404(
        Meeting.objects.select_related("settlement", "unit"), unit=request.unit, number=number
    )


def _item(request: UnitRequest, number: int, item: int) -> AgendaItem:
    return get_object_or_404(
        AgendaItem.objects.select_related("meeting"),
        meeting__unit=request.unit,
        meeting__number=number,
        number=item,
    )
