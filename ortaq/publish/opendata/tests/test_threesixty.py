"""360Giving 1.4.3: the grants of a programme validate, with formats, and name nobody."""

import json

import pytest

from ortaq.ground import clock
from ortaq.publish.opendata.tests.reading import get
from ortaq.publish.opendata.tests.rules import faults_of_360
from ortaq.stages.grants.content import Business
from ortaq.stages.grants.tests import built

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(unit, monkeypatch):
    """A programme whose committee selected a person and a company; the first has a contract."""
    site = built.build(unit)
    monkeypatch.setattr(clock, "now", lambda: site.now)
    site.publish()
    person = site.apply()
    company = site.start()
    business, *others = site.parts(company, name="ЖШС Сынақ")
    site.write(company, Business(**business.__dict__ | {"person_kind": "company"}), *others)
    company = site.hold(built.actions.hand_in, company)
    site.close()
    for application in (person, company):
        site.judged(application)
    sitting = site.sit()
    for application in (person, company):
        site.decide(application, sitting)
    site.sign(sitting)
    site.contract(person)
    return site


def package_of(site):
    answer = get(f"/api/v1/programmes/{site.programme.slug}/360giving.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_the_package_is_what_the_standard_asks_for(site):
    assert faults_of_360(package_of(site)) == []


def test_the_check_notices_a_day_that_is_none(site):
    package = package_of(site)
    package["grants"][0]["awardDate"] = "2027-13-40"
    assert faults_of_360(package)


def test_a_person_is_nobody_and_a_company_says_that_it_is_one(site):
    first, second = sorted(package_of(site)["grants"], key=lambda grant: grant["id"])
    assert first["recipientIndividual"]["name"] == "Individual recipient (not named)"
    assert second["recipientOrganization"][0]["name"] == "Company (not named)"
    assert first["recipientIndividual"]["id"] != second["recipientOrganization"][0]["id"]
    assert "Сынақ" not in json.dumps(package_of(site), ensure_ascii=False)


def test_amounts_and_days_are_those_of_the_contract(site):
    first = min(package_of(site)["grants"], key=lambda grant: grant["id"])
    assert (first["amountAwarded"], first["currency"]) == (1_000_000, "KZT")
    assert first["plannedDates"][0]["startDate"] == site.now.date().isoformat()
    assert first["beneficiaryLocation"][0]["countryCode"] == "KZ"


def test_without_a_grant_there_is_no_package(unit):
    site = built.build(unit)
    answer = get(f"/api/v1/programmes/{site.programme.slug}/360giving.json", accept_language="ru")
    assert answer.status_code == 404
    assert "360Giving" in answer.json()["detail"]
