"""Writes of needs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.files.store import store_photo
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.moderation import TO_A_NEED, PublicState, publish, refuse
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.text import Text, in_columns, searchable
from ortaq.stages.needs.models import (
    Answer,
    AnswerKind,
    Contact,
    Need,
    Problem,
    SheetImport,
)
from ortaq.stages.needs.rules import (
    CONTACTS_KEPT,
    FARTHEST_KM,
    LONGEST_NEED,
    answer_due_on,
    is_near,
    says_something,
)
from ortaq.stages.needs.sheet import NeedRow, NeedSheet


@action("needs.submit", private={"phone"})
def submit_need(
    *,
    by: Actor,
    cycle: Cycle,
    settlement: Settlement,
    text: str,
    language: str,
    theme: str = "",
    group: str = "",
    photo: File[Any] | None = None,
    place: RoughPoint | None = None,
    phone: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Need:
    """Record what a person says is needed. It is read by a moderator before everybody can read it."""
    said = Said(settlement, text, language, theme, group, photo, phone, place)
    return _record(said, by=by, cycle=cycle, now=now, id=deed)


@action("needs.submit_for_person", private={"phone"})
def submit_need_for_person(
    *,
    by: Actor,
    cycle: Cycle,
    settlement: Settlement,
    text: str,
    language: str,
    theme: str = "",
    group: str = "",
    meeting: Meeting | None = None,
    photo: File[Any] | None = None,
    place: RoughPoint | None = None,
    phone: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Need:
    """Record what a person who is present, a paper form or a meeting says; `by.channel` tells which."""
    if meeting is not None and meeting.cancelled_at is not None:
        raise Refused(_("This meeting was cancelled, so nothing was said at it."), field="meeting")
    said = Said(settlement, text, language, theme, group, photo, phone, place, meeting)
    return _record(said, by=by, cycle=cycle, now=now, id=deed)


@action("needs.import")
def import_needs(
    *, by: Actor, cycle: Cycle, sheet: NeedSheet, now: datetime.datetime, deed: UUID | None = None
) -> SheetImport:
    """Take in a spreadsheet of needs, all of it or nothing: good rows are kept, the others reported.

    A row that an earlier sheet of this cycle brought already is counted as repeated and not kept twice.
    """
    known = set(
        Need.objects.filter(cycle=cycle, fingerprint__in=[row.fingerprint for row in sheet.rows]).values_list(
            "fingerprint", flat=True
        )
    )
    fresh = [row for row in sheet.rows if row.fingerprint not in known]
    made = SheetImport.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        sha256=sheet.sha256,
        language=sheet.language,
        rows=len(sheet.rows) + len(sheet.faults),
        taken=len(fresh),
        repeated=len(sheet.rows) - len(fresh),
        refused=len(sheet.faults),
        faults=[[fault.row, fault.column, fault.code, fault.value] for fault in sheet.faults],
        imported_at=now,
    )
    settlements = {settlement.id: settlement for settlement in cycle.unit.settlements.all()}
    first = _next_number(Need, cycle)
    Need.objects.bulk_create(
        [
            _need_of_row(row, cycle, settlements[row.settlement_id], made, number, now)
            for number, row in enumerate(fresh, start=first)
        ],
        batch_size=200,
    )
    return made


@action("needs.moderate")
def publish_need(*, by: Actor, need: Need, theme: str, now: datetime.datetime, deed: UUID | None = None) -> Need:
    """Let everybody read a need, sorted under a theme; the day of its answer is counted from now."""
    if not theme:
        raise Refused(_("Choose what the need is about, so that people can find it."), field="theme")
    publish(need, now=now)
    need.theme, need.answer_due_on = theme, answer_due_on(now, unit_id=need.unit_id)
    need.save()
    return need


@action("needs.moderate")
def refuse_need(
    *, by: Actor, need: Need, objection: str, now: datetime.datetime, deed: UUID | None = None
) -> Need:
    """Keep a text from being published; its author reads why on the need's page."""
    if need.problem_id is not None:
        raise Refused(_("This need is part of a problem. Take it out of the problem first."))
    if need.answered_at is not None:
        raise Refused(_("This need has an answer already, so it stays published."))
    refuse(need, objection, offered=TO_A_NEED, now=now)
    need.answer_due_on = None
    need.save()
    return need


@action("needs.translate")
def translate_need(
    *, by: Actor, need: Need, translation: str, now: datetime.datetime, deed: UUID | None = None
) -> Need:
    """Add a checked translation of a need; the author's own words stay as they were said."""
    original = need.text
    other = translation.strip()
    if original.original == "kk":
        need.text = Text(kk=original.kk, ru=other, original="kk")
    else:
        need.text = Text(kk=other, ru=original.ru, original="ru")
    need.search = searchable(need.text.kk, need.text.ru)
    need.save()
    return need


@action("needs.merge")
def make_problem(
    *,
    by: Actor,
    cycle: Cycle,
    title: Text,
    description: Text,
    theme: str,
    needs: Sequence[Need],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Problem:
    """Make one problem of needs that say the same; each keeps its page, its author's thread and its answers."""
    if not title:
        raise Refused(_("Give the problem a name in Kazakh or in Russian."), field="title_kk")
    if not needs:
        raise Refused(_("Choose at least one need: a problem without a need is nobody's."), field="needs")
    problem = Problem.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        number=_next_number(Problem, cycle),
        theme=theme,
        made_at=now,
        **in_columns(title=title, description=description),
    )
    _merge(problem, needs, now)
    return problem


@action("needs.merge")
def merge_needs(
    *, by: Actor, problem: Problem, needs: Sequence[Need], now: datetime.datetime, deed: UUID | None = None
) -> Problem:
    """Add needs to a problem."""
    if not needs:
        raise Refused(_("Choose the needs that say the same."), field="needs")
    _merge(problem, needs, now)
    return problem


