"""What lists, cards and later rooms are told of projects."""

import pytest

from ortaq.ground import chain
from ortaq.ground.money import thousand_tenge
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.profile.models import AgeBand, Population
from ortaq.stages.projects import actions, selectors
from ortaq.stages.projects.models import Verdict
from ortaq.stages.projects.selectors import Filters
from ortaq.stages.projects.sheet import CostRow, ServedRow
from ortaq.stages.projects.tags import programmes, sdg_targets
from ortaq.stages.projects.tests.build import a_draft, a_whole_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def feasible(sent, akim, spring):
    """A project that can be voted on."""
    actions.review_project(by=akim, project=sent, verdict=Verdict.FEASIBLE, reasons=Text(kk="Болады"), now=spring)
    sent.refresh_from_db()
    return sent


def listed(cycle, *, drafts=False, **filters):
    found = selectors.list_projects(cycle, filters=Filters(**filters), drafts=drafts, page=1)
    return [card.number for card in found.cards]


def serve(project, planner, spring, *rows):
    actions.set_beneficiaries(by=planner, project=project, served=rows, now=spring)
    return project.beneficiaries.select_related("settlement")


def test_drafts_are_for_the_team_and_sent_sheets_for_everybody(cycle, planner, problem, sent, spring):
    draft = a_draft(cycle, planner, problem, spring)
    assert listed(cycle) == [sent.number]
    assert listed(cycle, drafts=True) == [draft.number, sent.number]


def test_the_list_is_narrowed_by_theme_place_state_and_source(cycle, sent):
    near, far = sent.settlements.get(), cycle.unit.settlements.exclude(pk=sent.settlements.get().pk).get()
    assert listed(cycle, theme="water") == listed(cycle, source="residents") == [1]
    assert listed(cycle, settlement=str(near.pk), state="submitted") == [1]
    assert listed(cycle, theme="roads") == listed(cycle, source="grant") == listed(cycle, state="draft") == []
    assert listed(cycle, settlement=str(far.pk)) == []


def test_the_list_counts_states_and_asks_little(cycle, planner, problem, spring, django_assert_max_num_queries):
    for _count in range(6):
        a_draft(cycle, planner, problem, spring)
    with django_assert_max_num_queries(6):
        found = selectors.list_projects(cycle, filters=Filters(), drafts=True, page=1)
    assert (found.total, [count for _state, _label, count in found.states]) == (6, [6])


def test_a_card_shows_cost_without_micro_credit(cycle, draft, planner, spring):
    money = MoneyKind.MONEY
    rows = [CostRow(2028, Source.GRANT, money, 500), CostRow(2028, Source.MICROCREDIT, money, 90_000)]
    actions.set_costs(by=planner, project=draft, costs=rows, now=spring)
    found = selectors.list_projects(cycle, filters=Filters(), drafts=True, page=1)
    assert [card.cost for card in found.cards] == [500]
    table = selectors.cost_table(draft.costs.all(), years=cycle.years)
    assert (table.total, table.outside, table.by_year) == (500, 90_000, (500, 0, 0))


def test_the_table_of_costs_adds_up_by_year_and_source(whole, cycle):
    table = selectors.cost_table(whole.costs.all(), years=cycle.years)
    assert table.by_year == (thousand_tenge(42_700), thousand_tenge(8_000), 0)
    assert dict(table.by_source) == {
        str(Source.OKRUG_BUDGET.label): thousand_tenge(8_000),
        str(Source.DISTRICT_BUDGET.label): thousand_tenge(41_200),
        str(Source.RESIDENTS.label): thousand_tenge(1_500),
    }
    assert table.total == sum(table.by_year) == sum(line.total for line in table.lines)


def test_small_numbers_of_people_are_not_published_and_cannot_be_worked_out(draft, planner, unit, spring):
    near, far = unit.settlements.all()
    rows = serve(draft, planner, spring, ServedRow(near.pk, women=40, men=50), ServedRow(far.pk, women=2, men=30))
    shown = selectors.benefit(rows, protected=True)
    by_place = {line.settlement: (line.women, line.men) for line in shown.lines}
    assert by_place[far.name][0] is None
    assert [women for women, _men in by_place.values()].count(None) == 2
    assert shown.is_protected
    plain = selectors.benefit(rows, protected=False)
    assert (plain.women, plain.men, plain.people, plain.is_protected) == (42, 80, 122, False)


def test_ages_do_not_give_away_a_hidden_total(draft, planner, unit, spring):
    place = unit.settlements.first()
    rows = serve(draft, planner, spring, ServedRow(place.pk, women=1, men=2, older=3))
    shown = selectors.benefit(rows, protected=True)
    assert (shown.people, shown.ages, shown.is_protected) == (None, (), True)
    assert selectors.benefit(rows, protected=False).ages == (0, 0, 0, 3)


def test_a_card_for_everybody_says_nothing_of_a_small_group(cycle, sent, feasible, planner, unit):
    card = selectors.project_card([sent.pk], "ru")[sent.pk]
    assert (card.title, card.settlements) == ("Водопровод в Коктал", ("Коктал",))
    assert card.people == 153
    assert card.cost == thousand_tenge(50_700)


def test_more_people_than_live_there_is_a_warning(whole, planner, unit, spring):
    assert selectors.over_population(whole) == []
    near = whole.settlements.get()
    for year, women in ((2025, 999), (2026, 60)):
        Population.objects.create(
            unit=unit, settlement=near, year=year, sex="women", band=AgeBand.MIDDLE, people=women
        )
        Population.objects.create(unit=unit, settlement=near, year=year, sex="men", band=AgeBand.YOUNG, people=80)
    found = {(one.column, one.served, one.living) for one in selectors.over_population(whole)}
    assert found == {("women", 66, 60), ("children", 30, 0), ("older", 20, 0)}
    assert actions.submit_project(by=planner, project=whole, now=spring).state == "submitted"


def test_only_feasible_projects_are_votable(cycle, planner, problem, feasible, spring):
    a_whole_sheet(cycle, planner, problem, spring)
    [votable] = selectors.votable_projects(cycle)
    assert (votable.id, votable.number, votable.cost) == (feasible.pk, 1, thousand_tenge(50_700))


def test_the_chain_leads_from_a_need_to_the_project_and_back(sent, problem):
    need = problem.needs.order_by("number").first()
    ahead = chain.public_knots(chain.forward("need", [need.pk], language="kk"))
    assert [stretch.kind.name for stretch in ahead] == ["problem", "project"]
    [knot] = ahead[1].knots
    assert (knot.title, knot.state) == ("Көктал ауылына су құбыры", "now")
    assert chain.ids_back("project", [sent.pk])["need"] == set(problem.needs.values_list("pk", flat=True))


def test_a_draft_in_the_chain_is_not_public(draft, problem):
    ahead = chain.public_knots(chain.forward("problem", [problem.pk], language="kk"))
    assert ahead == []


def test_the_page_of_a_project_holds_its_whole_way(sent, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = selectors.project_page(project=sent, language="kk", for_office=False)
    assert page.voices == len(page.needs) == 3
    assert page.sdg.code == "6.1"
    assert page.programme.verified is False
    assert page.benefit.people == 153


def test_every_tag_is_named_in_three_languages():
    for tag in [*sdg_targets().values(), *programmes().values()]:
        assert all((tag.kk, tag.ru, tag.en))
    assert not any(tag.verified for tag in programmes().values())
