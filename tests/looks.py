"""How a page stands on a screen: what sticks out, what lies over something else, what is cut, what axe finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = (1280, 360)
LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def layout_faults(page: Page, screens: Sequence[int] = SCREENS) -> Iterator[str]:
    """Yield what is wrong with the layout of the page on screens of these widths."""
    for width in screens:
        page.set_viewport_size({"width": width, "height": 800})
        for fault in page.evaluate(LAYOUT):
            yield f"{width}: {fault}"


def axe_faults(page: Page) -> Iterator[str]:
    """Yield the rules of accessibility that the page breaks as it stands, with the first place of each."""
    for broken in Axe().run(page, options=RULES).response["violations"]:
        yield f"axe {broken['id']}: {broken['nodes'][0]['html'][:160]} ({len(broken['nodes'])})"
