"""Pages."""

from django.http import HttpResponse

from ortaq.ground.pages import UnitRequest, page, show


@page("grants.read")
def home(request: UnitRequest) -> HttpResponse:
    """Show the room."""
    return show(request, "grants/home.html")
