"""The front page of the circle: who must be heard, and who plans."""

from __future__ import annotations

from django.http import HttpResponse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, language, page, show
from ortaq.stages.circle.selectors.calling import call_of, call_page
from ortaq.stages.circle.selectors.group import composition, group_meetings
from ortaq.stages.circle.selectors.register import gaps, register


@page("circle.read")
def home(request: UnitRequest) -> HttpResponse:
    """Show the stakeholders, the call and the planning group in short, each with its page."""
    cycle = request.cycle
    if cycle is None:
        return show(request, "circle/home.html", cycle=None)
    now, for_office = clock.now(), allowed(request, "circle.read_contacts")
    call = call_of(cycle)
    return show(
        request,
        "circle/home.html",
        cycle=cycle,
        register=register(cycle=cycle, for_office=for_office),
        gaps=gaps(cycle=cycle),
        call=call_page(call=call, language=language(), today=now.date(), for_office=for_office) if call else None,
        group=composition(cycle=cycle, language=language(), on=now.date(), for_office=for_office),
        meetings=group_meetings(cycle, now=now),
        may_map=allowed(request, "circle.map"),
        may_call=allowed(request, "circle.call"),
        in_office=for_office,
    )
