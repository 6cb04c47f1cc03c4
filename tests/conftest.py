"""What the journeys stand on: a server process, a browser, and the two devices of the people who use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.browser import Watch
from tests.site import Site, ortaq

PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "kk-KZ", "java_script_enabled": False}
LAPTOP = {"viewport": {"width": 1280, "height": 800}, "locale": "ru-RU", "java_script_enabled": True}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that shows the demonstration. Journeys share it: they add to it and never count on a total."""
    home = tmp_path_factory.mktemp("example")
    built = ortaq("demo", home=home)
    assert built.returncode == 0, built.stderr
    running = Site(home, HOME=str(tmp_path_factory.mktemp("person")))
    yield running
    running.stop()


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """A server of an office that starts today: no unit, no account."""
    running = Site(tmp_path / "office")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this computer."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium.required()), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the journey where a server error, a console error or a failed request was seen on the way."""
    seen = Watch()
    yield seen
    assert seen.wrong == []


@pytest.fixture
def device(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open a watched page on a device: `device(PHONE)`; every call is another person's device."""
    contexts: list[BrowserContext] = []

    def opened(kind: dict, **changes: object) -> Page:
        contexts.append(watch.over(browser.new_context(**kind | changes)))
        contexts[-1].set_default_timeout(15_000)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(device: Callable[..., Page]) -> Page:
    """A small cheap phone in Kazakh, without JavaScript."""
    return device(PHONE)


@pytest.fixture
def laptop(device: Callable[..., Page]) -> Page:
    """The office's laptop in Russian."""
    return device(LAPTOP)
