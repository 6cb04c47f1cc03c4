"""Bounded Overspending against the rule written down as plainly as possible."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, Election, Project
from ortaq.engines.allocation.outcome import Method, Rule, receipt
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.test_equal_shares import elections, utility_of
from ortaq.engines.allocation.ties import Ties, tie_order


def plain_bos(election: Election, utility: Utility) -> list[str]:
    """Every price at which somebody runs out is tried, in fractions."""
    order = tie_order(election, ties=Ties.PUBLISHED, seed="")
    unit = 2 ** max(0, 61 - (election.budget + 1).bit_length())
    money = [election.budget * unit // len(election.ballots)] * len(election.ballots)
    gains = {
        id: [utility_of(election, ballot, id, utility) for ballot in election.ballots]
        for id in election.project_by_id
    }
    costs = {project.id: project.cost for project in election.projects}
    chosen = sorted((id for id in costs if not costs[id] and any(gains[id])), key=order.__getitem__)
    left = election.budget
    while True:
        offers = []
        for id in set(costs) - set(chosen):
            prices = {Fraction(have, gain) for have, gain in zip(money, gains[id], strict=True) if gain and have}
            prices |= {whole_cost_price(money, gains[id], costs[id] * unit)}
            for price in prices - {Fraction(0)}:
                paid = sum(min(have, price * gain) for have, gain in zip(money, gains[id], strict=True))
                part = min(Fraction(paid) / (costs[id] * unit), Fraction(1))
                if costs[id] <= left:
                    offers.append((price / part**2, order[id], id, price / part))
        if not offers:
            return chosen
        _, _, id, payment = min(offers)
        factor = costs[id] if utility is Utility.COST else 1
        due = math.ceil(payment * factor)
        money = [max(0, have - due * gain // factor) for have, gain in zip(money, gains[id], strict=True)]
        chosen.append(id)
        left -= costs[id]


def whole_cost_price(money: list[int], gains: list[int], cost: int) -> Fraction:
    """The price at which supporters pay the whole cost; 0 if at none."""
    spent, utility = 0, sum(gain for have, gain in zip(money, gains, strict=True) if have)
    pairs = [(have, gain) for have, gain in zip(money, gains, strict=True) if gain and have]
    for have, gain in sorted(pairs, key=lambda pair: Fraction(*pair)):
        price = Fraction(cost - spent, utility)
        if price * gain <= have:
            return price
        spent += have
        utility -= gain
    return Fraction(0)


@settings(max_examples=120, deadline=None)
@given(elections(), st.sampled_from(Utility))
def test_counts_as_the_plain_rule_does(election: Election, utility: Utility) -> None:
    outcome = count(election, method=Method(rule=Rule.BOS, utility=utility))
    assert outcome.ids == plain_bos(election, utility)
    assert outcome.left >= 0
    for ballot in election.ballots:
        account = receipt(outcome, ballot=ballot)
        assert account.unspent >= 0


def test_buys_what_supporters_nearly_afford() -> None:
    election = Election(
        projects=(Project("school", 1000), Project("bench", 100)),
        ballots=(Ballot(("school",)), Ballot(("bench",)), Ballot(("school",))),
        budget=1000,
    )
    outcome = count(election, method=Method(rule=Rule.BOS))
    assert outcome.ids == ["school"]
    assert outcome.winners[0].part == pytest.approx(Fraction(2, 3))
    assert count(election, method=Method()).ids == ["bench"]
    with pytest.raises(ValueError, match="no certificate"):
        certificate(outcome)
