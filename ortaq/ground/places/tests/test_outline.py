"""The outline of a district comes from a file that the office may have, or not at all."""

import gzip
import json
from decimal import Decimal

import pytest

from ortaq.ground.places.outline import CREDIT, district_outline
from ortaq.ground.places.selectors import map_of

SQUARE = {"type": "Polygon", "coordinates": [[[71, 51], [72, 51], [72, 52], [71, 51]]]}


def collection(**more):
    feature = {"type": "Feature", "properties": {"KATO": "103200000"}, "geometry": SQUARE}
    return json.dumps({"type": "FeatureCollection", "features": [feature]} | more).encode()


@pytest.mark.parametrize("packed", [False, True])
def test_a_district_is_found_by_its_code_in_a_plain_or_packed_file(settings, tmp_path, packed):
    path = tmp_path / ("districts.geojson.gz" if packed else "districts.geojson")
    path.write_bytes(gzip.compress(collection()) if packed else collection())
    settings.DISTRICTS_FILE = str(path)
    assert district_outline("103200000") == (SQUARE, CREDIT)
    assert district_outline("103300000") is None
    assert district_outline(None) is None


def test_a_file_that_says_whom_to_credit_is_believed(settings, tmp_path):
    path = tmp_path / "districts.geojson"
    path.write_bytes(collection(attribution="Аудан әкімдігі"))
    settings.DISTRICTS_FILE = str(path)
    assert district_outline("103200000")[1] == "Аудан әкімдігі"


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\x1f\x8bbroken"])
def test_without_a_readable_file_there_is_no_outline(settings, tmp_path, content):
    path = tmp_path / "districts.geojson.gz"
    settings.DISTRICTS_FILE = str(path)
    assert district_outline("103200000") is None
    path.write_bytes(content)
    assert district_outline("103200000") is None


@pytest.mark.django_db
def test_the_map_holds_the_settlements_whose_place_is_known(unit, django_assert_num_queries):
    unit.settlements.filter(name_kk="Көктал").update(latitude=Decimal("51.1"), longitude=Decimal("71.4"))
    with django_assert_num_queries(1):
        found = map_of(unit, language="ru")
    assert found["features"] == [
        {
            "type": "Feature",
            "properties": {"name": "Коктал", "text": "", "url": "", "kind": "settlement"},
            "geometry": {"type": "Point", "coordinates": [71.4, 51.1]},
        }
    ]
