"""Checked, assessed twice by people without an interest, decided with reasons, never over the fund."""

import json
import os
import subprocess
import sys
from fractions import Fraction

import pytest
from django.utils import translation

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.money import tenge
from ortaq.ground.text import Text
from ortaq.stages.grants import actions
from ortaq.stages.grants.access import files_for
from ortaq.stages.grants.fund import fund_of
from ortaq.stages.grants.models import Assessment, Decision, EligibilityAnswer, Interest
from ortaq.stages.grants.selectors.judging import assessments_of, figures_of, lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture
def two(site):
    """Two applications of 1,000,000 each for a fund of 1,500,000, after the call has closed."""
    site.publish(fund=tenge(1_500_000))
    applications = [site.apply(name=f"Кісі {number}") for number in (1, 2)]
    site.close()
    return applications


def seen(site, actor):
    """Return the files that somebody sees, by number."""
    files = files_for(actor, site.programme, on=site.now.date())
    return {line.number: line for line in lines_of(files, site.call, reader=actor.account)}


def refused(act, *words) -> None:
    with pytest.raises(Refused) as refusal, translation.override("en"):
        act()
    with translation.override("en"):
        for word in words:
            assert word in str(refusal.value.sentence)


def test_a_no_has_its_reason_and_ends_the_application(site, two):
    refused(lambda: site.do(actions.check_eligibility, application=two[0], answers={1: False}, reasons={}))
    refused(lambda: site.do(actions.check_eligibility, application=two[0], answers={}, reasons={}))
    assert not EligibilityAnswer.objects.exists()
    assert site.check(two[0], met=False).state == "ineligible"
    refused(lambda: site.check(two[0]), "does not meet")


def test_nobody_is_judged_while_people_may_still_apply(site):
    site.publish()
    application = site.apply()
    refused(lambda: site.check(application), "still apply")
    refused(site.sit, "still apply")


def test_files_are_given_to_reviewers_of_the_programme(site, two):
    site.check(two[0])
    refused(lambda: site.assign(two[0], site.manager), "grant reviewer")
    site.assign(two[0], site.reviewers[0])
    refused(lambda: site.assign(two[0], site.reviewers[0]), "already")
    with pytest.raises(NotAllowed):
        site.do(
            actions.assign_reviewer,
            by=site.reviewers[0],
            application=two[0],
            reviewer=site.reviewers[1].account,
        )


@pytest.mark.parametrize("points", [(41, 10), (-1, 10), (10,)])
def test_every_criterion_gets_points_within_its_bounds(site, two, points):
    site.check(two[0])
    site.assign(two[0])
    refused(lambda: site.assess(two[0], site.reviewers[0], *points))
    assert not Assessment.objects.exists()


def test_an_assessment_is_handed_in_once_by_whom_it_was_given_to(site, two):
    site.check(two[0])
    site.assign(two[0])
    with pytest.raises(NotAllowed):
        site.assess(two[0], site.reviewers[2])
    site.assess(two[0], site.reviewers[0])
    refused(lambda: site.assess(two[0], site.reviewers[0]), "does not change")


def test_the_average_is_exact_and_a_wide_spread_is_told(site, two):
    site.check(two[0])
    site.assign(two[0], *site.reviewers)
    for reviewer, points in zip(site.reviewers, ((40, 30), (40, 30), (39, 30)), strict=True):
        site.assess(two[0], reviewer, *points)
    score = seen(site, site.manager)[1].score
    assert (score.average, score.is_spread) == (Fraction(209, 3), False)
    site.check(two[1])
    site.assign(two[1])
    site.assess(two[1], site.reviewers[0], 40, 60)
    site.assess(two[1], site.reviewers[1], 40, 39)
    assert seen(site, site.manager)[2].score.is_spread


def test_the_best_stands_first_then_more_jobs_then_the_earlier(site):
    site.publish()
    few = site.apply(jobs=3, jobs_women=0, jobs_youth=0)
    many = site.apply(jobs=3, jobs_women=3, jobs_youth=0)
    best = site.apply()
    later = site.apply(jobs=3, jobs_women=3, jobs_youth=0)
    site.close()
    for application in (few, many, later):
        site.judged(application, 30, 30)
    site.judged(best, 40, 60)
    assert list(seen(site, site.manager)) == [best.number, many.number, later.number, few.number]


def test_neither_reviewer_nor_manager_knows_before_it_is_time(site, two):
    application = two[0]
    site.check(application)
    site.assign(application)
    first, second = site.reviewers[:2]
    site.assess(application, first)
    assert assessments_of(application, reader=second.account) == []
    assert assessments_of(application, reader=site.manager.account) == []
    assert [row.is_own for row in assessments_of(application, reader=first.account)] == [True]
    assert seen(site, second)[1].score is None
    site.assess(application, second)
    assert len(assessments_of(application, reader=second.account)) == 2
    assert len(assessments_of(application, reader=site.manager.account)) == 2


def test_a_decision_needs_two_assessments_without_an_interest(site, two):
    application = two[0]
    sitting = site.sit()
    site.check(application)
    site.assign(application)
    refused(lambda: site.decide(application, sitting), "2 independent", "there are 0")
    for reviewer in site.reviewers[:2]:
        site.assess(application, reviewer)
    site.do(actions.declare_interest, by=site.reviewers[0], application=application)
    refused(lambda: site.decide(application, sitting), "there are 1")
    site.assign(application, site.reviewers[2])
    site.assess(application, site.reviewers[2])
    assert site.decide(application, sitting).outcome == "selected"


