"""What everybody reads of a programme, in Kazakh, Russian and English; its log is for its own people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortaq.ground import clock
from ortaq.ground.pages import ProgrammeRequest, allowed, programme_page
from ortaq.programme.pages.asked import profile_of, reading, report_years
from ortaq.programme.selectors.overview import all_programmes, overview_of
from ortaq.programme.selectors.support import log_of, totals_of


def index(request: HttpRequest) -> HttpResponse:
    """The programmes of this computer."""
    return render(request, "programme/index.html", {"programmes": all_programmes()})


@programme_page("programme.read")
def home(request: ProgrammeRequest) -> HttpResponse:
    """The programme in short, as a donor asks for it."""
    return reading(
        request,
        "programme/home.html",
        "home",
        overview=overview_of(request.programme, on=clock.today()),
        years=report_years(profile_of(request)),
        may_change=allowed(request, "programme.change"),
        may_see_grants=allowed(request, "grants.read_applications"),
    )


@programme_page("programme.read")
def places(request: ProgrammeRequest) -> HttpResponse:
    """Every unit with its plans, and which goals the plans serve."""
    overview = overview_of(request.programme, on=clock.today())
    return reading(request, "programme/places.html", "places", overview=overview)


@programme_page("programme.read")
def money(request: ProgrammeRequest) -> HttpResponse:
    """The budget by line and year, and who gives which part."""
    return reading(
        request,
        "programme/money.html",
        "money",
        overview=overview_of(request.programme, on=clock.today()),
        may_record=allowed(request, "programme.record_budget"),
    )


@programme_page("programme.read")
def results(request: ProgrammeRequest) -> HttpResponse:
    """The indicators with their latest values, and what public sources say."""
    return reading(
        request,
        "programme/results.html",
        "results",
        overview=overview_of(request.programme, on=clock.today()),
        may_change=allowed(request, "programme.change"),
        may_record=allowed(request, "programme.record_result"),
    )


@programme_page("programme.read_inside")
def log(request: ProgrammeRequest) -> HttpResponse:
    """The log of advice and training."""
    today = clock.today()
    return reading(
        request,
        "programme/log.html",
        "log",
        entries=log_of(request.programme, today=today),
        totals=totals_of(request.programme, until=today),
        may_record=allowed(request, "programme.record_support"),
    )
