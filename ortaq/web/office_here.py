"""Which office answers at an address of this computer: asked by one Ortaq, proved by another with its secret."""

from __future__ import annotations

import hmac
import secrets
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException

from django.http import HttpRequest, HttpResponse

from ortaq.web.home import Home, here

PATIENCE = 5


def answer(request: HttpRequest, question: str) -> HttpResponse:
    """Prove to who knows the secret of this home that it is this home which answers here."""
    return HttpResponse(_proof(here(), question), content_type="text/plain")


def port_of(home: Home) -> int | None:
    """Return the port at which a server of the home answers now, or None.

    What its last server wrote down is not believed: another program may have the port since.
    """
    question = secrets.token_hex(16)
    with suppress(OSError, ValueError, HTTPException):
        port = int(home.door.read_text())
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as door:
            door.request("GET", f"/office-here/{question}/")
            if hmac.compare_digest(door.getresponse().read(100), _proof(home, question)):
                return port
    return None


def _proof(home: Home, question: str) -> bytes:
    return hmac.digest(home.secret().encode(), f"office-here {question}".encode(), "sha256").hex().encode()
