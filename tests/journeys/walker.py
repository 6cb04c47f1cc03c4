"""Somebody who opens every link they may open, and remembers what kinds of pages they have seen."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import BrowserContext

LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
VOID = {"img", "br", "hr", "input", "link", "meta", "path", "rect", "circle"}
SAME_PLACE = 3
Address = tuple[str, ...]


class Shape(HTMLParser):
    """What a page's content is made of: every kind of element within every other."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pairs: set[tuple[str, str]] = set()
        self._open = [""]
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = " ".join([tag, *(str(value) for name, value in attrs if name in {"class", "type"})])
        self.pairs.add((self._open[-1], kind))
        if tag not in VOID:
            self._open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].split(" ")[0] == tag:
            self._open.pop()


class Walker:
    """Walks over the links of Kazakh pages, as whoever is signed in in a browser's context.

    `seen` holds by route the shapes of pages that this or another walker has met.
    """

    def __init__(self, context: BrowserContext, site: str, seen: dict[str, set[tuple[str, str]]]) -> None:
        self._request = context.request
        self._site = site
        self._seen = seen

    def new_pages(self, *starts: str, within: str = "/kk/") -> Iterator[str]:
        """Yield every address `within` a part of the site that has something new for a page of its route."""
        queue, met, visits = deque(starts), set(starts), Counter[Address]()
        while queue:
            here = queue.popleft()
            route, place = _place(here)
            visits[place] += 1
            if visits[place] > SAME_PLACE:
                continue
            html = self._read(here)
            links = {urljoin(here, found.replace("&amp;", "&")) for found in LINK.findall(html)}
            ahead = sorted(link for link in links - met if link.startswith(within) and _is_page(link))
            queue.extend(ahead)
            met.update(ahead)
            pairs = Shape(html).pairs if html else set()
            known = self._seen.setdefault(route, set())
            if not pairs <= known:
                known |= pairs
                yield here

    def _read(self, address: str) -> str:
        answer = self._request.get(self._site + address)
        assert answer.status < 500, f"{answer.status} {address}"
        return answer.text() if "text/html" in answer.headers.get("content-type", "") else ""


def _is_page(address: str) -> bool:
    return "." not in urlsplit(address).path and _place(address)[0] != ""


def _place(address: str) -> tuple[str, Address]:
    """Return the route of an address, and what its pages have in common: route, words, and what is asked for."""
    parts = urlsplit(address)
    with translation.override("kk"):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return "", ("",)
    words = [value for value in match.kwargs.values() if isinstance(value, str)]
    asked = [f"{name}={value}" if name == "cycle" else name for name, value in parse_qsl(parts.query)]
    return match.route, (match.route, *words, *sorted(asked))
