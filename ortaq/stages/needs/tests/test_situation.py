"""What problems come from, and the SWOT analysis: who writes it, what it rests on, who reads it."""

import datetime
import html
import re
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from conftest import make_cycle
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.circle.actions import add_stakeholder, change_stakeholder
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.actions import change_statement, link_problem, remove_statement, write_statement
from ortaq.stages.needs.models import Problem, SwotStatement
from ortaq.stages.needs.rules import DEEPEST_TREE
from ortaq.stages.needs.tests.conftest import client_of
from ortaq.stages.profile.actions import ServiceState, record_services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
NEEDS = "/kk/mysal/needs/"
WATER = Text(kk="Таза су жоқ", ru="Нет чистой воды")
MEETING = Text(kk="2027 жылғы 12 наурыздағы жиын", ru="Сход 12 марта 2027 года")
HOSTILE = "<script>alert('1')</script>{{ 7 }}"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def now(at) -> datetime.datetime:
    """A noon in March, in the step of the problems; the pages show it too."""
    from conftest import NOW

    moment = NOW.replace(month=3, day=20)
    at(moment)
    return moment


@pytest.fixture
def at(monkeypatch):
    from ortaq.ground import clock

    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def make(publish, planner, cycle, now):
    """Make a problem of one need."""

    def make_problem(title: str) -> Problem:
        return actions.make_problem(
            by=planner,
            cycle=cycle,
            title=Text(kk=title),
            description=Text(),
            theme="roads",
            needs=[publish(title)],
            now=now,
        )

    return make_problem


@pytest.fixture
def link(planner, now):
    """Say that a problem comes from another one."""

    def say(problem: Problem, cause: Problem | None, **other) -> Problem:
        return link_problem(**{"by": planner, "problem": problem, "comes_from": cause, "now": now} | other)

    return say


@pytest.fixture
def state(planner, cycle, now):
    """Write a statement that rests on a meeting; other data may be given."""

    def write(**other) -> SwotStatement:
        given = {"by": planner, "cycle": cycle, "kind": "weakness", "text": WATER, "source": MEETING, "now": now}
        return write_statement(**given | other)

    return write


@pytest.fixture
def stakeholder(planner, cycle, now):
    given = {"kind": "organisation", "name": Text(kk="Мектеп", ru="Школа"), "influence": 4, "interest": 4}
    return add_stakeholder(by=planner, cycle=cycle, now=now, **given)


@pytest.fixture
def service(clerk, settlement, now):
    """Көктал has no kindergarten."""
    states = [ServiceState(service="kindergarten", availability="no", distance_km=None, condition=Text())]
    record_services(by=clerk, settlement=settlement, states=states, seen_on=now.date(), now=now)
    return settlement.services.get()


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_a_problem_comes_from_another_and_the_tree_shows_it_from_the_first_cause_on(make, link, cycle):
    flood, road, doctor, alone = make("Су тасқыны"), make("Жол жоқ"), make("Дәрігер алыс"), make("Қоқыс көп")
    link(road, flood)
    link(doctor, road)
    (root,) = selectors.trees_of(cycle)
    assert (root.number, root.effects[0].number, root.effects[0].effects[0].number) == (1, 2, 3)
    place = selectors.place_in_tree(doctor)
    assert ([cause.number for cause in place.causes], place.effects) == ([1, 2], ())
    assert selectors.place_in_tree(alone) == selectors.Place((), ())
    assert Entry.objects.order_by("number").last().action == "needs.link_problem"


def test_a_link_is_taken_away_again(make, link, cycle):
    flood, road = make("Су тасқыны"), make("Жол жоқ")
    link(link(road, flood), None)
    assert selectors.trees_of(cycle) == ()


def test_a_circle_and_a_problem_from_itself_are_refused(make, link):
    flood, road, doctor = make("Су тасқыны"), make("Жол жоқ"), make("Дәрігер алыс")
    link(road, flood)
    link(doctor, road)
    with pytest.raises(Refused, match="cannot come from itself"):
        link(flood, flood)
    with pytest.raises(Refused, match="№ 3 comes from this one already") as refusal:
        link(flood, doctor)
    assert refusal.value.field == "comes_from"
    assert [one.number for one in selectors.possible_causes(flood)] == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.filter(pk=flood.pk).update(comes_from=flood)


def test_the_tree_stays_so_low_that_it_can_be_read(make, link):
    row = [make(f"Мәселе {number}") for number in range(DEEPEST_TREE + 1)]
    for cause, problem in pairwise(row[1:]):
        link(problem, cause)
    with pytest.raises(Refused, match="more than 4 levels"):
        link(row[1], row[0])


