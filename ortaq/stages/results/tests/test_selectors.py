"""What is read of results: money, indicators, small numbers, and the fate of every need."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import make_cycle
from ortaq.ground import chain
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.ground.todo import tasks
from ortaq.stages.plan import actions as planning
from ortaq.stages.plan.selectors import draft_content
from ortaq.stages.plan.tests import plans
from ortaq.stages.results import actions
from ortaq.stages.results.became import Became, what_became_of_needs
from ortaq.stages.results.lines import Sums
from ortaq.stages.results.selectors import results_of
from ortaq.stages.results.tests.built import AT_WORK, agree, say

pytestmark = pytest.mark.django_db


def fate(site, cycle, word):
    """Return what became of a need."""
    number = site.needs[word].number
    (found,) = [need for need in what_became_of_needs(cycle=cycle).needs if need.number == number]
    return found.became


def test_without_an_agreement_there_are_no_results(cycle):
    results = results_of(cycle=cycle)
    assert (results.agreed, results.lines, results.share_done) == (False, (), None)


def test_the_share_of_done_lines_counts_what_was_promised(site, cycle):
    assert results_of(cycle=cycle).share_done == 0
    site.report(2, "done")
    results = results_of(cycle=cycle)
    assert (results.done, [line.item.number for line in results.promised]) == (1, [1, 2, 3])


def test_money_is_told_by_source_and_form_without_micro_credit(site, cycle):
    site.spend(2, 1_000)
    site.spend(2, 2_000, stage="agreed")
    site.spend(2, 60, source="residents", kind="labour")
    site.spend(2, 500, source="microcredit")
    results = results_of(cycle=cycle)
    thousand = thousand_tenge
    assert results.line(2).sums == Sums(thousand(2_500), thousand(2_000), thousand(1_060))
    assert [sums.spent for _label, sums in results.line(2).by_kind] == [thousand(1_000), thousand(60)]
    assert [sums.spent for _label, sums in results.by_source if sums.spent] == [
        thousand(1_000),
        thousand(60),
        thousand(500),
    ]
    assert results.sums.spent == thousand(1_060)


@pytest.mark.parametrize(
    ("value", "women", "men", "shown"),
    [
        ("58", 30, 28, (58, 30, 28)),
        ("58", 55, 3, (58, None, None)),
        ("3", 1, 2, (None, None, None)),
        ("12", 1, 2, (12, None, None)),
        ("9", 9, 0, (9, 9, 0)),
        ("3", 3, 40, (None, None, None)),
    ],
)
def test_few_people_cannot_be_found_in_public(site, cycle, value, women, men, shown):
    site.measure(2, value, women=women, men=men)
    public = results_of(cycle=cycle).line(2).latest
    assert (public.value, public.women, public.men) == shown
    office = results_of(cycle=cycle, for_office=True).line(2).latest
    assert (office.women, office.men) == (women, men)


def test_every_need_stands_in_exactly_one_class(site, cycle):
    site.report(2, "done")
    site.report(1, "in_progress")
    site.answer("байланыс", "refused", kk="Бұл біздің құзыретте емес")
    fates = what_became_of_needs(cycle=cycle)
    found = {became.value: count for became, count in fates.counts.items() if count}
    assert found == {"done": 2, "in_work": 1, "waits": 1, "refused": 1, "not_answered": 1, "not_published": 2}
    assert sum(fates.counts.values()) == fates.total == cycle.needs.count()
    (refused,) = fates.of(Became.REFUSED)
    assert refused.answer.kk == "Бұл біздің құзыретте емес"


def test_a_need_goes_through_the_classes_as_things_happen(site, cycle):
    assert fate(site, cycle, "су") is Became.IN_PLAN
    site.report(2, "stopped")
    assert fate(site, cycle, "су") is Became.STOPPED
    site.answer("су", "in_work", kk="Жұмыс басталды")
    assert fate(site, cycle, "су") is Became.IN_WORK
    site.report(2, "done")
    assert fate(site, cycle, "су") is Became.DONE
    site.answer("мектеп", "forwarded", kk="Ауданға жібердік")
    assert fate(site, cycle, "мектеп") is Became.ANSWERED
    site.answer("мектеп", "done", kk="Салынды")
    assert fate(site, cycle, "мектеп") is Became.DONE


def test_a_refusal_stands_until_the_office_answers_again(site, cycle):
    site.report(2, "done")
    site.answer("су", "refused", kk="Үйіңіз алыс")
    assert fate(site, cycle, "су") is Became.REFUSED
    assert fate(site, cycle, "құдық") is Became.DONE
    site.answer("су", "taken_up", kk="Қайта қарадық")
    assert fate(site, cycle, "су") is Became.DONE


def test_what_is_not_published_shows_no_words(site, cycle):
    hidden = what_became_of_needs(cycle=cycle).of(Became.NOT_PUBLISHED)
    assert len(hidden) == 2
    assert not any(need.text for need in hidden)


def test_a_draft_line_makes_nothing_of_a_need(cycle, actor, now):
    akim = actor(cycle.unit, Role.AKIM)
    say(cycle, akim, now, "су")
    plans.draw_up(cycle, akim)
    assert what_became_of_needs(cycle=cycle).counts[Became.NOT_ANSWERED] == 1


def test_a_change_in_the_draft_makes_nothing_of_a_need(site, cycle):
    line = site.desk.line(2)
    line.origin = "waiting"
    line.save()
    assert fate(site, cycle, "су") is Became.IN_PLAN
    site.desk.do(planning.remove_line, line=line, reason=Text(kk="Ақша жоқ"))
    assert fate(site, cycle, "су") is Became.IN_PLAN


def test_a_line_carried_into_a_later_plan_tells_what_became_of_its_needs(site, cycle):
    at = datetime.datetime(2030, 6, 10, 12, tzinfo=AT_WORK.tzinfo)
    later = make_cycle(cycle.unit, first_year=2031, starts_on=datetime.date(2030, 1, 4))
    desk = plans.Desk(later, site.desk.akim, now=at)
    desk.plan = desk.do(planning.start_plan, cycle=later)
    carried = desk.do(planning.carry_unfunded, plan=desk.plan, carried=site.desk.line(4))
    desk.do(planning.set_vision, plan=desk.plan, vision=Text(kk="Ауыл"), goals={})
    version = desk.do(planning.close_version, plan=desk.plan)
    agree(desk.do(planning.publish_version, version=version), number=2)
    assert fate(site, cycle, "стадион") is Became.WAITS
    work = AT_WORK.replace(year=2031)
    site.report(4, "done", line=carried, now=work, happened_on=work.date())
    assert fate(site, cycle, "стадион") is Became.DONE
    assert results_of(cycle=cycle).line(4).state == "not_started"


def test_a_line_taken_out_later_keeps_its_reports_and_is_not_promised(site, cycle):
    site.spend(3, 10)
    site.desk.do(planning.remove_line, line=site.desk.line(3), reason=Text(kk="Ақша жоқ"))
    version = site.desk.do(planning.close_version, plan=site.desk.plan)
    agree(site.desk.do(planning.publish_version, version=version), number=2)
    results = results_of(cycle=cycle)
    assert results.line(3).is_taken_out
    assert results.line(3).sums.spent == thousand_tenge(10)
    assert [line.item.number for line in results.promised] == [1, 2]
    assert results.sums.planned == draft_content(site.desk.plan).totals.total
    assert results.line(3).overspent == 0


def test_reads_take_a_known_number_of_queries(site, cycle, django_assert_max_num_queries):
    for number in (1, 2, 3):
        progress = site.report(number, "done")
        site.do(actions.confirm, by=site.delegate, progress=progress, is_so=True, note=Text())
        site.spend(number, 5)
    site.measure(2, "25")
    with django_assert_max_num_queries(7):
        results_of(cycle=cycle)
    with django_assert_max_num_queries(20):
        what_became_of_needs(cycle=cycle)


def test_a_need_leads_to_its_report_and_back(site):
    progress = site.report(2, "done")
    need = site.needs["су"]
    assert progress.id in chain.ids_forward("need", [need.id])["progress"]
    assert need.id in chain.ids_back("progress", [progress.id])["need"]
    (stretch,) = [s for s in chain.forward("need", [need.id], language="ru") if s.kind.name == "progress"]
    assert stretch.knots[0].state == "done"
    assert stretch.knots[0].url.endswith(f"/lines/2/?cycle=2028#report-{progress.id}")


def test_after_three_months_the_office_is_reminded(site, cycle):
    def told(today):
        found = tasks(cycle=cycle, today=today, may=lambda action: action == "results.report_progress")
        return [task.title for task in found]

    assert told(datetime.date(2028, 3, 31)) == []
    site.report(1, "done")
    site.report(2, "in_progress")
    assert "1 " in told(datetime.date(2028, 6, 1))[0]
    assert "2 " in told(datetime.date(2028, 6, 30))[0]


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share", "reached"),
    [
        ("-12", "8", "-2", "0.5", False),
        ("-12", "0", "-18", "-0.5", False),
        ("0", "-10", "-10", "1", True),
        ("4", "4", "4", None, True),
        ("", "4", "2", None, False),
    ],
)
def test_an_indicator_may_begin_below_zero(site, cycle, baseline, target, value, share, reached):
    site.measure(2, value)
    line = results_of(cycle=cycle).line(2)
    agreed = replace(line.indicator, baseline=baseline, target=target)
    line = replace(line, item=replace(line.item, project=replace(line.item.project, indicator=agreed)))
    assert line.latest.value == Decimal(value)
    assert (line.share_of_way, line.is_reached) == (None if share is None else Decimal(share), reached)
