"""A real browser that opens a page which has been rendered, with the policy of the house."""

import mimetypes
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import required

STATIC = Path(__file__).parents[1] / "static"
HOME = "http://ortaq.test"
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:"


@contextmanager
def chromium():
    """The browser of the system, or the one Playwright brought."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(required()), args=["--no-sandbox"])
        yield browser
        browser.close()


def show(browser, pages, *, width=1280, scheme="light", javascript=True):
    """Open `pages["/"]`; the other addresses in `pages` answer too, static files come from the disk.

    The page carries `complaints`: what the browser's console said, a broken policy for instance.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=javascript
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))

    def answer(route):
        address = route.request.url.removeprefix(HOME).partition("?")[0]
        if address.startswith("/static/"):
            path = STATIC / address.removeprefix("/static/")
            kind = mimetypes.guess_type(path)[0]
            route.fulfill(body=path.read_bytes(), content_type=kind)
        elif address in pages:
            kind = "application/json" if address.endswith("json") else "text/html; charset=utf-8"
            route.fulfill(body=pages[address], content_type=kind, headers={"Content-Security-Policy": POLICY})
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(f"{HOME}/")
    return page
