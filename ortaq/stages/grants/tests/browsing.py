"""What tests of the pages of grants do again and again."""

from __future__ import annotations

import html
import re
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

UNIT = "/kk/mysal/grants/"
DESK = "/ru/programmes/damu/grants/"
SENT = {"csrfmiddlewaretoken": "a browser always sends one"}
HOSTILE = "<script>alert('1')</script>{{ 7 }} \u202eкері\" onload=\"x"


def words(answer) -> str:
    """Return what a person reads on a page."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.account)
    return client


def photo(shade: int = 90) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), (shade, 120, 90)).save(out, "JPEG")
    return SimpleUploadedFile(f"{shade}.jpg", out.getvalue(), "image/jpeg")


def begin(client, address=f"{UNIT}damu/1/") -> tuple[str, str]:
    """Begin an application; return the address of its page and its secret."""
    form = client.get(f"{address}apply/")
    secret = re.search(r'name="secret" value="(\w+)"', form.content.decode())[1]
    deed = re.search(r'name="deed" value="([\w-]+)"', form.content.decode())[1]
    receipt = client.post(f"{address}apply/", {"secret": secret, "deed": deed})
    number = re.search(r'id="number">(\d+)<', receipt.content.decode())[1]
    return f"{address}files/{number}/", secret


def fill_in(client, file, settlement) -> None:
    """Fill in the four parts of an application."""
    parts = {
        "business": {
            "title": "Сынақтың наубайханасы",
            "idea": "Нан пісіреміз",
            "use_for_village": "Жаңа нан",
            "person_kind": "future",
            "woman_led": "yes",
            "settlement": str(settlement.pk),
        },
        "money": {
            "requested": "800 000",
            "own_part": "200 000",
            "title_1": "Пеш",
            "grant_1": "800 000",
            "own_1": "100 000",
            "title_2": "Ұн",
            "own_2": "100 000",
        },
        "jobs": {"jobs": "3", "jobs_women": "2", "jobs_youth": "1"},
        "person": {"name": "Сынақ Сынақов", "contact": "+7 700 111 22 33", "consents": "on"},
    }
    for part, data in parts.items():
        answer = client.post(f"{file}parts/{part}/", data)
        assert answer.status_code == 302, words(answer)


def come_back(client, file, secret) -> None:
    """Open an application again on a later day."""
    door = file.partition("files/")[0] + "mine/"
    client.post(door, {"number": file.rstrip("/").rpartition("/")[2], "secret": secret})
