"""The example, loaded once: it is whole, its sums agree, and every page of it opens."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from ortaq.demo.tests.conftest import NOW
from ortaq.ground.action import ACTIONS

pytestmark = pytest.mark.xdist_group("example")
ROOT = Path(__file__).parents[3]
BY_NOBODY = {"ortaq.ground.people.opening.open_office", "ortaq.ground.people.recovery.recover_password"}
"""Done at the office's own computer, where nobody has a role yet or can sign in."""


def of_cycle(example, number):
    return example.cycles.order_by("first_year")[number]


def test_no_deed_of_the_example_is_done_twice_or_by_strangers_or_when_its_step_is_closed(probe):
    assert probe.wrong == []


def test_every_other_kind_of_deed_is_probed_in_its_room(probe):
    assert get_resolver().url_patterns  # by now all rooms are imported
    others = {function for functions in ACTIONS.values() for function in functions} - set(probe.tried) - BY_NOBODY
    texts = [path.read_text() for path in (ROOT / "ortaq").rglob("test_*.py")]
    probed = "\n".join(text for text in texts if '"probed"' in text)
    assert [kind for kind in others if not re.search(rf"\b{kind.rpartition('.')[2]}\b", probed)] == []


def test_the_example_says_that_it_is_one(example):
    from ortaq.ground.journal.models import Node

    assert example.is_fictional
    assert Node.objects.get(is_here=True).is_example


def test_the_journal_of_the_example_has_no_fault(example):
    from ortaq.ground.journal.verification import verify_all

    verdicts = list(verify_all())
    assert sum(verdict.entries for verdict in verdicts) > 500
    assert not [verdict.faults for verdict in verdicts if verdict.faults]


def test_nothing_in_the_example_lies_ahead_but_a_meeting(example):
    from ortaq.ground.journal.models import Entry
    from ortaq.ground.meetings.models import Meeting

    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert Meeting.objects.filter(cycle=of_cycle(example, 1), starts_at__gt=NOW, cancelled_at=None).count() == 1


def test_every_published_need_of_the_first_cycle_is_answered(example):
    needs = of_cycle(example, 0).needs
    assert needs.filter(state="published").count() >= 50
    assert not needs.filter(state="published", answered_at=None).exists()
    assert needs.filter(state="refused").exclude(objection="").count() >= 5


def test_needs_come_in_both_languages_through_every_channel(example):
    needs = of_cycle(example, 0).needs
    assert set(needs.values_list("channel", flat=True)) == {"web", "helper", "paper", "meeting", "sheet"}
    assert set(needs.values_list("text_original", flat=True)) == {"kk", "ru"}


def test_the_second_cycle_stands_in_its_needs_step(example):
    second = of_cycle(example, 1)
    assert second.steps.get(key="needs").is_open(NOW.date())
    assert second.needs.filter(state="received").count() == 5
    assert second.needs.filter(answered_at=None, answer_due_on__lt=NOW.date()).exists()
    assert second.problems.count() == 1


def test_the_sums_of_the_plan_agree_and_come_from_seven_sources_in_three_years(example):
    from ortaq.stages.plan.models import LineMoney, PlanVersion
    from ortaq.stages.plan.rules import what_does_not_agree

    plan = of_cycle(example, 0).plan
    assert not what_does_not_agree(plan)
    money = LineMoney.objects.filter(line__plan=plan, line__removed_at=None)
    assert len(set(money.values_list("source", flat=True))) == 7
    assert set(money.values_list("year", flat=True)) == set(of_cycle(example, 0).years)
    assert Counter(plan.lines.filter(removed_at=None).values_list("origin", flat=True)).keys() == {
        "voted",
        "duty",
        "talks",
        "waiting",
    }
    assert PlanVersion.objects.filter(plan=plan, published_at__isnull=False).count() == 2


def test_the_vote_is_counted_with_ballots_from_cards_and_void_cards(example):
    vote = of_cycle(example, 0).vote
    assert vote.state == "counted"
    assert vote.counted_ballots.count() == vote.cards.filter(is_used=True).count() == 151
    assert vote.cards.filter(is_void=True).count() == 13


def test_the_mast_takes_nothing_from_the_budget(example):
    from ortaq.ground.sources import BUDGET_SOURCES
    from ortaq.stages.plan.models import PlanLine

    line = PlanLine.objects.get(project__title_ru="Вышка связи для Коктала и Жырыка")
    assert not line.money.filter(source__in=BUDGET_SOURCES).exists()
    assert line.progress.order_by("happened_on").last().state == "done"


def test_the_mast_and_the_asar_came_through_partnerships_that_somebody_looked_at(example):
    from ortaq.stages.partners.models import Stage
    from ortaq.stages.partners.selectors import ledger_of, open_proposals, wanted
    from ortaq.stages.results.selectors import results_of

    cycle = of_cycle(example, 0)
    ledger = ledger_of(cycle=cycle)
    assert [(one.stage, one.served) for one in ledger.delivered] == [(Stage.VERIFIED, n) for n in (368, 46, 368)]
    assert (ledger.value, ledger.days) == (37_300_000_00, 68)
    assert Counter(one.stage for one in ledger_of(cycle=cycle, for_office=True).partnerships) == {
        "verified": 3,
        "declined": 1,
        "talks": 1,
    }
    mast = results_of(cycle=cycle).line(1)
    assert mast.sums.spent == mast.sums.planned == 36_400_000_00
    assert all(row.partnership for row in mast.spending)
    assert [one.has_talks for one in wanted(cycle=cycle)] == [False, True]
    assert len(open_proposals(example.id)) == 1


