"""The pages of a programme: who reads what in three languages, and what each button does."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from ortaq.ground.text import WithEnglish
from ortaq.programme.models import (
    BudgetLine,
    Indicator,
    IndicatorValue,
    Organisation,
    Profile,
    PublicFact,
    Support,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_site")]

BASE = "/{}/programmes/birge/"
PUBLIC = ("", "places/", "money/", "results/")
AIM = {"aim_kk": "Бірге жоспарлау", "aim_ru": "", "aim_en": "Planning together"}
DAYS = {"starts_on": "2026-01-01", "ends_on": "2028-12-31", "currency": "EUR", "target": "25"}
TEXTS = {
    f"{name}_{language}": "" for name in ("title", "measured_in", "national_goal") for language in ("ru", "en")
}
INDICATOR = TEXTS | {"title_kk": "Байланыс", "measured_in_kk": "адам", "level": "output", "target": "5,5"}
FORMS = {
    "describe/": AIM | DAYS,
    "organisations/new/": {
        "name_kk": "Қор",
        "name_ru": "Фонд",
        "name_en": "Fund",
        "role": "funding",
        "kind": "40",
    },
    "money/new/": {"title_kk": "Оқыту", "year": "2027", "planned": "1 200,50"},
    "money/1/": {"spent": "900", "document": "Ш-1"},
    "log/new/": {"kind": "advice", "on": "2027-02-10", "hours": "1,5", "topic_kk": "Мәселе ағашы", "women": "6"},
    "results/new/": INDICATOR | {"target_year": "2028"},
    "results/1/": INDICATOR | {"target": "", "level": "impact"},
    "results/1/value/": {"on": "2027-02-10", "value": "560", "seen_in_kk": "Анықтама"},
    "facts/new/": {"text_kk": "560 адам", "source_kk": "Хабарлама", "link": "https://example.org/a"},
}


@pytest.fixture
def signed_in(client):
    """Return the client after an actor has signed in."""

    def sign_in(person):
        client.force_login(person.account)
        return client

    return sign_in


def words(response):
    return response.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("page", PUBLIC)
def test_everybody_reads_the_programme_in_three_languages(client, site, language, page):
    site.describe()
    site.organisation()
    site.budget()
    site.indicator()
    site.fact()
    answer = client.get(BASE.format(language) + page)
    assert answer.status_code == 200
    name = {"kk": "Бірге", "ru": "Вместе", "en": "Together"}[language]
    assert name in words(answer)
    assert "/new/" not in words(answer)


def test_a_donor_reads_everything_in_english_and_what_is_missing_is_marked(client, site):
    site.describe()
    site.organisation(name=WithEnglish(kk="Қор", ru="Фонд"))
    page = words(client.get(BASE.format("en")))
    assert "Planning together" in page
    assert "Promised to the donor: at least 20%" in page
    assert '<span lang="kk">Қор</span>' in page


def test_the_log_is_for_the_programmes_people(client, site, signed_in, actor, unit):
    site.support()
    address = BASE.format("ru") + "log/"
    assert client.get(address).status_code == 302
    assert signed_in(actor(unit, "akim")).get(address).status_code == 403
    for person in (site.donor, site.adviser, site.manager):
        assert "Дерево проблем" in words(signed_in(person).get(address))
    assert "Дерево проблем" not in words(client.get(BASE.format("ru")))


def test_buttons_stand_where_the_role_permits(site, signed_in):
    site.describe()
    site.indicator()
    for person, forms in (
        (site.donor, set()),
        (site.adviser, {"log/new/", "results/1/value/"}),
        (site.manager, set(FORMS) - {"money/1/"} | {"describe/"}),
    ):
        client = signed_in(person)
        pages = "".join(words(client.get(BASE.format("kk") + page)) for page in (*PUBLIC, "log/"))
        assert {form for form in FORMS if f'"{BASE.format("kk")}{form}"' in pages} == forms


@pytest.mark.parametrize("path", FORMS)
def test_each_form_saves_and_goes_back_and_an_empty_one_says_what_is_missing(site, signed_in, path):
    if path != "describe/":
        site.describe()
    if path == "money/1/":
        site.budget()
    if path.startswith("results/1/"):
        site.indicator()
    client, address = signed_in(site.manager), BASE.format("kk") + path
    assert client.get(address).status_code == 200
    missing = client.post(address, {"deed": ""})
    assert missing.status_code == 422
    assert 'role="alert"' in words(missing)
    saved = client.post(address, FORMS[path])
    assert saved.status_code == 302, words(saved)
    assert "Сақталды" in words(client.get(saved.url))


def test_what_the_forms_saved(site, signed_in):
    client = signed_in(site.manager)
    for path, given in FORMS.items():
        assert client.post(BASE.format("kk") + path, given).status_code == 302, path
    profile, line, entry = Profile.objects.get(), BudgetLine.objects.get(), Support.objects.get()
    assert (profile.target_share, profile.ends_on) == (250, datetime.date(2028, 12, 31))
    assert (line.planned, line.spent, line.year) == (1200_50, 900_00, 2027)
    assert (entry.minutes, entry.women, entry.men, entry.for_unit) == (90, 6, 0, None)
    assert (Indicator.objects.get().level, IndicatorValue.objects.get().value) == ("impact", 560)
    assert (Organisation.objects.get().name.en, PublicFact.objects.get().source.kk) == ("Fund", "Хабарлама")


def test_a_refusal_stands_beside_its_field_in_the_readers_language(site, signed_in):
    site.describe()
    client = signed_in(site.manager)
    late = client.post(BASE.format("ru") + "money/new/", FORMS["money/new/"] | {"year": "2031"})
    assert late.status_code == 422
    assert "Программа идёт с 2026 по 2028 год." in words(late)
    half = client.post(BASE.format("ru") + "results/new/", FORMS["results/new/"] | {"target_year": ""})
    assert "Значение и его год пишутся вместе" in words(half)


def test_people_are_written_wholly_or_not_at_all(site, signed_in):
    site.indicator()
    client, address = signed_in(site.adviser), BASE.format("ru") + "results/1/value/"
    assert client.post(address, FORMS["results/1/value/"] | {"women": "300"}).status_code == 422
    people = {"women": "300", "men": "260", "youth": "0"}
    assert client.post(address, FORMS["results/1/value/"] | people).status_code == 302
    assert IndicatorValue.objects.get().youth == 0


def test_an_organisation_is_taken_out_by_a_button(site, signed_in):
    site.describe()
    first, second = site.organisation(), site.organisation()
    site.budget(given_by=first)
    client = signed_in(site.manager)
    for organisation in (first, second):
        path = reverse("programme:remove_organisation", args=["birge", organisation.pk])
        client.get(path)
        client.post(path)
    assert list(Organisation.objects.all()) == [first]


def test_the_budget_asks_first_what_the_programme_is(site, signed_in):
    answer = signed_in(site.manager).get(BASE.format("ru") + "money/new/")
    assert answer.url == BASE.format("ru") + "describe/"


def test_hostile_text_is_only_text(client, site):
    hostile = WithEnglish(kk="<script>alert(1)</script>", ru="<b>", en="<i>x</i>")
    site.describe(aim=hostile)
    site.organisation(name=hostile)
    site.fact(text=hostile)
    for language in ("kk", "en"):
        page = words(client.get(BASE.format(language)))
        assert "<script>alert" not in page
        assert "<i>x" not in page


def test_the_list_names_every_programme_and_an_empty_one_says_so(client, site):
    assert "Together" in words(client.get("/en/programmes/"))
    site.programme.units.clear()
    site.programme.appointments.all().delete()
    site.programme.delete()
    assert "без них" in words(client.get("/ru/programmes/"))


def test_the_programmes_people_come_to_their_programme(site, signed_in, actor, unit):
    actor(unit, "akim")
    with override("kk"):
        assert signed_in(site.donor).get("/kk/").url == BASE.format("kk")
        assert signed_in(actor(unit, "clerk")).get("/kk/").url == "/kk/mysal/"


def test_places_without_an_office_do_not_stand_at_the_front_door(client, unit, other_unit, actor):
    assert client.get("/kk/").status_code == 200
    actor(unit, "akim")
    assert client.get("/kk/").url == "/kk/mysal/"


@pytest.mark.parametrize("page", PUBLIC)
def test_a_page_asks_a_known_number_of_queries(client, site, page, django_assert_max_num_queries):
    site.describe()
    site.budget()
    site.indicator()
    with django_assert_max_num_queries(21):
        client.get(BASE.format("en") + page)
