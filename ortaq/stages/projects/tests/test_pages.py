"""What people meet on the pages of projects."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from conftest import make_cycle
from ortaq.ground import clock, todo
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.projects import actions
from ortaq.stages.projects.models import Project, Review, Verdict
from ortaq.stages.projects.sheet import Basics, ServedRow, cost_field, served_field
from ortaq.stages.projects.tests.build import a_draft, a_problem, a_sent_sheet, a_whole_sheet

pytestmark = pytest.mark.django_db

PARTS = ("problems", "basics", "costs", "upkeep", "people", "indicator", "care")


@pytest.fixture
def today_cycle(unit):
    """A cycle whose steps of needs and of projects are both open today."""
    return make_cycle(unit, first_year=2027, starts_on=clock.today() - datetime.timedelta(days=85))


@pytest.fixture
def cycle(today_cycle):
    return today_cycle


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def spring(now):
    return now


@pytest.fixture
def enter(client):
    """Sign an actor in and return the browser."""

    def as_actor(actor):
        client.force_login(actor.account)
        return client

    return as_actor


def address(name, *numbers, language="kk", unit="mysal"):
    with translation.override(language):
        return reverse(f"projects:{name}", args=[unit, *numbers])


def read(client, name, *numbers, language="kk", status=200):
    answer = client.get(address(name, *numbers, language=language))
    assert answer.status_code == status, answer.content.decode()[-500:]
    return answer.content.decode()


def test_everybody_reads_sent_sheets_and_nobody_outside_reads_drafts(client, cycle, planner, problem, sent, now):
    draft = a_draft(cycle, planner, problem, now)
    assert "Көктал ауылына су құбыры" in read(client, "home")
    assert "153 адам" in read(client, "home")
    assert "Водопровод в Коктал" in read(client, "project", sent.number, language="ru")
    read(client, "project", draft.number, status=404)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_says_everything_of_a_project_in_the_language_of_the_reader(client, sent, akim, now, language):
    actions.review_project(
        by=akim, project=sent, verdict=Verdict.FEASIBLE, reasons=Text(ru="Земля есть.", kk="Жер бар."), now=now
    )
    page = read(client, "project", sent.number, language=language)
    words = {
        "kk": ["Неге", "Кім үшін", "Құны қанша", "Таза ауыз су баршаға", "Жер бар.", "Әрі қарай не болады"],
        "ru": [
            "Почему",
            "Для кого",
            "Сколько это стоит",
            "Чистая питьевая вода",
            "Земля есть.",
            "не проверено юристом",
        ],
        "en": ["Why", "For whom", "What it costs", "Safe drinking water", "not promises of the sources"],
    }
    assert [word for word in words[language] if word not in page] == []
    assert page.count("<h1>") == 1


def test_small_groups_are_shown_to_the_team_only(client, enter, cycle, planner, whole, unit, now):
    near, far = unit.settlements.all()
    rows = [ServedRow(near.pk, women=4321, men=50), ServedRow(far.pk, women=3, men=30)]
    actions.set_beneficiaries(by=planner, project=whole, served=rows, now=now)
    actions.submit_project(by=planner, project=whole, now=now)
    assert "4 321" not in read(client, "project", whole.number).replace("\xa0", " ").replace("\u202f", " ")
    assert "4 321" in read(enter(planner), "project", whole.number).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("name", ["sheet", "review", "withdraw", *PARTS])
def test_the_desk_is_closed_to_residents(enter, actor, draft, name):
    resident = actor(draft.unit, Role.RESIDENT)
    read(enter(resident), name, draft.number, status=403)


def test_another_units_team_sees_nothing_of_a_draft(enter, other_unit, actor, draft):
    client = enter(actor(other_unit, Role.PLANNER))
    read(client, "sheet", draft.number, status=403)
    read(client, "project", draft.number, status=404)


@pytest.mark.parametrize("name", PARTS)
def test_every_part_opens_and_saves_as_it_stands(enter, planner, whole, name):
    client = enter(planner)
    form = client.get(address(name, whole.number)).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    before = Project.objects.values().get(pk=whole.pk)
    costs = sorted(whole.costs.values_list("year", "source", "kind", "amount"))
    answer = client.post(address(name, whole.number), data)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    assert Project.objects.values().get(pk=whole.pk) == before
    assert sorted(whole.costs.values_list("year", "source", "kind", "amount")) == costs
    assert whole.beneficiaries.count() == 2


def test_a_sheet_is_written_sent_and_reviewed_through_the_pages(enter, planner, akim, problem, unit):
    client = enter(planner)
    answer = client.post(address("draft"), {"problems": [problem.number], "title_kk": "Су құбыры"})
    project = Project.objects.get()
    assert answer.url == f"{address('sheet', project.number)}?cycle=2027"
    place = unit.settlements.first()
    sent = {
        "basics": {
            "title_kk": "Су құбыры",
            "description_ru": "Труба",
            "owner_kk": "Әкім аппараты",
            "theme": "water",
            "settlements": [str(place.pk)],
        },
        "costs": {cost_field(2027, "grant", "money"): "1 200,5"},
        "upkeep": {"upkeep": "900 000", "upkeep_payer_kk": "Округ"},
        "people": {served_field(place.pk, "women"): "40", served_field(place.pk, "men"): "50"},
        "indicator": {
            "indicator_kk": "Үйлер",
            "indicator_unit_kk": "үй",
            "baseline": "1,5",
            "baseline_year": "2026",
            "target": "60",
            "target_year": "2029",
            "verification_kk": "Есеп",
        },
        "care": {"risks_kk": "Баға", "who_may_lose_kk": "Ешкім"},
    }
    assert address("submit", project.number) not in read(client, "sheet", project.number)
    for name, data in sent.items():
        assert client.post(address(name, project.number), data).status_code == 302, name
    project.refresh_from_db()
    assert (project.upkeep, project.baseline, project.description.original) == (90_000_000, 1.5, "ru")
    assert project.costs.get().amount == 120_050_000
    assert address("submit", project.number) in read(client, "sheet", project.number)
    assert client.post(address("submit", project.number), {}).url.startswith(address("project", project.number))
    assert "өзіңіз жібердіңіз" in read(client, "review", project.number)
    client = enter(akim)
    verdict = {"verdict": "feasible", "reasons_kk": "Жер бар."}
    assert client.post(address("review", project.number), verdict).status_code == 302
    assert Review.objects.get().reasons.kk == "Жер бар."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("upkeep", {"upkeep": "көп"}, 'value="көп"'),
        ("basics", {"theme": "space"}, "Менің сөзім"),
        ("problems", {}, "кемінде бір мәселені"),
        ("indicator", {"baseline_year": "2029", "target_year": "2027"}, "бұрын болмауы керек"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(enter, planner, draft, name, data, sentence):
    answer = enter(planner).post(address(name, draft.number), data | {"title_kk": "Менің сөзім"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert sentence in page


def test_ages_that_do_not_add_up_are_named_in_the_grid(enter, planner, draft, unit):
    place = unit.settlements.first()
    data = {served_field(place.pk, "women"): "3", served_field(place.pk, "children"): "9"}
    answer = enter(planner).post(address("people", draft.number), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{served_field(place.pk, "children")}"' in page
    assert 'value="9"' in page


def test_a_review_without_reasons_or_verdict_is_shown_again(enter, akim, sent):
    answer = enter(akim).post(address("review", sent.number), {"verdict": "feasible"})
    assert answer.status_code == 422
    assert not Review.objects.exists()


def test_a_closed_step_says_when_it_opens(enter, planner, draft, cycle):
    step = cycle.steps.get(key="projects")
    step.opens_on = step.opens_on + datetime.timedelta(days=90)
    step.closes_on = step.closes_on + datetime.timedelta(days=90)
    step.save()
    page = read(enter(planner), "costs", draft.number)
    assert "<form method" not in page
    assert "«Жобалар» қадамында ашылады" in page
    assert address("draft") not in read(enter(planner), "home")


def test_words_of_people_are_shown_as_words(client, cycle, planner, akim, now):
    evil = Text(kk='<script>alert("x")</script>')
    problem = a_problem(cycle, akim, now, title=evil)
    project = a_whole_sheet(cycle, planner, problem, now)
    place = cycle.unit.settlements.first()
    part = Basics(title=evil, description=evil, owner=evil, theme="water", settlements=(place.pk,))
    actions.change_project(by=planner, project=project, part=part, now=now)
    actions.submit_project(by=planner, project=project, now=now)
    assert "<script>alert" not in read(client, "project", project.number) + read(client, "home")


def test_the_list_asks_the_same_of_one_project_and_of_many(
    client, cycle, planner, problem, sent, now, django_assert_max_num_queries
):
    for _count in range(3):
        a_sent_sheet(cycle, planner, problem, now)
    with django_assert_max_num_queries(11):
        read(client, "home")
    with django_assert_max_num_queries(24):
        read(client, "project", sent.number)


def test_an_empty_list_says_what_to_do(client, cycle, enter, planner):
    assert "бәрі оқи алады" in read(client, "home")
    assert address("draft") in read(enter(planner), "home")


def test_what_waits_is_named_to_the_team(cycle, sent):
    found = todo.tasks(cycle=cycle, today=clock.today(), may=lambda action: action == "projects.review")
    assert [(task.action, task.url) for task in found] == [
        ("projects.review", f"{address('home')}?cycle=2027&state=submitted")
    ]
