"""Every page that a link leads to stands well: on a phone and a laptop, in both languages, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.walker import Walker
from tests.looks import SCREENS, axe_faults, layout_faults

pytestmark = pytest.mark.journey

UNIT = "/kk/mysal-auyldyq-okrugi/"
PASSWORD = "ortaq-mysal"
LANGUAGES = ("kk", "ru")
SCHEMES = ("light", "dark")
WALKS = {
    "nobody": ("/kk/", [UNIT, "/kk/account/sign-in/", f"{UNIT}needs/1/", f"{UNIT}needs/81/", "/kk/nowhere/"]),
    "akim": ("/kk/", [UNIT, f"{UNIT}places/unit/new/"]),
    "delegate": (f"{UNIT}results/", [f"{UNIT}results/?cycle=2025"]),
}
"""Who walks, within which part, from where: needs of every fate and pages of errors are starts of their own."""
TYPED = "input:not([type=radio],[type=checkbox],[type=hidden],[type=file])"
MUST = f"main form[method=post] :is({TYPED}, textarea)[required]"


@pytest.fixture(scope="module")
def seen() -> dict[str, set[tuple[str, str]]]:
    """What kinds of pages have been looked at, whoever looked."""
    return {}


@pytest.mark.xdist_group("walk")
@pytest.mark.parametrize("who", WALKS)
def test_every_page_stands_well(site, browser, seen, who):
    context = signed_in(browser, site.address, who)
    page = context.new_page()
    within, starts = WALKS[who]
    walker = Walker(context, site.address, seen)
    faults = [
        f"{address} {fault}"
        for turn, address in enumerate(walker.new_pages(*starts, within=within))
        for fault in look(page, site.address + address, turn)
    ]
    context.close()
    assert faults == []


def signed_in(browser: Browser, site: str, who: str) -> BrowserContext:
    """Return a browser of nobody or of one of the example's people."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(15_000)
    if who != "nobody":
        page = context.new_page()
        page.goto(f"{site}/kk/account/sign-in/")
        page.locator("[name=username]").fill(who)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form[method=post] button:not([type=button])").first.click()
        page.wait_for_url(lambda address: "sign-in" not in address)  # a page closed on its way hangs the browser
        page.close()
    return context


def look(page: Page, address: str, turn: int) -> Iterator[str]:
    """Yield the faults of a page; languages, widths and colours take turns under axe."""
    page.emulate_media(color_scheme=SCHEMES[turn // 2 % 2])
    for language in LANGUAGES if turn % 2 else reversed(LANGUAGES):
        page.goto(address.replace("/kk/", f"/{language}/", 1))
        yield from (f"[{language}] {fault}" for fault in layout_faults(page, turning(turn // 4)))
    yield from axe_faults(page)
    if page.locator(MUST).count():
        yield from (f"with errors {fault}" for fault in faults_of_errors(page, turn))


def faults_of_errors(page: Page, turn: int) -> Iterator[str]:
    """Send the page's form without what it must have, and yield the faults of the answer."""
    field = page.locator(MUST).first
    field.fill("")
    field.locator("xpath=ancestor::form[1]").locator("button:not([name=search], [type=button])").first.click()
    page.wait_for_load_state()
    if page.locator("main [role=alert]").count() != 1:
        yield "no summary of the errors"
    yield from layout_faults(page, turning(turn // 2))
    yield from axe_faults(page)


def turning(turn: int) -> tuple[int, ...]:
    """Return the screens so that each is the last one in turn."""
    return SCREENS if turn % 2 else SCREENS[::-1]
