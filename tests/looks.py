"""How a page stands on a screen: what sticks out of it, what lies over something else, what is cut."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = (360, 1280)
RULES = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
LAYOUT = r"""() => {
  const wide = document.documentElement.clientWidth, faults = [];
  const say = one => one.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
  const isSeen = one => one.checkVisibility({visibilityProperty: true}) && !one.closest(".hidden, .skip, title, desc");
  if (document.documentElement.scrollWidth > wide)
    faults.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  if (document.querySelectorAll("h1").length !== 1)
    faults.push(`${document.querySelectorAll("h1").length} headings of the first order`);
  if (!document.querySelector("h1, main :is(h1)")?.textContent.trim()) faults.push("the heading is empty");

  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !isSeen(parent) || parent.closest("select, textarea, .leaflet-container, .stack thead"))
      continue;
    const scrolled = parent.closest(".scroll, .chart details");
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (!box.width || !box.height) continue;
      if (!scrolled && (box.left < -1 || box.right > wide + 1)) faults.push(`sticks out: ${say(parent)}`);
      const inset = box.height * 0.22;
      pieces.push({parent, left: box.left + 1, right: box.right - 1, top: box.top + inset, bottom: box.bottom - inset});
    }
  }
  pieces.sort((one, other) => one.top - other.top);
  pieces.forEach((one, index) => {
    for (let next = index + 1; next < pieces.length && pieces[next].top < one.bottom; next++) {
      const other = pieces[next];
      if (one.parent !== other.parent && one.left < other.right && other.left < one.right)
        faults.push(`lies over another: ${say(one.parent)} / ${say(other.parent)}`);
    }
  });
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
    if (cuts && isSeen(one) && !one.closest("svg, select, input, .leaflet-container") && one.scrollWidth > one.clientWidth + 1)
      faults.push(`cut: ${say(one)}`);
  }
  return [...new Set(faults)];
}"""


def faults_of(page: Page) -> Iterator[str]:
    """Yield what is wrong with the page as it is shown: its layout on a phone and a laptop, then what axe finds."""
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        for fault in page.evaluate(LAYOUT):
            yield f"{width}: {fault}"
    yield from axe_faults(page)


def axe_faults(page: Page) -> Iterator[str]:
    """Yield the rules of accessibility that the page breaks, with the first place of each."""
    for broken in Axe().run(page, options=RULES).response["violations"]:
        yield f"axe {broken['id']}: {broken['nodes'][0]['html'][:160]} ({len(broken['nodes'])})"
