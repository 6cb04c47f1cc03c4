"""The pages of the passport, per role and language."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Text
from ortaq.stages.profile.actions import (
    Figure,
    ServiceState,
    record_budget,
    record_population,
    record_services,
)
from ortaq.stages.profile.models import AgeBand, BudgetLine, FigureImport, Population, Service, Sex
from ortaq.stages.profile.tests.test_budget import OFFICIAL, tiyn
from ortaq.stages.profile.tests.test_population import sheet, template_headings

pytestmark = pytest.mark.django_db


def address(name, unit, *more, language="kk"):
    with translation.override(language):
        return reverse(f"profile:{name}", args=[unit.slug, *more])


@pytest.fixture
def filled(unit, actor, now):
    """The unit with people, services and a budget."""
    clerk = actor(unit, Role.CLERK)
    for settlement, people in zip(unit.settlements.order_by("name_kk"), (30, 41), strict=True):
        for year in (2026, 2027):
            figures = [Figure(sex.value, band.value, people) for sex in Sex for band in AgeBand]
            record_population(by=clerk, settlement=settlement, year=year, figures=figures, now=now)
        Settlement.objects.filter(pk=settlement.pk).update(
            latitude=Decimal("51.1") + people / Decimal(100), longitude=Decimal("71.4")
        )
    states = [
        ServiceState("mobile", "no", Decimal(12)),
        ServiceState("school", "partly", None, Text(kk="<b>шатыры ағады</b>")),
    ]
    record_services(
        by=clerk,
        settlement=unit.settlements.get(name_kk="Көктал"),
        states=states,
        seen_on=datetime.date(2027, 2, 1),
        now=now,
    )
    record_budget(by=clerk, unit=unit, year=2026, kind="adopted", amounts=tiyn(OFFICIAL), now=now)
    return unit


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ("Мұнда кім тұрады", "852 адам", "Ұялы байланыс", "Бізге керек", "трансферттер")),
        ("ru", ("Кто здесь живёт", "852 человека", "Мобильная связь", "Нам нужно", "трансферты")),
        ("en", ("Who lives here", "852 people", "Mobile coverage", "We need it", "transfers")),
    ],
)
def test_everybody_reads_the_passport_in_their_language(client, filled, language, said):
    answer = client.get(address("home", filled, language=language))
    assert answer.status_code == 200
    for words in said:
        assert words in answer.text
    assert answer.text.count("<h1>") == 1


@pytest.mark.parametrize("name", ["home", "map", "people", "services", "budget", "map_data"])
def test_an_empty_passport_is_readable_and_says_what_is_missing(client, unit, name):
    assert client.get(address(name, unit)).status_code == 200


def test_the_passport_asks_the_database_a_fixed_number_of_times(client, filled, django_assert_max_num_queries):
    for number in range(40):
        Settlement.objects.create(unit=filled, name_kk=f"Ауыл {number}")
    with django_assert_max_num_queries(12):
        client.get(address("home", filled))


def test_a_gap_leads_to_saying_the_need(client, filled):
    place = filled.settlements.get(name_kk="Көктал")
    for name, more in (("home", ()), ("services", ()), ("settlement", (place.id,))):
        text = client.get(address(name, filled, *more)).text
        assert f"settlement={place.id}" in text
        assert "theme=connection" in text


def test_the_template_of_services_says_that_it_is_not_checked(client, filled):
    for name in ("home", "services"):
        answer = client.get(address(name, filled, language="ru"))
        assert "ещё не сверен с постановлением Правительства № 710" in answer.text


def test_words_of_the_office_are_never_markup(client, filled):
    place = filled.settlements.get(name_kk="Көктал")
    text = client.get(address("settlement", filled, place.id)).text
    assert "&lt;b&gt;шатыры" in text
    assert "<b>шатыры" not in text


def test_the_public_table_hides_small_groups_and_the_offices_does_not(client, filled, actor):
    Population.objects.filter(year=2027, sex="men", band="60+", settlement__name_kk="Көктал").update(people=2)
    public = client.get(address("people", filled)).text
    assert ">2</td>" not in public
    assert client.get(address("all_figures", filled)).status_code == 302
    client.force_login(actor(filled, Role.CLERK).account)
    assert ">2</td>" in client.get(address("all_figures", filled)).text


WRITING = ["all_figures", "population_sheet", "population_template", "budget_sheet", "budget_template"]


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize(("role", "status"), [(Role.CLERK, 200), (Role.DONOR, 403), (None, 302)])
def test_pages_that_write_are_for_the_office(client, filled, actor, name, role, status):
    if role:
        client.force_login(actor(filled, role).account)
    assert client.get(address(name, filled)).status_code == status


def test_the_grid_saves_incomplete(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    place = filled.settlements.get(name_kk="Бастау")
    answer = client.post(address("record_population", filled, 2025, place.id), {"women_0-13": "7", "men_60+": ""})
    assert answer.status_code == 302
    assert Population.objects.get(year=2025).people == 7


def test_numbers_are_understood_with_the_spaces_that_people_write(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    place = filled.settlements.get(name_kk="Бастау")
    where = address("record_population", filled, 2025, place.id)
    assert client.post(where, {"women_0-13": "1 200", "men_60+": "-3"}).status_code == 422
    assert client.post(where, {"women_0-13": "1\u00a0200"}).status_code == 302
    assert Population.objects.get(year=2025).people == 1200


def test_a_service_that_was_judged_by_mistake_is_taken_back_in_the_form(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    place = filled.settlements.get(name_kk="Көктал")
    where = address("record_services", filled, place.id)
    given = {"seen_on": "2026-01-01", "mobile-availability": "", "school-availability": "exists"}
    assert client.post(where, given).status_code == 302
    assert list(Service.objects.values_list("service", "availability")) == [("school", "exists")]


def test_the_form_stamps_only_the_services_that_were_touched(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    where = address("record_services", filled, filled.settlements.get(name_kk="Көктал").id)
    form = client.get(where).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields if name != "deed" and form.initial.get(name)}
    before = Service.objects.get(service="mobile").seen_on
    assert client.post(where, shown | {"school-availability": "exists"}).status_code == 302
    assert Service.objects.get(service="mobile").seen_on == before
    assert client.post(where, shown | {"mobile-seen_again": "on"}).status_code == 302
    assert Service.objects.get(service="mobile").seen_on != before


@pytest.mark.parametrize(
    ("language", "sentence"), [("kk", "Қызметтің бар-жоғын таңдаңыз."), ("ru", "Выберите, есть ли эта услуга.")]
)
def test_a_distance_without_a_judgement_is_asked_about_in_the_readers_language(
    client, filled, actor, language, sentence
):
    client.force_login(actor(filled, Role.CLERK).account)
    place = filled.settlements.get(name_kk="Бастау")
    where = address("record_services", filled, place.id, language=language)
    answer = client.post(where, {"seen_on": "2026-01-01", "water-distance_km": "4,5"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="4,5"' in answer.text
    answer = client.post(where, {"seen_on": "01.01.2026", "water-distance_km": "4,5", "water-availability": "no"})
    assert answer.status_code == 302
    assert Service.objects.get(settlement=place).distance_km == Decimal("4.5")


def test_a_budget_is_typed_in_thousand_tenge(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    where = address("record_budget", filled) + "?year=2026&kind=refined"
    wrong = client.post(where, {"1": "36 063", "1.1": "13 647,5", "1.4": "20 000", "2": "36 700"})
    assert wrong.status_code == 422
    assert 'value="13 647,5"' in wrong.text
    assert not BudgetLine.objects.filter(kind="refined").exists()
    right = client.post(where, {"1.1": "13 647,5", "1.4": "20 000", "2": "36 700", "3": "−5"})
    assert right.status_code == 302
    kept = dict(BudgetLine.objects.filter(kind="refined", code="").values_list("part", "amount"))
    assert kept == {1: 3_364_750_000, 2: 3_670_000_000, 3: -500_000, 5: -304_750_000}


def test_a_spreadsheet_gets_a_report_by_row_and_column(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    upload = sheet(["Көктал", 2025, 10, "он"], headings=template_headings(filled))
    answer = client.post(address("population_sheet", filled, language="ru"), {"file": upload}, follow=True)
    assert answer.redirect_chain[-1][0] == address("report", filled, FigureImport.objects.get().id, language="ru")
    assert "это не целое число людей" in answer.text


def test_a_template_is_a_workbook_to_save(client, filled, actor):
    client.force_login(actor(filled, Role.CLERK).account)
    answer = client.get(address("budget_template", filled))
    assert answer["Content-Disposition"].startswith('attachment; filename="budget-')
    assert answer.content.startswith(b"PK")


def test_nothing_of_another_unit_is_reached(client, filled, other_unit, actor):
    foreign = other_unit.settlements.first()
    client.force_login(actor(filled, Role.CLERK).account)
    assert client.get(address("settlement", filled, foreign.id)).status_code == 404
    assert client.get(address("record_services", filled, foreign.id)).status_code == 404
    assert client.get(address("record_population", filled, 2026, foreign.id)).status_code == 404
    assert client.get(address("all_figures", other_unit)).status_code == 403


def test_the_map_tells_the_people_of_each_settlement(client, filled):
    features = client.get(address("map_data", filled, language="ru")).json()["features"]
    assert {(one["properties"]["name"], one["properties"]["text"]) for one in features} == {
        ("Бастау", "360 человек"),
        ("Коктал", "492 человека"),
    }
