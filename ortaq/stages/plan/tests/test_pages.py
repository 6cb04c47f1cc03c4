"""What people see of the plan, and who sees it."""

import datetime

import pytest
from django.utils import timezone

from ortaq.ground.ids import new_id
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.plan import actions
from ortaq.stages.plan.models import PlanLine, PlanVersion
from ortaq.stages.plan.selectors import draft_content, line_card, plan_of
from ortaq.stages.plan.tests import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_now(cycle):
    """The plan step is open from the day of the fixtures to the day on which the tests run, or the reverse."""
    days = sorted([timezone.localdate(), plans.IN_PLAN_STEP.date()])
    cycle.steps.filter(key__in=["plan", "vision"]).update(opens_on=days[0], closes_on=days[1])
    return cycle


@pytest.fixture
def office(desk, open_now, client):
    """A browser in which the akim is signed in."""
    client.force_login(desk.akim.account)
    return client


@pytest.fixture
def published(desk):
    """A published version."""
    version = desk.do(actions.close_version, plan=desk.plan)
    return desk.do(actions.publish_version, version=version)


def url(place, language="kk"):
    return f"/{language}/mysal/plan/{place}?cycle=2028"


@pytest.mark.parametrize(
    ("language", "heading", "line", "waits"),
    [
        ("kk", "2028–2030 жоспары", "Көкталда құдық", "Ақша күтіп тұрғандар"),
        ("ru", "План на 2028–2030 годы", "Колодец в Коктале", "Что ждёт денег"),
    ],
)
def test_everybody_reads_the_published_plan_in_both_languages(client, published, language, heading, line, waits):
    page = client.get(url("", language)).content.decode()
    for words in (heading, line, waits, published.sha256):
        assert words in page
    assert f"/{language}/mysal/documents/plan/1.pdf" in page


def test_before_it_is_published_residents_are_told_when(client, desk):
    desk.do(actions.close_version, plan=desk.plan)
    page = client.get(url("")).content.decode()
    assert "Жоспар құрастырылып жатыр" in page
    assert "Көкталда құдық" not in page
    for place in ("versions/1/", "versions/1/content.json", "lines/2/"):
        assert client.get(url(place)).status_code == 404


def test_the_draft_is_for_the_office_the_group_and_the_assembly(client, desk, actor, other_unit):
    assert client.get(url("draft/")).status_code == 302
    for role, unit, status in (
        (Role.RESIDENT, desk.cycle.unit, 403),
        (Role.AKIM, other_unit, 403),
        (Role.DELEGATE, desk.cycle.unit, 200),
        (Role.GROUP_MEMBER, desk.cycle.unit, 200),
    ):
        client.force_login(actor(unit, role).account)
        assert client.get(url("draft/")).status_code == status
        assert client.get(url("draft/close/")).status_code == 403


def test_every_page_of_the_desk_opens_and_says_that_all_agrees(office):
    places = ("", "vision/", "sources/", "lines/new/", "lines/3/", "lines/3/money/", "lines/3/remove/", "close/")
    for place in places:
        answer = office.get(url(f"draft/{place}"))
        assert answer.status_code == 200
        assert "Бәрі сәйкес" in answer.content.decode()


def test_what_does_not_agree_stands_with_amounts_and_a_link(office, desk):
    desk.pay(3, (2028, "okrug_budget", "money", 900))
    page = office.get(url("draft/", "ru")).content.decode()
    assert "Строка 3 стоит 500,0 тыс. тенге, а годы и источники дают в сумме 900,0: разница 400,0." in page
    assert "/ru/mysal/plan/draft/lines/3/money/?cycle=2028" in page
    assert "источник может дать 300,0: лишние 600,0" in page


def test_the_grid_of_money_is_saved_incomplete(office, desk):
    sent = {"deed": str(new_id()), "m_okrug_budget_money_2028": "100,5", "m_residents_labour_2029": "20"}
    answer = office.post(url("draft/lines/3/money/"), sent)
    assert answer.status_code == 302
    assert [part.amount for part in line_card(desk.line(3)).money] == [
        thousand_tenge(201) // 2,
        thousand_tenge(20),
    ]
    office.post(url("draft/lines/3/money/"), sent)
    assert len(line_card(desk.line(3)).money) == 2


