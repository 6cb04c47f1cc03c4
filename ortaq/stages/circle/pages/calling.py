"""Pages of the open call: the public one, and those where the team writes it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.ground import clock
from ortaq.ground.meetings.links import go, link
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, perform, show, watched
from ortaq.stages.circle import actions, forms
from ortaq.stages.circle.models import Call
from ortaq.stages.circle.pages.asked import asked_call, asked_cycle, closed_step, crumbs, deed
from ortaq.stages.circle.selectors.calling import CallPage, call_of, call_page, proposed
from ortaq.stages.circle.selectors.counting import living_here

VOLUNTEER = "circle.volunteer"


@page("circle.read")
def call(request: UnitRequest) -> HttpResponse:
    """Show the call: what the group does, how many seats, who is wanted, who volunteers so far."""
    cycle, may_call = asked_cycle(request), allowed(request, "circle.call")
    for_office = allowed(request, "circle.read_contacts")
    found = call_of(cycle)
    readable = found is not None and (found.opened_at is not None or for_office)
    view = _view(found, for_office=for_office) if found is not None and readable else None
    return show(
        request,
        "circle/call.html",
        cycle=cycle,
        call=view,
        can_volunteer=view is not None and view.state == "open" and may(request, VOLUNTEER),
        can_help=view is not None and view.state == "open" and may(request, "circle.volunteer_for_person"),
        can_import=view is not None and view.state == "open" and may(request, "circle.import_volunteers"),
        closed=closed_step(request, VOLUNTEER),
        may_call=may_call,
        in_office=for_office,
        breadcrumbs=crumbs(request, here=_("Open call")),
    )


@page("circle.call")
def write(request: UnitRequest) -> HttpResponse:
    """Write the call, or change its draft."""
    cycle = asked_cycle(request)

    def build(sent: QueryDict | None) -> forms.CallForm:
        known = call_of(cycle)
        names = ("seats", "opens_on", "closes_on")
        written = {name: getattr(known, name) for name in names} | forms.texts_of(known, "text") if known else {}
        return forms.CallForm(sent, initial=written)

    form = watched(request, build)
    return deed(
        request,
        form,
        actions.draft_call,
        lambda: {
            "cycle": cycle,
            "text": form.bilingual("text"),
            **{name: form.cleaned_data[name] for name in ("seats", "opens_on", "closes_on")},
        },
        to=("circle:call", {}),
        heading=_("Write the call"),
        button=_("Save the draft"),
        said=_("The draft is saved. Nobody outside the office sees it until you open the call."),
        between=(link(request, "circle:call"), _("Open call")),
    )


@page("circle.call")
def quotas(request: UnitRequest) -> HttpResponse:
    """Set the quotas; where there are none yet the form proposes proportional ones."""
    found = asked_call(request)
    view = _view(found, for_office=True)
    form = forms.QuotasForm(request.POST or None, tables=view.tables, initial=_initial(found, view))
    if request.method == "POST" and form.is_valid():
        made = perform(request, form, actions.set_quotas, call=found, quotas=form.quotas())
        if made is not None:
            messages.success(request, _("The quotas are saved."))
            return go(request, "circle:call")
    return show(
        request,
        "circle/quotas.html",
        form=form,
        call=view,
        is_proposal=not any(table.has_quotas for table in view.tables) and view.knows_population,
        breadcrumbs=crumbs(request, (link(request, "circle:call"), _("Open call")), here=_("Quotas")),
    )


@page("circle.call")
@require_POST
def open_call(request: UnitRequest) -> HttpResponse:
    """Open the call."""
    if perform(request, None, actions.open_call, call=asked_call(request)) is not None:
        messages.success(request, _("The call is open. Print the poster and put it up in every settlement."))
    return go(request, "circle:call")


def _view(found: Call, *, for_office: bool) -> CallPage:
    return call_page(call=found, language=language(), today=clock.today(), for_office=for_office)


def _initial(found: Call, view: CallPage) -> dict[str, int | None]:
    if any(table.has_quotas for table in view.tables):
        rows = [(line.feature, line.value, line.minimum, line.maximum) for t in view.tables for line in t.lines]
    else:
        here = living_here(found.unit)
        rows = [(row.feature, row.value, row.minimum, row.maximum) for row in proposed(here, found.seats)]
    initial: dict[str, int | None] = {}
    for feature, value, minimum, maximum in rows:
        initial |= {f"{feature}:{value}:minimum": minimum, f"{feature}:{value}:maximum": maximum}
    return initial
