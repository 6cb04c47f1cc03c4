"""The plans of many cycles read together say the same as each read alone."""

import datetime

import pytest

from ortaq.stages.results.selectors import results_of
from ortaq.stages.results.shares import agreed_items
from ortaq.stages.results.tests.built import AT_WORK

pytestmark = pytest.mark.django_db

TODAY = AT_WORK.date()


def counts(cycle, until=TODAY):
    items = agreed_items([cycle], until=until)[cycle.id]
    return sum(item.is_done for item in items), sum(item.is_promised for item in items)


def test_the_share_is_that_of_the_results_of_the_cycle(site, cycle):
    for number, state in ((1, "in_progress"), (2, "done"), (4, "done")):
        site.report(number, state)
    results = results_of(cycle=cycle)
    assert counts(cycle) == (results.done, len(results.promised)) == (2, 4)


def test_a_waiting_line_counts_once_its_work_has_begun(site, cycle):
    assert counts(cycle) == (0, 3)
    site.report(4, "in_progress")
    assert counts(cycle) == (0, 4)


def test_an_earlier_day_knows_nothing_of_later_reports(site, cycle):
    site.report(2, "done")
    assert counts(cycle, TODAY - datetime.timedelta(days=1)) == (0, 3)


def test_a_cycle_without_an_agreement_on_that_day_is_left_out(site, cycle):
    assert agreed_items([cycle], until=datetime.date(2026, 1, 1)) == {}


def test_the_number_of_cycles_does_not_change_the_number_of_queries(site, cycle, django_assert_num_queries):
    with django_assert_num_queries(2):
        agreed_items([cycle], until=TODAY)
