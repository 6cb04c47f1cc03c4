"""Writes of an application: begun, filled in with gaps, handed in whole, withdrawn.

Whoever holds the secret acts with its key; a helper acts for somebody who is present, on a file that a helper
began. What an applicant writes never enters the journal.
"""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import NotAllowed, Refused, Several
from ortaq.ground.people.actors import Actor, Channel
from ortaq.ground.places.models import Unit
from ortaq.stages.grants.access import require_impartial
from ortaq.stages.grants.content import Business, Jobs, Money, Part, Person, write_columns
from ortaq.stages.grants.keys import key_of, opens, read_secret
from ortaq.stages.grants.models import Applicant, Application, ApplicationState, BudgetItem, Call
from ortaq.stages.grants.rules import require_open, what_an_application_lacks
from ortaq.stages.grants.states import locked, move

HELPED = frozenset({Channel.HELPER, Channel.PAPER})
"""Channels of files that a helper began and may go on with; all others are opened by their secret alone."""

RUNS_ALREADY = _("There is a contract already. Ask the programme to end the contract instead.")


@action("grants.apply", private={"secret"})
def start_application(
    *,
    by: Actor,
    unit: Unit,
    call: Call,
    secret: str,
    language: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Application:
    """Begin an application, empty, under the next number of the call; `secret` opens it again."""
    return _started(by, unit, call, secret, language, now, deed)


@action("grants.apply_for_person", private={"secret"})
def start_application_for_person(
    *,
    by: Actor,
    unit: Unit,
    call: Call,
    secret: str,
    language: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Application:
    """Begin an application for somebody who is present or gave a paper form; the person gets the receipt."""
    return _started(by, unit, call, secret, language, now, deed)


@action("grants.apply", private={"key", "part"})
def write_draft(
    *,
    by: Actor,
    application: Application,
    key: str,
    part: Part,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Application:
    """Save one part of a draft, with gaps where there are any."""
    return _write(_held(application, key), part, now)


@action("grants.apply_for_person", private={"part"})
def write_draft_for_person(
    *, by: Actor, application: Application, part: Part, now: datetime.datetime, deed: UUID | None = None
) -> Application:
    """Save one part of a draft that a helper began."""
    return _write(_helped(application), part, now)


@action("grants.apply", private={"key"})
def hand_in(
    *, by: Actor, application: Application, key: str, now: datetime.datetime, deed: UUID | None = None
) -> Application:
    """Hand in an application that is complete; it is fixed from then on."""
    return _hand_in(_held(application, key), now)


@action("grants.apply_for_person")
def hand_in_for_person(
    *, by: Actor, application: Application, now: datetime.datetime, deed: UUID | None = None
) -> Application:
    """Hand in for somebody who is present what a helper typed."""
    return _hand_in(_helped(application), now)


@action("grants.withdraw", private={"key", "words"})
def withdraw(
    *,
    by: Actor,
    application: Application,
    key: str,
    words: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Application:
    """Withdraw one's own application; nobody has to say why."""
    return _withdraw(_held(application, key), words, now)


@action("grants.record_withdrawal", private={"words"})
def record_withdrawal(
    *, by: Actor, application: Application, words: str, now: datetime.datetime, deed: UUID | None = None
) -> Application:
    """Record that an applicant told the programme to withdraw: by which letter or call, on which day."""
    require_impartial(by, application)
    if not words.strip():
        raise Refused(_("Write how the applicant told you: the letter or the call, and its day."), field="words")
    return _withdraw(locked(application), words, now)


def _started(
    by: Actor, unit: Unit, call: Call, secret: str, language: str, now: datetime.datetime, id: UUID | None
) -> Application:
    held = Call.objects.select_for_update().get(pk=call.pk)
    require_open(held, now=now)
    if not held.units.filter(pk=unit.pk).exists():
        raise Refused(_("This call is not for this place. Look on the page of grants which calls are."))
    last: int | None = held.applications.aggregate(last=Max("number"))["last"]
    application = Application(
        id=id,
        unit=unit,
        call=held,
        number=(last or 0) + 1,
        language="ru" if language == "ru" else "kk",
        channel=by.channel,
        started_at=now,
    )
    application.key = key_of(read_secret(secret), application_id=application.id)
    application.save(force_insert=True)
    return application


def _held(application: Application, key: str) -> Application:
    if not opens(application, key):
        raise NotAllowed(_("This application is opened by the secret on its receipt."))
    return locked(application)


def _helped(application: Application) -> Application:
    if application.channel not in HELPED:
        raise NotAllowed(_("This application was begun without a helper, so only its secret opens it."))
    return locked(application)


def _write(application: Application, part: Part, now: datetime.datetime) -> Application:
    if application.state != ApplicationState.DRAFT:
        raise Refused(_("This application is handed in, so it does not change any more."))
    require_open(application.call, now=now)
    if isinstance(part, Money):
        _write_money(application, part)
    elif isinstance(part, Person):
        _write_person(application, part, now)
    else:
        _check_part(part)
        write_columns(application, part)
    application.save()
    return application


def _check_part(part: Business | Jobs) -> None:
    if isinstance(part, Jobs):
        among = (part.jobs_women or 0, part.jobs_youth or 0)
        if max(among) > (part.jobs or 0):
            raise Refused(_("Women and young people are among all jobs: write all jobs first."), field="jobs")


def _write_money(application: Application, money: Money) -> None:
    for item in money.items:
        if not item.title.strip() or item.from_grant + item.from_own <= 0:
            raise Refused(_("Write for each thing what it is and what it costs."), field="items")
    application.requested, application.own_part = money.requested, money.own_part
    application.budget.all().delete()
    BudgetItem.objects.bulk_create(
        BudgetItem(
            application=application,
            number=number,
            title=item.title.strip(),
            from_grant=item.from_grant,
            from_own=item.from_own,
        )
        for number, item in enumerate(money.items, start=1)
    )


def _write_person(application: Application, person: Person, now: datetime.datetime) -> None:
    if not (person.name.strip() or person.contact.strip()):
        Applicant.objects.filter(application=application).delete()
        return
    if not person.consents:
        raise Refused(
            _("Tick that you agree: without it we may not keep your name and how to reach you."), field="consents"
        )
    Applicant.objects.update_or_create(
        application=application,
        defaults={"name": person.name.strip(), "contact": person.contact.strip(), "consented_at": now},
    )


def _hand_in(application: Application, now: datetime.datetime) -> Application:
    move(application, ApplicationState.SUBMITTED)
    require_open(application.call, now=now)
    lacks = what_an_application_lacks(application)
    if lacks:
        raise Several({lack.field: lack.sentence for lack in reversed(lacks)})
    application.submitted_at = now
    application.save()
    return application


def _withdraw(application: Application, words: str, now: datetime.datetime) -> Application:
    if hasattr(application, "contract"):
        raise Refused(RUNS_ALREADY)
    move(application, ApplicationState.WITHDRAWN)
    application.withdrawn_at, application.withdrawal = now, words.strip()
    application.save()
    return application
