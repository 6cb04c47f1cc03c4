"""What residents and the office see of the circle, and what they do there."""

import datetime
import io
import re

import pytest

from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.circle.models import Call, Member, Quota, Stakeholder, Volunteer
from ortaq.stages.circle.tests.conftest import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
CIRCLE = "/kk/mysal/circle/"
HOSTILE = "<script>alert('1')</script>{{ 7 }} \u202eкері\" onload=\"x"
TODAY = datetime.date(2027, 2, 10)
OFFER = {"name": "Айгүл Тестова", "contact": "8 701 5550123", "sex": "female", "age": "middle", "consents": "on"}


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def office(clerk):
    return client_of(clerk)


@pytest.fixture
def team(planner):
    return client_of(planner)


@pytest.mark.usefixtures("staffed")
def test_without_a_cycle_the_room_says_so(client, unit):
    assert "әлі бастаған жоқ" in words(client.get(CIRCLE))


def test_the_empty_room_says_what_to_do_first(client, team, cycle):
    assert "Картада әлі ешкім жоқ" in words(client.get(CIRCLE))
    assert f'href="{CIRCLE}stakeholders/new/"' in team.get(f"{CIRCLE}stakeholders/").content.decode()
    assert f'href="{CIRCLE}call/write/"' in team.get(f"{CIRCLE}call/").content.decode()
    assert "new/" not in client.get(f"{CIRCLE}stakeholders/").content.decode()


def test_the_office_puts_somebody_on_the_map_changes_them_and_takes_them_off(office, cycle, koktal):
    sent = {
        "kind": "organisation",
        "name_kk": "Мектеп",
        "influence": "4",
        "interest": "5",
        "settlement": koktal.pk,
    }
    assert office.post(f"{CIRCLE}stakeholders/new/", sent).status_code == 302
    made = Stakeholder.objects.get()
    page = f"{CIRCLE}stakeholders/{made.pk}/"
    changed = office.post(f"{page}change/", sent | {"interest": "2", "contact": "8 701 5550123"})
    assert changed.status_code == 422
    assert "келіскен күнді жазыңыз" in words(changed)
    office.post(f"{page}change/", sent | {"interest": "2", "contact": "8 701", "consented_on": "2027-02-01"})
    made.refresh_from_db()
    assert (made.interest, made.contact.contact) == (2, "8 701")
    office.post(f"{page}end/", {"ending_kk": "Мектеп жабылды"})
    assert "Мектеп жабылды" in words(office.get(f"{CIRCLE}stakeholders/"))


def test_a_contact_an_approach_and_a_person_are_for_the_office_alone(client, office, add):
    secret = {"contact": "8 701 5550123", "person": "Сәуле", "consented_on": TODAY, "approach": Text(kk="Кешке")}
    open_one, person = add(**secret), add("Болат", kind="person", **secret)
    for address in ("stakeholders/", f"stakeholders/{open_one.pk}/"):
        assert not re.search("5550123|Сәуле|Кешке|Болат", client.get(CIRCLE + address).content.decode())
    assert client.get(f"{CIRCLE}stakeholders/{person.pk}/").status_code == 404
    assert "5550123" in words(office.get(f"{CIRCLE}stakeholders/{person.pk}/"))
    assert "1 жеке адам" in words(client.get(f"{CIRCLE}stakeholders/"))


def test_hostile_words_are_only_words(client, add):
    add(HOSTILE)
    page = client.get(f"{CIRCLE}stakeholders/").content.decode()
    assert "<script>alert" not in page
    assert 'onload="x' not in page


