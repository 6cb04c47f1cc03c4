"""Writes of the advisory vote.

Codes and ballots are private arguments: the journal says that a ballot was cast, not with which card or how.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.stages.vote.ballot_file import published_file
from ortaq.stages.vote.codes import draw_code, hash_of
from ortaq.stages.vote.models import Candidate, Card, CardBatch, Count, Outcome, SealedBallot, Vote, VoteState
from ortaq.stages.vote.rules import LEAST_CANDIDATES, MOST_CARDS_AT_ONCE, takes_ballots, takes_paper
from ortaq.stages.vote.sealing import chosen, seal, unseal, usable_card
from ortaq.stages.vote.terms import Candidacy, VoteTerms, freeze_titles, set_terms

if TYPE_CHECKING:
    from ortaq.stages.vote.counting import Verdict


@action("vote.prepare")
def prepare_vote(
    *,
    by: Actor,
    cycle: Cycle,
    terms: VoteTerms,
    candidates: Sequence[Candidacy],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Vote:
    """Prepare the residents' vote of a cycle. Candidates may still be missing; all of it can be changed."""
    if Vote.objects.filter(cycle=cycle).exists():
        raise Refused(_("This cycle has a vote already. Change that one."))
    vote = Vote(id=deed, unit=cycle.unit, cycle=cycle)
    set_terms(vote, terms=terms, candidates=candidates)
    return vote


