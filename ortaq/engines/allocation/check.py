"""`ortaq check`: verify a count from its certificate and the published ballots.

This file shares no code with the counter, on purpose. It reads the two files with the standard library alone
and asks of every purchase what the rule demands:

- the certificate is about these ballots, and every voter starts with the same share;
- what supporters pay for a project is its cost; nobody pays more than the price or than she has, and nobody
  pays for what she gains nothing from;
- no other project could have been bought for less, and ties went as the rule for ties says;
- at the end nothing is affordable, and the completion did what it promised, Add1 on every step of its way.

`docs/allocation.md` describes the certificate.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import repeat
from operator import mul
from pathlib import Path
from typing import Any

Number = int | Fraction
Ballot = tuple[tuple[str, ...], tuple[Number, ...]]


class Wrong(Exception):  # noqa: N818 - it is a finding, not a failure of the program
    """The first thing in a certificate that is not right."""


def demand(holds: object, sentence: str) -> None:
    """Raise `Wrong` with the sentence unless the condition holds."""
    if not holds:
        raise Wrong(sentence)


def exact(text: object) -> Number:
    """A number written as 12, 12.5, 12,5 or 25/2; an int where it is whole."""
    return whole(Fraction(str(text).strip().replace(",", ".")))


def whole(number: Number) -> Number:
    """The same number, an int where it is whole: ints are many times faster than fractions."""
    return number.numerator if number.denominator == 1 else number


class Vote:
    """A published file: what the check needs of it."""

    def __init__(self, path: Path) -> None:
        sections = _sections(path)
        meta = {row[0].strip(): row[1] for row in sections["META"][1:]}
        self.kind = meta["vote_type"].strip()
        self.budget = exact(meta["budget"])
        cost_at = _header(sections["PROJECTS"]).index("cost")
        self.costs = {row[0].strip(): exact(row[cost_at]) for row in sections["PROJECTS"][1:]}
        header = _header(sections["VOTES"])
        vote_at = header.index("vote")
        points_at = header.index("points") if self.kind == "cumulative" else vote_at
        texts: dict[tuple[str, str], int] = {}
        for row in sections["VOTES"][1:]:
            key = row[vote_at], row[points_at]
            texts[key] = texts.get(key, 0) + 1
        self.ballots: dict[Ballot, int] = {}
        for (vote, points), copies in texts.items():
            ballot = _ballot(vote, points, self.kind)
            self.ballots[ballot] = self.ballots.get(ballot, 0) + copies
        self.voters = sum(self.ballots.values())

    def fingerprint(self) -> str:
        """SHA-256 of type, budget, costs and all ballots, each on a line, costs and ballots sorted."""
        costs = sorted(f"{id}={cost}" for id, cost in self.costs.items())
        lines = []
        for (ids, marks), copies in self.ballots.items():
            graded = map("{}={}".format, ids, marks) if self.kind == "cumulative" else ids
            lines += [",".join(graded)] * copies
        text = "\n".join([self.kind, str(self.budget), *costs, *sorted(lines), ""])
        return hashlib.sha256(text.encode()).hexdigest()


def _sections(path: Path) -> dict[str, list[list[str]]]:
    sections: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines, delimiter=";"):
            name = row[0].strip().upper() if row else ""
            if name in ("META", "PROJECTS", "VOTES") and not "".join(row[1:]).strip():
                rows = sections[name] = []
            elif len(row) > 1 or name:
                rows.append(row)
    return sections


def _header(rows: list[list[str]]) -> list[str]:
    return [name.strip() for name in rows[0]]


def _ballot(vote: str, points: str, kind: str) -> Ballot:
    """Projects and their marks: points, Borda scores or ones; sorted unless the order has a meaning."""
    ids = _parts(vote)
    if kind == "cumulative":
        graded = sorted(dict(zip(ids, map(exact, _parts(points)), strict=True)).items())
        return tuple(id for id, _ in graded), tuple(mark for _, mark in graded)
    ids = list(dict.fromkeys(ids))
    if kind == "ordinal":
        return tuple(ids), tuple(range(len(ids) - 1, -1, -1))
    return tuple(sorted(ids)), (1,) * len(ids)


def _parts(text: str) -> list[str]:
    parts = [part for part in map(str.strip, text.split(",")) if part]
    return [] if len(parts) == 1 and parts[0].lower() == "none" else parts


class Supporters:
    """Those who gain from one project, side by side: numbers of ballots, marks, how many cast each."""

    def __init__(self) -> None:
        self.ballots: list[int] = []
        self.marks: list[Number] = []
        self.copies: list[int] = []

    def __len__(self) -> int:
        return len(self.ballots)

    def __iter__(self) -> Iterator[tuple[int, Number, int]]:
        return zip(self.ballots, self.marks, self.copies, strict=True)

    def pay(self, money: list[int], due: Number) -> Number:
        """What they pay together at a price per mark, each at most what she has."""
        purses = map(money.__getitem__, self.ballots)
        total: Number = sum(map(mul, self.copies, map(min, purses, map(mul, self.marks, repeat(due)))))
        return total

    def held(self, money: list[int]) -> int:
        """What they have together."""
        return sum(map(mul, self.copies, map(money.__getitem__, self.ballots)))


class Check:
    """One certificate against one vote."""

    def __init__(self, certificate: Mapping[str, Any], vote: Vote) -> None:
        self.certificate = certificate
        self.vote = vote
        self.costs = vote.costs
        by_cost, by_points = certificate["utility"] == "cost", certificate["utility"] == "points"
        self.factors = {id: cost if by_cost else 1 for id, cost in self.costs.items()}
        self.supporters = {id: Supporters() for id in self.costs}
        votes = dict.fromkeys(self.costs, 0)
        for number, ((ids, marks), copies) in enumerate(vote.ballots.items()):
            for id, mark in zip(ids, marks, strict=True):
                votes[id] += copies
                gain = mark if by_points else 1
                if gain and self.factors[id]:
                    supporters = self.supporters[id]
                    supporters.ballots.append(number)
                    supporters.marks.append(gain)
                    supporters.copies.append(copies)
        seed = certificate["seed"]

        def published(id: str) -> tuple[Number, int, str]:
            return self.costs[id], -votes[id], hashlib.sha256(f"{seed}\n{id}".encode()).hexdigest()

        by_name = certificate["ties"] == "lexicographic"
        ordered = sorted(self.costs) if by_name else sorted(self.costs, key=published)
        self.order = {id: place for place, id in enumerate(ordered)}

    def everything(self) -> None:
        """All checks. Raises `Wrong` at the first that fails."""
        certificate = self.certificate
        demand(certificate["format"] == "ortaq-count-1", "this is not a certificate of a count")
        demand(certificate["election"] == self.vote.fingerprint(), "the certificate is about other ballots")
        bought = self.phragmen() if certificate["rule"] == "phragmen" else []
        if certificate["rule"] == "equal-shares" and self.vote.voters:
            bought = self.bought()
        filling = certificate["rule"] == "greedy" or certificate["completion"] in ("greedy", "add1u")
        filled = self.greedy(bought) if filling else []
        demand(certificate["filled"] == filled, f"the greedy rule fills up with {filled}")
        demand(certificate["winners"] == [*bought, *filled], "the winners are not those bought and filled up")

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
        loads: list[Number] = [0] * len(self.vote.ballots)
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
        payments = [exact(purchase["payment"]) for purchase in certificate["purchases"]]
        demand(exact(certificate["share"]) == equal + steps * step, "the share is not the equal share")
        self.run(equal + steps * step, ids, payments)
        demand(self.cost(ids) <= vote.budget, "the purchases cost more than the budget")
        if certificate["completion"] in ("add1", "add1u"):
            self.way(equal, step, ids)
        else:
            demand(steps == 0, "only Add1 raises the share")
        return ids

    def way(self, equal: Fraction, step: Fraction, final: list[str]) -> None:
        """The stops of Add1: between two of them nothing changes, on none but the last does it end."""
        stops = self.certificate["stops"]
        before, ids, prices = -1, list[str](), list[Fraction]()
        for at, names in stops:
            shown = at == before + 1 or (at > before >= 0 and names is None)
            demand(shown, f"the steps before {at} are left out")
            ids = ids if names is None else names
            payments = self.derive(equal + at * step, ids)
            prices = self.run(equal + at * step, ids, payments, limits=prices if at > before + 1 else None)
            if at < self.certificate["steps"]:
                demand(self.cost(ids) <= self.vote.budget, f"step {at} costs more than the budget")
                demand(not self.full(ids), f"Add1 ends at step {at}, where nothing fits any more")
            if at == self.certificate["steps"]:
                demand(ids == final, "the last step did not buy what the certificate says")
            before = at
        if self.full(final):
            demand(before == self.certificate["steps"], "Add1 goes on although nothing fits any more")
        else:
            demand(before == self.certificate["steps"] + 1, "Add1 ends although something fits")
            demand(
                self.cost(ids) > self.vote.budget,
                f"Add1 ends before step {before}, which is within the budget",
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
        demand(len(set(ids)) == len(ids) and set(ids) <= set(self.costs), "a project is bought twice or unknown")
        gifts = [id for id in self.costs if not self.costs[id] and self.supporters[id]]
        free = len(gifts)
        demand(list(ids[:free]) == sorted(gifts, key=self.order.__getitem__), "projects without cost come first")
        prices = [Fraction(payment) / self.factors[id] for id, payment in zip(ids, payments, strict=True)]
        unit = math.lcm(share.denominator, *(payment.denominator for payment in payments))
        money = [int(share * unit)] * len(self.vote.ballots)
        rivals = {id: free for id in self.costs if self.costs[id] and self.supporters[id]}
        for at in range(free, len(ids)):
            self._look_at_rivals(money, unit, at, ids, limits or prices, rivals)
            del rivals[ids[at]]
            self._pay(money, unit, ids[at], payments[at])
        for id in rivals:
            held = self.supporters[id].held(money)
            demand(held < self.costs[id] * unit, f"the supporters of {id} could still buy it")
        return prices

    def _pay(self, money: list[int], unit: int, id: str, payment: Number) -> None:
        due = whole(payment * unit)
        total: Number = 0
        in_full = 0
        for ballot, mark, copies in self.supporters[id]:
            full = due * mark
            in_full += money[ballot] >= full
            paid = min(money[ballot], full)
            money[ballot] -= paid  # type: ignore[assignment]
            total += paid * copies
        demand(in_full, f"nobody pays the price of {id} in full")
        demand(total == self.costs[id] * unit, f"the payments for {id} do not add up to its cost")

    def _look_at_rivals(
        self,
        money: list[int],
        unit: int,
        at: int,
        ids: Sequence[str],
        limits: Sequence[Fraction],
        rivals: dict[str, int],
    ) -> None:
        """Nobody else may be had below the limit of this purchase. Money only shrinks, so a project that
        is out of reach at a later limit with the money of today needs no look until then: `rivals` holds
        the purchase up to which each project is known to be out of reach.
        """
        for id, known in rivals.items():
            if known > at or id == ids[at]:
                continue
            last = ids.index(id) if id in ids else len(ids)

            def within_reach(purchase: int, id: str = id) -> bool:
                due = math.ceil(limits[purchase] * self.factors[id] * unit)
                return self.supporters[id].pay(money, due) >= self.costs[id] * unit

            rivals[id] = bisect_left(range(last), True, lo=at, key=within_reach)
            if rivals[id] == at:
                self._tie(money, unit, id, ids[at], limits[at])

    def _tie(self, money: list[int], unit: int, id: str, winner: str, limit: Fraction) -> None:
        """A project at the edge: exactly the same price is a tie, less is wrong."""
        supporters = self.supporters[id]
        price = Fraction(limit * self.factors[id] * unit)
        due, parts = price.numerator, price.denominator
        total = sum(copies * min(money[ballot] * parts, due * mark) for ballot, mark, copies in supporters)
        cost = self.costs[id] * unit * parts
        in_full = any(money[ballot] * parts >= due * mark for ballot, mark, _ in supporters)
        demand(total < cost or (total == cost and in_full), f"{id} could be had for less than {winner}")
        demand(total < cost or self.order[winner] < self.order[id], f"the tie of {winner} and {id} went wrong")

    def derive(self, share: Fraction, ids: Sequence[str]) -> list[Number]:
        """The payments that buy these projects in this order with a share."""
        unit = share.denominator
        money = [share.numerator] * len(self.vote.ballots)
        payments: list[Fraction] = []
        for id in ids:
            due = self._least(money, self.costs[id] * unit, self.supporters[id])
            if due.denominator > 1:
                money = [amount * due.denominator for amount in money]
                unit *= due.denominator
            payments.append(Fraction(due.numerator, unit))
            for ballot, mark, _ in self.supporters[id]:
                money[ballot] = max(0, money[ballot] - due.numerator * mark)  # type: ignore[assignment]
        return list(payments)

    def _least(self, money: list[int], cost: Number, supporters: Supporters) -> Fraction:
        """The least price per mark at which these supporters pay a cost."""
        marks = {mark for _, mark, _ in supporters}
        common = math.lcm(*(mark.numerator for mark in marks))
        share = {mark: common * mark.denominator // mark.numerator for mark in marks}
        weight = sum(mark * copies for _, mark, copies in supporters)
        poorest = sorted(supporters, key=lambda entry: money[entry[0]] * share[entry[1]])
        for ballot, mark, copies in poorest:
            if cost * mark <= money[ballot] * weight:
                return Fraction(cost) / weight
            cost -= money[ballot] * copies
            weight -= mark * copies
        raise Wrong("a step of Add1 buys what nobody can pay")


def check(certificate: Path, vote: Path) -> str | None:
    """None if the certificate is right, else the first thing that is wrong. Raises `OSError` for
    unreadable files.
    """
    try:
        Check(json.loads(certificate.read_text(encoding="utf-8")), Vote(vote)).everything()
    except Wrong as wrong:
        return str(wrong)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return f"the certificate or the ballots cannot be read: {error!r}"
    return None