def test_a_problem_of_another_plan_is_no_cause(make, link, unit, planner, now):
    road = make("Жол жоқ")
    later = make_cycle(unit, first_year=2031, starts_on=datetime.date(2030, 1, 7))
    there = Problem.objects.create(unit=unit, cycle=later, number=9, theme="roads", made_at=now)
    with pytest.raises(Refused, match="same plan"):
        link(road, there)


@pytest.mark.parametrize("role", [Role.CLERK, Role.DELEGATE, Role.ADVISER])
def test_who_has_no_role_for_it_neither_links_nor_states(make, link, state, unit, actor, role):
    by = actor(unit, role)
    with pytest.raises(NotAllowed):
        link(make("Жол жоқ"), None, by=by)
    with pytest.raises(NotAllowed):
        state(by=by)


def test_a_statement_rests_on_a_problem_a_service_a_stakeholder_or_a_source(
    make, state, service, stakeholder, cycle
):
    problem = make("Су жоқ")
    state(problem=problem, service=service, stakeholder=stakeholder)
    state(kind="threat", source=None, problem=problem)
    strengths, weaknesses, opportunities, threats = selectors.swot_of(cycle)
    (line,) = weaknesses.statements
    assert line.text == WATER
    assert line.problem == (1, problem.title)
    assert (line.service.name.ru, line.service.settlement.ru, line.service.state) == (
        "Детский сад",
        "Коктал",
        "no",
    )
    assert line.stakeholder == (stakeholder.id, Text(kk="Мектеп", ru="Школа"))
    assert line.source == MEETING
    assert len(threats.statements) == 1
    assert strengths.statements == opportunities.statements == ()


def test_a_statement_without_evidence_without_words_or_of_no_kind_is_refused(state):
    for other, sentence, field in (
        ({"source": None}, "what the statement rests on", "problem"),
        ({"text": Text()}, "in Kazakh or in Russian", "text_kk"),
        ({"kind": "wish"}, "a strength, a weakness", "kind"),
    ):
        with pytest.raises(Refused, match=sentence) as refusal:
            state(**other)
        assert refusal.value.field == field
    assert not SwotStatement.objects.exists()


def test_not_even_the_database_keeps_a_statement_without_evidence(state):
    statement = state()
    with pytest.raises(IntegrityError), transaction.atomic():
        SwotStatement.objects.filter(pk=statement.pk).update(source_kk="", source_ru="")


def test_evidence_of_another_plan_and_private_persons_are_refused(state, unit, planner, cycle, now):
    later = make_cycle(unit, first_year=2031, starts_on=datetime.date(2030, 1, 7))
    there = Problem.objects.create(unit=unit, cycle=later, number=9, theme="roads", made_at=now)
    who = {"name": Text(kk="Бақыт"), "influence": 1, "interest": 1, "consented_on": now.date()}
    person = add_stakeholder(by=planner, cycle=cycle, kind="person", now=now, **who)
    with pytest.raises(Refused, match="problem of the same plan"):
        state(problem=there)
    with pytest.raises(Refused, match="private person is not named"):
        state(stakeholder=person)
    other = add_stakeholder(by=planner, cycle=later, kind="informal", now=now, **who)
    with pytest.raises(Refused, match="stakeholder of the same plan"):
        state(stakeholder=other)


def test_a_stakeholder_that_became_a_private_person_is_not_named(client, state, stakeholder, planner, now, cycle):
    state(stakeholder=stakeholder)
    who = {"name": Text(kk="Бақыт Мысал"), "influence": 1, "interest": 1, "consented_on": now.date()}
    change_stakeholder(by=planner, stakeholder=stakeholder, kind="person", now=now, **who)
    page = words(client.get(f"{NEEDS}swot/"))
    assert "Бақыт" not in page
    assert "мүдделі тараптар картасындағы жеке адам" in page


def test_a_statement_is_written_anew_with_its_evidence(make, state, planner, now, cycle):
    changed = change_statement(
        by=planner, statement=state(), kind="threat", text=Text(kk="Су тартылады"), problem=make("Су жоқ"), now=now
    )
    changed.refresh_from_db()
    assert (changed.kind, changed.text.kk, changed.problem.number) == ("threat", "Су тартылады", 1)
    assert not changed.source
    with pytest.raises(Refused, match="rests on"):
        change_statement(by=planner, statement=changed, kind="threat", text=WATER, now=now)


