"""Pages."""

from django.http import HttpResponse

from ortaq.ground.pages import UnitRequest, page, show


@page("partners.read")
def home(request: UnitRequest) -> HttpResponse:
    """Show the room."""
    return show(request, "partners/home.html")
