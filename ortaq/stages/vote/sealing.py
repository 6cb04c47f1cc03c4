"""Ballots while they are sealed: whose card may cast one, what it may hold, and how the seal is broken."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.stages.vote.ballot_file import canonical_order
from ortaq.stages.vote.codes import CodeTypo, hash_of, read_code
from ortaq.stages.vote.models import Card, CountedBallot, SealedBallot, Vote


def usable_card(*, vote: Vote, code: str) -> Card:
    """Return the card whose code a person wrote. Raises Refused where it is no code of this vote that counts."""
    try:
        plain = read_code(code)
    except CodeTypo as error:
        raise Refused(
            _("There is a slip in the code. Compare it with your card, symbol by symbol."), field="code"
        ) from error
    card = Card.objects.filter(vote=vote, code_hash=hash_of(plain, vote_id=vote.id), is_void=False).first()
    if card is None:
        raise Refused(
            _("This code does not open a ballot of this vote. Ask at the akim's office for another card."),
            field="code",
        )
    return card


def chosen(*, vote: Vote, approvals: Sequence[int]) -> list[int]:
    """Return the marks of a ballot, sorted. Raises Refused where it holds too many, or one for no candidate."""
    marked = sorted(set(approvals))
    known = set(vote.candidates.values_list("number", flat=True))
    if not known.issuperset(marked):
        raise Refused(_("There is no project with this number on the ballot."), field="approvals")
    if len(marked) > vote.most_approvals:
        raise Refused(
            _("You marked %(marked)s projects; the ballot holds at most %(most)s. Take some marks away.")
            % {"marked": len(marked), "most": vote.most_approvals},
            field="approvals",
        )
    return marked


def seal(*, card: Card, approvals: list[int], from_paper: bool) -> None:
    """Keep the ballot of a card, in place of an earlier one."""
    SealedBallot.objects.update_or_create(card=card, defaults={"approvals": approvals, "from_paper": from_paper})
    if not card.is_used:
        card.is_used = True
        card.save(update_fields=["is_used"])


def unseal(*, vote: Vote) -> list[list[int]]:
    """Copy the sealed ballots in the order of their own contents, delete what tied them to cards, return them."""
    sealed = SealedBallot.objects.filter(card__vote=vote)
    ballots = canonical_order(list(sealed.values_list("approvals", flat=True)))
    if not ballots:
        raise Refused(_("Nobody voted, so there is nothing to count."))
    CountedBallot.objects.bulk_create(
        (
            CountedBallot(id=new_id(), vote=vote, number=number, approvals=approvals)
            for number, approvals in enumerate(ballots, start=1)
        ),
        batch_size=200,
    )
    sealed.delete()
    return ballots
