"""Pages of meetings: the calendar, one meeting, and a form for each deed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.ground import clock
from ortaq.ground.meetings import actions, forms
from ortaq.ground.meetings.checks import checklist
from ortaq.ground.meetings.frame import crumbs_to, deed_page, form_page, item_of, meeting_of
from ortaq.ground.meetings.links import go, link
from ortaq.ground.meetings.models import STATUTORY, MeetingKind
from ortaq.ground.meetings.rules import (
    FIELD_LABELS,
    earliest_date,
    elects,
    missing_in_protocol,
)
from ortaq.ground.meetings.selectors import (
    coming_meetings,
    meeting_view,
    past_meetings,
)
from ortaq.ground.meetings.wording import cite, say_value
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, page_number, perform, show, watched
from ortaq.ground.text import in_columns

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
    record = meeting_of(request, number)
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
        may_hand_over=allowed(request, "meetings.hand_over")
        and view.line.state == "signed"
        and view.handed_over_on is None,
        elects=elects(record),
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
    return show(
        request, "meetings/kinds.html", kinds=kinds, breadcrumbs=crumbs_to(request, _("Call a new meeting"))
    )


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
        if made.notice_on < made.notice_entered_on:
            messages.warning(
                request,
                _(
                    "You entered a day of notice that had gone by already. Everybody sees both days. Keep the "
                    "proof on paper: the notice with its day, a photo of the board, the newspaper."
                ),
            )
        return go(request, "meetings:meeting", number=made.number)
    label = str(MeetingKind(kind).label)
    return form_page(
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
    record = meeting_of(request, number)

    def build(sent: QueryDict | None) -> forms.NoticeForm:
        stands = meeting_of(request, number)
        names = ("starts_at", "notice_on", "materials_on")
        known = {name: getattr(stands, name) for name in names} | {"settlement": stands.settlement_id}
        known |= in_columns(title=stands.title, place=stands.place)
        return forms.NoticeForm(sent, unit=request.unit, initial=known)

    form = watched(request, build)
    return deed_page(
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
    record = meeting_of(request, number)
    form = forms.CancelForm(request.POST or None)
    return deed_page(
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
    record = meeting_of(request, number)
    form = forms.ItemForm(request.POST or None)
    return deed_page(
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
    record = item_of(request, number, item)

    def build(sent: QueryDict | None) -> forms.ItemForm:
        stands = item_of(request, number, item)
        return forms.ItemForm(sent, initial={"speaker": stands.speaker, **in_columns(title=stands.title)})

    form = watched(request, build)
    return deed_page(
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
    record = item_of(request, number, item)
    perform(request, None, actions.remove_item, item=record)
    return go(request, "meetings:meeting", number=number)
