"""Pages of the stakeholder map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from ortaq.ground.meetings.links import link
from ortaq.ground.pages import UnitRequest, allowed, language, page, show, watched
from ortaq.ground.places.selectors import settlements_of
from ortaq.stages.circle import actions, forms
from ortaq.stages.circle.models import Stakeholder, StakeholderKind
from ortaq.stages.circle.pages.asked import asked_cycle, crumbs, deed
from ortaq.stages.circle.selectors.drawing import DASHES, draw_stakeholders
from ortaq.stages.circle.selectors.register import gaps, register, stakeholder_by_id, stakeholder_line


@page("circle.read")
def stakeholders(request: UnitRequest) -> HttpResponse:
    """Show the map, the same as a table, and who is not on it yet."""
    cycle, for_office = asked_cycle(request), allowed(request, "circle.read_contacts")
    places = [(str(one.id), one.name.in_language(language())) for one in settlements_of(request.unit)]
    form = forms.RegisterFilter(request.GET, settlements=places)
    asked = form.asked()
    found = register(cycle=cycle, for_office=for_office, **asked)
    return show(
        request,
        "circle/stakeholders.html",
        cycle=cycle,
        register=found,
        drawing=draw_stakeholders(found.lines) if found.lines else None,
        rims=[
            (kind.label, DASHES.get(kind, ""))
            for kind in StakeholderKind
            if any(line.kind == kind for line in found.lines)
        ],
        gaps=gaps(cycle=cycle),
        filter_form=form,
        is_narrowed=any(asked.values()),
        in_office=for_office,
        may_map=allowed(request, "circle.map"),
        breadcrumbs=crumbs(request, here=_("Stakeholder map")),
    )


@page("circle.read")
def stakeholder(request: UnitRequest, id: UUID) -> HttpResponse:
    """Show one stakeholder; a private person is shown to the office alone."""
    record = _stakeholder(request, id)
    for_office = allowed(request, "circle.read_contacts")
    if record.kind == StakeholderKind.PERSON and not for_office:
        raise Http404
    line = stakeholder_line(record, for_office=for_office)
    return show(
        request,
        "circle/stakeholder.html",
        line=line,
        consented_on=record.consented_on,
        in_office=for_office,
        may_map=allowed(request, "circle.map") and record.ended_at is None,
        breadcrumbs=crumbs(request, _map(request), here=line.name.in_language(language())),
    )


@page("circle.map")
def add(request: UnitRequest) -> HttpResponse:
    """Put somebody on the map."""
    cycle = asked_cycle(request)
    given = {name: request.GET[name] for name in ("group", "category") if name in request.GET}
    form = forms.StakeholderForm(request.POST or None, unit=request.unit, initial={"kind": "organisation"} | given)
    return deed(
        request,
        form,
        actions.add_stakeholder,
        lambda: {"cycle": cycle, **form.given()},
        to=("circle:stakeholders", {}),
        heading=_("Put somebody on the map"),
        button=_("Put on the map"),
        between=_map(request),
    )


@page("circle.map")
def change(request: UnitRequest, id: UUID) -> HttpResponse:
    """Change what the team knows of a stakeholder."""
    record = _stakeholder(request, id)

    def build(sent: QueryDict | None) -> forms.StakeholderForm:
        return forms.StakeholderForm(sent, unit=request.unit, initial=_known(_stakeholder(request, id)))

    form = watched(request, build)
    return deed(
        request,
        form,
        actions.change_stakeholder,
        lambda: {"stakeholder": record, **form.given()},
        to=("circle:stakeholder", {"id": record.id}),
        heading=_("Change what is known"),
        button=_("Save"),
        between=_map(request),
    )


def _known(record: Stakeholder) -> dict[str, Any]:
    line = stakeholder_line(record, for_office=True)
    names = ("kind", "group", "category", "influence", "interest", "consented_on")
    return {name: getattr(record, name) for name in names} | {
        "settlement": record.settlement_id,
        "person": line.person,
        "contact": line.contact,
        **forms.texts_of(record, "name", "stake", "approach"),
    }


@page("circle.map")
def end(request: UnitRequest, id: UUID) -> HttpResponse:
    """Take a stakeholder off the map."""
    record = _stakeholder(request, id)
    form = forms.EndStakeholderForm(request.POST or None)
    return deed(
        request,
        form,
        actions.end_stakeholder,
        lambda: {"stakeholder": record, "ending": form.bilingual("ending")},
        to=("circle:stakeholders", {}),
        heading=_("Take off the map"),
        button=_("Take off the map"),
        advice=[
            record.name.in_language(language()),
            _("The contact is deleted. The name and the reason stay below the map."),
        ],
        between=_map(request),
    )


def _stakeholder(request: UnitRequest, id: UUID) -> Stakeholder:
    found = stakeholder_by_id(request.unit, id)
    if found is None:
        raise Http404
    request.cycle = found.cycle
    return found


def _map(request: UnitRequest) -> tuple[str, str]:
    return link(request, "circle:stakeholders"), _("Stakeholder map")