def test_an_amount_that_is_no_number_is_told_in_the_readers_language(office, desk):
    answer = office.post(url("draft/lines/3/money/", "ru"), {"m_okrug_budget_money_2028": "много"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "много" in page
    assert 'aria-invalid="true"' in page
    assert line_card(desk.line(3)).counted == thousand_tenge(500)


def test_a_line_is_added_and_leads_to_its_money(office, desk):
    sent = {"origin": "duty", "title_ru": "Мусор", "cost": "80", "goal": "1", "project": ""}
    answer = office.post(url("draft/lines/new/"), sent)
    line = PlanLine.objects.get(number=5)
    assert answer.url == url("draft/lines/5/money/")
    assert (line.title.ru, line.cost, line.goal.number) == ("Мусор", thousand_tenge(80), 1)
    assert office.post(url("draft/lines/new/"), {"origin": "duty"}).status_code == 422


def test_vision_ceilings_and_reasons_are_written_by_forms(office, desk):
    office.post(url("draft/vision/"), {"vision_ru": "Село с водой", "goal_1_kk": "Су", "goal_2_kk": ""})
    content = draft_content(plan_of(desk.cycle))
    assert (content.vision.ru, [goal.title.kk for goal in content.goals]) == ("Село с водой", ["Су"])
    refused = office.post(url("draft/sources/", "ru"), {"amount_grant_2029": "900"})
    assert refused.status_code == 422
    assert "на чём основан прогноз" in refused.content.decode()
    office.post(url("draft/sources/"), {"amount_grant_2029": "900", "basis_grant_ru": "Письмо"})
    assert [row.amount for row in draft_content(desk.plan).ceilings] == [thousand_tenge(900)]
    office.post(url("draft/lines/3/remove/"), {"reason_kk": "Ақша жоқ"})
    assert [item.number for item in draft_content(desk.plan).items] == [1, 2, 4]
    assert "Ақша жоқ" in office.get(url("draft/")).content.decode()
    office.post(url("draft/lines/3/restore/"))
    assert draft_content(desk.plan).item(3)


def test_from_an_empty_draft_to_the_winners_in_two_clicks(client, open_now, akim):
    client.force_login(akim.account)
    project = plans.make_project(open_now, 1, "Құдық", "Колодец", (2028, "grant", "money", 100))
    plans.count_vote(open_now, [project])
    client.post(url("draft/start/"))
    assert "Дауыс беру жеңімпаздарын жоспарға енгізу" in client.get(url("draft/")).content.decode()
    client.post(url("draft/winners/"))
    assert PlanLine.objects.get().project == project


def test_the_akim_closes_and_publishes(office, desk, client):
    answer = office.post(url("draft/close/"), {"note_kk": "Алғашқы"})
    assert answer.url == url("versions/1/")
    assert "Осы нұсқаны жариялау" in office.get(url("versions/1/")).content.decode()
    office.post(url("versions/1/publish/"))
    assert PlanVersion.objects.get().published_at
    client.logout()
    assert client.get(url("versions/1/")).status_code == 200
    assert "Алғашқы" in client.get(url("versions/")).content.decode()


def test_a_refused_close_shows_the_list_and_keeps_the_note(office, desk):
    desk.pay(3, (2028, "okrug_budget", "money", 900))
    answer = office.post(url("draft/close/"), {"note_kk": "Алғашқы нұсқа"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Алғашқы нұсқа" in page
    assert "3-тармақтың құны 500,0 мың теңге" in page


def test_what_changed_is_told_in_words(client, desk, published):
    line = desk.line(3)
    line.title = Text(kk="Жарық", ru="Фонари")
    line.save()
    second = desk.do(actions.close_version, plan=desk.plan)
    desk.do(actions.publish_version, version=second)
    page = client.get(url("versions/1/2/", "ru")).content.decode()
    assert "От версии 1 к версии 2" in page
    assert "Освещение улиц" in page
    assert "Фонари" in page


def test_the_frozen_text_is_given_byte_for_byte(client, published):
    answer = client.get(url("versions/1/content.json"))
    assert answer.content == published.content.encode()


def test_a_changed_version_says_so(client, published):
    PlanVersion.objects.update(content=published.content.replace("Стадион", "Сауна"))
    assert "хэші басқа" in client.get(url("")).content.decode()


def test_a_lines_page_shows_who_pays(client, published):
    page = client.get(url("lines/2/", "ru")).content.decode()
    for words in ("Колодец в Коктале", "Аппарат акима", "2\xa0400,0", "40"):
        assert words in page


def test_hostile_words_are_only_words(office, desk):
    line = desk.line(3)
    line.title = Text(kk="<script>alert(1)</script>")
    line.save()
    for place in ("draft/", "draft/lines/3/", "draft/lines/3/money/", "lines/3/"):
        page = office.get(url(place)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_outside_the_step_the_desk_says_when_it_opens(client, desk, actor):
    desk.cycle.steps.filter(key="plan").update(
        opens_on=datetime.date(2035, 3, 1), closes_on=datetime.date(2035, 4, 1)
    )
    client.force_login(desk.akim.account)
    page = client.get(url("draft/")).content.decode()
    assert "01.03.2035" in page
    assert "draft/lines/new/" not in page


def test_the_public_page_asks_little_of_the_database(client, published, django_assert_max_num_queries):
    client.get(url(""))
    with django_assert_max_num_queries(8):
        client.get(url(""))


def test_the_desk_asks_little_of_the_database(office, desk, django_assert_max_num_queries):
    for _number in range(10):
        desk.add()
    with django_assert_max_num_queries(45):
        office.get(url("draft/"))


def test_a_line_taken_out_later_keeps_its_page_with_the_reason(client, desk, published):
    desk.do(actions.remove_line, line=desk.line(3), reason=Text(kk="Ақша жоқ", ru="Нет денег"))
    assert "Нет денег" not in client.get(url("lines/3/", "ru")).content.decode()
    desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))
    page = client.get(url("lines/3/", "ru")).content.decode()
    for words in ("Освещение улиц", "версия 1", "Позже эту строку убрали из плана.", "Нет денег"):
        assert words in page
    assert "Нет денег" in client.get(url("", "ru")).content.decode()


@pytest.mark.parametrize("place", ["draft/lines/2/", "draft/lines/2/money/"])
def test_what_a_colleague_changed_meanwhile_in_a_line_is_not_written_over(office, desk, actor, place):
    form = office.get(url(place)).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    colleague = actor(desk.plan.unit, Role.PLANNER)
    line = PlanLine.objects.get(number=2)
    data = {"origin": line.origin, "title": Text(kk="Құдық, 40 м"), "owner": line.owner, "reason": line.reason}
    now = timezone.now()
    if "money" in place:
        actions.set_line_money(by=colleague, line=line, money=[], now=now)
    else:
        actions.change_line(by=colleague, line=line, cost=line.cost, goal=line.goal, now=now, **data)
    answer = office.post(url(place), sent)
    assert answer.status_code == 422
    assert f"сақтады: {colleague.account.name}" in answer.content.decode()
