"""Facts of the advisory vote.

No row leads from a person to a ballot: cards are drawn from a box, a card's code is kept only as a keyed hash,
and when the vote is counted the ballots are copied without their codes and the codes' link to them is deleted.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Bilingual
from ortaq.stages.projects.models import Project


class VoteState(models.TextChoices):
    """How far a vote has come."""

    PREPARED = "prepared", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed, not counted yet")
    COUNTED = "counted", _("counted")


class Vote(models.Model):
    """An advisory vote of residents on projects within a budget (tiyn). One for each cycle.

    The rules (budget, candidates, most approvals, dates, tie lot) are frozen when it opens. Ballots are taken from
    `opens_at` to `closes_at`; `closed_at` is when the office said that every paper ballot had been typed, and
    `closing_reason` why that was before `closes_at`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="votes")
    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="vote")
    title = Bilingual(max_length=200)
    state = models.CharField(max_length=8, choices=VoteState.choices, default=VoteState.PREPARED)
    budget = models.BigIntegerField()
    most_approvals = models.PositiveSmallIntegerField(default=5)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(blank=True, default="")
    tie_lot = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(name="vote_budget_positive", condition=Q(budget__gt=0)),
            models.CheckConstraint(name="vote_runs_forward", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(name="vote_approves_something", condition=Q(most_approvals__gte=1)),
        ]


class Candidate(models.Model):
    """A project that is voted on: its number and title on the ballot, and the cost that the vote counts (tiyn).

    The title is a copy, so that the ballot keeps its meaning when the sheet of the project is improved later.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, models.CASCADE, related_name="candidates")
    project = models.ForeignKey(Project, models.PROTECT, related_name="candidacies")
    number = models.PositiveSmallIntegerField()
    title = Bilingual(max_length=200)
    cost = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "project"], name="candidate_once_in_vote"),
            models.UniqueConstraint(fields=["vote", "number"], name="candidate_number_once_in_vote"),
            models.CheckConstraint(name="candidate_cost_positive", condition=Q(cost__gt=0)),
        ]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit whose residents vote."""
        return self.vote.unit_id


class CardBatch(models.Model):
    """Cards printed together, with serials from `first_serial` on.

    The codes themselves are in the PDF only, which is made once and not kept: `codes` is filled on the record
    that `print_cards` has just made and on no other.
    """

    codes: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="card_batches")
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="batches")
    first_serial = models.PositiveIntegerField()
    cards = models.PositiveIntegerField()
    printed_at = models.DateTimeField()


class Card(models.Model):
    """A one-time code, as a keyed hash. `void` cards (spoiled, lost before they were given out) cast nothing.

    The serial stands on the stub that is cut off before a card is drawn from the box, so it tells of no person.
    `is_used` stays after the count for the reconciliation of cards; what was cast with it does not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="cards")
    batch = models.ForeignKey(CardBatch, models.PROTECT, related_name="issued")
    serial = models.PositiveIntegerField()
    code_hash = models.CharField(max_length=64)
    is_void = models.BooleanField(default=False)
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "code_hash"], name="card_code_once_in_vote"),
            models.UniqueConstraint(fields=["vote", "serial"], name="card_serial_once_in_vote"),
            models.CheckConstraint(name="card_void_is_unused", condition=~Q(is_void=True, is_used=True)),
        ]


class SealedBallot(models.Model):
    """A ballot while the vote is open: one for each card, replaced when the card is used again before the close.

    A ballot typed from paper that was handed in at the desk is final. Deleted when the vote is counted.
    """

    card = models.OneToOneField(Card, models.PROTECT, primary_key=True, related_name="ballot")
    approvals = models.JSONField()
    from_paper = models.BooleanField(default=False)


class CountedBallot(models.Model):
    """A ballot as it was counted and is published: without card, time, place or order of casting.

    Numbers follow the sorted contents of the ballots, so they say nothing of who cast them when. `approvals` are
    the numbers of candidates.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="counted_ballots")
    number = models.PositiveIntegerField()
    approvals = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "number"], name="counted_ballot_number_once_in_vote")
        ]


class Count(models.Model):
    """The count of a vote: its result as data, and the SHA-256 of the published file it was made from.

    `result` and `greedy` are what `ortaq count --json` answers for that file with the same method, `certificate`
    is what `ortaq check` reads, `insight` what `insight.py` says further; both are empty where a vote was counted
    before they were kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="counts")
    vote = models.OneToOneField(Vote, models.PROTECT, related_name="count")
    ballots_sha256 = models.CharField(max_length=64)
    result = models.JSONField()
    greedy = models.JSONField()
    certificate = models.JSONField(default=dict)
    insight = models.JSONField(default=dict)
    counted_at = models.DateTimeField()


class Outcome(models.Model):
    """A candidate won or lost, in which place it was chosen, with the reason as data (amounts in tiyn).

    `reason["kind"]`: bought, filled (from the money left over), no_support, over_budget, money_missing.
    """

    candidate = models.OneToOneField(Candidate, models.PROTECT, primary_key=True, related_name="outcome")
    won = models.BooleanField()
    place = models.PositiveSmallIntegerField(null=True)
    approvals = models.PositiveIntegerField()
    won_by_greedy = models.BooleanField()
    reason = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcome_winner_has_place",
                condition=Q(won=True, place__isnull=False) | Q(won=False, place__isnull=True),
            )
        ]
