"""What people see of the exchange, who may write, and in which words it is refused."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from ortaq.exchange.events.actions import add_item, add_material, register_guest
from ortaq.exchange.guide.powers import tasks
from ortaq.exchange.models import Case, Guest, News, Question
from ortaq.exchange.news.actions import publish_news, write_news
from ortaq.exchange.questions.actions import ask_others
from ortaq.exchange.tests.built import SAID, SPRING, a_case, write
from ortaq.ground import clock
from ortaq.ground.comments.models import Comment
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.projects.models import Project

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


def url(place="", language="ru", unit="mysal"):
    return f"/{language}/{unit}/exchange/{place}"


def read(client, place="", language="ru", unit="mysal"):
    answer = client.get(url(place, language, unit))
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def sign_in(client, somebody):
    client.force_login(somebody.account)
    return client


@pytest.fixture
def at_now(monkeypatch, now):
    """Pages believe that it is the winter of the needs step."""
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def in_spring(monkeypatch):
    """Pages believe that it is the projects step of the unit that learns."""
    monkeypatch.setattr(clock, "now", lambda: SPRING)


@pytest.fixture
def news(unit, actor, now):
    """A published piece of news."""
    clerk = actor(unit, Role.CLERK)
    both = Text(kk="Су келді", ru="Вода пришла")
    contact = Text(kk="Әкім аппараты, 8 (000) 00-00-00", ru="Аппарат акима, 8 (000) 00-00-00")
    draft = write_news(by=clerk, unit=unit, title=both, text=both, press_contact=contact, now=now)
    return publish_news(by=clerk, news=draft, now=now)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Басқалар не істеді", "Бір көшенің құдығы", "жоспар нені өзгертті", "2 500,0 мың тг")),
        ("ru", ("Что сделали другие", "Колодец одной улицы", "что изменил план", "2 500,0 тыс. тг")),
    ],
)
def test_everybody_reads_the_cases_in_any_unit(client, case, other_unit, language, words):
    for unit in ("mysal", "basqa"):
        page = read(client, language=language, unit=unit)
        for said in words:
            assert said in page


def test_the_list_narrows_and_says_when_nothing_fits(client, case):
    assert "Колодец одной улицы" in read(client, "?theme=water&cost=middle")
    assert "Подходящих примеров нет" in read(client, "?theme=roads")
    assert "Колодец одной улицы" in read(client, "?theme=nonsense")


@pytest.mark.parametrize("place", ["", "events/", "questions/", "news/", "guide/"])
def test_empty_pages_say_what_comes(client, unit, place):
    for language in ("kk", "ru", "en"):
        read(client, place, language)


def test_a_case_shows_what_stands_behind_it(client, site, case):
    site.report(2, "done")
    page = read(client, "cases/mysal/1/")
    for said in ("Колодец в Коктале", "Колодец выкопан", "25 000 тенге"):
        assert said in page
    assert "/exchange/cases/mysal/1/use/" not in page


def test_lists_and_pages_ask_the_database_a_known_number_of_times(
    client, site, akim, case, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        read(client)
    for _each in range(3):
        a_case(site, akim)
    with django_assert_max_num_queries(12):
        read(client)
    with django_assert_max_num_queries(45):
        read(client, "cases/mysal/1/")


def test_a_draft_is_for_the_team_alone(client, site, akim, actor, unit):
    write(site, akim)
    assert client.get(url("cases/mysal/1/")).status_code == 404
    sign_in(client, site.clerk)
    assert client.get(url("cases/mysal/1/")).status_code == 404
    sign_in(client, akim)
    assert "черновик" in read(client, "cases/mysal/1/")
    assert "Ваши черновики" in read(client)


def test_the_akim_tells_and_publishes_a_case(client, site, akim):
    sign_in(client, akim)
    given = {"kind": "change", "theme": "water", "title_ru": "Колодец", "done_ru": "Выкопали"}
    answer = client.post(url("cases/new/"), given)
    assert answer.status_code == 302
    client.post(url("cases/1/publish/"))
    assert Case.objects.get().published_at is None
    assert "чему вы научились" in read(client, "cases/mysal/1/")
    line = site.desk.line(2)
    more = {"lesson_ru": "Проверьте источник", "evidence": f"line:{line.pk}", "people": "1 000", "cost": "0"}
    assert client.post(url("cases/1/edit/"), given | more).status_code == 302
    client.post(url("cases/1/publish/"))
    case = Case.objects.get()
    assert (case.published_at is not None, case.people, case.cost, case.line) == (True, 1_000, 0, line)


def test_a_form_says_what_is_wrong_in_the_readers_language(client, site, akim):
    sign_in(client, akim)
    answer = client.post(url("cases/new/", "kk"), {"kind": "change", "theme": "water", "cost": "көп"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "қазақша немесе орысша жазыңыз" in page
    assert "Соманы" in page


def test_an_akim_of_another_unit_takes_the_case_into_the_plan(
    client, case, learner, other_problem, other_cycle, in_spring
):
    sign_in(client, learner)
    assert "/ru/basqa/exchange/cases/mysal/1/" in read(client, "cases/mysal/1/")
    assert "/ru/basqa/exchange/cases/mysal/1/use/" in read(client, "cases/mysal/1/", unit="basqa")
    form = read(client, "cases/mysal/1/use/", unit="basqa")
    assert "2 400,0" in form
    asked = client.post(url("cases/mysal/1/use/", unit="basqa"), {"people": ""})
    assert asked.status_code == 422
    answer = client.post(url("cases/mysal/1/use/", unit="basqa"), {"problems": [str(other_problem.pk)]})
    assert answer.status_code == 302
    project = Project.objects.get(unit=other_cycle.unit)
    assert answer.url == f"/ru/basqa/projects/{project.number}/sheet/?cycle=2031"
    assert "Басқа ауылдық округ" in read(client, "cases/mysal/1/", "kk")


def test_before_the_step_the_page_says_when_it_opens(client, case, learner, other_cycle, at_now):
    sign_in(client, learner)
    page = read(client, "cases/mysal/1/", unit="basqa")
    assert "/use/" not in page
    assert "«Проекты»" in page


def test_others_may_not_use_or_write(client, case, other_cycle, actor, other_unit, in_spring):
    for place in ("cases/mysal/1/use/", "cases/new/", "questions/new/", "news/new/"):
        assert client.get(url(place, unit="basqa")).status_code == 302
    sign_in(client, actor(other_unit, Role.DELEGATE))
    for place in ("cases/mysal/1/use/", "cases/new/", "questions/new/", "news/new/"):
        assert client.get(url(place, unit="basqa")).status_code == 403


def test_hostile_text_is_only_text(client, site, akim):
    a_case(site, akim, told=replace(SAID, title=Text(ru=HOSTILE), done=Text(ru=HOSTILE)))
    for place in ("", "cases/mysal/1/"):
        assert HOSTILE not in read(client, place)


def test_the_organiser_corrects_the_agenda_and_what_people_take_home(
    client, programme, event, manager, now, at_now
):
    item = add_item(by=manager, event=event, title=Text(ru="Ошибка"), now=now)
    material = add_material(by=manager, event=event, title=Text(ru="Образец"), text=Text(ru="Текст"), now=now)
    sign_in(client, manager)
    home = f"/ru/programmes/{programme.slug}/events/{event.number}/"
    page = client.get(home).text
    for record, sent in ((f"agenda/{item.number}/", {"title_ru": "Колодец"}), (f"materials/{material.pk}/", {})):
        assert f"{home}{record}" in page
        form = client.get(home + record)
        assert f"{home}{record}take-off/" in form.text
        shown = {name: form.context["form"][name].value() or "" for name in form.context["form"].fields}
        assert client.post(home + record, shown | sent).status_code == 302
    assert "Колодец" in client.get(home).text
    for record in (f"agenda/{item.number}/", f"materials/{material.pk}/"):
        assert client.post(f"{home}{record}take-off/").status_code == 302
        assert client.get(home + record).status_code == 404
    assert "Колодец" not in client.get(home).text


def test_an_event_shows_its_agenda_and_hides_its_guests(client, programme, event, manager, case, now, at_now):
    add_item(by=manager, event=event, title=Text(kk="Құдық", ru="Колодец"), case_id=case.pk, now=now)
    register_guest(
        by=ANYONE,
        event=event,
        name="Сынақ Қонақов",
        contact="+7 700 111 22 33",
        office="",
        is_akim=True,
        oblast=None,
        now=now,
    )
    address = "/ru/programmes/mysal/events/1/"
    page = client.get(address).content.decode()
    assert "/ru/mysal/exchange/cases/mysal/1/" in page
    assert "Қонақов" not in page
    assert "111 22 33" not in page
    assert "Семинар акимов" in read(client, "events/")
    assert "Әкімдер семинары" in read(client, "events/", "kk")
    page = sign_in(client, manager).get(address).content.decode()
    assert "Қонақов" in page


def test_a_guest_registers_without_an_account(client, event, at_now):
    address = "/kk/programmes/mysal/events/1/register/"
    assert client.post(address, {"name": "Сынақ"}).status_code == 422
    answer = client.post(address, {"name": "Сынақ", "contact": "+7 700"}, follow=True)
    assert "Сіз тіркелдіңіз" in answer.content.decode()
    assert Guest.objects.count() == 1


def test_after_the_seminar_nobody_registers(client, event, in_spring):
    assert "Позвоните организаторам" in client.get("/ru/programmes/mysal/events/1/register/").content.decode()
    answer = client.post("/ru/programmes/mysal/events/1/register/", {"name": "Сынақ", "contact": "+7 700"})
    assert answer.status_code == 422
    assert not Guest.objects.exists()


def test_the_manager_holds_an_event_on_its_pages(client, event, manager, in_spring):
    assert "/events/new/" not in read(client, "events/")
    sign_in(client, manager)
    desk = "/ru/programmes/mysal/events/"
    assert f"{desk}new/" in read(client, "events/")
    given = {"title_ru": "Форум", "place_ru": "Астана", "starts_on": "2030-04-15", "ends_on": "2030-04-15"}
    assert client.post(f"{desk}new/", given).status_code == 302
    assert client.post(f"{desk}2/edit/", given | {"within_ru": "Форум юга"}).status_code == 302
    assert client.post(f"{desk}2/agenda/", {"title_ru": "Вода", "begins": "09:30"}).status_code == 302
    assert client.post(f"{desk}2/materials/", {"title_ru": "Смета", "text_ru": "Три строки"}).status_code == 302
    assert client.post(f"{desk}2/came/", {"attended": "44", "oblasts": "12"}).status_code == 302
    assert client.post(f"{desk}2/follow-up/", {"follow_up_ru": "Встреча в мае"}).status_code == 302
    page = client.get(f"{desk}2/").content.decode()
    for said in ("Форум юга", "09:30", "Три строки", "44 человека", "из 12 областей", "Встреча в мае"):
        assert said in page
    assert client.get(f"{desk}3/").status_code == 404


def test_an_akim_asks_and_another_answers_on_the_page(client, unit, other_unit, actor, now, at_now):
    sign_in(client, actor(unit, Role.AKIM))
    given = {"theme": "water", "title_kk": "Құдықты кім бағады?"}
    assert client.post(url("questions/new/"), given).status_code == 302
    sign_in(client, actor(other_unit, Role.PLANNER))
    place = "questions/mysal/1/"
    assert client.post(url(place, unit="basqa"), {"text_ru": ""}).status_code == 422
    assert client.post(url(place, unit="basqa"), {"text_ru": "Сама улица"}).status_code == 302
    page = read(client, place)
    assert "Сама улица" in page
    assert "Құдықты кім бағады?" in read(client, "questions/", "kk")


def test_a_question_is_closed_by_those_who_asked(client, unit, actor, now, at_now):
    akim = actor(unit, Role.AKIM)
    ask_others(by=akim, unit=unit, theme="water", title=Text(kk="Кім?"), text=Text(), now=now)
    sign_in(client, akim).post(url("questions/1/settle/"))
    assert Question.objects.get().settled_at is not None
    assert "закрыт" in read(client, "questions/mysal/1/")


@pytest.mark.parametrize(
    ("language", "mark"), [("kk", "тексерілмеген"), ("ru", "не проверено"), ("en", "not verified")]
)
def test_the_guide_marks_what_no_lawyer_verified(client, unit, language, mark):
    page = read(client, "guide/", language)
    powers = [power for task in tasks() for power in task.powers]
    assert page.count(f">{mark}<") == sum(not power.is_verified for power in powers)
    for power in powers:
        assert power.article[language] in page


def test_news_are_read_in_both_languages_and_commented(client, news, at_now):
    assert "Су келді" in read(client, "news/", "kk")
    assert "Вода пришла" in read(client, "news/1/")
    answer = client.post(f"/ru/mysal/comments/on/news/{news.pk}/", {"text": "Спасибо за воду"})
    assert answer.status_code == 302
    assert Comment.objects.get().about == "news"


def test_the_clerk_writes_and_publishes_news(client, unit, actor, at_now):
    sign_in(client, actor(unit, Role.CLERK))
    assert client.post(url("news/new/"), {"title_kk": "Су келді"}).status_code == 302
    client.post(url("news/1/publish/"))
    assert News.objects.get().published_at is None
    client.logout()
    assert client.get(url("news/1/")).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("kk", "Баспасөз"), ("ru", "Пресс-релиз")])
def test_the_press_release_names_whom_to_ask(client, news, language, words):
    answer = client.get(f"/ru/mysal/documents/news/1/release-{language}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert words in text
    assert news.title.in_language(language) in text
    assert "8 (000) 00-00-00" in text
    assert client.get("/ru/mysal/documents/news/1/release-en.pdf").status_code == 404
    assert client.get("/ru/mysal/documents/news/2/release-ru.pdf").status_code == 404
