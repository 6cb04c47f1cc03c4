"""What the count promises: the engine's result, a file that others count alike, and no way back to a card."""

import hashlib
import json
import secrets

import pytest
from django.apps import apps
from pabutools.election import Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.outcome import Method, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.money import tenge
from ortaq.stages.vote.counting import fair_method
from ortaq.stages.vote.models import Card, CountedBallot, Outcome, SealedBallot
from ortaq.stages.vote.selectors import file_of, winners
from ortaq.stages.vote.tests.village import BALLOTS, LOT

pytestmark = pytest.mark.django_db


def chosen(vote, *, greedy: bool = False) -> list[str]:
    if greedy:
        return [str(o.candidate.number) for o in Outcome.objects.filter(won_by_greedy=True)]
    return [str(outcome.candidate.number) for outcome in Outcome.objects.filter(won=True).order_by("place")]


def test_the_result_is_the_engines_to_the_last_figure(village):
    counted = village.counted()
    election = read_pabulib(file_of(village.vote)).election
    fair = count(election, method=fair_method(lot=LOT))
    usual = count(election, method=Method(rule=Rule.GREEDY, utility=Utility.COST, seed=LOT))
    assert chosen(village.vote) == fair.ids == counted.result["winners"]
    assert sorted(chosen(village.vote, greedy=True)) == sorted(usual.ids)
    assert counted.greedy["winners"] == usual.ids
    assert counted.result["share"] == str(fair.share / election.scale)
    assert counted.result["budget"] == 1_000_000
    assert [str(number) for number in (2, 3)] == sorted(usual.ids)
    assert "1" in fair.ids


def test_pabutools_finds_the_same_winners_in_the_published_file(village):
    village.counted()
    instance, profile = parse_pabulib_from_string(file_of(village.vote).decode())
    theirs = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, voter_budget_increment=1)
    theirs = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, initial_budget_allocation=theirs)
    assert [project.name for project in theirs] == chosen(village.vote)


def test_the_file_is_the_one_whose_hash_was_kept_also_after_titles_change(village):
    counted = village.counted()
    village.cycle.projects.update(title_kk="Басқа", title_ru="Другое")
    file = file_of(village.vote)
    assert hashlib.sha256(file).hexdigest() == counted.ballots_sha256
    assert "Колодец в Коктале" in file.decode()


def test_the_file_holds_every_ballot_and_nothing_of_its_voter(village):
    village.counted()
    reading = read_pabulib(file_of(village.vote))
    expected = sorted(tuple(str(number) for number in ballot) for ballot in BALLOTS)
    assert [ballot.choices for ballot in reading.election.ballots] == expected
    assert reading.election.voter_facts == {}
    assert reading.election.budget * tenge(1) == tenge(1_000_000) * reading.election.scale
    counted = CountedBallot.objects.order_by("number").values_list("approvals", flat=True)
    assert [tuple(map(str, ballot)) for ballot in counted] == expected


def test_every_candidate_has_a_verdict_with_its_reason(village):
    village.counted()
    by_number = {outcome.candidate.number: outcome for outcome in Outcome.objects.all()}
    assert sorted(by_number) == [1, 2, 3, 4]
    assert (by_number[4].won, by_number[4].reason) == (False, {"kind": "no_support"})
    lost = by_number[2].reason
    assert lost["kind"] == "money_missing"
    assert lost["had"] + lost["missing"] == tenge(700_000)
    bought = by_number[1].reason
    assert bought["kind"] == "bought"
    assert bought["full"] + bought["rest"] == by_number[1].approvals == 5


def test_after_the_count_nothing_leads_from_a_card_to_a_ballot(village):
    counted = village.counted()
    assert not SealedBallot.objects.exists()
    assert not [model for model in apps.get_models() if _holds_card_and_ballot(model)]
    cards = {value for card in Card.objects.all() for value in (str(card.pk), card.pk.hex, card.code_hash)}
    everywhere = _everything_but("vote_card")
    assert not [trace for trace in cards | set(village.codes) if trace in everywhere]
    casts = Entry.objects.filter(action="vote.cast")
    assert casts.count() == len(BALLOTS)
    assert set(casts.values_list("subject_kind", "account")) == {("vote.vote", None)}
    for body in Payload.objects.filter(entry__action="vote.cast").values_list("body", flat=True):
        assert json.loads(body) == {"vote": {"id": str(village.vote.pk), "kind": "vote.vote"}}
    assert counted.vote == village.vote


def _holds_card_and_ballot(model) -> bool:
    names = {field.name for field in model._meta.get_fields()}
    return {"card", "approvals"} <= names and model.objects.exists()


def _everything_but(table: str) -> str:
    """Every cell of every other table as one text."""
    models = [model for model in apps.get_models() if model._meta.db_table != table]
    return "\n".join(str(row) for model in models for row in model._base_manager.values_list())


def test_used_cards_stay_used_for_the_reconciliation(village):
    village.counted(spare_cards=3)
    used = Card.objects.order_by("serial").values_list("is_used", flat=True)
    assert list(used) == [True] * len(BALLOTS) + [False] * 3


def test_the_order_of_voting_changes_neither_file_nor_result(village, other_unit, actor):
    from conftest import make_cycle
    from ortaq.stages.vote.tests.village import make_village

    village.counted()
    again = make_village(make_cycle(other_unit), actor)
    shuffled = sorted(BALLOTS, key=lambda _ballot: secrets.token_bytes(8))
    again.counted(shuffled)
    first, second = (file_of(v.vote).decode().replace(v.vote.unit.slug, "") for v in (village, again))
    assert first == second


def test_winners_are_projects_in_the_order_chosen(village):
    assert winners(village.cycle) == []
    village.counted()
    expected = Outcome.objects.filter(won=True).order_by("place").values_list("candidate__project_id", flat=True)
    assert winners(village.cycle) == list(expected)
    assert winners(village.cycle)


def test_a_project_that_nobody_chose_does_not_win_for_want_of_others(village):
    village.counted([[1]] * 3)
    assert chosen(village.vote) == ["1"]
    assert list(read_pabulib(file_of(village.vote)).election.project_by_id) == ["1"]


def test_a_vote_of_empty_ballots_has_no_winner(village):
    village.counted([[], []])
    assert winners(village.cycle) == []
    assert Outcome.objects.filter(reason={"kind": "no_support"}).count() == 4
