"""The place of a need: marked by whoever says it, checked, blurred for the public, and shown."""

import html
import json
import re
from decimal import Decimal

import pytest

from ortaq.ground.errors import Refused
from ortaq.ground.journal.models import Entry
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.text import Text
from ortaq.stages.needs import actions
from ortaq.stages.needs.models import Need
from ortaq.stages.needs.tests.conftest import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
NEEDS = "/kk/mysal/needs/"
BRIDGE = RoughPoint(Decimal("51.123"), Decimal("71.4"))


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def sent(settlement, on_the_map):
    """What is always sent."""
    return {"text": "Көпір құлап қалды", "settlement": str(settlement.pk)}


@pytest.fixture
def office(clerk):
    return client_of(clerk)


def test_a_marked_place_is_kept_to_about_a_hundred_metres(client, cycle, sent):
    assert client.post(f"{NEEDS}say/", sent | {"place": "51.12345,71.40049"}).status_code == 302
    assert Need.objects.get().place == BRIDGE
    payload = Entry.objects.get(action="needs.submit").payload.body
    assert "51.123" in payload
    assert "51.1234" not in payload


@pytest.mark.parametrize("given", [{}, {"place": ""}])
def test_without_a_place_the_settlement_is_enough(client, cycle, sent, given):
    assert client.post(f"{NEEDS}say/", sent | given).status_code == 302
    assert Need.objects.get().place is None
    assert "map.json" not in client.get(f"{NEEDS}1/").content.decode()


@pytest.mark.parametrize("place", ["51.9,71.4", "43.2,76.9"])
@pytest.mark.parametrize(
    ("language", "sentence"), [("kk", "Белгіні жақынырақ қойыңыз"), ("ru", "Передвиньте отметку ближе")]
)
def test_a_place_too_far_away_is_refused_kindly_and_stays_to_be_moved(
    client, cycle, sent, place, language, sentence
):
    answer = client.post(f"/{language}/mysal/needs/say/", sent | {"place": place})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'name="place" value="{place}"' in answer.content.decode()
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    "place", ["91,70", "43.2,NaN", "43.2,", "43.2", "71.4,51.1", "Infinity,1", "1e400,1", '"><script>,1', "1,2,3"]
)
def test_what_is_no_place_is_refused_kindly(client, cycle, sent, place):
    answer = client.post(f"{NEEDS}say/", sent | {"place": place})
    assert answer.status_code == 422
    assert "Картада мұндай жер жоқ" in words(answer)
    assert b'"><script>,' not in answer.content
    assert not Need.objects.exists()


def test_where_no_settlement_is_on_the_map_no_place_is_asked_for(client, cycle, settlement):
    assert "Картадан белгілеу" not in words(client.get(f"{NEEDS}say/"))
    sent = {"text": "Көпір құлап қалды", "settlement": str(settlement.pk), "place": "51.1,71.4"}
    assert client.post(f"{NEEDS}say/", sent).status_code == 302
    assert Need.objects.get().place is None


def test_no_action_takes_a_place_that_cannot_be_checked(say):
    with pytest.raises(Refused) as refusal:
        say(place=BRIDGE)
    assert refusal.value.field == "place"


@pytest.mark.parametrize("channel", ["helper", "paper"])
def test_a_helper_marks_the_place_for_a_person(office, cycle, sent, channel):
    given = {"language": "kk", "channel": channel, "place": "51.123,71.4"}
    assert "Картадан белгілеу" in words(office.get(f"{NEEDS}help/"))
    assert office.post(f"{NEEDS}help/", sent | given).status_code == 302
    assert (Need.objects.get().place, Need.objects.get().channel) == (BRIDGE, channel)
    assert office.post(f"{NEEDS}help/", sent | given | {"place": "43.2,76.9"}).status_code == 422


def test_the_page_of_a_need_draws_its_place_and_says_it_in_words(client, publish, on_the_map):
    publish(place=BRIDGE)
    shown = client.get(f"{NEEDS}1/")
    assert "Көктал, орталығынан солтүстікке қарай 2,6 км" in words(shown)
    assert shown.content.decode().count('<path class="part c6"') == 1
    assert "Коктал, 2,6 км к северу от центра" in words(client.get("/ru/mysal/needs/1/"))


def test_a_place_in_the_middle_of_a_settlement_needs_no_direction(client, publish, on_the_map):
    publish(place=RoughPoint(Decimal("51.1"), Decimal("71.401")))
    assert "Көктал, орталығында" in words(client.get(f"{NEEDS}1/"))


def test_the_place_of_an_unread_need_is_seen_by_the_office_alone(client, office, say, on_the_map):
    say(place=BRIDGE)
    assert "2,6 км" not in words(client.get(f"{NEEDS}1/"))
    assert client.get(f"{NEEDS}1/map.json").status_code == 404
    assert "2,6 км" in words(office.get(f"{NEEDS}1/"))
    assert office.get(f"{NEEDS}1/map.json").status_code == 200


def test_the_page_of_a_problem_shows_the_places_of_its_needs(client, publish, planner, cycle, now, on_the_map):
    needs = [
        publish(place=BRIDGE),
        publish("Тағы бір көпір", place=RoughPoint(Decimal("51.19"), Decimal("71.39"))),
    ]
    given = {"title": Text(kk="Көпірлер"), "description": Text(), "theme": "roads", "now": now}
    actions.make_problem(by=planner, cycle=cycle, needs=[*needs, publish("Орны жоқ көпір")], **given)
    shown = client.get(f"{NEEDS}problems/1/")
    assert shown.content.decode().count('<path class="part c6"') == 2
    assert "№ 2 Бастау, орталығынан оңтүстік-батысқа қарай 1,3 км" in words(shown).replace("\xa0", " ")
    data = json.loads(client.get(f"{NEEDS}problems/1/map.json").content)
    pins = [one for one in data["features"] if one["properties"]["kind"] == "need"]
    assert [one["geometry"]["coordinates"] for one in pins] == [[71.4, 51.123], [71.39, 51.19]]
    assert [one["properties"]["url"] for one in pins] == [f"{NEEDS}1/", f"{NEEDS}2/"]
    assert len(data["features"]) == 4


@pytest.mark.parametrize("path", ["9/map.json", "problems/9/map.json"])
def test_a_map_of_nothing_is_not_found(client, cycle, path):
    assert client.get(NEEDS + path).status_code == 404