def test_the_team_writes_sets_quotas_and_opens_the_call(team, client, cycle, population):
    assert team.post(f"{CIRCLE}call/write/", {"text_kk": "Топқа келіңіз", "seats": "5"}).status_code == 302
    draft = words(team.get(f"{CIRCLE}call/"))
    assert "Шақырудың бірінші күнін таңдаңыз." in draft
    assert "Топқа келіңіз" not in words(client.get(f"{CIRCLE}call/"))
    days = {"opens_on": "2027-02-08", "closes_on": "2027-02-14"}
    team.post(f"{CIRCLE}call/write/", {"text_kk": "Топқа келіңіз", "seats": "5"} | days)
    form = team.get(f"{CIRCLE}call/quotas/").content.decode()
    proposed = dict(re.findall(r'name="(\w+:[\w-]+:\w+)" value="(\d+)"', form))
    assert (proposed["sex:female:minimum"], proposed["sex:female:maximum"]) == ("2", "4")
    assert team.post(f"{CIRCLE}call/quotas/", proposed).status_code == 302
    assert Quota.objects.count() == len(proposed) // 2
    team.post(f"{CIRCLE}call/open/")
    assert Call.objects.get().opened_at
    assert "Топқа келіңіз" in words(client.get(f"{CIRCLE}call/"))


def test_a_wrong_quota_is_named_and_what_was_written_stays(team, draft):
    draft()
    answer = team.post(f"{CIRCLE}call/quotas/", {"sex:female:minimum": "4", "sex:female:maximum": "1"})
    assert answer.status_code == 422
    assert "кемінде" in words(answer)
    assert not Quota.objects.exists()


def test_a_resident_offers_gets_a_number_and_nothing_of_it_is_repeated(client, call, koktal):
    answer = client.post(f"{CIRCLE}call/volunteer/", OFFER | {"settlement": koktal.pk})
    assert answer.headers["Location"] == f"{CIRCLE}call/volunteer/1/receipt/"
    receipt = words(client.get(answer.headers["Location"]))
    assert "№ 1" in receipt
    assert not re.search("Айгүл|5550123|Көктал", receipt)
    for address in ("", "call/", "group/"):
        assert not re.search("Айгүл|5550123", client.get(CIRCLE + address).content.decode())


@pytest.mark.parametrize(
    ("language", "sentence"), [("kk", "Келісіміңізсіз аппарат"), ("ru", "Без вашего согласия")]
)
def test_a_missing_consent_is_said_in_the_readers_language(client, call, koktal, language, sentence):
    sent = OFFER | {"settlement": koktal.pk}
    del sent["consents"]
    answer = client.post(f"/{language}/mysal/circle/call/volunteer/", sent)
    assert answer.status_code == 422
    assert not Volunteer.objects.exists()
    assert 'value="Айгүл Тестова"' in answer.content.decode()


def test_before_and_after_the_call_its_page_says_when(client, call, at, now):
    for days, sentence in ((-3, "берудің бірінші күні"), (5, "Шақыру жабылды")):
        at(now + datetime.timedelta(days=days))
        assert client.get(f"{CIRCLE}call/volunteer/").headers["Location"] == f"{CIRCLE}call/"
        assert sentence in words(client.get(f"{CIRCLE}call/"))


def test_a_helper_types_and_the_office_reads_takes_and_forgets(office, team, call, koktal):
    sent = OFFER | {"settlement": koktal.pk, "channel": "paper"}
    assert office.post(f"{CIRCLE}call/help/", sent).status_code == 302
    office.post(f"{CIRCLE}call/help/", sent | {"name": "Дана Тестова"})
    assert "5550123" in words(office.get(f"{CIRCLE}call/volunteers/"))
    assert "Дана Тестова" in words(office.get(f"{CIRCLE}call/volunteers/2/withdraw/"))
    office.post(f"{CIRCLE}call/volunteers/2/withdraw/")
    listed = words(office.get(f"{CIRCLE}call/volunteers/"))
    assert "Дана" not in listed
    assert "қайтарылды" in listed
    joining = {"name": "Айгүл Тестова", "since": "2027-02-10", "consented_on": "2027-02-10"}
    assert team.post(f"{CIRCLE}group/volunteers/1/", joining).status_code == 302
    assert "Айгүл Тестова" in words(office.get(f"{CIRCLE}group/"))


