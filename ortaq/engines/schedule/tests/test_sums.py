"""What the sums of a plan promise."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ortaq.engines.schedule import CostedLine, Kind, Part, YearlyCeiling, check_sums, totals

YEARS = (2028, 2029, 2030)
SOURCES = ("okrug_budget", "grant", "partner", "residents")
OUTSIDE = frozenset({"microcredit"})
on_a_busy_machine = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

parts = st.lists(
    st.builds(
        Part,
        year=st.sampled_from(YEARS),
        source=st.sampled_from((*SOURCES, *OUTSIDE)),
        kind=st.sampled_from(("money", "in_kind", "labour")),
        amount=st.integers(1, 10**13),
    ),
    min_size=1,
    max_size=6,
).filter(lambda given: any(part.source not in OUTSIDE for part in given))


@st.composite
def agreeing_plans(draw):
    """Lines whose money is their cost, and ceilings that hold exactly what they ask."""
    lines = [
        CostedLine(
            number=number,
            cost=sum(part.amount for part in given if part.source not in OUTSIDE),
            parts=tuple(given),
            project=number * 10,
        )
        for number, given in enumerate(draw(st.lists(parts, min_size=1, max_size=6)), start=1)
    ]
    lines = [replace(line, project_cost=line.cost) for line in lines]
    wanted = totals((part for line in lines for part in line.parts), outside=OUTSIDE)
    ceilings = [YearlyCeiling(year, source, sum_) for (source, year), sum_ in wanted.by_source_and_year.items()]
    return lines, ceilings


def check(lines, ceilings, **other):
    given = {"years": YEARS, "has_vision": True, "outside": OUTSIDE} | other
    return check_sums(lines=lines, ceilings=ceilings, **given)


def kinds(found):
    return [told.kind for told in found]


@on_a_busy_machine
@given(agreeing_plans())
def test_a_plan_whose_sums_agree_is_let_through(plan):
    lines, ceilings = plan
    assert check(lines, ceilings, winners=[line.project for line in lines]) == []


@on_a_busy_machine
@given(agreeing_plans(), st.data())
def test_one_tiyn_less_anywhere_is_seen(plan, data):
    lines, ceilings = plan
    place = data.draw(st.integers(0, len(lines) - 1))
    wrong = replace(lines[place], cost=lines[place].cost - 1)
    found = check([*lines[:place], wrong, *lines[place + 1 :]], ceilings)
    assert kinds(found) == [Kind.MONEY_IS_NOT_COST, Kind.COST_IS_NOT_PROJECTS]
    assert {told.line for told in found} == {wrong.number}


@on_a_busy_machine
@given(agreeing_plans(), st.data())
def test_a_ceiling_one_tiyn_lower_is_seen(plan, data):
    lines, ceilings = plan
    place = data.draw(st.integers(0, len(ceilings) - 1))
    low = replace(ceilings[place], amount=ceilings[place].amount - 1)
    (found,) = check(lines, [*ceilings[:place], low, *ceilings[place + 1 :]])
    assert (found.kind, found.source, found.year) == (Kind.ABOVE_CEILING, low.source, low.year)
    assert found.found == low.amount + 1


@on_a_busy_machine
@given(agreeing_plans(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_sum(plan, random):
    lines, ceilings = plan
    shuffled = random.sample(lines, len(lines))
    assert check(shuffled, ceilings) == []
    assert totals([p for line in shuffled for p in line.parts], outside=OUTSIDE) == totals(
        [p for line in lines for p in line.parts], outside=OUTSIDE
    )


@on_a_busy_machine
@given(agreeing_plans())
def test_every_sum_is_the_same_money(plan):
    lines, _ceilings = plan
    sums = totals((part for line in lines for part in line.parts), outside=OUTSIDE)
    assert sums.total == sum(line.cost for line in lines)
    for table in (sums.by_year, sums.by_source, sums.by_kind, sums.by_source_and_year):
        assert sum(table.values()) == sums.total
    assert sums.total + sums.outside == sum(part.amount for line in lines for part in line.parts)


def line(**other):
    given = {"number": 1, "cost": 500, "parts": (Part(2028, "grant", "money", 500),)} | other
    return CostedLine(**given)


CEILING = [YearlyCeiling(2028, "grant", 500)]


def test_a_plan_without_vision_or_lines_says_so():
    assert kinds(check([], [], has_vision=False)) == [Kind.NO_VISION, Kind.NO_LINES]


def test_a_line_needs_an_owner_a_source_and_a_year_of_the_plan():
    assert kinds(check([line(has_owner=False)], CEILING)) == [Kind.NO_OWNER]
    assert kinds(check([line(parts=())], CEILING)) == [Kind.NO_MONEY]
    (found,) = check([line(parts=(Part(2035, "grant", "money", 500),))], [YearlyCeiling(2035, "grant", 500)])
    assert (found.kind, found.year, found.found) == (Kind.OTHER_YEAR, 2035, 500)


def test_a_line_that_costs_nothing_stands_with_its_reason():
    """What a partner gives and nobody can value costs no money: the line says so in words."""
    free = line(cost=0, parts=(), has_reason=True)
    assert check([free], CEILING) == []
    assert kinds(check([line(cost=0, parts=())], CEILING)) == [Kind.NO_MONEY]


def test_a_line_that_waits_has_no_money_and_needs_no_source():
    assert check([line(parts=(), is_waiting=True)], []) == []
    (found,) = check([line(is_waiting=True)], CEILING)
    assert (found.kind, found.found) == (Kind.WAITING_HAS_MONEY, 500)


def test_a_private_debt_pays_for_nothing_and_needs_no_ceiling():
    debt = Part(2028, "microcredit", "money", 500)
    assert kinds(check([line(parts=(debt,))], [])) == [Kind.NO_MONEY]
    assert check([line(parts=(*line().parts, debt))], CEILING) == []


def test_money_from_a_source_without_a_ceiling_is_named():
    (found,) = check([line()], [])
    assert (found.kind, found.source, found.year, found.found) == (Kind.NO_CEILING, "grant", 2028, 500)


def test_another_cost_than_the_projects_needs_a_reason():
    (found,) = check([line(project=7, project_cost=450)], CEILING)
    assert (found.kind, found.asked, found.found) == (Kind.COST_IS_NOT_PROJECTS, 450, 500)
    assert check([line(project=7, project_cost=450, has_reason=True)], CEILING) == []


def test_what_the_vote_chose_is_in_the_plan_or_left_out_with_a_reason():
    (found,) = check([line()], CEILING, winners=[7])
    assert (found.kind, found.project) == (Kind.WINNER_MISSING, 7)
    assert check([line()], CEILING, winners=[7], left_out=[7]) == []
    assert check([line(project=7)], CEILING, winners=[7]) == []


def test_a_winner_that_waits_needs_a_reason():
    waiting = line(project=7, is_waiting=True, parts=())
    assert kinds(check([waiting], [], winners=[7])) == [Kind.WINNER_WAITS]
    assert check([replace(waiting, has_reason=True)], [], winners=[7]) == []
