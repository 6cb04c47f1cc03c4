"""What a programme shows: the share of plan items done, budget, log, indicators; few people never counted out."""

import datetime
from decimal import Decimal

import pytest

from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text
from ortaq.programme.content import Participants
from ortaq.programme.models import Profile
from ortaq.programme.selectors.budget import budget_of
from ortaq.programme.selectors.overview import all_programmes, overview_of
from ortaq.programme.selectors.plans import Share, plans_of
from ortaq.programme.selectors.support import log_of, totals_of
from ortaq.programme.tests import built
from ortaq.stages.grants.tests import built as granting
from ortaq.stages.results.tests import built as working

pytestmark = pytest.mark.django_db

TODAY = working.AT_WORK.date()


@pytest.fixture
def work(cycle, actor, now):
    """A plan that the assembly agreed: three lines with money, one that waits."""
    return working.build(cycle, actor, now)


def plans(site, until=TODAY):
    return plans_of(site.programme, Profile.objects.filter(programme=site.programme).first(), until=until)


def test_the_headline_is_the_share_of_all_agreed_items(site, work, other_unit):
    site.programme.units.add(other_unit)
    work.report(2, "done")
    found = plans(site)
    assert found.share == Share(done=1, promised=3)
    assert round(found.share.part, 2) == Decimal("0.33")
    assert [(unit.name.kk, unit.share) for unit in found.units] == [
        ("Басқа ауылдық округ", Share()),
        ("Мысал ауылдық округі", Share(1, 3)),
    ]


def test_a_unit_shows_how_far_its_plan_is(site, cycle, actor, now):
    assert [plan.state for unit in plans(site).units for plan in unit.plans] == ["planning"]
    assert plans(site).share.part is None
    desk = working.build(cycle, actor, now).desk
    assert [(plan.state, plan.first_year) for plan in plans(site).units[0].plans] == [("agreed", 2028)]
    desk.plan.versions.get().agreement.delete()
    assert [plan.state for plan in plans(site).units[0].plans] == ["published"]
    assert plans(site).agreed == 0


def test_a_plan_of_other_years_is_not_the_programmes(site, work):
    site.describe()
    assert plans(site).agreed == 1
    site.describe(starts_on=datetime.date(2031, 1, 1), ends_on=datetime.date(2033, 1, 1))
    assert plans(site).agreed == 0


def test_a_place_without_an_office_is_named_and_not_linked(site, other_unit, actor):
    site.programme.units.add(other_unit)
    assert [unit.slug for unit in plans(site).units] == ["", ""]
    actor(site.unit, "akim")
    assert [unit.slug for unit in plans(site).units] == ["", "mysal"]


def test_goals_are_counted_from_the_tags_of_agreed_projects(site, cycle, actor, now, monkeypatch):
    work = working.build(cycle, actor, now)
    version = work.desk.plan.versions.get()
    project = work.desk.line(2).project
    version.content = version.content.replace('"sdg_target":""', '"sdg_target":"6.1"')
    version.save(update_fields=["content"])
    assert project is not None
    work.report(2, "done")
    (row,) = plans(site).sdg
    assert (row.code, row.done, row.places) == ("6.1", 1, 1)
    assert row.items >= 1
    assert row.name.en == "Safe drinking water for everyone"


def test_the_budget_adds_up_by_giver_and_by_year(site):
    site.describe()
    donor = site.organisation()
    site.budget(420_000_00, given_by=donor, year=2026)
    second = site.budget(50_000_50, year=2027)
    site.do(built.actions.record_spent, line=second, spent=10_000_25, document="Ш-1")
    budget = budget_of(site.programme)
    assert (budget.planned, budget.spent) == (Decimal("470000.50"), Decimal("10000.25"))
    assert [(one.key and one.key.en, one.planned) for one in budget.by_giver] == [
        ("Қор en", Decimal(420_000)),
        (None, Decimal("50000.50")),
    ]
    assert [(one.key, one.spent) for one in budget.by_year] == [(2026, None), (2027, Decimal("10000.25"))]
    assert sum(one.share for one in budget.by_giver) == 1


