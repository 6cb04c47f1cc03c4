"""`ortaq check`: verify a count from its certificate and the published ballots.

This file and `check_vote.py` share no code with the counter, on purpose. They ask of every purchase what the
rule demands:

- the certificate is about these ballots, and every voter starts with the same share;
- what supporters pay for a project is its cost; nobody pays more than the price or than she has, and nobody
  pays for what she gains nothing from;
- no other project could have been bought for less, and ties went as the rule for ties says;
- at the end nothing is affordable, and the completion did what it promised, Add1 on every step of its way.

Money is counted in exact fractions. What is far out of reach is seen sooner, from whole amounts that no
voter's money exceeds. `docs/allocation.md` describes the certificate.
"""

from __future__ import annotations

import gc
import hashlib
import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from gettext import gettext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortaq.engines.allocation.check_vote import Number, Vote, exact, whole

WORD = 61  # sums of amounts stay below 2**WORD and fit into 64 bits
_ = str  # marks a sentence for the catalogues


class Wrong(Exception):  # noqa: N818 - it is a finding, not a failure of the program
    """The first thing in a certificate that is not right."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(gettext(sentence).format(**facts))


def demand(holds: object, sentence: str, **facts: object) -> None:
    """Raise `Wrong` with the sentence and the facts that belong into it unless the condition holds."""
    if not holds:
        raise Wrong(sentence, **facts)


class Supporters:
    """Those who gain from one project, side by side: numbers of ballots, marks, how many cast each."""

    def __init__(self, *columns: NDArray[np.int64]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return zip(*(column.tolist() for column in self.columns), strict=True)


class Purses:
    """The money of every ballot's voter, exact as a whole number of `1 / unit`, and beside it an amount that
    it does not exceed, in units of `2**-shift`.
    """

    def __init__(self, share: Fraction, *, unit: int, ballots: int, voters: int) -> None:
        self.unit = unit
        self.exact = np.full(ballots, int(share * unit), dtype=object)
        self._shift = max(0, WORD - 1 - (math.ceil(share) * voters + 1).bit_length())
        self._most = np.full(ballots, math.ceil(share * 2**self._shift), dtype=np.int64)

    def surely_less(self, supporters: Supporters, cost: Number, *, price: Number | None = None) -> bool:
        """Whether these supporters surely pay less than a cost at a price per mark (None: with all they
        have).
        """
        ballots, marks, copies = supporters.columns
        most = self._most[ballots]
        if price is not None:
            due = min(math.ceil(price * 2**self._shift), 2**WORD)
            most = np.minimum(most, np.minimum(due, 2**WORD // marks) * marks)
        return bool(int(most @ copies) < cost * 2**self._shift)

    def held(self, supporters: Supporters) -> int:
        """What these supporters have together, times `unit`."""
        ballots, _, copies = supporters.columns
        return int((self.exact[ballots] * copies).sum())

    def take(self, supporters: Supporters, price: Number) -> tuple[Number, int]:
        """Take a price per mark from everybody, or all she has; what comes together, and how many ballots
        could pay in full.
        """
        ballots, marks, copies = supporters.columns
        money, due = self.exact[ballots], int(price * self.unit)
        dues = np.broadcast_to(due, len(marks)) if (marks == 1).all() else due * marks.astype(object)
        able = (money >= dues).astype(bool)
        self.exact[ballots] = np.where(able, money - dues, 0)
        paid = due * int(marks[able] @ copies[able]) + int((money[~able] * copies[~able]).sum())
        least = min(math.floor(price * 2**self._shift), 2**WORD)
        self._most[ballots] = np.maximum(self._most[ballots] - np.minimum(least, 2**WORD // marks) * marks, 0)
        return whole(Fraction(paid, self.unit)), int(np.count_nonzero(able))


class Check:
    """One certificate against one vote."""

    def __init__(self, certificate: Mapping[str, Any], vote: Vote) -> None:
        self.certificate = certificate
        self.vote = vote
        self.costs = vote.costs
        by_cost, by_points = certificate["utility"] == "cost", certificate["utility"] == "points"
        self.factors = {id: cost if by_cost else 1 for id, cost in self.costs.items()}
        self.points_scale = math.lcm(*{mark.denominator for mark in vote.marks}) if by_points else 1
        votes = self._gather_supporters(by_points=by_points)
        seed = certificate["seed"]

        def published(id: str) -> tuple[Number, int, str]:
            return self.costs[id], -votes[id], hashlib.sha256(f"{seed}\n{id}".encode()).hexdigest()

        by_name = certificate["ties"] == "lexicographic"
        ordered = sorted(self.costs) if by_name else sorted(self.costs, key=published)
        self.order = {id: place for place, id in enumerate(ordered)}

    def _gather_supporters(self, *, by_points: bool) -> Mapping[str, int]:
        """Set the supporters of every project; how many voters chose each, gain or no gain."""
        vote = self.vote
        marks = np.ones(len(vote.marks), dtype=np.int64)
        if by_points:
            marks = np.array([int(mark * self.points_scale) for mark in vote.marks], dtype=np.int64)
        copies = vote.copies[vote.owners]
        narrow = vote.chosen.astype(np.min_scalar_type(len(vote.ids)))
        by_project = np.argsort(narrow, kind="stable")
        ends = np.cumsum(np.bincount(vote.chosen, minlength=len(vote.ids)))
        votes: dict[str, int] = {}
        self.supporters: dict[str, Supporters] = {}
        for id, entries in zip(vote.ids, np.split(by_project, ends[:-1]), strict=True):
            votes[id] = int(copies[entries].sum())
            gaining = entries[marks[entries] > 0] if self.factors[id] else entries[:0]
            self.supporters[id] = Supporters(vote.owners[gaining], marks[gaining], copies[gaining])
        return votes

    def everything(self) -> None:
        """All checks. Raises `Wrong` at the first that fails."""
        certificate = self.certificate
        demand(certificate["format"] == "ortaq-count-1", _("this is not a certificate of a count"))
        demand(certificate["election"] == self.vote.fingerprint(), _("the certificate is about other ballots"))
        bought = self.phragmen() if certificate["rule"] == "phragmen" else []
        if certificate["rule"] == "equal-shares" and self.vote.voters:
            bought = self.bought()
        filling = certificate["rule"] == "greedy" or certificate["completion"] in ("greedy", "add1u")
        filled = self.greedy(bought) if filling else []
        demand(certificate["filled"] == filled, _("the greedy rule fills up with {filled}"), filled=filled)
        demand(certificate["winners"] == [*bought, *filled], _("the winners are not those bought and filled up"))

    def greedy(self, bought: Sequence[str]) -> list[str]:
        """What the greedy rule adds: by utility per cost, as long as it fits."""

        def place(id: str) -> tuple[bool, Number, int]:
            utility = self.factors[id] * sum(gain * copies for _, gain, copies in self.supporters[id])
            density = Fraction(utility) / self.costs[id] if self.costs[id] else 0
            return not (utility and not self.costs[id]), -density, self.order[id]

        left = self.vote.budget - self.cost(bought)
        filled = []
        for id in sorted(set(self.costs) - set(bought), key=place):
            if self.costs[id] <= left:
                filled.append(id)
                left -= self.costs[id]
        return filled

    def phragmen(self) -> list[str]:
        """What Phragmén's rule buys: the least load first, until one does not fit."""
        loads: list[Number] = [0] * len(self.vote.copies)
        waiting = {id for id, cost in self.costs.items() if cost <= self.vote.budget}
        bought: list[str] = []
        while waiting:
            next_load = {id: self._load(id, loads) for id in waiting}
            least = min(next_load.values())
            tied = [id for id in waiting if next_load[id] == least]
            if any(self.cost([*bought, id]) > self.vote.budget for id in tied):
                break
            bought.append(min(tied, key=self.order.__getitem__))
            waiting.remove(bought[-1])
            for ballot, _, _ in self.supporters[bought[-1]]:
                loads[ballot] = least[1]
        return bought

    def _load(self, id: str, loads: Sequence[Number]) -> tuple[bool, Number]:
        """What each supporter has received when together they have the cost; without supporters: never."""
        voters = sum(copies for _, _, copies in self.supporters[id])
        spent = sum(loads[ballot] * copies for ballot, _, copies in self.supporters[id])
        return not voters, whole(Fraction(spent + self.costs[id]) / voters) if voters else 0

    def cost(self, ids: Sequence[str]) -> Number:
        return sum(self.costs[id] for id in ids)

    def bought(self) -> list[str]:
        """The purchases of the last run, after checking it and the way there."""
        certificate, vote = self.certificate, self.vote
        equal, step = Fraction(vote.budget) / vote.voters, Fraction(exact(certificate["step"]))
        steps = certificate["steps"]
        ids = [purchase["project"] for purchase in certificate["purchases"]]
        payments = [
            Fraction(exact(purchase["payment"])) / self.points_scale for purchase in certificate["purchases"]
        ]
        demand(exact(certificate["share"]) == equal + steps * step, _("the share is not the equal share"))
        self.run(equal + steps * step, ids, payments)
        demand(self.cost(ids) <= vote.budget, _("the purchases cost more than the budget"))
        if certificate["completion"] in ("add1", "add1u"):
            self.way(equal, step, ids)
        else:
            demand(steps == 0, _("only Add1 raises the share"))
        return ids

    def way(self, equal: Fraction, step: Fraction, final: list[str]) -> None:
        """The stops of Add1: between two of them nothing changes, on none but the last does it end."""
        stops = self.certificate["stops"]
        before, ids, prices = -1, list[str](), list[Fraction]()
        for at, names in stops:
            shown = at == before + 1 or (at > before >= 0 and names is None)
            demand(shown, _("the steps before {at} are left out"), at=at)
            ids = ids if names is None else names
            payments = self.derive(equal + at * step, ids)
            prices = self.run(equal + at * step, ids, payments, limits=prices if at > before + 1 else None)
            if at < self.certificate["steps"]:
                demand(self.cost(ids) <= self.vote.budget, _("step {at} costs more than the budget"), at=at)
                demand(not self.full(ids), _("Add1 ends at step {at}, where nothing fits any more"), at=at)
            if at == self.certificate["steps"]:
                demand(ids == final, _("the last step did not buy what the certificate says"))
            before = at
        if self.full(final):
            demand(before == self.certificate["steps"], _("Add1 goes on although nothing fits any more"))
        else:
            demand(before == self.certificate["steps"] + 1, _("Add1 ends although something fits"))
            demand(
                self.cost(ids) > self.vote.budget,
                _("Add1 ends before step {before}, which is within the budget"),
                before=before,
            )

    def full(self, ids: Sequence[str]) -> bool:
        left = self.vote.budget - self.cost(ids)
        return all(id in ids or not self.supporters[id] or cost > left for id, cost in self.costs.items())

    def run(
        self,
        share: Fraction,
        ids: Sequence[str],
        payments: Sequence[Number],
        *,
        limits: Sequence[Fraction] | None = None,
    ) -> list[Fraction]:
        """Check one run of Equal Shares; the prices per utility.

        `limits` are prices of the same purchases with a lower share: no other project may be had below them.
        """
        demand(
            len(set(ids)) == len(ids) and set(ids) <= set(self.costs), _("a project is bought twice or unknown")
        )
        gifts = [id for id in self.costs if not self.costs[id] and self.supporters[id]]
        free = len(gifts)
        demand(
            list(ids[:free]) == sorted(gifts, key=self.order.__getitem__), _("projects without cost come first")
        )
        prices = [Fraction(payment) / self.factors[id] for id, payment in zip(ids, payments, strict=True)]
        demand(prices == sorted(prices), _("the prices fall from one purchase to the next"))
        unit = math.lcm(share.denominator, *(payment.denominator for payment in payments))
        purses = Purses(share, unit=unit, ballots=len(self.vote.copies), voters=self.vote.voters)
        rivals = {id: free for id in self.costs if self.costs[id] and self.supporters[id]}
        for at in range(free, len(ids)):
            self._look_at_rivals(purses, at, ids, limits or prices, rivals)
            del rivals[ids[at]]
            paid, in_full = purses.take(self.supporters[ids[at]], payments[at])
            id, cost = ids[at], self.costs[ids[at]]
            demand(in_full, _("nobody pays the price of {id} in full"), id=id)
            demand(paid == cost, _("the payments for {id} do not add up to its cost"), id=id)
        for id in rivals:
            supporters, cost = self.supporters[id], self.costs[id]
            poor = purses.surely_less(supporters, cost) or purses.held(supporters) < cost * unit
            demand(poor, _("the supporters of {id} could still buy it"), id=id)
        return prices

    def _look_at_rivals(
        self, purses: Purses, at: int, ids: Sequence[str], limits: Sequence[Fraction], rivals: dict[str, int]
    ) -> None:
        """Nobody else may be had below the limit of this purchase. Money only shrinks, so a project that
        is out of reach at a later limit with the money of today needs no look until then: `rivals` holds
        the purchase up to which each project is known to be out of reach. What is not surely out of reach
        now is looked at exactly.
        """
        for id, known in rivals.items():
            if known > at or id == ids[at]:
                continue
            last = ids.index(id) if id in ids else len(ids)

            def in_doubt(purchase: int, id: str = id) -> bool:
                price = limits[purchase] * self.factors[id]
                return not purses.surely_less(self.supporters[id], self.costs[id], price=price)

            rivals[id] = bisect_left(range(last), True, lo=at, key=in_doubt)
            if rivals[id] == at:
                self._tie(purses, id, ids[at], limits[at])

    def _tie(self, purses: Purses, id: str, winner: str, limit: Fraction) -> None:
        """A project at the edge: exactly the same price is a tie, less is wrong."""
        supporters, money = self.supporters[id], purses.exact
        price = Fraction(limit * self.factors[id] * purses.unit)
        due, parts = price.numerator, price.denominator
        total = sum(copies * min(money[ballot] * parts, due * mark) for ballot, mark, copies in supporters)
        cost = self.costs[id] * purses.unit * parts
        in_full = any(money[ballot] * parts >= due * mark for ballot, mark, _ in supporters)
        dearer, tied = total < cost, total == cost and in_full
        demand(dearer or tied, _("{id} could be had for less than {winner}"), id=id, winner=winner)
        won = self.order[winner] < self.order[id]
        demand(dearer or won, _("the tie of {winner} and {id} went wrong"), id=id, winner=winner)

    def derive(self, share: Fraction, ids: Sequence[str]) -> list[Number]:
        """The payments that buy these projects in this order with a share."""
        unit = share.denominator
        money = [share.numerator] * len(self.vote.copies)
        payments: list[Fraction] = []
        for id in ids:
            due = self._least(money, self.costs[id] * unit, self.supporters[id])
            if due.denominator > 1:
                money = [amount * due.denominator for amount in money]
                unit *= due.denominator
            payments.append(Fraction(due.numerator, unit))
            for ballot, mark, _ in self.supporters[id]:
                money[ballot] = max(0, money[ballot] - due.numerator * mark)
        return list(payments)

    def _least(self, money: list[int], cost: Number, supporters: Supporters) -> Fraction:
        """The least price per mark at which these supporters pay a cost."""
        common = math.lcm(*{mark for _, mark, _ in supporters})
        weight = sum(mark * copies for _, mark, copies in supporters)
        poorest = sorted(supporters, key=lambda entry: money[entry[0]] * (common // entry[1]))
        for ballot, mark, copies in poorest:
            if cost * mark <= money[ballot] * weight:
                return Fraction(cost) / weight
            cost -= money[ballot] * copies
            weight -= mark * copies
        raise Wrong(_("a step of Add1 buys what nobody can pay"))


def check(certificate: Path, vote: Path) -> str | None:
    """None if the certificate is right, else the first thing that is wrong. Raises `OSError` for
    unreadable files.
    """
    collecting = gc.isenabled()
    gc.disable()  # hundreds of thousands of objects are made and kept: going through them again is in vain
    try:
        Check(json.loads(certificate.read_text(encoding="utf-8")), Vote(vote)).everything()
    except Wrong as wrong:
        return str(wrong)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        unreadable = gettext("the certificate or the ballots cannot be read")
        return f"{unreadable}: {error!r}"
    finally:
        if collecting:
            gc.enable()
    return None