@action("vote.prepare")
def change_vote(
    *,
    by: Actor,
    vote: Vote,
    terms: VoteTerms,
    candidates: Sequence[Candidacy],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Vote:
    """Change a vote that is not open yet."""
    vote = _fresh(vote)
    _require_prepared(vote)
    set_terms(vote, terms=terms, candidates=candidates)
    return vote


@action("vote.open")
def open_vote(*, by: Actor, vote: Vote, lot: str, now: datetime.datetime, deed: UUID | None = None) -> Vote:
    """Freeze the rules of a vote and let people vote from `opens_at` on.

    `lot` decides ties that cost and votes leave: dice thrown in public, or figures drawn by the page. It is
    published with the rules before the first ballot.
    """
    vote = _fresh(vote)
    _require_prepared(vote)
    if not lot.strip():
        raise Refused(
            _("Write the lot that decides between equal projects: any figures drawn in public."), field="lot"
        )
    if vote.closes_at <= now:
        raise Refused(_("The vote would close in the past. Change its dates first."))
    if vote.candidates.count() < LEAST_CANDIDATES:
        raise Refused(_("A vote needs at least two projects to choose from. Add projects first."))
    freeze_titles(vote)
    vote.state, vote.tie_lot = VoteState.OPEN, " ".join(lot.split())
    vote.save()
    return vote


@action("vote.print_cards")
def print_cards(
    *, by: Actor, vote: Vote, cards: int, now: datetime.datetime, deed: UUID | None = None
) -> CardBatch:
    """Make cards with one-time codes. The codes are on the record this returns, and nowhere else after it.

    The same deed again answers the batch without codes: what was printed once cannot be printed again.
    """
    vote = _fresh(vote)
    if vote.state not in {VoteState.PREPARED, VoteState.OPEN} or vote.closes_at <= now:
        raise Refused(_("The vote is over, so no more cards are printed."))
    if not 1 <= cards <= MOST_CARDS_AT_ONCE:
        raise Refused(_("Print between 1 and 1,000 cards at a time."), field="cards")
    last: int | None = vote.cards.aggregate(last=Max("serial"))["last"]
    first = (last or 0) + 1
    batch = CardBatch.objects.create(
        id=deed, unit_id=vote.unit_id, vote=vote, first_serial=first, cards=cards, printed_at=now
    )
    codes = tuple(draw_code() for _card in range(cards))
    Card.objects.bulk_create(
        (
            Card(id=new_id(), vote=vote, batch=batch, serial=serial, code_hash=hash_of(code, vote_id=vote.id))
            for serial, code in enumerate(codes, start=first)
        ),
        batch_size=200,
    )
    batch.codes = codes
    return batch


@action("vote.void_cards")
def void_cards(
    *,
    by: Actor,
    vote: Vote,
    first: int,
    last: int,
    reason: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Vote:
    """Make cards worthless that were not given out, from one serial to another; voiding twice changes nothing."""
    vote = _fresh(vote)
    if vote.state == VoteState.COUNTED:
        raise Refused(_("The vote is counted, so its cards stay as they are."))
    if not reason.strip():
        raise Refused(_("Say why these cards are void: it stands in the public journal."), field="reason")
    if last < first:
        raise Refused(_("The last number is smaller than the first."), field="last")
    cards = vote.cards.filter(serial__gte=first, serial__lte=last)
    if cards.count() != last - first + 1:
        raise Refused(_("Some of these numbers were never printed. Look at the stubs again."), field="last")
    if cards.filter(is_used=True).exists():
        raise Refused(
            _("Among these cards is one that a ballot was cast with, so it was given out. Check the numbers."),
            field="first",
        )
    cards.update(is_void=True)
    return vote


@action("vote.cast", private={"code", "approvals"})
def cast_ballot(
    *,
    by: Actor,
    vote: Vote,
    code: str,
    approvals: Sequence[int],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Vote:
    """Record a resident's ballot: the numbers of the candidates approved, none for an empty ballot.

    One ballot for each card: the same code again replaces it, until the close. Nobody casts under an account, so
    that no entry of the journal leads from a person to a card.
    """
    if by.account is not None:
        raise NotAllowed(_("A ballot is cast without an account, so that nobody can tell whose it is."))
    vote = _fresh(vote)
    if not takes_ballots(vote, now=now):
        raise Refused(_("The vote does not take ballots now. Its dates stand on the page of the vote."))
    marked = chosen(vote=vote, approvals=approvals)
    card = usable_card(vote=vote, code=code)
    if SealedBallot.objects.filter(card=card, from_paper=True).exists():
        raise Refused(_("A paper ballot was handed in with this card. A paper ballot is final."), field="code")
    seal(card=card, approvals=marked, from_paper=False)
    return vote


@action("vote.type_paper_ballot", private={"code", "approvals"})
def type_paper_ballot(
    *,
    by: Actor,
    vote: Vote,
    code: str,
    approvals: Sequence[int],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Vote:
    """Record a paper ballot that was handed in with its card. It replaces a web ballot of the card and is final.

    Paper that was handed in before the close may be typed after it, until the office closes the vote.
    """
    vote = _fresh(vote)
    if not takes_paper(vote, now=now):
        raise Refused(_("Paper ballots can be typed from the opening until the office closes the vote."))
    marked = chosen(vote=vote, approvals=approvals)
    card = usable_card(vote=vote, code=code)
    earlier = SealedBallot.objects.filter(card=card, from_paper=True).first()
    if earlier is not None and earlier.approvals != marked:
        raise Refused(
            _("Another paper ballot was typed with this card already. The first one stays."), field="code"
        )
    seal(card=card, approvals=marked, from_paper=True)
    return vote


@action("vote.close")
def close_vote(
    *, by: Actor, vote: Vote, reason: str = "", now: datetime.datetime, deed: UUID | None = None
) -> Vote:
    """Close a vote: every paper ballot is typed, no ballot comes any more. Before its day it takes a reason."""
    vote = _fresh(vote)
    if vote.state != VoteState.OPEN:
        raise Refused(_("Only an open vote can be closed."))
    if now < vote.closes_at and not reason.strip():
        raise Refused(_("Say why the vote closes before its day: residents will read it."), field="reason")
    vote.state, vote.closed_at, vote.closing_reason = VoteState.CLOSED, now, reason.strip()
    vote.save()
    return vote


@action("vote.count")
def count_vote(*, by: Actor, vote: Vote, now: datetime.datetime, deed: UUID | None = None) -> Count:
    """Count a closed vote: publish its ballots, destroy what tied them to cards, find the winners.

    All of it happens in one transaction or nothing does. What is counted is the published file. The counting
    engine is read with the first count: its arrays take 16 MB of every worker that has them.
    """
    from ortaq.stages.vote.counting import tally

    vote = _fresh(vote)
    if vote.state == VoteState.COUNTED:
        raise Refused(_("This vote is counted already."))
    if vote.state != VoteState.CLOSED:
        raise Refused(_("Close the vote before you count it."))
    ballots = unseal(vote=vote)
    candidates = list(vote.candidates.order_by("number"))
    file = published_file(vote, candidates=candidates, ballots=ballots).encode()
    found = tally(file, candidates=[candidate.number for candidate in candidates], lot=vote.tie_lot)
    counted = Count.objects.create(
        id=deed,
        unit_id=vote.unit_id,
        vote=vote,
        ballots_sha256=hashlib.sha256(file).hexdigest(),
        result=found.result,
        greedy=found.greedy,
        certificate=found.certificate,
        insight=found.insight,
        counted_at=now,
    )
    Outcome.objects.bulk_create(_outcome(candidate, found.verdicts[candidate.number]) for candidate in candidates)
    vote.state = VoteState.COUNTED
    vote.save()
    return counted


def _outcome(candidate: Candidate, verdict: Verdict) -> Outcome:
    return Outcome(
        candidate=candidate,
        won=verdict.place is not None,
        place=verdict.place,
        approvals=verdict.approvals,
        won_by_greedy=verdict.won_by_greedy,
        reason=verdict.reason,
    )


def _fresh(vote: Vote) -> Vote:
    """Return the vote as it stands now; the unit's book is locked, so nobody changes it meanwhile."""
    return Vote.objects.select_related("unit", "cycle").get(pk=vote.pk)


def _require_prepared(vote: Vote) -> None:
    if vote.state != VoteState.PREPARED:
        raise Refused(_("This vote has been opened, so its rules are frozen."))