@pytest.mark.parametrize(
    ("said", "language"),
    [("Мен малшымын, Жырықта қыстаймын", "kk"), ("Муж на коляске", "ru")],
)
def test_a_need_walks_the_whole_chain(example, said, language):
    from ortaq.ground.chain import ids_forward
    from ortaq.stages.needs.models import Need

    need = Need.objects.get(**{f"text_{language}__startswith": said})
    kinds, seen, ahead = set(), set(), {("need", need.pk)}
    while ahead:
        kind, pk = ahead.pop()
        seen.add((kind, pk))
        kinds.add(kind)
        reached = {(later, one) for later, ones in ids_forward(kind, [pk]).items() for one in ones}
        ahead |= reached - seen
    assert {"need", "problem", "project", "plan_line", "agreement", "adoption"} <= kinds
    assert need.answers.filter(kind="done").exists()


def test_the_planning_groups_meet_their_quotas_and_criteria(example):
    from ortaq.stages.circle.selectors.calling import bounds_of
    from ortaq.stages.circle.selectors.counting import count
    from ortaq.stages.circle.selectors.group import composition, members_on
    from ortaq.stages.circle.selectors.register import gaps

    places = [place.id for place in example.settlements.all()]
    for number, (stakeholders, volunteers, missing) in enumerate([(20, 29, 0), (17, 19, 4)]):
        cycle = of_cycle(example, number)
        members = members_on(cycle, on=NOW.date())
        counts = count(members, settlements=places)
        assert len(members) == cycle.group_call.seats == 15
        for quota in bounds_of(cycle.group_call):
            assert quota.minimum <= counts[quota.feature][quota.value] <= quota.maximum, quota
        made = composition(cycle=cycle, language="kk", on=NOW.date(), for_office=True)
        assert all(criterion.is_met for criterion in made.criteria)
        assert cycle.stakeholders.filter(ended_at=None).count() == stakeholders
        assert cycle.volunteers.filter(withdrawn_at=None).count() == volunteers
        assert gaps(cycle=cycle).number == missing
        assert cycle.group_members.filter(account__username="group").count() == 1


def test_the_grants_went_the_whole_way_and_a_call_is_open(example):
    from ortaq.stages.grants.models import Application, Call, Contract
    from ortaq.stages.grants.rules import is_open

    first, now = Call.objects.order_by("number")
    assert not is_open(first, NOW.date())
    assert is_open(now, NOW.date())
    states = Counter(Application.objects.filter(call=first).values_list("state", flat=True))
    assert states == {"selected": 2, "withdrawn": 1, "refused": 1, "ineligible": 1}
    assert all(contract.survivals.filter(works=True).exists() for contract in Contract.objects.all())


def test_akims_learn_from_zharaspai_and_from_one_another(example):
    from ortaq.exchange.models import Case, Event, News, Question

    told = Case.objects.get(partnership__isnull=False)
    assert (told.people, told.cost) == (560, 0)
    assert not told.unit.is_fictional
    seminar = Event.objects.get(starts_on=datetime.date(2019, 7, 18))
    assert (seminar.attended, seminar.oblasts) == (40, 12)
    assert seminar.items.filter(tells=told).exists()
    answered = Question.objects.get(unit=example).advice.get()
    assert answered.unit.is_fictional
    assert answered.unit != example
    assert Case.objects.filter(unit=example, published_at__isnull=False).count() == 3
    assert Event.objects.filter(starts_on__gt=NOW.date()).count() == 1
    assert News.objects.filter(unit=example, published_at__isnull=False).count() == 2


PAGES = (
    "circle",
    "needs",
    "dialogue",
    "projects",
    "vote",
    "plan",
    "meetings",
    "assembly",
    "grants",
    "partners",
    "results",
    "profile",
    "exchange",
)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("who", [None, "akim"])
def test_the_pages_of_both_cycles_open(example, who, language):
    from ortaq.ground.people.models import Account

    client = Client()
    if who:
        client.force_login(Account.objects.get(username=who))
    for cycle in (of_cycle(example, 0), of_cycle(example, 1)):
        for room in PAGES:
            address = reverse(f"{room}:home", args=[example.slug]).split("/", 2)[2]
            answer = client.get(f"/{language}/{address}", {"cycle": cycle.first_year})
            assert answer.status_code == 200, (room, answer.status_code)


def test_the_real_programme_says_only_what_its_sources_say():
    from ortaq.ground.places.models import Programme
    from ortaq.programme.selectors.overview import overview_of

    real = Programme.objects.get(is_fictional=False)
    overview = overview_of(real, on=NOW.date())
    assert len(overview.plans.units) == 10
    assert not any(unit.slug or unit.plans for unit in overview.plans.units)
    assert (overview.budget.planned, overview.budget.by_giver[0].planned) == (470_000, 420_000)
    assert [line.reading.value for line in overview.indicators] == [10, 11, 560]
    assert all(fact.source for fact in overview.facts)
    assert (overview.grants.calls, overview.support.sessions, overview.budget.is_reported) == (0, 0, False)


def test_the_programme_of_the_example_reaches_its_headline(example):
    from ortaq.programme.selectors.overview import overview_of

    overview = overview_of(example.programmes.get(), on=NOW.date())
    assert overview.is_fictional
    assert overview.is_on_target
    assert (overview.plans.agreed, overview.grants.grants) == (1, 2)
    assert overview.support.people.total
    assert overview.plans.sdg
    assert all(line.reading for line in overview.indicators)


def test_nobody_can_sign_in_as_who_keeps_the_public_facts():
    from ortaq.ground.people.example import visitors
    from ortaq.ground.people.models import Account

    assert not Account.objects.get(username="keeper").has_usable_password()
    names = [visitor.username for visitor in visitors(on=NOW.date())]
    assert "keeper" not in names
    assert names.count("adviser") == 1
