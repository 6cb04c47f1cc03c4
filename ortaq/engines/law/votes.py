"""Quorum, motions and elections of a meeting, by the rules in force on its day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal, TypeAlias

from .kinds import rule_for
from .parameters import Override, Parameter, value_of

ShareCode: TypeAlias = Literal["met", "not_met", "no_value", "no_rule"]
VoteCode: TypeAlias = Literal[
    "carried", "not_carried", "carried_by_chair", "not_carried_by_chair", "chair_decides"
]
ElectionCode: TypeAlias = Literal["elected", "tie"]
ChairVote: TypeAlias = Literal["for", "against"]


@dataclass(frozen=True)
class Finding:
    """Whether enough people came or signed: how many of how many, how many are required, parameters used.

    `no_value`: the law asks for a share that our data do not know (`used` names the parameter to fill in);
    `no_rule`: the law asks nothing. In both `required` is 0.
    """

    code: ShareCode
    required: int
    present: int
    entitled: int
    used: tuple[Parameter, ...]


@dataclass(frozen=True)
class VoteFinding:
    """Whether a motion was carried, by which rule, and how many votes for it were needed.

    `chair_decides`: the votes are equal and the chair's vote must still be entered.
    """

    code: VoteCode
    rule: str
    needed: int
    votes_for: int
    votes_against: int
    abstained: int
    present: int
    used: tuple[Parameter, ...]

    @property
    def carried(self) -> bool:
        return self.code in {"carried", "carried_by_chair"}


@dataclass(frozen=True)
class Election:
    """Who is elected; with `tie`, those in `tied` have equal votes and compete for the `seats_left` seats."""

    code: ElectionCode
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    seats_left: int
    used: tuple[Parameter, ...]


def quorum(*, kind: str, entitled: int, present: int, on: date, overrides: Collection[Override] = ()) -> Finding:
    """Whether a meeting is valid, with at least one person there.

    `ValueError` for negative numbers or if more came than are entitled.

    >>> found = quorum(kind="separate_gathering", entitled=412, present=41, on=date(2027, 3, 1))
    >>> found.code, found.required
    ('not_met', 42)
    """
    rule = rule_for(kind=kind, topic="quorum", on=on, overrides=overrides)
    return _enough(rule, entitled=entitled, present=present)


def initiative(*, kind: str, members: int, signed: int, on: date, overrides: Collection[Override] = ()) -> Finding:
    """Whether enough members asked for a meeting to be called.

    >>> initiative(kind="assembly", members=11, signed=1, on=date(2027, 3, 1)).required
    2
    """
    rule = rule_for(kind=kind, topic="initiative", on=on, overrides=overrides)
    return _enough(rule, entitled=members, present=signed)


def carried(
    *,
    kind: str,
    votes_for: int,
    votes_against: int,
    abstained: int,
    present: int,
    on: date,
    chair_vote: ChairVote | None = None,
    overrides: Collection[Override] = (),
) -> VoteFinding:
    """Whether a motion is carried.

    Where the law's data name no rule for motions, more votes for than against carry it. When votes for and
    against are equal and the chair's vote is decisive, `chair_vote` (already counted among the votes)
    decides, also when somebody abstained. `ValueError` for negative numbers or more votes than people
    present.

    >>> found = carried(
    ...     kind="assembly", votes_for=4, votes_against=3, abstained=2, present=9, on=date(2027, 3, 1)
    ... )
    >>> found.code, found.needed
    ('not_carried', 5)
    """
    _refuse_negative(votes_for, votes_against, abstained, present)
    if votes_for + votes_against + abstained > present:
        raise ValueError("more votes than people present")
    decision = rule_for(kind=kind, topic="decision", on=on, overrides=overrides)
    casting = rule_for(kind=kind, topic="casting_vote", on=on, overrides=overrides)
    by_present = decision is not None and decision.value == "majority_of_present"
    needed = present // 2 + 1 if by_present else votes_against + 1
    code: VoteCode = "carried" if votes_for >= needed else "not_carried"
    tie = votes_for == votes_against > 0 and casting is not None and casting.value == "chair"
    return VoteFinding(
        code=_after_tie(chair_vote) if tie else code,
        rule="majority_of_present" if by_present else "more_for_than_against",
        needed=needed,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        present=present,
        used=tuple(rule for rule in (decision, casting if tie else None) if rule is not None),
    )


def elected(
    *, kind: str, votes: Mapping[str, int], seats: int, on: date, overrides: Collection[Override] = ()
) -> Election:
    """Who is elected when each candidate is voted on separately and most votes win.

    Candidates without a vote are not elected. Equal votes at the last seat are a tie for the meeting to
    resolve.

    >>> votes = {"A": 31, "B": 12, "C": 12}
    >>> found = elected(kind="separate_gathering", votes=votes, seats=2, on=date(2027, 3, 1))
    >>> found.code, found.elected, found.tied
    ('tie', ('A',), ('B', 'C'))
    """
    _refuse_negative(seats, *votes.values())
    rule = rule_for(kind=kind, topic="decision", on=on, overrides=overrides)
    ranked = sorted((name for name in votes if votes[name]), key=lambda name: (-votes[name], name))
    winners, tied = ranked[:seats], list[str]()
    if 0 < seats < len(ranked) and votes[ranked[seats - 1]] == votes[ranked[seats]]:
        tied = [name for name in ranked if votes[name] == votes[ranked[seats]]]
        winners = [name for name in winners if name not in tied]
    return Election(
        code="tie" if tied else "elected",
        elected=tuple(winners),
        tied=tuple(tied),
        seats_left=seats - len(winners),
        used=() if rule is None else (rule,),
    )


def _enough(rule: Parameter | None, *, entitled: int, present: int) -> Finding:
    _refuse_negative(entitled, present)
    if present > entitled:
        raise ValueError("more people than are entitled")
    if rule is None:
        return Finding(code="no_rule", required=0, present=present, entitled=entitled, used=())
    if rule.value is None:
        return Finding(code="no_value", required=0, present=present, entitled=entitled, used=(rule,))
    required = max(1, ceil(value_of(rule, Fraction) * entitled))
    code: ShareCode = "met" if present >= required else "not_met"
    return Finding(code=code, required=required, present=present, entitled=entitled, used=(rule,))


def _after_tie(chair_vote: ChairVote | None) -> VoteCode:
    if chair_vote is None:
        return "chair_decides"
    return "carried_by_chair" if chair_vote == "for" else "not_carried_by_chair"


def _refuse_negative(*numbers: int) -> None:
    if min(numbers) < 0:
        raise ValueError("people and votes cannot be negative")
