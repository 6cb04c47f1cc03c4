"""IATI 2.03: what is written validates, keeps the standard's rules, and says what happened."""

import pytest

from ortaq.ground import clock
from ortaq.ground.text import Text, WithEnglish
from ortaq.programme import actions as programme_actions
from ortaq.programme.tests import built as programmes
from ortaq.publish.opendata.tests.reading import get, text_of
from ortaq.publish.opendata.tests.rules import broken_rules, read_iati
from ortaq.stages.results.tests import built as working

pytestmark = pytest.mark.django_db
TODAY = working.AT_WORK.date()
UNIT = "/api/v1/units/mysal/iati.xml"
PROGRAMME = "/api/v1/programmes/birge/iati.xml"
HOSTILE = "]]></title><script>&amp;\x0b\x1b\ufffe «Құдық» <b>"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def _in_march(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: working.AT_WORK)


@pytest.fixture
def work(cycle, actor, now):
    """An agreed plan of four lines in its first spring; nothing is begun yet."""
    return working.build(cycle, actor, now)


@pytest.fixture
def programme(work, unit, now):
    """A programme of the unit, described, with a funder, a budget, an indicator and a fact."""
    site = programmes.build(unit, now)
    site.describe()
    site.budget(given_by=site.organisation(), year=2027)
    site.value(site.indicator())
    site.fact()
    return site


def activities(address):
    root = read_iati(text_of(address).encode())
    assert broken_rules(root, today=TODAY) == []
    return {one.findtext("iati-identifier"): one for one in root}


def test_a_line_is_an_activity_once_its_work_has_begun(work):
    assert get(UNIT).status_code == 404
    work.report(2)
    assert list(activities(UNIT)) == ["X-ORTAQ-mysal-plan-2028-2"]
    work.spend(1, 700)
    assert len(activities(UNIT)) == 2


def test_an_activity_says_what_happened(work):
    work.report(2, "done")
    work.spend(2, 700)
    work.measure(2, 30)
    activity = activities(UNIT)["X-ORTAQ-mysal-plan-2028-2"]
    assert activity.find("activity-status").get("code") == "3"
    assert {one.get("type") for one in activity.findall("activity-date")} == {"1", "2", "3", "4"}
    assert [one.get(LANGUAGE) for one in activity.find("title")] == ["kk", "ru"]
    assert activity.find("sector").get("code") == "14031"
    (spent,) = activity.findall("transaction")
    assert spent.find("transaction-type").get("code") == "4"
    assert (spent.findtext("value"), spent.find("value").get("currency")) == ("700000", "KZT")
    indicator = activity.find("result/indicator")
    assert indicator.find("baseline").attrib == {"year": "2027", "value": "12"}
    assert indicator.find("period/target").get("value") == "40"
    assert indicator.find("period/actual").get("value") == "30"


def test_women_and_men_are_dimensions(work):
    work.report(2)
    work.measure(2, 30, women=18, men=12)
    actual = activities(UNIT)["X-ORTAQ-mysal-plan-2028-2"].findall(".//actual")
    told = {
        one.find("dimension").get("value"): one.get("value") for one in actual if one.find("dimension") is not None
    }
    assert told == {"female": "18", "male": "12"}


def test_whatever_people_wrote_stays_words(work):
    work.report(2, note=Text(kk=HOSTILE, ru="=1+1"))
    activity = activities(UNIT)["X-ORTAQ-mysal-plan-2028-2"]
    said = [one.text for one in activity.iter("narrative")]
    assert "]]></title><script>&amp;\n «Құдық» <b>" in said
    assert activity.find(".//script") is None


def test_a_programme_stands_above_the_lines_of_its_places(programme, work):
    work.report(2)
    found = activities(PROGRAMME)
    (name,) = [one for one in found if one.endswith("-birge")]
    assert found[name].get("hierarchy") == "1"
    assert [one.get(LANGUAGE) for one in found[name].find("title")] == ["kk", "ru", "en"]
    line = found["X-ORTAQ-mysal-plan-2028-2"]
    assert line.find("related-activity").attrib == {"ref": name, "type": "1"}
    assert found[name].findtext("budget/value") == "420000"
    assert found[name].find("result").get("type") == "2"
    assert found[name].find(".//actual").get("value") == "560"


def test_an_organisation_keeps_its_registered_identifier(programme):
    site = programme
    site.organisation("Ұйым", role="accountable", kind="24", identifier="KZ-BIN-000000000000")
    (name,) = activities(PROGRAMME)
    assert name == "KZ-BIN-000000000000-birge"


def test_a_sum_for_all_years_is_no_budget_but_a_commitment_of_who_gives_it(programme):
    giver = programme.organisation("Донор")
    programme.budget(given_by=giver, year=None, planned=50_000_00)
    (activity,) = activities(PROGRAMME).values()
    assert [one.findtext("value") for one in activity.findall("budget")] == ["420000"]
    assert "50000" in [one.findtext("value") for one in activity.findall("transaction")]


def test_what_was_spent_lies_in_its_year(programme):
    (line,) = programme.programme.budget_lines.all()
    programme.do(programme_actions.record_spent, line=line, spent=300_000_00, document="№ 1")
    (activity,) = activities(PROGRAMME).values()
    (spent,) = activity.findall("transaction")
    assert spent.find("transaction-date").get("iso-date") == "2027-12-31"


def test_a_programme_without_days_is_no_activity_yet(unit, now):
    programmes.build(unit, now)
    assert get(PROGRAMME).status_code == 404


def test_an_example_says_that_it_is_one(programme):
    type(programme.programme).objects.update(is_fictional=True)
    (activity,) = activities(PROGRAMME).values()
    assert WithEnglish(kk="", en="A made-up example.").en in [one.text for one in activity.iter("narrative")]
