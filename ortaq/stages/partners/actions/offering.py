"""Offers of help: what somebody writes who read the list of lines that look for a partner, and what follows."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text
from ortaq.stages.partners.actions.following import begin, follow, new_partner
from ortaq.stages.partners.models import Partner, PartnerContact, Partnership, Proposal, Stage
from ortaq.stages.partners.selectors import looks_for_partner
from ortaq.stages.plan.models import PlanLine


@action("partners.propose", private={"text", "name", "contact"})
def propose_help(
    *,
    by: Actor,
    line: PlanLine,
    text: str,
    name: str,
    contact: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Proposal:
    """Somebody says that they can help with a line that looks for a partner; only the office reads it."""
    if not looks_for_partner(line):
        raise Refused(_("This line does not look for a partner any more. Look at the list again."))
    for value, field, sentence in (
        (text, "text", _("Write how you can help.")),
        (name, "name", _("Write your name, or your company's.")),
        (contact, "contact", _("Write a phone number or an address, so that the office can answer.")),
    ):
        if not value.strip():
            raise Refused(sentence, field=field)
    last: int | None = Proposal.objects.filter(unit=line.unit_id).aggregate(last=Max("number"))["last"]
    return Proposal.objects.create(
        id=deed,
        unit=line.unit,
        line=line,
        number=(last or 0) + 1,
        text=text.strip(),
        name=name.strip(),
        contact=contact.strip(),
        consented_at=now,
    )


@action("partners.record", private={"name"})
def accept_proposal(
    *,
    by: Actor,
    proposal: Proposal,
    partner: Partner | None = None,
    kind: str = "",
    name: Text = Text(),
    is_named: bool = False,
    asked_for: Text,
    asked_by: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Partnership:
    """Begin a partnership from an offer of help: asked by the public list, in talks from today.

    Without a `partner` that the unit knows, one is written down from `kind` and `name`. Who offered is reached by
    the contact of the offer, which only the office sees.
    """
    _require_open(proposal)
    partner = partner or new_partner(proposal.unit, kind=kind, name=name, is_named=is_named, now=now)
    PartnerContact.objects.get_or_create(partner=partner, defaults={"contact": proposal.contact})
    partnership = begin(
        partner,
        cycle=proposal.line.cycle,
        line=proposal.line,
        asked_for=asked_for,
        asked_by=asked_by,
        by=by,
        happened_on=timezone.localdate(proposal.consented_at),
        now=now,
        deed=deed,
    )
    follow(partnership, Stage.TALKS, by=by, happened_on=timezone.localdate(now), now=now, deed=None)
    proposal.partnership, proposal.answered_at = partnership, now
    proposal.save(update_fields=["partnership", "answered_at"])
    return Partnership.objects.get(pk=partnership.pk)


@action("partners.record")
def settle_proposal(
    *, by: Actor, proposal: Proposal, now: datetime.datetime, deed: UUID | None = None
) -> Proposal:
    """Note that the office has answered somebody whose offer it does not take up."""
    _require_open(proposal)
    proposal.answered_at = now
    proposal.save(update_fields=["answered_at"])
    return proposal


def _require_open(proposal: Proposal) -> None:
    proposal.refresh_from_db()
    if proposal.answered_at is not None:
        raise Refused(_("This was answered already."))
