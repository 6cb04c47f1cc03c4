"""What people see of results, who may write, and in which words it is refused."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ortaq.ground import clock
from ortaq.ground.ids import new_id
from ortaq.ground.text import Text
from ortaq.stages.results import actions
from ortaq.stages.results.models import Confirmation, Measurement, Progress, Spending
from ortaq.stages.results.tests.built import photo

pytestmark = pytest.mark.django_db

PROGRESS = {"state": "done", "note_ru": "Вода пошла", "happened_on": "2028-03-09"}
SPENDING = {
    "stage": "spent",
    "year": "2028",
    "source": "district_budget",
    "kind": "money",
    "amount": "3 000 000",
    "document": "ШОТ-17",
    "happened_on": "2028-03-01",
}


def url(place="", language="ru"):
    return f"/{language}/mysal/results/{place}?cycle=2028"


@pytest.fixture
def office(site, at_work, client):
    """A browser in which the clerk is signed in, in the first spring of the plan."""
    client.force_login(site.clerk.account)
    return client


def read(client, place="", language="ru"):
    answer = client.get(url(place, language))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_cycle_or_an_agreement_the_page_says_what_comes(client, unit, cycle):
    assert "Собрание ещё не согласовало план этого цикла" in read(client)
    cycle_of_other = client.get("/kk/mysal/results/?cycle=2001")
    assert cycle_of_other.status_code == 404


@pytest.mark.usefixtures("staffed")
def test_a_unit_that_has_not_started_planning_has_a_page(client, unit):
    answer = client.get("/kk/mysal/results/")
    assert "жоспарлауды әлі бастаған жоқ" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Жоспардан не шықты", "33%", "Көкталда құдық", "жұмыс орындалды", "Әр қажеттілік не болды")),
        ("ru", ("Что вышло из плана", "33%", "Колодец в Коктале", "работа выполнена", "Что стало с каждой")),
    ],
)
def test_everybody_reads_what_came_of_the_plan(client, site, language, words):
    site.report(2, "done")
    page = read(client, language=language).replace("\u00a0", "")
    for said in words:
        assert said in page
    assert "/lines/2/report/" not in page


def test_the_needs_behind_a_number_are_listed_with_the_reason(client, site):
    site.answer("байланыс", "refused", ru="Это ведёт район", kk="Бұл – ауданның ісі")
    page = read(client, "needs/refused/")
    assert "Это ведёт район" in page
    assert f"/ru/mysal/needs/{site.needs['байланыс'].number}/" in page
    assert "Здесь нет ни одной потребности" in read(client, "needs/done/")
    for hidden in ("not_published", "everything"):
        assert client.get(url(f"needs/{hidden}/")).status_code == 404


def test_a_line_shows_its_history_photos_money_and_the_needs_that_began_it(client, site):
    progress = site.report(2, photos=[photo(10)])
    site.do(
        actions.confirm, by=site.delegate, progress=progress, is_so=False, note=Text(ru="Воды нет", kk="Су жоқ")
    )
    row = site.spend(2, 70)
    site.do(actions.reverse_spending, spending=row, reason="Жазылған қате")
    site.measure(2, "25.50")
    page = read(client, "lines/2/")
    stored = progress.photos.get()
    number = site.needs["су"].number
    for said in (
        f"/photos/{stored.id}.jpg",
        "Воды нет",
        "Жазылған қате",
        "25,5",
        f"/ru/mysal/needs/{number}/",
        "Похозяйственная книга",
    ):
        assert said in page
    assert client.get(f"/photos/{stored.id}.jpg").status_code == 200
    assert client.get(url("lines/99/")).status_code == 404


def test_a_loss_is_drawn_and_told_as_what_it_is(office, site):
    sent = {"value": "−12,5", "measured_on": "2028-03-01", "seen_in_ru": "Статистика"}
    assert office.post(url("lines/2/measure/"), sent).status_code == 302
    page = office.get(url("lines/2/"))
    assert "−12,5" in page.content.decode()
    assert Decimal("-12.5") in [value for _label, value in page.context["chart"]]
    assert "12,0<" not in page.content.decode()
    assert "дальше от обещанного, чем вначале" in page.content.decode()


def test_few_people_are_not_shown_to_the_public(client, site, at_work):
    site.measure(2, "3", women=1, men=2)
    page = read(client, "lines/2/")
    assert page.count("слишком мало, не показано") >= 3
    client.force_login(site.clerk.account)
    assert "слишком мало" not in read(client, "lines/2/")


def test_the_office_reports_with_photos(office, site):
    sent = PROGRESS | {"photos": [photo(10), photo(200)], "deed": str(new_id())}
    assert office.post(url("lines/2/report/"), sent).status_code == 302
    progress = Progress.objects.get()
    assert (progress.note.ru, progress.photos.count()) == ("Вода пошла", 2)
    assert "Вода пошла" in read(office, "lines/2/")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("kk", "Бұл күн әлі келген жоқ"), ("ru", "Этот день ещё не наступил")],
)
def test_a_refusal_stands_beside_its_field_in_the_readers_language(office, language, sentence):
    sent = PROGRESS | {"happened_on": "2028-12-01"}
    answer = office.post(url("lines/2/report/", language), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Вода пошла" in page
    assert not Progress.objects.exists()


def test_done_without_words_and_a_broken_photo_are_told(office):
    silent = office.post(url("lines/2/report/"), PROGRESS | {"note_ru": ""})
    assert "Напишите, что сделано" in silent.content.decode()
    broken = SimpleUploadedFile("a.jpg", b"not a photo", "image/jpeg")
    answer = office.post(url("lines/2/report/"), PROGRESS | {"photos": [broken]})
    assert answer.status_code == 422
    assert "не удалось прочитать" in answer.content.decode()


def test_more_than_planned_is_said_in_a_sentence(office):
    assert office.post(url("lines/2/spend/"), SPENDING).status_code == 302
    page = read(office, "lines/2/")
    assert "500,0" in page
    assert "больше, чем есть в плане" in page
    assert "израсходовано больше плана" in read(office)
    row = Spending.objects.get()
    assert office.post(url(f"spending/{row.id}/reverse/"), {"reason": "Не тот счёт"}).status_code == 302
    assert "больше, чем есть в плане" not in read(office, "lines/2/")


def test_the_indicator_is_measured_from_the_page(office):
    sent = {"value": "25,5", "measured_on": "2028-03-01", "seen_in_ru": "Обход дворов"}
    assert office.post(url("lines/2/measure/"), sent).status_code == 302
    assert Measurement.objects.get().value == 25.5
    assert office.get(url("lines/3/measure/")).status_code == 404


def test_a_delegate_looks_and_says(client, site, at_work):
    progress = site.report(2, "done")
    client.force_login(site.delegate.account)
    assert f"/reports/{progress.id}/confirm/" in read(client, "lines/2/")
    wrong = client.post(url(f"reports/{progress.id}/confirm/"), {"is_so": "no"})
    assert "что вы увидели" in wrong.content.decode()
    assert client.post(url(f"reports/{progress.id}/confirm/"), {"is_so": "yes"}).status_code == 302
    assert Confirmation.objects.get().is_so
    assert "подтверждено на месте" in read(client)


def test_forms_are_for_those_who_work_here(client, site, at_work, actor, other_unit):
    progress, row = site.report(2), site.spend(2, 1)
    forms = ["lines/2/report/", "lines/2/spend/", "lines/2/measure/", f"spending/{row.id}/reverse/"]
    forms.append(f"reports/{progress.id}/confirm/")
    assert {client.get(url(form)).status_code for form in forms} == {302}
    client.force_login(actor(other_unit, "clerk", "delegate", username="alien").account)
    assert {client.get(url(form)).status_code for form in forms} == {403}
    client.force_login(site.delegate.account)
    assert [client.get(url(form)).status_code for form in forms] == [403, 403, 403, 403, 200]
    client.force_login(site.clerk.account)
    assert [client.get(url(form)).status_code for form in forms] == [200, 200, 200, 200, 403]


def test_before_the_work_the_office_is_told_which_step_opens_it(client, site, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: site.desk.now)
    client.force_login(site.clerk.account)
    page = read(client)
    assert "Результаты записывают на шаге «Исполнение»" in page
    assert "lines/2/report/" not in read(client, "lines/2/")
    assert client.post(url("lines/2/report/"), PROGRESS | {"happened_on": "2027-03-01"}).status_code == 422


def test_hostile_words_are_shown_as_words(client, site):
    site.report(2, note=Text(kk="<script>alert(1)</script>"))
    for place in ("", "lines/2/"):
        assert "<script>alert(1)" not in read(client, place, "kk")


def test_pages_ask_a_known_number_of_questions(client, site, django_assert_max_num_queries):
    for number in (1, 2, 3):
        site.report(number, "done")
        site.spend(number, 5)
    with django_assert_max_num_queries(34):
        read(client)
    with django_assert_max_num_queries(26):
        read(client, "lines/2/")
