"""What a call and an application must be before they go on: predicates and limits beyond the table of roles."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.errors import Refused
from ortaq.ground.money import TIYN_PER_TENGE
from ortaq.stages.grants.models import Application, Call

ASSESSMENTS = 2
"""Independent assessments before a decision (domain reference §4.3)."""

SPREAD = Fraction(1, 5)
"""Assessors whose sums differ by more than this share of all points disagree much; the committee is told."""

WHOLE = 1000
"""Shares are kept in thousandths."""

MOST_PHOTOS = 5


@dataclass(frozen=True)
class Lack:
    """What is missing or wrong: the part of the form, its field, and a sentence that says what to do."""

    part: str
    field: str
    sentence: object


def call_days(on: datetime.date) -> law.Parameter:
    """Return the shortest number of days for which a call is open."""
    return law.parameter("grants.call_days", on=on)


def committee_quorum(on: datetime.date) -> law.Parameter:
    """Return the share of members that makes a sitting valid."""
    return law.parameter("grants.committee_quorum", on=on)


def is_open(call: Call, on: datetime.date) -> bool:
    """Whether applications may be written and handed in on a day."""
    return (
        call.published_at is not None
        and call.opens_on is not None
        and call.closes_on is not None
        and call.opens_on <= on <= call.closes_on
    )


def require_open(call: Call, *, now: datetime.datetime) -> None:
    """Refuse what comes before the opening or after the closing of a call."""
    today = timezone.localdate(now)
    if is_open(call, today):
        return
    if call.published_at and call.opens_on and today < call.opens_on:
        raise Refused(
            _("This call opens on %(day)s. Come back then.") % {"day": date_format(call.opens_on, "DATE_FORMAT")}
        )
    raise Refused(_("This call is closed, so nothing more can be handed in. See whether another call is open."))


def require_closed(call: Call, *, now: datetime.datetime) -> None:
    """Refuse to judge while people may still apply."""
    if call.closes_on is None or timezone.localdate(now) <= call.closes_on:
        raise Refused(_("People can still apply. Judge the applications after the call has closed."))


def what_a_call_lacks(call: Call, *, today: datetime.date) -> list[Lack]:
    """Return everything that keeps a draft of a call from being published. Three queries."""
    return [*_missing_contents(call), *_wrong_money(call), *_wrong_days(call, today)]


def _missing_contents(call: Call) -> Iterator[Lack]:
    """The six contents that support to third parties must have (domain reference §4.2), and who may apply."""
    texts = {
        "objectives": _("Write what the call is to achieve and which results are expected."),
        "activities": _("Write the closed list of activities that can be paid for."),
        "persons": _("Write who may apply: which types of persons."),
        "amount_criteria": _("Write how the exact amount of a grant is found."),
    }
    for name, sentence in texts.items():
        if not getattr(call, name):
            yield Lack("terms", f"{name}_kk", sentence)
    if not call.largest_grant:
        yield Lack("terms", "largest_grant", _("Write the largest amount that one grant may have."))
    if not call.criteria.exists():
        yield Lack("criteria", "", _("Write at least one criterion of selection and the points it gives."))
    if not call.units.exists():
        yield Lack("terms", "units", _("Choose the units in which people may apply."))


def _wrong_money(call: Call) -> Iterator[Lack]:
    if not call.fund:
        yield Lack("terms", "fund", _("Write how much money the call has in all."))
    elif call.largest_grant and call.largest_grant > call.fund:
        yield Lack("terms", "largest_grant", _("One grant cannot be larger than all the money of the call."))
    bounds = (
        ("smallest_grant", call.smallest_grant, call.largest_grant),
        ("smallest_project", call.smallest_project, call.largest_project),
        ("least_own_share", call.least_own_share, call.most_own_share),
    )
    for field, least, most in bounds:
        if least is not None and most is not None and least > most:
            yield Lack("terms", field, _("The smallest value is above the largest one. Change one of them."))


def _wrong_days(call: Call, today: datetime.date) -> Iterator[Lack]:
    if call.opens_on is None or call.closes_on is None:
        yield Lack("terms", "opens_on", _("Write the day on which the call opens and the day on which it closes."))
        return
    if call.opens_on < today:
        yield Lack("terms", "opens_on", _("The call cannot open on a day that has gone by."))
    least = law.value_of(call_days(call.opens_on), int)
    if (call.closes_on - call.opens_on).days < least:
        yield Lack(
            "terms",
            "closes_on",
            _("A call stays open for at least %(days)s days, so that the news reaches everybody. Close it later.")
            % {"days": least},
        )


def what_an_application_lacks(application: Application) -> list[Lack]:
    """Return everything that keeps an application from being handed in. Three queries."""
    return [*_missing_words(application), *_missing_numbers(application), *wrong_amounts(application)]


def _missing_words(application: Application) -> Iterator[Lack]:
    words = {
        "title": _("Give your project a name."),
        "idea": _("Describe what you want to do."),
        "use_for_village": _("Write what the people of the village will have of it."),
        "person_kind": _("Choose what you are: sole trader, farm, company, or somebody who wants to start."),
    }
    for name, sentence in words.items():
        if not getattr(application, name):
            yield Lack("business", name, sentence)
    if application.settlement_id is None:
        yield Lack("business", "settlement", _("Choose the settlement in which you will work."))
    person = getattr(application, "applicant", None)
    if person is None or not (person.name and person.contact):
        yield Lack("person", "name", _("Write your name and how we can reach you."))


def _missing_numbers(application: Application) -> Iterator[Lack]:
    if application.jobs is None or application.jobs_women is None or application.jobs_youth is None:
        yield Lack("jobs", "jobs", _("Write how many jobs there will be; zero is an answer too."))
    if not application.requested:
        yield Lack("money", "requested", _("Write how much money you ask for."))
    if application.own_part is None:
        yield Lack("money", "own_part", _("Write how much you add yourself."))


def wrong_amounts(application: Application) -> Iterator[Lack]:
    """Yield what is wrong with amounts that are written: the bounds of the call, the sums of the budget."""
    if not application.requested or application.own_part is None:
        return
    for field, sentence in _outside_bounds(application.call, application.requested, application.own_part):
        yield Lack("money", field, sentence)
    items = list(application.budget.all())
    sums = (sum(item.from_grant for item in items), sum(item.from_own for item in items))
    if sums != (application.requested, application.own_part):
        yield Lack(
            "money",
            "items",
            _(
                "The things you buy cost %(grant)s from the grant and %(own)s of your own; "
                "above you wrote other sums."
            )
            % {"grant": tenge(sums[0]), "own": tenge(sums[1])},
        )


def require_within_bounds(call: Call, *, grant: int, own_part: int) -> None:
    """Refuse amounts that the terms of the call do not permit."""
    for field, sentence in _outside_bounds(call, grant, own_part):
        raise Refused(sentence, field="grant" if field == "requested" else field)


def _outside_bounds(call: Call, grant: int, own_part: int) -> Iterator[tuple[str, object]]:
    whole = grant + own_part
    if call.largest_grant is not None and grant > call.largest_grant:
        yield "requested", _("One grant is at most %(most)s.") % {"most": tenge(call.largest_grant)}
    if call.smallest_grant is not None and grant < call.smallest_grant:
        yield "requested", _("One grant is at least %(least)s.") % {"least": tenge(call.smallest_grant)}
    if call.largest_project is not None and whole > call.largest_project:
        yield (
            "requested",
            _("The whole project may cost at most %(most)s; yours costs %(whole)s.")
            % {"most": tenge(call.largest_project), "whole": tenge(whole)},
        )
    if call.smallest_project is not None and whole < call.smallest_project:
        yield (
            "requested",
            _("The whole project costs at least %(least)s; yours costs %(whole)s.")
            % {"least": tenge(call.smallest_project), "whole": tenge(whole)},
        )
    if call.least_own_share is not None and own_part * WHOLE < call.least_own_share * whole:
        yield (
            "own_part",
            _("Your own part must be at least %(share)s %% of the whole project.")
            % {"share": percent(call.least_own_share)},
        )
    if call.most_own_share is not None and own_part * WHOLE > call.most_own_share * whole:
        yield (
            "own_part",
            _("Your own part may be at most %(share)s %% of the whole project.")
            % {"share": percent(call.most_own_share)},
        )


def tenge(amount: int) -> str:
    """Return an amount for a sentence, with the word tenge in the reader's language."""
    whole, rest = divmod(amount, TIYN_PER_TENGE)
    written = number_format(whole, use_l10n=True, force_grouping=True)
    return str(_("%(amount)s tenge") % {"amount": f"{written},{rest:02}" if rest else written})


def percent(thousandths: int) -> str:
    """Return a share in thousandths as per cent, without zeros at its end.

    >>> percent(100), percent(125)
    ('10', '12,5')
    """
    whole, rest = divmod(thousandths, 10)
    return f"{whole},{rest}" if rest else str(whole)


def require_gone_by(day: datetime.date, *, now: datetime.datetime, field: str) -> None:
    """Refuse a day that is still to come."""
    if day > timezone.localdate(now):
        raise Refused(_("This day is still to come. Choose today or an earlier day."), field=field)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months later; the last day of a shorter month.

    >>> months_after(datetime.date(2027, 8, 31), 6)
    datetime.date(2028, 2, 29)
    """
    month = day.year * 12 + day.month - 1 + months
    first = datetime.date(month // 12, month % 12 + 1, 1)
    following = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
