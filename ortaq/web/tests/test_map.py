"""The map: offline, without foreign markup, reachable by keyboard; and the library it stands on."""

import hashlib
import json
import tomllib

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import translation

from ortaq.web.tests.browser import STATIC, chromium, show

PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [75.1, 49.2]},
            "properties": {
                "name": "Көктал",
                "text": "<img src=x onerror=alert(1)> 132 адам",
                "url": "/k",
                "kind": "far",
            },
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [75.3, 49.3]},
            "properties": {"name": "Мысал", "text": "640 адам", "url": "https://elsewhere.test/"},
        },
        {
            "type": "Feature",
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[75.0, 49.0], [75.5, 49.0], [75.5, 49.5], [75.0, 49.5], [75.0, 49.0]]],
            },
            "properties": {"name": "Округ шекарасы"},
        },
    ],
}
FRAME = """<!doctype html><html lang="kk"><head><title>Карта</title>
<link rel="stylesheet" href="/static/ortaq.css">
</head><body><main><h1>Карта</h1>{map}<ul><li>Көктал</li></ul></main></body></html>"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture
def html():
    with translation.override("kk"):
        return FRAME.format(
            map=render_to_string("map.html", {"url": "/places.json", "label": "Ауылдар картасы"})
        )


def open_map(browser, html, places=PLACES):
    page = show(browser, {"/": html, "/places.json": json.dumps(places)})
    page.wait_for_selector(".map[data-ready]")
    return page


def test_places_are_shown_without_any_tile_and_within_the_policy(browser, html):
    page = open_map(browser, html)
    assert page.locator(".pin").count() == 2
    assert page.locator("path.area").count() == 1
    assert page.complaints == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_words_from_the_data_stay_words(browser, html):
    page = open_map(browser, html)
    page.locator(".pin.far").click()
    popup = page.locator(".leaflet-popup-content")
    assert "<img src=x onerror=alert(1)> 132 адам" in popup.inner_text()
    assert popup.locator("img").count() == 0
    assert popup.locator("a").get_attribute("href") == "/k"
    assert page.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "Жабу"


def test_a_link_to_elsewhere_is_left_out(browser, html):
    page = open_map(browser, html)
    page.locator(".pin:not(.far)").click()
    assert page.locator(".leaflet-popup-content a").count() == 0


@pytest.mark.parametrize(("what", "name"), [(".pin.far", "Көктал"), ("path.area", "Округ шекарасы")])
def test_the_keyboard_opens_a_place(browser, html, what, name):
    page = open_map(browser, html)
    page.locator(what).focus()
    page.keyboard.press("Enter")
    assert page.locator(".leaflet-popup-content strong").inner_text() == name
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")


def test_an_empty_map_shows_the_country(browser, html):
    page = open_map(browser, html, {"type": "FeatureCollection", "features": []})
    assert page.locator(".pin").count() == 0
    assert page.complaints == []


def test_without_data_or_without_javascript_the_reader_is_sent_to_the_list(browser, html):
    page = show(browser, {"/": html})
    page.wait_for_selector(".map.warning")
    assert "Тізімде сол жерлердің бәрі бар" in page.locator(".map").inner_text()
    page = show(browser, {"/": html}, javascript=False)
    assert "JavaScript" in page.locator(".map").inner_text()


@pytest.mark.parametrize(
    "notes", sorted(STATIC.glob("vendor/*/VENDOR.toml")), ids=lambda path: path.parent.name
)
def test_files_of_others_are_as_their_authors_published_them(notes):
    vendor = tomllib.loads(notes.read_text(encoding="utf-8"))
    named = {one["path"] for one in vendor["file"]} | {"VENDOR.toml"}
    assert named == {
        str(path.relative_to(notes.parent)) for path in notes.parent.rglob("*") if path.is_file()
    }
    assert {"name", "version", "licence", "home"} <= vendor.keys()
    for one in vendor["file"]:
        content = (notes.parent / one["path"]).read_bytes() + one.get("removed", "").encode()
        assert hashlib.sha256(content).hexdigest() == one["sha256"], one["path"]


def test_the_map_library_is_there():
    assert (STATIC / "vendor/leaflet/VENDOR.toml").is_file()