def test_sums_of_the_log_protect_few_people(site):
    site.support(women=3, men=2, youth=0)
    assert totals_of(site.programme, until=TODAY).people.women is None
    site.support(kind="training", minutes=240, women=9, men=8, youth=6)
    totals = totals_of(site.programme, until=TODAY)
    assert (totals.sessions, totals.advice_hours, totals.training_hours, totals.places) == (
        2,
        Decimal("1.5"),
        4,
        1,
    )
    assert (totals.people.total, totals.people.women, totals.people.youth) == (22, 12, 6)
    earlier = site.now.date() - datetime.timedelta(days=1)
    assert totals_of(site.programme, until=earlier).sessions == 0
    assert totals_of(site.programme, until=TODAY, since=TODAY).sessions == 0


def test_a_next_step_is_due_until_something_later_is_written(site):
    day = site.now.date()
    before = day - datetime.timedelta(days=9)
    site.support(on=before, next_step=Text(kk="Қайта келу"), next_on=day)
    assert [entry.is_due for entry in log_of(site.programme, today=day)] == [True]
    site.support()
    assert [entry.is_due for entry in log_of(site.programme, today=day)] == [False, False]


def line(site, on=TODAY):
    (found,) = overview_of(site.programme, on=on).indicators
    return found


def test_an_indicator_shows_its_latest_value_by_the_day(site):
    indicator = site.indicator()
    assert line(site).reading is None
    site.value(indicator, 100, on=datetime.date(2027, 1, 5))
    site.value(indicator, 560)
    assert (line(site).reading.value, line(site).is_reached) == (560, True)
    assert line(site, datetime.date(2027, 1, 31)).reading.value == 100


def test_a_value_of_few_people_is_not_shown(site):
    indicator = site.indicator()
    site.value(indicator, 4, people=Participants(3, 1, 0))
    reading = line(site).reading
    assert (reading.value, reading.people.women, reading.people.men) == (None, None, None)
    site.value(indicator, 560, people=Participants(300, 260, 3))
    assert line(site).reading.people.youth is None


@pytest.mark.parametrize(
    ("counted", "value"),
    [("plans_agreed", 1), ("items_done", 1), ("share_done", Decimal("33.3")), ("grants", 0), ("trained", 11)],
)
def test_ortaq_counts_these_figures_itself(site, work, counted, value):
    work.report(2, "done")
    site.support()
    site.indicator(counted=counted)
    assert line(site).reading.value == value


def test_grants_of_the_programme_are_summed_and_few_jobs_hidden(unit):
    grants = granting.build(unit)
    overview = overview_of(grants.programme, on=grants.now.date())
    assert (overview.grants.calls, overview.grants.grants, overview.grants.granted) == (0, 0, 0)
    grants.publish()
    assert overview_of(grants.programme, on=grants.now.date()).grants.calls == 1


def test_what_another_programme_does_is_not_ours(site, unit):
    theirs = Programme.objects.create(slug="theirs", name=Text(kk="Олардікі"))
    theirs.units.add(unit)
    site.describe()
    site.budget()
    site.support()
    site.indicator()
    site.fact()
    overview = overview_of(theirs, on=TODAY)
    assert (overview.card, overview.budget.lines, overview.indicators, overview.facts) == (None, (), (), ())
    assert overview.support.sessions == 0
    assert [one.name.en for one in all_programmes()] == ["Together", ""]


def test_ten_places_ask_no_more_than_one(site, work, django_assert_max_num_queries):
    from conftest import make_unit

    site.describe()
    for number in range(10):
        site.programme.units.add(make_unit(f"u{number}", f"Ауыл {number}", f"Село {number}"))
    with django_assert_max_num_queries(18):
        assert len(overview_of(site.programme, on=TODAY).plans.units) == 11
