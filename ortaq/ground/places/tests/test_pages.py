"""The pages of places, per role and language."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import KatoImport, Settlement
from ortaq.ground.places.tests.test_kato import ROWS, workbook

pytestmark = pytest.mark.django_db


def address(name, unit, *more, language="kk"):
    with translation.override(language):
        return reverse(f"places:{name}", args=[unit.slug, *more])


@pytest.mark.usefixtures("staffed")
@pytest.mark.parametrize(
    ("language", "title"), [("kk", "Елді мекендер"), ("ru", "Населённые пункты"), ("en", "Settlements")]
)
def test_everybody_reads_the_settlements_in_their_language(client, unit, language, title):
    answer = client.get(address("home", unit, language=language))
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.text
    assert ("Көктал" if language != "ru" else "Коктал") in answer.text


def test_the_page_asks_the_database_a_fixed_number_of_times(client, unit, django_assert_max_num_queries):
    for number in range(40):
        Settlement.objects.create(unit=unit, name_kk=f"Ауыл {number}")
    with django_assert_max_num_queries(4):
        client.get(address("home", unit))


def test_names_are_never_markup(client, unit):
    Settlement.objects.create(unit=unit, name_kk="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(address("home", unit)).text


@pytest.mark.usefixtures("staffed")
@pytest.mark.parametrize("name", ["add_settlement", "change_unit", "import_kato"])
@pytest.mark.parametrize(
    ("role", "status"), [(Role.AKIM, 200), (Role.DELEGATE, 403), (Role.RESIDENT, 403), (None, 302)]
)
def test_pages_that_write_are_for_the_office(client, unit, actor, name, role, status):
    if role:
        client.force_login(actor(unit, role).account)
    assert client.get(address(name, unit)).status_code == status


def test_the_akim_of_another_unit_is_told_so(client, unit, other_unit, actor):
    client.force_login(actor(other_unit, Role.AKIM).account)
    assert client.get(address("add_settlement", unit)).status_code == 403


def test_a_settlement_is_added_with_a_decimal_comma(client, unit, actor):
    client.force_login(actor(unit, Role.CLERK).account)
    answer = client.post(
        address("add_settlement", unit),
        {"name_kk": "Ақбұлақ", "is_inhabited": "on", "latitude": "51,128", "longitude": "71,43"},
    )
    assert (answer.status_code, answer.url) == (302, address("home", unit))
    assert str(Settlement.objects.get(name_kk="Ақбұлақ").latitude) == "51.12800"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("kk", "Бұл нүкте Қазақстанда емес."), ("ru", "Эта точка не в Казахстане.")],
)
def test_exchanged_degrees_are_answered_in_the_readers_language(client, unit, actor, language, sentence):
    client.force_login(actor(unit, Role.CLERK).account)
    answer = client.post(
        address("add_settlement", unit, language=language),
        {"name_kk": "Ақбұлақ", "latitude": "71.4", "longitude": "51.1"},
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Ақбұлақ"' in answer.text


def test_another_units_settlement_is_not_found(client, unit, other_unit, actor):
    client.force_login(actor(unit, Role.AKIM).account)
    foreign = other_unit.settlements.first()
    assert client.get(address("change_settlement", unit, foreign.id)).status_code == 404


def test_a_kato_file_is_taken_and_its_report_names_row_column_and_reason(client, unit, actor):
    client.force_login(actor(unit, Role.AKIM).account)
    upload = workbook(*ROWS[:3], ("10323510", "Қысқа", "Короткий"))
    upload.name = "kato.xlsx"
    answer = client.post(address("import_kato", unit), {"file": upload, "year": 2026, "within": ""}, follow=True)
    report = KatoImport.objects.get()
    assert answer.redirect_chain == [(address("kato_report", unit, report.id), 302)]
    for said in ("код тоғыз цифр емес", "10323510", "жаңа орын қосылды"):
        assert said in answer.text


def test_a_file_that_is_no_workbook_gets_a_sentence_and_loses_nothing(client, unit, actor):
    client.force_login(actor(unit, Role.AKIM).account)
    answer = client.post(
        address("import_kato", unit, language="en"), {"file": ContentFile(b"te;ab", name="kato.csv"), "year": 2026}
    )
    assert answer.status_code == 422
    assert "This is not an .xlsx workbook." in answer.text


@pytest.mark.usefixtures("staffed")
def test_an_ended_unit_stays_readable_and_says_into_which_it_went(client, unit, other_unit):
    unit.valid_until, unit.successor = "2026-01-01", other_unit
    unit.save()
    answer = client.get(address("home", unit, language="ru"))
    assert answer.status_code == 200
    assert "Эта единица упразднена" in answer.text
    assert f'href="{address("home", other_unit, language="ru")}"' in answer.text


@pytest.mark.usefixtures("staffed")
def test_the_map_is_geojson(client, unit):
    answer = client.get(address("map_data", unit))
    assert (answer["Content-Type"], answer.json()["type"]) == ("application/json", "FeatureCollection")