@action("needs.merge")
def part_need(*, by: Actor, need: Need, reason: str, now: datetime.datetime, deed: UUID | None = None) -> Need:
    """Take a need out of a problem to which it does not belong."""
    if need.problem_id is None:
        raise Refused(_("This need is not part of a problem."))
    if not reason.strip():
        raise Refused(_("Say why the need does not belong to this problem."), field="reason")
    need.problem, need.merged_at = None, None
    need.save()
    return need


@action("needs.answer")
def answer_need(
    *, by: Actor, need: Need, kind: str, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Answer:
    """Give the office's official answer to one need."""
    _check_answer(kind, text)
    if need.state != PublicState.PUBLISHED:
        raise Refused(_("Publish the need before you answer it."))
    return _answer(need, kind, text, now, id=deed)


@action("needs.answer")
def answer_problem(
    *, by: Actor, problem: Problem, kind: str, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Problem:
    """Give the same official answer to every need of a problem."""
    _check_answer(kind, text)
    needs = list(problem.needs.all())
    if not needs:
        raise Refused(_("This problem has no needs any more, so there is nobody to answer."))
    for need in needs:
        _answer(need, kind, text, now, id=new_id())
    return problem


@dataclass(frozen=True)
class Said:
    """What somebody says is needed, where, and what they tell of themselves, before it is a need."""

    settlement: Settlement
    text: str
    language: str
    theme: str
    group: str
    photo: File[Any] | None
    phone: str
    place: RoughPoint | None = None
    meeting: Meeting | None = None


def _record(said: Said, *, by: Actor, cycle: Cycle, now: datetime.datetime, id: UUID | None) -> Need:
    text, phone = said.text.strip(), said.phone.strip()
    if not says_something(text):
        raise Refused(_("Write in a few words what is needed."), field="text")
    if len(text) > LONGEST_NEED:
        raise Refused(_("The text is longer than 4,000 characters. Divide it into several needs."), field="text")
    if said.place is not None and not is_near(said.place, cycle.unit):
        raise Refused(
            _(
                "This place is farther than %(km)s km from the settlements that are on the map. "
                "Move the mark closer, or take it away: the settlement is enough."
            )
            % {"km": FARTHEST_KM},
            field="place",
        )
    need = Need.objects.create(
        id=id,
        unit=cycle.unit,
        cycle=cycle,
        number=_next_number(Need, cycle),
        search=searchable(text),
        settlement=said.settlement,
        theme=said.theme,
        group=said.group,
        photo=store_photo(unit=cycle.unit, upload=said.photo) if said.photo else None,
        latitude=said.place.latitude if said.place else None,
        longitude=said.place.longitude if said.place else None,
        channel=by.channel,
        meeting=said.meeting,
        submitted_at=now,
        **in_columns(text=_in(said.language, text)),
    )
    if phone:
        Contact.objects.create(need=need, phone=phone, consented_at=now)
    return need


def _need_of_row(
    row: NeedRow,
    cycle: Cycle,
    settlement: Settlement,
    sheet: SheetImport,
    number: int,
    now: datetime.datetime,
) -> Need:
    return Need(
        id=new_id(),
        unit=cycle.unit,
        cycle=cycle,
        number=number,
        search=searchable(row.text),
        settlement=settlement,
        theme=row.theme,
        group=row.group,
        channel="sheet",
        sheet=sheet,
        fingerprint=row.fingerprint,
        submitted_at=now,
        **in_columns(text=_in(row.language, row.text)),
    )


def _merge(problem: Problem, needs: Sequence[Need], now: datetime.datetime) -> None:
    for need in needs:
        if need.state != PublicState.PUBLISHED:
            raise Refused(_("Need № %(number)s is not published yet.") % {"number": need.number}, field="needs")
        if need.problem_id not in {None, problem.id}:
            raise Refused(
                _("Need № %(number)s is part of another problem already.") % {"number": need.number},
                field="needs",
            )
        need.problem, need.merged_at = problem, now
        need.save(update_fields=["problem", "merged_at"])


def _check_answer(kind: str, text: Text) -> None:
    if kind not in AnswerKind.values:
        raise Refused(_("Choose what is done about the need."), field="kind")
    if not text:
        raise Refused(_("Write the answer in Kazakh or in Russian."), field="text_kk")


def _answer(need: Need, kind: str, text: Text, now: datetime.datetime, *, id: UUID | None) -> Answer:
    answer = Answer.objects.create(
        id=id, unit_id=need.unit_id, need=need, kind=kind, answered_at=now, **in_columns(text=text)
    )
    need.answered_at = now
    need.save(update_fields=["answered_at"])
    forget_contacts(now=now)
    return answer


def forget_contacts(*, now: datetime.datetime) -> int:
    """Delete the contacts of needs that were answered, or refused, a year ago; return how many.

    Nobody decides it, so it is no deed of the journal, which never knew the contacts. Each answer and each start
    of Ortaq calls it.
    """
    past = now - CONTACTS_KEPT
    done = Q(need__answered_at__lt=past) | Q(need__state=PublicState.REFUSED, need__decided_at__lt=past)
    forgotten, _kinds = Contact.objects.filter(done).delete()
    return forgotten


def _in(language: str, text: str) -> Text:
    return Text(kk=text) if language == "kk" else Text(ru=text)


def _next_number(model: type[Need] | type[Problem], cycle: Cycle) -> int:
    """Return the next number within the unit; the book of the unit is locked, so nobody else takes it."""
    last: int | None = model.objects.filter(unit=cycle.unit_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
