"""Few people stand nowhere as a number, in no table and in no standard."""

import pytest

from ortaq.ground import clock
from ortaq.ground.meetings.models import Meeting
from ortaq.programme.tests import built as programmes
from ortaq.publish.opendata.tests.reading import rows_of, text_of
from ortaq.publish.opendata.tests.rules import read_iati
from ortaq.stages.profile.models import Population
from ortaq.stages.results.tests import built as working

pytestmark = pytest.mark.django_db
UNIT = "/api/v1/units/mysal"


@pytest.fixture(autouse=True)
def _in_march(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: working.AT_WORK)


def test_small_numbers_of_residents_are_left_out_and_cannot_be_worked_out(unit, cycle):
    near, far = unit.settlements.order_by("name_kk")
    for place, sex, band, people in (
        (near, "women", "18-28", 40),
        (near, "men", "18-28", 38),
        (far, "women", "18-28", 3),
        (far, "men", "18-28", 41),
        (near, "women", "60+", 12),
        (far, "women", "60+", 15),
    ):
        Population.objects.create(unit=unit, settlement=place, year=2026, sex=sex, band=band, people=people)
    rows = rows_of(f"{UNIT}/population.json")
    hidden = [row for row in rows if row["settlement"] == str(far.pk) and row["people"] is None]
    assert ("women", "18-34") in {(row["sex"], row["age"]) for row in hidden}
    assert 3 not in {row["people"] for row in rows}
    of_column = [row["people"] for row in rows if (row["sex"], row["age"]) == ("women", "18-34")]
    assert of_column.count(None) >= 2, "one gap alone is the total less the others"


def test_few_women_at_a_meeting_are_not_counted(unit, cycle, now):
    given = {"unit": unit, "cycle": cycle, "called_at": now, "notice_on": now.date(), "starts_at": now}
    given |= {"kind": "village_meeting", "held_at": now, "entitled": 30, "notice_entered_on": now.date()}
    Meeting.objects.create(number=1, present=30, women_present=3, youth_present=8, **given)
    Meeting.objects.create(number=2, present=30, women_present=14, youth_present=8, **given)
    few, many = rows_of(f"{UNIT}/meetings.json")
    assert (few["present"], few["women"]) == (30, None)
    assert (many["women"], many["young"]) == (14, 8)


def test_few_people_of_a_measurement_stand_neither_in_the_table_nor_in_iati(cycle, actor, now):
    work = working.build(cycle, actor, now)
    work.report(2)
    work.measure(2, 11, women=2, men=9)
    (row,) = rows_of(f"{UNIT}/measurements.json")
    assert (row["women"], row["men"]) == (None, None)
    activity = read_iati(text_of(f"{UNIT}/iati.xml").encode())[0]
    assert activity.findall(".//actual/dimension") == []
    assert "2" not in {actual.get("value") for actual in activity.iter("actual")}


def test_few_people_of_an_indicator_stand_neither_in_the_table_nor_in_iati(unit, monkeypatch, now):
    site = programmes.build(unit, now)
    site.describe()
    site.value(site.indicator(), value=11, people=programmes.Participants(2, 9, 1))
    (row,) = rows_of("/api/v1/programmes/birge/indicators.json")
    assert (row["women"], row["men"], row["young"]) == (None, None, None)
    activity = read_iati(text_of("/api/v1/programmes/birge/iati.xml").encode())[0]
    assert activity.findall(".//actual/dimension") == []