def test_a_statement_is_taken_off_for_a_reason_and_the_journal_keeps_it(state, planner, now, cycle):
    statement = state()
    with pytest.raises(Refused, match="Say why"):
        remove_statement(by=planner, statement=statement, reason=" ", now=now)
    remove_statement(by=planner, statement=statement, reason="Олай емес екен", now=now)
    assert not any(one.statements for one in selectors.swot_of(cycle))
    assert Entry.objects.order_by("number").last().reason == "Олай емес екен"
    with pytest.raises(Refused, match="taken off already"):
        remove_statement(by=planner, statement=statement, reason="Тағы", now=now)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["Күшті жақтары", "Таза су жоқ", "№ 1 Су жоқ"]),
        ("ru", ["Слабые стороны", "Нет чистой воды"]),
    ],
)
def test_everybody_reads_the_analysis_in_their_language(client, state, make, language, said):
    state(problem=make("Су жоқ"))
    page = words(client.get(f"/{language}/mysal/needs/swot/"))
    assert [word for word in said if word not in page] == []
    assert "Тұжырым жазу" not in page


def test_buttons_stand_for_whom_they_are_and_a_closed_step_says_when(client, state, planner, clerk, at, now):
    state()
    assert "Тұжырым жазу" in words(client_of(planner).get(f"{NEEDS}swot/"))
    assert "Тұжырым жазу" not in words(client_of(clerk).get(f"{NEEDS}swot/"))
    at(now + datetime.timedelta(days=90))
    page = words(client_of(planner).get(f"{NEEDS}swot/"))
    assert "Тұжырым жазу" not in page
    assert "«Мәселелер» қадамында жазылады" in page


def test_the_team_writes_changes_and_takes_off_on_pages(planner, make, service, stakeholder, cycle):
    team, problem = client_of(planner), make("Су жоқ")
    sent = {"kind": "threat", "text_kk": "Су тартылады", "problem": str(problem.pk)}
    assert team.post(f"{NEEDS}swot/new/", sent | {"problem": ""}).status_code == 422
    assert team.post(f"{NEEDS}swot/new/", sent).headers["Location"] == f"{NEEDS}swot/?cycle=2028"
    address = f"{NEEDS}swot/{SwotStatement.objects.get().pk}/"
    page = words(team.get(f"{address}change/"))
    assert "Көктал · Балабақша" in page
    assert "Мектеп" in page
    sent |= {"service": str(service.pk), "stakeholder": str(stakeholder.pk), "source_ru": "Паспорт"}
    assert team.post(f"{address}change/", sent).status_code == 302
    assert SwotStatement.objects.get().service == service
    assert team.post(f"{address}remove/", {"reason": "Қате"}).status_code == 302
    assert SwotStatement.objects.get().removed_at


def test_the_team_links_a_problem_on_its_page_and_everybody_reads_the_tree(client, planner, make):
    flood, road = make("Су тасқыны"), make("Жол жоқ")
    team = client_of(planner)
    assert "Неден туындайтынын көрсету" in words(team.get(f"{NEEDS}problems/2/"))
    sent = team.post(f"{NEEDS}problems/2/cause/", {"comes_from": str(flood.pk)})
    assert sent.headers["Location"] == f"{NEEDS}problems/2/"
    assert "Неден туындайды № 1 Су тасқыны" in words(client.get(f"{NEEDS}problems/2/"))
    assert "Одан не туындайды № 2 Жол жоқ" in words(client.get(f"{NEEDS}problems/1/"))
    assert "Проблемалар ағашы" in words(client.get(f"{NEEDS}problems/"))
    assert road.title.kk in words(client.get(f"{NEEDS}problems/"))


def test_strangers_do_not_reach_the_forms(client, clerk, state, make):
    make("Жол жоқ")
    addresses = ["swot/new/", f"swot/{state().pk}/change/", f"swot/{state().pk}/remove/", "problems/1/cause/"]
    assert [client.get(NEEDS + address).status_code for address in addresses] == [302] * 4
    assert [client_of(clerk).get(NEEDS + address).status_code for address in addresses] == [403] * 4


def test_hostile_words_stand_as_words(client, state, make, link):
    link(make(f"Жол {HOSTILE}"), make("Су тасқыны"))
    state(text=Text(kk=HOSTILE), source=Text(kk=HOSTILE))
    for address in ("swot/", "problems/", "problems/2/"):
        content = client.get(NEEDS + address).content.decode()
        assert "<script>alert" not in content
        assert "{{ 7 }}" in content


def test_many_statements_and_links_ask_no_more_of_the_database(client, state, make, link, service, stakeholder):
    cause = make("Су тасқыны")
    link(make("Жол жоқ"), cause)
    state(problem=cause, service=service, stakeholder=stakeholder)
    few = _queries(client)
    for number in range(5):
        link(make(f"Мәселе {number}"), cause)
        state(problem=cause, service=service, stakeholder=stakeholder)
    assert _queries(client) == few


def _queries(client) -> list[int]:
    asked = []
    for address in ("swot/", "problems/", "problems/1/"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(NEEDS + address).status_code == 200
        asked.append(len(captured))
    return asked
