"""What the writes of projects promise."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from conftest import make_cycle
from ortaq.ground import chain
from ortaq.ground.errors import Conflict, NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.projects import actions
from ortaq.stages.projects.models import Beneficiaries, Project, ProjectCost, Review, Verdict
from ortaq.stages.projects.sheet import (
    Basics,
    Care,
    CostRow,
    Indicator,
    ServedRow,
    Upkeep,
    cost_field,
    served_field,
)
from ortaq.stages.projects.tests.build import WATER, a_draft, a_problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture
def later_room(monkeypatch):
    """A room after this one that stands on every reviewed project."""
    monkeypatch.setattr(chain.REGISTRY, "kinds", dict(chain.REGISTRY.kinds))
    monkeypatch.setattr(chain.REGISTRY, "links", list(chain.REGISTRY.links))
    chain.add_kind("later", label="Later", order=90, show=lambda ids, language: [])
    chain.add_link(
        earlier="project",
        later="later",
        pairs=Review.objects.all,
        earlier_column="project_id",
        later_column="id",
    )


def review(project, by, now, verdict=Verdict.FEASIBLE, reasons=Text(ru="Земля есть, цена верна."), **other):
    return actions.review_project(by=by, project=project, verdict=verdict, reasons=reasons, now=now, **other)


def test_a_draft_takes_its_theme_and_chain_from_the_problem(draft, problem):
    assert (draft.number, draft.state, draft.theme) == (1, "draft", "water")
    assert list(draft.problems.all()) == [problem]
    entry = Entry.objects.get(subject_id=str(draft.pk))
    assert (entry.action, entry.subject_kind) == ("projects.draft", "projects.project")


def test_a_draft_needs_a_problem(cycle, planner, spring):
    with pytest.raises(Refused) as refusal:
        actions.draft_project(by=planner, cycle=cycle, problems=[], now=spring)
    assert refusal.value.field == "problems"
    assert not Project.objects.exists()


def test_a_draft_sent_twice_is_made_once_and_with_other_words_refused(cycle, planner, problem, spring):
    deed = new_id()
    first = a_draft(cycle, planner, problem, spring, deed=deed)
    assert a_draft(cycle, planner, problem, spring, deed=deed) == first
    assert Project.objects.count() == 1
    with pytest.raises(Conflict):
        actions.draft_project(
            by=planner, cycle=cycle, problems=[problem], title=Text(kk="Басқа"), now=spring, deed=deed
        )


def test_sheets_are_written_only_while_the_step_is_open(cycle, planner, problem, draft, now, spring):
    with pytest.raises(StepClosed):
        a_draft(cycle, planner, problem, now)
    with pytest.raises(StepClosed):
        actions.set_costs(by=planner, project=draft, costs=[], now=spring + datetime.timedelta(days=90))


@pytest.mark.parametrize("role", [Role.CLERK, Role.MODERATOR, Role.DELEGATE, Role.DONOR, Role.RESIDENT])
def test_roles_that_do_not_write_sheets(cycle, problem, actor, spring, role):
    with pytest.raises(NotAllowed):
        a_draft(cycle, actor(cycle.unit, role), problem, spring)


def test_another_unit_writes_nothing_here(cycle, problem, other_unit, actor, planner, draft, spring):
    with pytest.raises(NotAllowed):
        a_draft(cycle, actor(other_unit, Role.PLANNER), problem, spring)
    elsewhere = other_unit.settlements.get()
    with pytest.raises(NotAllowed):
        actions.change_project(by=planner, project=draft, part=Basics(settlements=(elsewhere.pk,)), now=spring)
    with pytest.raises(NotAllowed):
        actions.set_beneficiaries(by=planner, project=draft, served=[ServedRow(elsewhere.pk, women=1)], now=spring)
    assert not Beneficiaries.objects.exists()


def test_a_copy_takes_over_every_part_and_moves_the_years(whole, planner, unit, spring):
    next_cycle = make_cycle(unit, first_year=2031, starts_on=datetime.date(2030, 1, 4))
    later = spring.replace(year=2030)
    copy = actions.draft_project(by=planner, earlier=whole, cycle=next_cycle, problems=[], now=later)
    assert (copy.cycle, copy.copied_from, copy.state) == (next_cycle, whole, "draft")
    assert (copy.title, copy.indicator, copy.target, copy.upkeep) == (WATER, whole.indicator, 64, whole.upkeep)
    assert sorted(copy.costs.values_list("year", "source", "amount")) == [
        (2031, "district_budget", thousand_tenge(41_200)),
        (2031, "residents", thousand_tenge(1_500)),
        (2032, "okrug_budget", thousand_tenge(8_000)),
    ]
    assert copy.beneficiaries.count() == whole.beneficiaries.count() == 2
    assert list(copy.problems.all()) == list(whole.problems.all())


def test_costs_of_a_copy_that_fall_behind_the_last_year_stay_in_the_sum(whole, planner, unit, spring):
    short = make_cycle(unit, first_year=2031, starts_on=datetime.date(2030, 1, 4))
    short.last_year = 2031
    short.save()
    copy = actions.draft_project(
        by=planner, cycle=short, problems=[], earlier=whole, now=spring.replace(year=2030)
    )
    assert set(copy.costs.values_list("year", flat=True)) == {2031}
    assert sum(copy.costs.values_list("amount", flat=True)) == thousand_tenge(50_700)


def test_parts_are_saved_unfinished_and_one_does_not_overwrite_another(draft, planner, spring):
    given = {"by": planner, "project": draft, "now": spring}
    actions.change_project(part=Care(risks=Text(ru="Паводок")), **given)
    actions.change_project(part=Indicator(baseline=Decimal("1.5")), **given)
    actions.change_project(part=Basics(), **given)
    draft.refresh_from_db()
    assert (str(draft.risks), draft.baseline, str(draft.title)) == ("Паводок", Decimal("1.50"), "")


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (Basics(theme="space"), "theme"),
        (Basics(sdg_target="99.9"), "sdg_target"),
        (Basics(national_programme="none"), "national_programme"),
        (Upkeep(upkeep=-1), "upkeep"),
        (Indicator(baseline_year=2030, target_year=2029), "target_year"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused_beside_its_field(draft, planner, spring, part, field):
    with pytest.raises(Refused) as refusal:
        actions.change_project(by=planner, project=draft, part=part, now=spring)
    assert refusal.value.field == field


def test_costs_replace_what_was_said_before(whole, planner, spring):
    row = CostRow(2030, Source.GRANT, MoneyKind.MONEY, 100)
    actions.set_costs(by=planner, project=whole, costs=[row], now=spring)
    assert list(whole.costs.values_list("year", "source", "kind", "amount")) == [(2030, "grant", "money", 100)]


def test_costs_outside_the_plan_below_zero_or_twice_are_named_and_nothing_is_lost(whole, planner, spring):
    before = set(whole.costs.values_list("pk", flat=True))
    grant = {"source": Source.GRANT, "kind": MoneyKind.MONEY}
    rows = [
        CostRow(2031, amount=1, **grant),
        CostRow(2028, amount=-5, **grant),
        CostRow(2029, amount=7, **grant),
        CostRow(2029, amount=8, **grant),
    ]
    with pytest.raises(Refused) as refusal:
        actions.set_costs(by=planner, project=whole, costs=rows, now=spring)
    assert set(refusal.value.sentences) == {cost_field(year, "grant", "money") for year in (2028, 2029, 2031)}
    assert set(whole.costs.values_list("pk", flat=True)) == before


def test_ages_may_not_be_more_than_women_and_men(draft, planner, spring):
    place = draft.unit.settlements.first()
    with pytest.raises(Refused) as refusal:
        actions.set_beneficiaries(
            by=planner,
            project=draft,
            served=[ServedRow(place.pk, women=5, men=5, children=6, older=5)],
            now=spring,
        )
    assert set(refusal.value.sentences) == {served_field(place.pk, "children")}
    assert "11" in str(refusal.value.sentences[served_field(place.pk, "children")])
    actions.set_beneficiaries(
        by=planner, project=draft, served=[ServedRow(place.pk, women=5, men=5, children=5, older=5)], now=spring
    )
    assert draft.beneficiaries.get().older == 5


def test_settlements_without_people_are_left_out(draft, planner, spring):
    first, second = draft.unit.settlements.all()
    rows = [ServedRow(first.pk), ServedRow(second.pk, women=1)]
    actions.set_beneficiaries(by=planner, project=draft, served=rows, now=spring)
    assert [row.settlement for row in draft.beneficiaries.all()] == [second]


def test_problems_can_be_added_and_taken_out_but_one_stays(draft, cycle, akim, planner, problem, now, spring):
    other = a_problem(cycle, akim, now, title=Text(kk="Құдық құрғап қалды"))
    actions.set_problems(by=planner, project=draft, problems=[problem, other], now=spring)
    actions.set_problems(by=planner, project=draft, problems=[other], now=spring)
    assert list(draft.problems.all()) == [other]
    with pytest.raises(Refused):
        actions.set_problems(by=planner, project=draft, problems=[], now=spring)


def test_an_unfinished_sheet_is_not_sent_and_says_what_is_missing(draft, planner, spring):
    with pytest.raises(actions.Incomplete) as refusal:
        actions.submit_project(by=planner, project=draft, now=spring)
    parts = {gap.part for gap in refusal.value.missing}
    assert parts == {"basics", "costs", "upkeep", "people", "indicator", "care"}
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == ("draft", None)


def test_a_whole_sheet_is_sent_and_closed_to_changes(sent, planner, spring):
    assert (sent.state, sent.submitted_by, sent.submitted_at) == ("submitted", planner.account, spring)
    with pytest.raises(Refused):
        actions.change_project(by=planner, project=sent, part=Care(), now=spring)
    with pytest.raises(Refused):
        actions.submit_project(by=planner, project=sent, now=spring)


def test_upkeep_that_costs_nothing_needs_nobody_who_pays(whole, planner, spring):
    actions.change_project(by=planner, project=whole, part=Upkeep(upkeep=0), now=spring)
    assert actions.submit_project(by=planner, project=whole, now=spring).state == "submitted"


def test_whoever_sent_the_sheet_does_not_review_it(sent, planner, akim, spring):
    with translation.override("en"), pytest.raises(Refused, match="yourself"):
        review(sent, planner, spring)
    assert not Review.objects.exists()
    assert review(sent, akim, spring).verdict == "feasible"


@pytest.mark.parametrize("verdict", Verdict)
def test_a_review_gives_the_sheet_its_state_and_keeps_its_reasons(sent, akim, spring, verdict):
    made = review(sent, akim, spring, verdict, Text(kk="Жер бар.", ru="Земля есть."))
    sent.refresh_from_db()
    assert sent.state == verdict
    assert (made.reasons.kk, made.reasons.ru) == ("Жер бар.", "Земля есть.")
    assert Entry.objects.get(subject_kind="projects.review").action == "projects.review"


def test_a_review_without_reasons_is_refused(sent, akim, spring):
    with pytest.raises(Refused) as refusal:
        review(sent, akim, spring, reasons=Text(kk="  "))
    assert refusal.value.field == "reasons_kk"
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_only_sheets_under_review_are_reviewed(draft, akim, spring):
    with pytest.raises(Refused):
        review(draft, akim, spring)


@pytest.mark.parametrize("role", [Role.CLERK, Role.GROUP_MEMBER, Role.ADVISER, Role.RESIDENT])
def test_roles_that_do_not_review(sent, actor, spring, role):
    with pytest.raises(NotAllowed):
        review(sent, actor(sent.unit, role), spring)


def test_a_sheet_to_be_improved_is_changed_sent_and_reviewed_again(sent, akim, planner, spring):
    review(sent, akim, spring, Verdict.TO_IMPROVE)
    actions.change_project(by=planner, project=sent, part=Care(Text(kk="Қар"), Text(kk="Ешкім")), now=spring)
    actions.submit_project(by=planner, project=sent, now=spring)
    review(sent, akim, spring + datetime.timedelta(hours=1))
    sent.refresh_from_db()
    assert sent.state == "feasible"
    assert list(sent.reviews.order_by("reviewed_at").values_list("verdict", flat=True)) == [
        "to_improve",
        "feasible",
    ]


def test_a_review_sent_twice_stands_once(sent, akim, spring):
    deed = new_id()
    assert review(sent, akim, spring, deed=deed) == review(sent, akim, spring, deed=deed)
    assert Review.objects.count() == 1


def test_a_project_is_withdrawn_once_with_a_reason_and_keeps_its_number(
    sent, cycle, akim, planner, problem, spring
):
    with pytest.raises(Refused) as refusal:
        actions.withdraw_project(by=akim, project=sent, reason=Text(), now=spring)
    assert refusal.value.field == "reason_kk"
    actions.withdraw_project(by=akim, project=sent, reason=Text(ru="Уже строит район."), now=spring)
    assert (sent.state, str(sent.withdrawal)) == ("withdrawn", "Уже строит район.")
    with pytest.raises(Refused):
        actions.withdraw_project(by=akim, project=sent, reason=Text(ru="Ещё раз"), now=spring)
    with pytest.raises(Refused):
        actions.change_project(by=planner, project=sent, part=Care(), now=spring)
    assert a_draft(cycle, planner, problem, spring).number == sent.number + 1


def test_a_project_that_later_steps_stand_on_is_neither_withdrawn_nor_reviewed_again(
    sent, akim, spring, later_room
):
    review(sent, akim, spring)
    with pytest.raises(Refused):
        actions.withdraw_project(by=akim, project=sent, reason=Text(ru="Передумали"), now=spring)
    with pytest.raises(Refused):
        review(sent, akim, spring, Verdict.NOT_FEASIBLE)
    sent.refresh_from_db()
    assert sent.state == "feasible"


def test_cut_in_the_middle_nothing_is_left(draft, planner, spring):
    rows = [CostRow(2028, Source.GRANT, MoneyKind.MONEY, 100), CostRow(2029, "nobody", MoneyKind.MONEY, 100)]
    entries = Entry.objects.count()
    with pytest.raises(Refused):
        actions.set_costs(by=planner, project=draft, costs=rows, now=spring)
    assert not ProjectCost.objects.exists()
    assert Entry.objects.count() == entries
