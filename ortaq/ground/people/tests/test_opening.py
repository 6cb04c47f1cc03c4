"""The first run: out of nothing an office, once."""

import pytest
from django.test import Client

from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import faults
from ortaq.ground.journal.models import Book, Entry, Node
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account
from ortaq.ground.people.opening import Place, can_open, open_office
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
PLACE = Place(
    kind="okrug",
    name=Text(kk="Жаңа ауылдық округі", ru="Сельский округ Жана"),
    district=Text(kk="Үлгі ауданы"),
    oblast=Text(ru="Примерная область"),
    settlements=[Text(kk="Көктал", ru="Коктал"), Text(kk="Алыс")],
)
ADDRESS = "/kk/account/open-office/"
FILLED = {
    "kind": "okrug",
    "name_kk": "Жаңа ауылдық округі",
    "district_kk": "Үлгі ауданы",
    "oblast_kk": "Үлгі облысы",
    "settlements": "Көктал / Коктал\nАлыс",
    "akim_name": "Әкім Әкімов",
    "username": "akim",
    "password": "дала-көктем-қыс",
}


def open_one(now, **other):
    given = {"akim_name": "Әкім", "username": "akim", "password": "дала-көктем-қыс", "language": "kk"}
    return open_office(place=PLACE, now=now, **given | other)


def test_the_office_has_all_it_needs_and_its_first_entry(now):
    akim = open_one(now)
    unit = Unit.objects.get()
    assert unit.slug == "zhana-auyldyq-okrugi"
    assert Settlement.objects.filter(unit=unit).count() == 2
    assert Actor(account=akim).roles(unit.id, now.date()) == {Role.AKIM, Role.ANYONE}
    entry = Entry.objects.get()
    assert (entry.action, entry.account, entry.roles, entry.behalf) == (
        "people.open_office",
        akim,
        "akim anyone",
        "office",
    )
    assert "дала" not in entry.payload.body
    assert list(faults(Book.objects.get())) == []


def test_it_opens_once(now):
    deed = new_id()
    assert open_one(now, deed=deed) == open_one(now, deed=deed)
    assert Unit.objects.count() == Account.objects.count() == 1
    with pytest.raises(Refused):
        open_one(now, username="other")


def test_an_error_in_the_middle_leaves_nothing(now):
    with pytest.raises(ValueError, match="Dash"):
        open_office(
            place=Place("okrug", PLACE.name, PLACE.district, PLACE.oblast, _breaking()),
            akim_name="Әкім",
            username="akim",
            password="дала-көктем-қыс",
            language="kk",
            now=now,
        )
    assert not Unit.objects.exists()
    assert not Node.objects.exists()
    assert can_open()


def _breaking():
    yield Text(kk="Көктал")
    raise ValueError("Dash")


def test_the_example_is_never_turned_into_an_office(now):
    Node.objects.create(name="мысал", is_here=True, is_example=True)
    assert not can_open()
    with pytest.raises(Refused):
        open_one(now)
    assert not Unit.objects.exists()


def test_the_form_opens_the_office_and_signs_the_akim_in(client):
    answer = client.post(ADDRESS, FILLED)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/kk/zhana-auyldyq-okrugi/")
    assert client.session["_auth_user_id"] == str(Account.objects.get().pk)
    assert [str(one.name) for one in Settlement.objects.order_by("name_kk")] == ["Алыс", "Көктал"]
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said_kk", "said_ru"),
    [
        ({"name_kk": ""}, "Мұны қазақша немесе орысша жазыңыз.", "Напишите это на казахском или на русском."),
        ({"settlements": " \n/"}, "Кемінде бір елді мекен", "Напишите хотя бы один населённый пункт."),
        (
            {"settlements": "Алыс\nАлыс"},
            "2-жол: бұл елді мекен екі рет",
            "Строка 2: этот населённый пункт указан дважды.",
        ),
        ({"password": "1234567890"}, "тек цифрлардан", "только из цифр"),
        ({"username": "әкім"}, "Пайдаланушы атын дұрыс енгізіңіз", "Введите правильное"),
    ],
)
def test_what_is_wrong_is_said_in_the_readers_language_and_nothing_is_made(client, changed, said_kk, said_ru):
    for language, said in (("kk", said_kk), ("ru", said_ru)):
        answer = client.post(ADDRESS.replace("kk", language, 1), FILLED | changed)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Unit.objects.exists()


def test_from_another_computer_the_office_cannot_be_taken(client):
    for method in (client.get, client.post):
        answer = method(ADDRESS, FILLED, REMOTE_ADDR="192.168.1.20")
        assert "<form" not in answer.content.decode()
    assert not Unit.objects.exists()
