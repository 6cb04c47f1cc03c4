"""Pages of partners that everybody reads: who helps, what they gave, and which lines look for help."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ortaq.ground.meetings.links import link
from ortaq.ground.pages import UnitRequest, allowed, by_turns, carry_out, page, show
from ortaq.stages.partners import actions, selectors
from ortaq.stages.partners.forms import ProposalForm
from ortaq.stages.partners.models import Partnership, Stage
from ortaq.stages.partners.rules import NEXT
from ortaq.stages.plan.models import PlanLine


@page("partners.read")
def home(request: UnitRequest) -> HttpResponse:
    """Who helps, what it came to, and which lines look for a partner."""
    cycle, office = request.cycle, allowed(request, "partners.record")
    if cycle is None:
        return show(request, "partners/home.html", cycle=None)
    ledger = selectors.ledger_of(cycle=cycle, for_office=office)
    return show(
        request,
        "partners/home.html",
        cycle=cycle,
        ledger=ledger,
        wanted=selectors.wanted(cycle=cycle),
        proposals=selectors.open_proposals(request.unit.id) if office else [],
        may_ask=allowed(request, "partners.ask"),
    )


@page("partners.read")
def partnership(request: UnitRequest, number: int) -> HttpResponse:
    """One partnership: what was asked, what followed, what was given."""
    found = asked_partnership(request, number)
    office = allowed(request, "partners.record")
    shown = selectors.partnership_view(found, for_office=office)
    return show(
        request,
        "partners/partnership.html",
        cycle=found.cycle,
        one=shown,
        steps=_steps(request, found),
        last=shown.standing[-1].id if office and len(shown.standing) > 1 else None,
        offers=list(found.proposals.all()) if allowed(request, "partners.read_contacts") else [],
        contact=getattr(found.partner, "contact", None) if allowed(request, "partners.read_contacts") else None,
        breadcrumbs=[(link(request, "partners:home"), _("Partners")), ("", f"№ {number}")],
    )


def _steps(request: UnitRequest, found: Partnership) -> list[tuple[str, str]]:
    """Return the steps that may follow now and that this reader may record, as (name in the address, label)."""
    labels = {
        Stage.TALKS: _("Record talks"),
        Stage.OFFERED: _("Record an offer"),
        Stage.MEMORANDUM: _("Record the memorandum"),
        Stage.DELIVERED: _("Record a delivery"),
        Stage.VERIFIED: _("Record what you saw"),
        Stage.DECLINED: _("Record a refusal"),
    }
    following = NEXT[Stage(found.stage)]
    return [
        (stage.value, label)
        for stage, label in labels.items()
        if stage in following and allowed(request, ACTION_OF.get(stage, "partners.record"))
    ]


ACTION_OF = {Stage.MEMORANDUM: "partners.sign", Stage.VERIFIED: "partners.verify"}
"""Stage → the action that records it, where it is not the office's everyday one."""


@page("partners.propose")
def propose(request: UnitRequest, number: int) -> HttpResponse:
    """Somebody can help with a line that looks for a partner."""
    line = get_object_or_404(
        PlanLine.objects.select_related("plan__cycle", "unit"),
        unit=request.unit,
        plan__cycle=request.cycle,
        number=number,
    )
    if not selectors.looks_for_partner(line):
        raise Http404
    form = ProposalForm(request.POST or None)
    if carry_out(request, form, by_turns(request, actions.propose_help, subject=str(line.id)), line=line):
        return redirect(link(request, "partners:proposed"))
    return show(
        request,
        "partners/propose.html",
        form=form,
        line=line,
        breadcrumbs=[(link(request, "partners:home"), _("Partners")), ("", f"№ {number}")],
    )


@page("partners.read")
def proposed(request: UnitRequest) -> HttpResponse:
    """The offer has reached the office. The page repeats nothing of it."""
    return show(request, "partners/proposed.html")


def asked_partnership(request: UnitRequest, number: int) -> Partnership:
    """Return the partnership that the page is about, as far as the reader may see it; none is 404."""
    inside = allowed(request, "partners.record") or allowed(request, "partners.verify")
    found = selectors.partnership_by_number(unit_id=request.unit.id, number=number, for_office=inside)
    if found is None:
        raise Http404
    request.cycle = found.cycle
    return found
