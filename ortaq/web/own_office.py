"""The way from the example to an office of one's own: one button on the computer itself, a command for later."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ortaq.ground.pages import language
from ortaq.ground.people.example import is_example
from ortaq.web import second_office
from ortaq.web.home import own
from ortaq.web.middleware import POLICY

NAMES_OF_THIS_COMPUTER = {"127.0.0.1", "localhost", "::1"}
LEADS_ELSEWHERE_HERE = POLICY.replace(
    "form-action 'self'", "form-action 'self' http://127.0.0.1:* http://localhost:*"
)


def own_office(request: HttpRequest) -> HttpResponse:
    """Open an office of one's own in a folder apart from the example, or say how to start it later."""
    may_open = is_example() and _at_this_computer(request)
    if request.method == "POST" and not may_open:
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        try:
            return redirect(_opened(request))
        except (second_office.NotStarted, OSError) as error:
            refusal = str(error)
    home = own()
    page = render(
        request,
        "own_office.html",
        {"folder": home.folder, "is_there": home.database.exists(), "may_open": may_open, "refusal": refusal},
        status=200 if refusal is None else 503,
    )
    page.headers["Content-Security-Policy"] = LEADS_ELSEWHERE_HERE
    return page


def _opened(request: HttpRequest) -> str:
    port = second_office.open_office(own(), port=int(request.get_port()) + 1, language=language())
    host = "localhost" if _host(request) == "localhost" else "127.0.0.1"
    return f"http://{host}:{port}/{language()}/"


def _at_this_computer(request: HttpRequest) -> bool:
    """Whether the browser and the server are one computer, as far as both its address and ours can tell."""
    asks_from = request.META.get("REMOTE_ADDR")
    return (
        not settings.ON_INTERNET
        and asks_from in NAMES_OF_THIS_COMPUTER
        and _host(request) in NAMES_OF_THIS_COMPUTER
    )


def _host(request: HttpRequest) -> str:
    return urlsplit(f"//{request.get_host()}").hostname or ""
