"""The small map drawn on the server."""

from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from ortaq.ground.places.selectors import SettlementLine
from ortaq.ground.text import Text
from ortaq.stages.profile.selectors.drawing import WIDTH, draw_map

DEGREES = st.tuples(st.decimals(40, 56, places=5), st.decimals(46, 88, places=5))


def line(name, latitude, longitude):
    return SettlementLine(uuid4(), Text(kk=name), True, latitude, longitude)


def test_north_is_up_and_east_is_right():
    south_west, north_east = line("А", Decimal(50), Decimal(70)), line("Б", Decimal(51), Decimal(71))
    drawing = draw_map([south_west, north_east], language="kk", people={})
    at = {point.name: (point.x, point.y) for point in drawing.points}
    assert at["А"][0] < at["Б"][0]
    assert at["А"][1] > at["Б"][1]


def test_more_people_make_a_larger_circle():
    small, large = line("А", Decimal(50), Decimal(70)), line("Б", Decimal(51), Decimal(71))
    drawing = draw_map([small, large], language="kk", people={small.id: 20, large.id: 900})
    radius = {point.name: point.radius for point in drawing.points}
    assert radius["А"] < radius["Б"]


def test_one_place_or_none_is_not_drawn():
    nowhere = SettlementLine(uuid4(), Text(kk="Жоқ"), True, None, None)
    assert draw_map([line("А", Decimal(50), Decimal(70)), nowhere], language="kk", people={}) is None


@given(st.lists(DEGREES, min_size=2, max_size=12))
def test_every_place_lies_within_the_drawing(places):
    drawing = draw_map([line("Ауыл", *place) for place in places], language="kk", people={})
    assert len(drawing.points) == len(places)
    assert all(0 <= point.x <= WIDTH and 0 <= point.y <= drawing.height for point in drawing.points)