def test_the_team_appoints_changes_and_ends_a_membership(team, client, cycle, koktal, add):
    council = add()
    sent = {"name": "Марат Тестов", "settlement": koktal.pk, "sex": "male", "age": "older", "since": "2027-02-10"}
    page = f"{CIRCLE}group/new/"
    assert team.post(page, sent).status_code == 422
    team.post(page, sent | {"consented_on": "2027-02-10", "stakeholder": council.pk})
    member = Member.objects.get()
    assert "Аналар кеңесі" in words(client.get(f"{CIRCLE}group/"))
    team.post(f"{CIRCLE}group/{member.pk}/change/", {"interests_kk": "Дүкені бар", "civil_servant": "on"})
    shown = words(client.get(f"{CIRCLE}group/"))
    assert "Дүкені бар" in shown
    assert "мемлекеттік қызметші" in shown
    team.post(f"{CIRCLE}group/{member.pk}/end/", {"until": "2027-02-10", "leaving_kk": "Көшіп кетті"})
    assert "Көшіп кетті" in words(client.get(f"{CIRCLE}group/"))


def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(office, call):
    file = io.BytesIO("Аты;Ауыл".encode())
    file.name = "v.xlsx"
    answer = office.post(f"{CIRCLE}call/sheet/", {"file": file})
    assert answer.status_code == 422
    assert ".xlsx кітабы емес" in words(answer)


def test_the_files_of_the_draw_and_the_poster_are_there(client, office, call, offer):
    offer()
    answer = office.get(f"{CIRCLE}call/draw/CANDIDATES.csv")
    assert answer.content.decode().splitlines() == ["id,sex,age,settlement,group", "1,female,middle,Көктал,none"]
    assert office.get(f"{CIRCLE}call/draw/NAMES.csv").status_code == 404
    assert client.get(f"{CIRCLE}call/draw/CANDIDATES.csv").status_code == 302
    poster = client.get("/ru/mysal/documents/circle/call-kk.pdf")
    assert poster.content.startswith(b"%PDF")
    assert client.get("/ru/mysal/documents/circle/call-en.pdf").status_code == 404


PAGES_BY_ROLE = {
    "stakeholders/new/": {Role.AKIM, Role.PLANNER, Role.CLERK},
    "call/write/": {Role.AKIM, Role.PLANNER},
    "call/volunteers/": {Role.AKIM, Role.PLANNER, Role.CLERK},
    "call/help/": {Role.AKIM, Role.PLANNER, Role.CLERK, Role.MODERATOR, Role.GROUP_MEMBER, Role.ADVISER},
    "group/new/": {Role.AKIM, Role.PLANNER},
}


@pytest.mark.parametrize("page", PAGES_BY_ROLE)
def test_pages_of_the_office_open_to_whom_the_table_says(page, unit, actor, call):
    for role in Role:
        if role is not Role.ANYONE:
            status = client_of(actor(unit, role)).get(CIRCLE + page).status_code
            assert status == (200 if role in PAGES_BY_ROLE[page] else 403), role


def test_queries_do_not_grow_with_the_village(client, office, call, offer, add, population, planner, now):
    def queries(address: str) -> list[int]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts = []
        for browser in (client, office):
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(CIRCLE + address).status_code == 200
            counts.append(len(captured))
        return counts

    def grow(number: int) -> None:
        for one in range(number):
            add(f"Ұйым {one} {number}")
            offer(f"Ерікті {one} {number}")

    grow(2)
    addresses = ("", "stakeholders/", "call/", "group/")
    few = [queries(address) for address in addresses]
    grow(8)
    assert [queries(address) for address in addresses] == few
    assert max(max(counts) for counts in few) <= 18


def test_the_steps_of_the_way_lead_here(client, cycle):
    way = client.get("/kk/mysal/").content.decode()
    assert f'href="{CIRCLE}stakeholders/?cycle=2028"' in way
    assert f'href="{CIRCLE}group/?cycle=2028"' in way
