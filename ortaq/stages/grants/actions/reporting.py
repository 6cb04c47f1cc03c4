"""Writes of reports on a grant: handed in by the grantee or a helper, accepted or returned."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.files.store import store_photo
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.stages.grants.access import require_impartial
from ortaq.stages.grants.actions.applying import HELPED
from ortaq.stages.grants.keys import opens
from ortaq.stages.grants.models import Contract, Evidence, Report, ReportState
from ortaq.stages.grants.rules import MOST_PHOTOS, tenge
from ortaq.stages.grants.states import running


@action("grants.report", private={"key", "text", "photos", "captions"})
def report(
    *,
    by: Actor,
    contract: Contract,
    key: str,
    text: str,
    spent: int,
    own_spent: int,
    photos: Sequence[File[Any]] = (),
    captions: Sequence[str] = (),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Report:
    """Report on the tranche paid last: what was done and bought, with photos of invoices and work."""
    if not opens(contract.application, key):
        raise NotAllowed(_("This application is opened by the secret on its receipt."))
    return _report(contract, text, (spent, own_spent), photos, captions, now, deed)


@action("grants.report_for_person", private={"text", "photos", "captions"})
def report_for_person(
    *,
    by: Actor,
    contract: Contract,
    text: str,
    spent: int,
    own_spent: int,
    photos: Sequence[File[Any]] = (),
    captions: Sequence[str] = (),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Report:
    """Type the report of somebody who is present, on a file that a helper began."""
    if contract.application.channel not in HELPED:
        raise NotAllowed(_("This application was begun without a helper, so only its secret opens it."))
    return _report(contract, text, (spent, own_spent), photos, captions, now, deed)


def _report(
    contract: Contract,
    text: str,
    spent: tuple[int, int],
    photos: Sequence[File[Any]],
    captions: Sequence[str],
    now: datetime.datetime,
    id: UUID | None,
) -> Report:
    held = running(contract)
    _require_report_due(held)
    if not text.strip():
        raise Refused(_("Write what you did and what you bought."), field="text")
    if min(spent) < 0:
        raise Refused(_("The amount cannot be less than zero."), field="spent")
    _require_paid(held, spent[0])
    if len(photos) > MOST_PHOTOS:
        raise Refused(_("Choose at most %(most)s photos.") % {"most": MOST_PHOTOS}, field="photos")
    last: int | None = held.reports.aggregate(last=Max("number"))["last"]
    made = Report.objects.create(
        id=id,
        contract=held,
        number=(last or 0) + 1,
        text=text.strip(),
        spent=spent[0],
        own_spent=spent[1],
        handed_in_at=now,
    )
    made.evidence.set(_kept(held, photos, captions, now))
    return made


def _require_report_due(contract: Contract) -> None:
    states = list(contract.reports.values_list("state", flat=True))
    if ReportState.HANDED_IN in states:
        raise Refused(_("Your last report is being read. Wait for the answer before you send another one."))
    if states.count(ReportState.ACCEPTED) >= contract.tranches.filter(paid_on__isnull=False).count():
        raise Refused(_("Nothing was paid since the last report, so there is nothing to report on."))


def _require_paid(contract: Contract, spent: int) -> None:
    paid = contract.tranches.filter(paid_on__isnull=False).aggregate(sum=Sum("amount"))["sum"] or 0
    told = contract.reports.filter(state=ReportState.ACCEPTED).aggregate(sum=Sum("spent"))["sum"] or 0
    if told + spent > paid:
        raise Refused(
            _("Of the grant %(paid)s was paid and %(told)s reported already. Write the rest as your own money.")
            % {"paid": tenge(paid), "told": tenge(told)},
            field="spent",
        )


def _kept(
    contract: Contract, photos: Sequence[File[Any]], captions: Sequence[str], now: datetime.datetime
) -> list[Evidence]:
    words = [*captions, *[""] * len(photos)]
    try:
        stored = [store_photo(unit=contract.unit, upload=photo) for photo in photos]
    except Refused as refusal:
        raise Refused(refusal.sentence, field="photos") from refusal
    return Evidence.objects.bulk_create(
        Evidence(
            id=new_id(),
            unit_id=contract.unit_id,
            application_id=contract.application_id,
            photo=photo,
            caption=caption.strip()[:200],
            given_at=now,
        )
        for photo, caption in zip(stored, words, strict=False)
    )


@action("grants.judge_report")
def judge_report(
    *,
    by: Actor,
    report: Report,
    accepted: bool,
    judgment: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Report:
    """Accept a report, or return it with what has to be added."""
    require_impartial(by, report.contract.application)
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state != ReportState.HANDED_IN:
        raise Refused(_("This report is answered already."))
    if not accepted and not judgment.strip():
        raise Refused(_("Write what is missing, so that the grantee can add it."), field="judgment")
    held.state = ReportState.ACCEPTED if accepted else ReportState.RETURNED
    held.judgment, held.judged_at = judgment.strip(), now
    held.save()
    return held
