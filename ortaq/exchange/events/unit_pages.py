"""The list of events as it stands among a unit's pages."""

from __future__ import annotations

from django.http import HttpResponse

from ortaq.exchange.events.pages import TAGS
from ortaq.exchange.events.selectors import list_events
from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, page, show
from ortaq.ground.places.selectors import managed_programmes


@page("exchange.read")
def events(request: UnitRequest) -> HttpResponse:
    """Events of all programmes on this computer, at which akims meet."""
    lines = [(line, TAGS[line.state]) for line in list_events(today=clock.today())]
    managed = managed_programmes(request.actor, on=clock.today())
    return show(request, "exchange/unit_events.html", events=lines, managed=managed)