def test_an_interest_closes_the_file_for_ever_in_lists_numbers_and_deeds(site, two):
    for application in two:
        site.judged(application)
    site.do(actions.declare_interest, application=two[0])
    files = files_for(site.manager, site.programme, on=site.now.date())
    assert list(seen(site, site.manager)) == [2]
    assert figures_of(files, site.call).handed_in == 1
    sitting = site.sit()
    for act in (
        lambda: site.decide(two[0], sitting),
        lambda: site.do(actions.record_withdrawal, application=two[0], words="Хат"),
        lambda: site.assign(two[0], site.reviewers[2]),
    ):
        with pytest.raises(NotAllowed):
            act()
    refused(lambda: site.do(actions.declare_interest, application=two[0]), "already")
    assert Interest.objects.count() == 1
    from conftest import NOW
    from ortaq.ground.people.models import Appointment
    from ortaq.ground.people.roles import Role

    Appointment.objects.create(
        account=site.manager.account, role=Role.REVIEWER, programme=site.programme, since=NOW.date()
    )
    assert list(seen(site, site.manager)) == [2]


def test_a_reviewer_with_an_interest_loses_the_file_and_gets_no_other_way_to_it(site, two):
    site.check(two[0])
    site.assign(two[0])
    site.do(actions.declare_interest, by=site.reviewers[0], application=two[0])
    assert seen(site, site.reviewers[0]) == {}
    with pytest.raises(NotAllowed):
        site.assess(two[0], site.reviewers[0])
    refused(lambda: site.assign(two[0], site.reviewers[0]), "interest")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"present": 2}, "no quorum"),
        ({"present": 6}, "among the members"),
        ({"chair": " "}, "who chaired"),
        ({"present_names": ""}, "who was present"),
    ],
)
def test_a_sitting_has_a_quorum_and_names(site, two, given, word):
    refused(lambda: site.sit(**given), word)


def test_a_sitting_is_not_ahead_and_not_before_the_closing(site, two):
    refused(lambda: site.sit(held_on=site.now.date().replace(year=2028)), "still to come")
    refused(lambda: site.sit(held_on=site.call.closes_on), "after the call has closed")


@pytest.mark.parametrize(
    ("outcome", "given", "word"),
    [
        ("selected", {"grant": None}, "amount"),
        ("selected", {"grant": tenge(1_000_001)}, "not larger"),
        ("selected", {"public_title": Text()}, "everybody may read"),
        ("selected", {"reasons": Text()}, "reasons"),
        ("refused", {"reasons": Text()}, "reasons"),
        ("reserve", {"place": None}, "place"),
        ("withdrawn", {}, "what the committee decided"),
    ],
)
def test_a_decision_is_whole(site, two, outcome, given, word):
    application, sitting = site.judged(two[0]), site.sit()
    refused(lambda: site.decide(application, sitting, outcome, **given), word)
    assert not Decision.objects.exists()


def test_grants_never_come_to_more_than_the_fund(site, two):
    sitting = site.sit()
    for application in two:
        site.judged(application)
    site.decide(two[0], sitting)
    refused(lambda: site.decide(two[1], sitting), "500")
    site.decide(two[1], sitting, grant=tenge(500_000))
    assert fund_of(site.call).left == 0


def test_two_decisions_at_once_spend_the_money_once(tmp_path):
    database = {"DATABASE_URL": os.environ["DATABASE_URL"]} if "DATABASE_URL" in os.environ else {}
    done = subprocess.run(
        [sys.executable, "-m", "ortaq.stages.grants.tests.two_decisions"],
        env=os.environ | {"ORTAQ_HOME": str(tmp_path)} | database,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"decided": 1, "committed": tenge(1_000_000)}


def test_the_next_of_the_reserve_follows_a_withdrawal_by_a_new_decision(site):
    site.publish(fund=tenge(1_000_000), largest_grant=tenge(1_000_000))
    first, second, third = (site.apply(name=f"Кісі {number}") for number in (1, 2, 3))
    site.close()
    for application in (first, second, third):
        site.judged(application)
    sitting = site.sit()
    site.decide(first, sitting)
    site.decide(second, sitting, "reserve", place=1)
    refused(lambda: site.decide(third, sitting, "reserve", place=1), "Another application")
    site.decide(third, sitting, "reserve", place=2)
    site.sign(sitting)
    refused(lambda: site.decide(second, sitting), "signed")
    site.hold(actions.withdraw, first, words="Көштік")
    again = site.sit()
    refused(lambda: site.decide(third, again), "number 1 is next")
    assert site.decide(second, again).outcome == "selected"
    assert Decision.objects.filter(application=second).count() == 2
    assert fund_of(site.call).committed == tenge(1_000_000)


def test_a_protocol_is_signed_once_and_holds_decisions(site, two):
    sitting = site.sit()
    refused(lambda: site.sign(sitting), "Record the decisions")
    site.decide(site.judged(two[0]), sitting, "refused")
    site.sign(sitting)
    refused(lambda: site.sign(sitting), "already")


def test_sent_twice_a_decision_is_recorded_once(site, two):
    application, sitting, deed = site.judged(two[0]), site.sit(), new_id()
    assert site.decide(application, sitting, deed=deed) == site.decide(application, sitting, deed=deed)
    assert Decision.objects.count() == 1
