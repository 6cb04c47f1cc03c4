"""What the writes of cases promise, and what they refuse."""

import datetime
from dataclasses import replace

import pytest

from ortaq.exchange.cases.actions import change_case, publish_case, use_case, write_case
from ortaq.exchange.cases.selectors import Filters, behind, case_by_number, case_view, list_cases
from ortaq.exchange.models import Case, CaseUse
from ortaq.exchange.tests.built import SAID, SPRING, a_case, write
from ortaq.ground.errors import NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.grants.tests.built import build as build_grants
from ortaq.stages.profile.models import Population
from ortaq.stages.projects.models import Project
from ortaq.stages.results.tests.built import AT_WORK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


def use(case, cycle, by, problem, **other):
    given = {"case_id": case.pk, "problems": [problem], "now": SPRING}
    return use_case(by=by, cycle=cycle, **given | other)


def test_a_case_leads_from_the_need_to_what_was_done(site, case):
    site.report(2, "done")
    kinds = [stretch.kind.name for stretch in behind(case_by_number("mysal", 1), language="ru")]
    assert kinds[0] == "need"
    assert {"problem", "project", "plan_line", "progress"} <= set(kinds)
    assert case.cycle == site.desk.cycle


def test_a_draft_needs_only_its_name_and_stays_inside(site, akim):
    draft = write(site, akim, told=replace(SAID, done=Text(), lesson=Text()), evidence=None)
    assert list_cases(filters=Filters(), page=1)[1] == []
    with pytest.raises(Refused, match="what was done"):
        publish_case(by=akim, case=draft, now=AT_WORK)


