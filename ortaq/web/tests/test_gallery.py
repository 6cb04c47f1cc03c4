"""Everything a page can be made of: light, accessible, whole on a small phone and in the dark."""

import gzip
import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from ortaq.web.tests.browser import STATIC, chromium, show
from ortaq.web.tests.gallery import STEPS, render_gallery

TEMPLATES = STATIC.parent / "templates"
CSS_BUDGET = 6 * 1024
TOUCH = 44


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture
def html():
    return render_gallery(language="kk")


def test_the_style_sheet_is_light():
    assert len(gzip.compress((STATIC / "ortaq.css").read_bytes(), 9)) <= CSS_BUDGET


def test_every_class_a_template_names_is_drawn_and_nothing_is_styled_inside_a_page():
    drawn = set(re.findall(r"\.([a-z][\w-]*)", (STATIC / "ortaq.css").read_text(encoding="utf-8")))
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=", text), path.name
        for value in re.findall(r'\sclass="([^"]*)"', text):
            named = set(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", value).split())
            assert named <= drawn, path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_fault(browser, html, width, scheme):
    page = show(browser, {"/": html}, width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.complaints == []


@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_nothing_sticks_out_of_the_screen(browser, html, width):
    page = show(browser, {"/": html}, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_fingers_find_every_control_on_a_phone(browser, html):
    page = show(browser, {"/": html}, width=360)
    small = page.evaluate(
        """(least) => [...document.querySelectorAll(
               '.btn, .top a, .foot a, .tabs a, .pages a, summary, .choices label, select, textarea, '
               + 'input:not([type=radio],[type=checkbox],[type=hidden]), .crumbs a')]
             .filter(one => one.getBoundingClientRect().height > 0)
             .filter(one => one.getBoundingClientRect().height < least)
             .map(one => one.outerHTML.slice(0, 120))""",
        TOUCH,
    )
    assert small == []


def test_the_way_is_a_road_on_a_wide_screen_and_a_line_on_a_phone(browser, html):
    wide = show(browser, {"/": html}, width=1280)
    assert wide.locator(".way-road li").count() == len(STEPS)
    assert wide.locator(".way-road li.now").inner_text().split() == ["Қажеттіліктер", "5"]
    assert wide.locator(".way-road [aria-current=step]").is_visible()
    assert not wide.locator(".way-small").is_visible()
    knots = [wide.locator(".way-road b").nth(index).bounding_box()["x"] for index in range(len(STEPS))]
    steps = [after - before for before, after in pairwise(knots)]
    assert max(steps) - min(steps) < 1.5
    phone = show(browser, {"/": html}, width=360)
    assert not phone.locator(".way-road").is_visible()
    assert phone.locator(".way-now").is_visible()


def test_the_keyboard_reaches_the_content_first_and_focus_is_seen(browser, html):
    page = show(browser, {"/": html})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_links_of_the_error_summary_lead_to_their_fields(browser, html):
    page = show(browser, {"/": html}, javascript=False)
    links = page.locator(".errors a")
    targets = [links.nth(index).get_attribute("href") for index in range(links.count())]
    assert targets == ["#id_text", "#id_village", "#id_language_0", "#id_consent"]
    for target in targets:
        assert page.locator(target).count() == 1


def test_a_wide_table_becomes_readable_on_a_phone(browser, html):
    page = show(browser, {"/": html}, width=360)
    cell = page.locator("table.stack tbody tr").first.locator("td").nth(1)
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"Жыл"'
    region = page.get_by_role("region", name="Ауылдар бойынша халық саны")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    assert region.get_attribute("tabindex") == "0"


def test_paper_shows_what_is_for_paper(browser, html):
    page = show(browser, {"/": html})
    assert not page.locator(".print-only").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".print-only").is_visible()
    assert not page.locator(".filters").is_visible()
    assert not page.locator(".languages").is_visible()


@pytest.mark.parametrize(("language", "left"), [("kk", set()), ("ru", set())])
def test_no_english_is_left_on_the_gallery(language, left):
    text = re.sub(r"<[^>]+>", " ", render_gallery(language=language))
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', render_gallery(language=language)))
    found = set(re.findall(r"[A-Za-z]{3,}", f"{text} {labels}"))
    assert found - {"English", "Eng", "Ortaq", "doctype", "html"} == left


def test_templates_of_errors_are_all_there():
    names = {path.name for path in Path(TEMPLATES).glob("4*.html")} | {"500.html"}
    assert names == {"400.html", "403.html", "403_csrf.html", "404.html", "413.html", "429.html", "500.html"}


@pytest.mark.parametrize("width", [320, 360])
def test_the_header_of_a_phone_takes_two_lines_and_opens_the_rooms(browser, html, width):
    page = show(browser, {"/": html}, width=width, javascript=False)
    assert page.locator(".bar").first.bounding_box()["height"] < 3 * TOUCH
    menu, rooms = page.locator(".menu summary"), page.locator(".rooms")
    assert menu.inner_text().split() == ["Бөлімдер:", "Жол"]
    assert not rooms.is_visible()
    menu.click()
    assert rooms.get_by_role("link").count() == 5
    assert rooms.is_visible()


def test_a_wide_screen_shows_the_rooms_at_once(browser, html):
    page = show(browser, {"/": html})
    assert page.locator(".rooms").is_visible()
    assert not page.locator(".menu").is_visible()
