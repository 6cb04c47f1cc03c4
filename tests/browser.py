"""What journeys look at in a real browser: accessibility, weight, and anything that went wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

TOLD_BY_RESPONSE = "Failed to load resource: the server responded"
BLOCKING = {"document", "stylesheet", "script"}


@dataclass
class Watch:
    """Everything that must not happen while somebody walks through the pages."""

    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch every page of a context."""
        context.on("response", self._response)
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        return context

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.wrong.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(TOLD_BY_RESPONSE):
            self.wrong.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a person who clicks on before all has come
            self.wrong.append(f"{request.failure} {request.url}")


@dataclass(frozen=True)
class Weight:
    """What a page costs on the wire: bytes with headers, as compressed; requests, and those it waits for."""

    bytes: int
    requests: int
    blocking: int


def assert_accessible(page: Page) -> None:
    """Fail with the list of faults that axe finds on the page as it stands now."""
    page.wait_for_load_state()
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def assert_good(page: Page, browser: Browser) -> None:
    """The page fits the screen that it is shown on, and everybody can use it."""
    page.wait_for_load_state()
    size = page.viewport_size
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert size is None or wide <= size["width"], f"{page.url} is {wide} pixels wide"
    assert_address_accessible(browser, page.url, like=page)


def assert_address_accessible(browser: Browser, address: str, *, like: Page) -> None:
    """Open the address as the person of a page without JavaScript sees it, and look at it with axe."""
    state = like.context.storage_state()
    context = browser.new_context(storage_state=state, viewport=like.viewport_size, bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(address)
        assert_accessible(page)
    finally:
        context.close()


def page_weight(browser: Browser, address: str, *, like: Page | None = None) -> Weight:
    """Return what a first visit to the address costs, with nothing in the cache."""
    state = like.context.storage_state() if like else None
    context = browser.new_context(storage_state=state, java_script_enabled=False)
    try:
        answers: list[Response] = []
        context.on("response", lambda answer: answers.append(answer))
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        sizes = [answer.request.sizes() for answer in answers]
        return Weight(
            bytes=sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes),
            requests=len(answers),
            blocking=sum(answer.request.resource_type in BLOCKING for answer in answers) - 1,
        )
    finally:
        context.close()
