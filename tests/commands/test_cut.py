"""A spreadsheet on its way in when the server is killed or the line is cut: all of it is there, or nothing."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import sqlite3
import threading
import time
import urllib.parse
import urllib.request
import uuid
from contextlib import closing, suppress
from http.client import HTTPException
from http.cookiejar import CookieJar
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.commands.test_copies import rows
from tests.commands.test_memory import workers
from tests.site import Site, ortaq

ROWS = 400
KILLS = 3
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Akim:
    """The akim at the laptop, with a spreadsheet to send."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        form = {"username": "akim", "password": "дала-көктем-қыс"} | self._hidden("/kk/account/sign-in/")
        self.browser.open(f"{site.address}/kk/account/sign-in/", urllib.parse.urlencode(form).encode())

    def _hidden(self, path: str) -> dict[str, str]:
        with self.browser.open(self.site.address + path, timeout=60) as answer:
            page = answer.read().decode()
        return {
            name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
            for name in ("csrfmiddlewaretoken", "deed")
            if f'name="{name}"' in page
        }

    def request(self, sheet: bytes) -> urllib.request.Request:
        """Return the request of the form with the spreadsheet, ready to be sent."""
        border = uuid.uuid4().hex
        fields = self._hidden("/kk/synaq/needs/sheet/") | {"language": "kk"}
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
        ]
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="needs.xlsx"\r\n'
        body = (
            "".join([*parts, head, f"Content-Type: {SHEET}\r\n\r\n"]).encode()
            + sheet
            + f"\r\n--{border}--\r\n".encode()
        )
        address = f"{self.site.address}/kk/synaq/needs/sheet/"
        return urllib.request.Request(  # noqa: S310 - our own server
            address, body, {"Content-Type": f"multipart/form-data; boundary={border}"}
        )

    def send(self, sheet: bytes) -> str:
        """Send the spreadsheet; return the address of the report, or nothing where the server was gone."""
        with suppress(OSError, HTTPException):
            return self.browser.open(self.request(sheet), timeout=240).url
        return ""

    def send_half(self, sheet: bytes) -> None:
        """Send half of the spreadsheet, then pull the cable out."""
        request = self.request(sheet)
        self.cookies.add_cookie_header(request)
        head = "".join(f"{name}: {value}\r\n" for name, value in request.header_items())
        place = urllib.parse.urlsplit(self.site.address)
        with socket.create_connection((place.hostname, place.port)) as line:
            start = f"POST {request.selector} HTTP/1.1\r\nHost: {place.netloc}\r\n"
            whole = f"Content-Length: {len(request.data)}\r\n"
            line.sendall(f"{start}{whole}{head}\r\n".encode() + request.data[: len(request.data) // 2])


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """A spreadsheet of needs."""
    book = Workbook()
    book.active.append(("Қажеттілік", "Ауыл", "Тақырып", "Топ"))
    for number in range(ROWS):
        book.active.append((f"Көшеге жарық керек, {number}-үйдің жанында", "Көктал", None, None))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def listening(office: Path) -> Path:
    """A home whose step of needs is open today."""
    with closing(sqlite3.connect(office / "ortaq.sqlite3")) as database:
        database.execute("UPDATE cycle_step SET opens_on = date('now', '-2 days') WHERE key = 'needs'")
        database.commit()
    return office


def needs_in(home: Path) -> int:
    return rows(home, "SELECT count(*) FROM needs_need")[0][0]


def kill(site: Site) -> None:
    for pid in workers(site):
        os.kill(pid, signal.SIGKILL)
    site.stop(signal.SIGKILL)


def test_a_server_that_is_killed_in_the_middle_of_an_import_has_all_of_it_or_nothing(listening, sheet):
    chance = random.Random(2028)
    for _kill in range(KILLS):
        site = Site(listening)
        akim = Akim(site)
        sending = threading.Thread(target=akim.send, args=(sheet,))
        sending.start()
        time.sleep(chance.uniform(0.3, 2.5))
        kill(site)
        sending.join()
        assert needs_in(listening) in {0, ROWS}
    site = Site(listening)
    try:
        assert "/needs/sheet/" in Akim(site).send(sheet)
        assert needs_in(listening) == ROWS
    finally:
        site.stop()
    assert "unbroken" in ortaq("doctor", home=listening).stdout


def test_a_line_that_is_cut_in_the_middle_leaves_nothing_and_the_server_serves_on(listening, sheet):
    site = Site(listening)
    try:
        akim = Akim(site)
        for _cut in range(3):
            akim.send_half(sheet)
        assert needs_in(listening) == 0
        assert "/needs/sheet/" in akim.send(sheet)
        assert needs_in(listening) == ROWS
    finally:
        site.stop()