def test_a_case_about_nothing_that_happened_is_not_published(site, akim):
    with pytest.raises(Refused, match="Choose what the case tells of") as refused:
        publish_case(by=akim, case=write(site, akim, evidence=None), now=AT_WORK)
    assert refused.value.field == "evidence"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "story"}, "kind"),
        ({"theme": "luck"}, "theme"),
        ({"title": Text()}, "title_kk"),
        ({"people": -1}, "people"),
        ({"cost": -1}, "cost"),
        ({"cost": 10**18}, "cost"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(site, akim, change, field):
    with pytest.raises(Refused) as refused:
        write(site, akim, told=replace(SAID, **change))
    assert field in refused.value.sentences
    assert not Case.objects.exists()


def test_a_line_that_nobody_may_read_yet_is_no_evidence(site, akim):
    site.desk.plan.versions.update(published_at=None)
    with pytest.raises(Refused, match="happened here"):
        write(site, akim)


def test_a_published_case_stays_whole_when_it_changes(site, case, akim):
    with pytest.raises(Refused, match="what you learnt"):
        change_case(by=akim, case=case, told=replace(SAID, lesson=Text()), evidence=site.desk.line(2), now=AT_WORK)
    assert Case.objects.get().lesson == SAID.lesson
    with pytest.raises(Refused, match="already"):
        publish_case(by=akim, case=case, now=AT_WORK)


def test_only_the_team_of_the_unit_tells_its_cases(site, actor, learner, unit):
    for by in (site.clerk, actor(unit, Role.DELEGATE, username="d"), learner):
        with pytest.raises(NotAllowed):
            write(site, by)


def test_evidence_of_another_unit_is_refused(site, learner, other_unit):
    with pytest.raises(NotAllowed, match="another unit"):
        write_case(by=learner, unit=other_unit, told=SAID, evidence=site.desk.line(2), now=AT_WORK)


def test_sent_twice_it_is_one_case(site, akim):
    deed = new_id()
    assert write(site, akim, deed=deed) == write(site, akim, deed=deed)
    assert Case.objects.count() == 1


def test_using_a_case_copies_the_sheet_with_its_costs_into_the_readers_years(
    case, other_cycle, learner, other_problem
):
    made = use(case, other_cycle, learner, other_problem).project
    made = Project.objects.get(pk=made.pk)
    assert made.unit_id == other_cycle.unit_id
    assert made.title.ru == "Колодец в Коктале"
    assert made.indicator.ru == "Дома с чистой водой"
    assert list(made.problems.all()) == [other_problem]
    costs = {(one.year, one.source, one.kind, one.amount) for one in made.costs.all()}
    assert costs == {
        (2031, "district_budget", "money", thousand_tenge(2_400)),
        (2031, "residents", "labour", thousand_tenge(100)),
    }


def test_what_is_true_of_one_place_only_is_not_copied(case, other_cycle, learner, other_problem):
    made = Project.objects.get(pk=use(case, other_cycle, learner, other_problem).project_id)
    assert not made.owner
    assert (made.baseline, made.target, made.copied_from) == (None, None, None)
    assert not made.settlements.exists()
    assert not made.beneficiaries.exists()


def test_costs_follow_the_number_of_people(case, other_cycle, learner, other_problem):
    made = use(case, other_cycle, learner, other_problem, people=33).project
    assert {one.amount for one in made.costs.all()} == {thousand_tenge(792), thousand_tenge(33)}


def test_a_case_without_a_sheet_gives_its_name_and_what_was_done(site, akim, other_cycle, learner, other_problem):
    told_of_light = a_case(site, akim, evidence=site.desk.line(3))
    made = use(told_of_light, other_cycle, learner, other_problem, people=33).project
    assert made.title == SAID.title
    assert made.description == SAID.done
    assert not made.costs.exists()


def test_the_journal_of_the_reader_says_from_which_case(case, other_cycle, learner, other_problem):
    made = use(case, other_cycle, learner, other_problem)
    entry = Entry.objects.get(action="exchange.use_case")
    assert (entry.book.unit_id, entry.subject_id) == (other_cycle.unit_id, str(made.pk))
    assert str(case.pk) in Payload.objects.get(entry=entry).body


def test_using_is_refused_without_a_problem_before_the_step_and_to_strangers(
    site, akim, case, other_cycle, learner, other_problem
):
    with pytest.raises(Refused, match="at least one problem"):
        use(case, other_cycle, learner, other_problem, problems=[])
    with pytest.raises(StepClosed):
        use(case, other_cycle, learner, other_problem, now=SPRING - datetime.timedelta(days=60))
    with pytest.raises(NotAllowed):
        use(case, other_cycle, akim, other_problem)
    with pytest.raises(Refused, match="not published"):
        use(write(site, akim), other_cycle, learner, other_problem)
    assert not CaseUse.objects.exists()
    assert not Project.objects.filter(unit=other_cycle.unit).exists()


def test_used_twice_with_one_deed_it_is_one_sheet(case, other_cycle, learner, other_problem):
    deed = new_id()
    first = use(case, other_cycle, learner, other_problem, deed=deed)
    assert use(case, other_cycle, learner, other_problem, deed=deed) == first
    assert Project.objects.filter(unit=other_cycle.unit).count() == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 1),
        ({"theme": "water"}, 1),
        ({"theme": "roads"}, 0),
        ({"cost": "middle"}, 1),
        ({"cost": "none"}, 0),
        ({"kind": "people"}, 0),
        ({"size": "middle"}, 1),
        ({"size": "large"}, 0),
    ],
)
def test_cases_are_found_by_theme_size_and_cost(case, unit, filters, found):
    place = unit.settlements.first()
    Population.objects.create(unit=unit, settlement=place, year=2027, sex="women", band="18-28", people=1_500)
    assert len(list_cases(filters=Filters(**filters), page=1)[1]) == found


def test_a_handful_of_people_is_not_told_as_a_number(site, akim):
    view = case_view(a_case(site, akim, told=replace(SAID, people=3)))
    assert (view.people, view.few) == (None, True)


@pytest.fixture
def bakery(site):
    """A grant of the unit that a signed protocol has decided, for the line of the well."""
    funding = build_grants(site.desk.cycle.unit)
    funding.publish()
    application = funding.apply(plan_line=site.desk.line(2))
    funding.close()
    sitting = funding.sit() if funding.judged(application) else None
    funding.decide(application, sitting)
    return application, lambda: funding.sign(sitting)


def test_a_case_may_tell_of_a_grant_once_it_is_decided(site, akim, bakery):
    grant, sign = bakery
    with pytest.raises(Refused):
        write(site, akim, evidence=grant)
    sign()
    case = a_case(site, akim, evidence=grant)
    assert (case.grant, case.line, case.cycle) == (grant, None, site.desk.cycle)
    told = {stretch.kind.name: stretch for stretch in behind(case, language="ru")}
    assert [knot.title for knot in told["grant"].knots] == ["Пекарня"]
    assert "Сынақ Кәсіпкер" not in str(told)
