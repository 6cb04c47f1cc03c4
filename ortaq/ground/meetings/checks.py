"""What the law asks of one meeting, day by day, and which of a unit's legal numbers are in force."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ortaq.engines import law
from ortaq.ground.meetings.models import Meeting, RuleOverride
from ortaq.ground.meetings.rules import as_override, day_of, overrides_of, quorum_of, work_calendar_of
from ortaq.ground.meetings.wording import cite, in_words, say_value
from ortaq.ground.places.models import Unit

SINGLE_VALUES = law.values.WHOLE + law.values.SHARES + tuple(law.values.RULES)
"""Units of parameters that one short value can override."""


@dataclass(frozen=True)
class LegalCheck:
    """One thing the law asks: by which day or how many, and where that stands.

    `state`: `ok`, `wrong` (the law was not kept), `due` (still to be done), `unknown` (no number is known).
    """

    label: str
    detail: str
    state: str
    says: str
    source: str
    url: str
    verified: bool


@dataclass(frozen=True)
class RuleLine:
    """A legal number in force for a unit. `override_id` names the unit's own, where there is one."""

    id: str
    topic: str
    label: str
    value: str
    source: str
    url: str
    since: datetime.date
    verified: bool
    verified_by: str
    origin: str
    can_be_adopted: bool
    override_id: UUID | None


def checklist(meeting: Meeting, *, on: datetime.date) -> list[LegalCheck]:
    """Return what the law asks of a meeting of a statutory kind; of any other kind nothing. Two queries."""
    overrides = overrides_of(meeting.unit_id)
    checks = [_notice(meeting, overrides), _materials(meeting, overrides, on), _quorum(meeting, overrides)]
    if meeting.held_at is not None:
        checks += _after(meeting, overrides, on)
    return [check for check in checks if check is not None]


def _notice(meeting: Meeting, overrides: list[law.Override]) -> LegalCheck | None:
    found = law.notice_given(
        notice_on=meeting.notice_on, meeting_on=day_of(meeting), kind=meeting.kind, overrides=overrides
    )
    if not found.used:
        return None
    days = {"day": date_format(meeting.notice_on), "entered": date_format(meeting.notice_entered_on)}
    detail = _("announced on %(day)s") % days
    if meeting.notice_on < meeting.notice_entered_on:
        detail = _("announced on %(day)s; entered here only on %(entered)s, so keep the proof on paper") % days
    return _check(found.used[0], _("Notice"), detail, "ok" if found.code == "in_time" else "wrong")


def _materials(meeting: Meeting, overrides: list[law.Override], on: datetime.date) -> LegalCheck | None:
    found = law.materials_deadline(meeting_on=day_of(meeting), kind=meeting.kind, overrides=overrides)
    if not found.used:
        return None
    if meeting.materials_on is not None:
        detail = _("handed out on %(day)s") % {"day": date_format(meeting.materials_on)}
        state = "ok" if meeting.materials_on <= found.day else "wrong"
    else:
        detail = _("by %(day)s") % {"day": date_format(found.day)}
        state = "due" if on <= found.day else "wrong"
    return _check(found.used[0], _("Materials"), detail, state)


def _quorum(meeting: Meeting, overrides: list[law.Override]) -> LegalCheck | None:
    found = quorum_of(meeting, overrides=overrides)
    if not found.used:
        return None
    if found.code == "no_value":
        return _check(found.used[0], _("Quorum"), _("the number is not known here"), "unknown")
    if meeting.held_at is None:
        return _check(found.used[0], _("Quorum"), "", "due")
    detail = _("%(present)s of %(entitled)s came, at least %(required)s are needed") % {
        "present": found.present,
        "entitled": found.entitled,
        "required": found.required,
    }
    return _check(found.used[0], _("Quorum"), detail, "ok" if found.code == "met" else "wrong")


def _after(meeting: Meeting, overrides: list[law.Override], on: datetime.date) -> list[LegalCheck | None]:
    """Return the duties that follow a meeting, each counted from the one before or its last lawful day."""
    day = day_of(meeting)
    calendar = work_calendar_of(meeting.unit_id, first_year=day.year, last_year=day.year + 1)
    checks: list[LegalCheck | None] = []

    def due(topic: str, counted_from: datetime.date) -> tuple[law.Parameter, datetime.date] | None:
        rule = law.rule_for(kind=meeting.kind, topic=topic, on=day, overrides=overrides)
        if rule is None or rule.value is None:
            return None
        return rule, law.add_working_days(counted_from, law.value_of(rule, int), calendar=calendar)

    if handover := due("protocol_handover", day):
        checks.append(_handover(meeting, *handover, on))
        if answer := due("answer", meeting.handed_over_on or handover[1]):
            detail = _("by %(day)s") % {"day": date_format(answer[1])}
            checks.append(_check(answer[0], _("Answer to the members"), detail, "due"))
    next_one = law.regular_deadline(last_held_on=day, kind=meeting.kind, overrides=overrides)
    if next_one.used:
        detail = _("by %(day)s") % {"day": date_format(next_one.day)}
        checks.append(_check(next_one.used[0], _("Next meeting of this kind"), detail, "due"))
    return checks


def _handover(meeting: Meeting, rule: law.Parameter, last_day: datetime.date, on: datetime.date) -> LegalCheck:
    detail = _("by %(day)s") % {"day": date_format(last_day)}
    if meeting.handed_over_on is not None:
        detail = _("handed over on %(day)s to: %(whom)s") % {
            "day": date_format(meeting.handed_over_on),
            "whom": meeting.handed_over_to,
        }
    state = "ok" if meeting.handed_over_on is not None else "due"
    if (meeting.handed_over_on or on) > last_day:
        state = "wrong"
    return _check(rule, _("Protocol to the akim"), detail, state)


def _check(rule: law.Parameter, label: str, detail: str, state: str) -> LegalCheck:
    return LegalCheck(
        label=label,
        detail=detail,
        state=state,
        says=say_value(rule),
        source=cite(rule),
        url=rule.act.url,
        verified=rule.verified,
    )


def rules_in_force(unit: Unit, *, on: datetime.date) -> list[RuleLine]:
    """Return every legal number as it holds for a unit on a day, in the order of the law's data. One query."""
    own = list(RuleOverride.objects.filter(unit=unit))
    overrides = [as_override(rule) for rule in own]
    return [_rule_line(law.statement(id, on=on, overrides=overrides), own, on) for id in law.parameters(on)]


def _rule_line(rule: law.Parameter, own: list[RuleOverride], on: datetime.date) -> RuleLine:
    holding = [mine for mine in own if mine.parameter == rule.id and as_override(mine).holds(on)]
    latest = max(holding, key=lambda mine: mine.adopted_on, default=None)
    return RuleLine(
        id=rule.id,
        topic=rule.id.split(".")[0],
        label=in_words(rule.label),
        value=say_value(rule),
        source=cite(rule),
        url=rule.act.url,
        since=rule.valid_from,
        verified=rule.verified,
        verified_by=rule.verified_by,
        origin=rule.origin,
        can_be_adopted=rule.unit in SINGLE_VALUES and rule.origin != "proposal",
        override_id=latest.id if latest else None,
    )
