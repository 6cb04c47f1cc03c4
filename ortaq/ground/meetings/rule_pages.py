"""Pages of the legal numbers in force for a unit, and of the unit's own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ortaq.engines import law
from ortaq.ground import clock
from ortaq.ground.meetings import actions, forms
from ortaq.ground.meetings.checks import SINGLE_VALUES, rules_in_force
from ortaq.ground.meetings.links import go, link
from ortaq.ground.meetings.models import MovedDay, RuleOverride
from ortaq.ground.meetings.selectors import moved_days
from ortaq.ground.meetings.wording import in_words
from ortaq.ground.pages import UnitRequest, allowed, carry_out, page, perform, show

# The rules of a unit; those of grants belong to programmes.
TOPIC_LABELS = {
    "separate_gathering": gettext_lazy("Separate gathering"),
    "gathering": gettext_lazy("Community gathering"),
    "assembly": gettext_lazy("Community assembly"),
    "assembly_size": gettext_lazy("Members of the assembly"),
    "answers": gettext_lazy("Answers to residents"),
}


@page("meetings.read")
def rules(request: UnitRequest) -> HttpResponse:
    """Show every legal number in force here: its article, its value, and whether a lawyer verified it."""
    lines = [line for line in rules_in_force(request.unit, on=clock.today()) if line.topic in TOPIC_LABELS]
    topics = [(TOPIC_LABELS[topic], list(group)) for topic, group in groupby(lines, key=lambda line: line.topic)]
    return show(
        request,
        "meetings/rules.html",
        topics=topics,
        moved_days=moved_days(request.unit),
        may_adopt=allowed(request, "meetings.adopt_rule"),
        breadcrumbs=[(link(request, "meetings:home"), _("Meetings")), ("", _("Legal rules"))],
    )


@page("meetings.adopt_rule")
def adopt(request: UnitRequest, id: str) -> HttpResponse:
    """Enter the number that the maslikhat adopted for this unit."""
    try:
        rule = law.statement(id, on=clock.today())
    except law.LawError as error:
        raise Http404 from error
    if rule.unit not in SINGLE_VALUES or id.partition(".")[0] not in TOPIC_LABELS:
        raise Http404
    form = forms.RuleForm(request.POST or None, rule=rule)
    if carry_out(request, form, actions.adopt_rule, unit=request.unit, parameter=id):
        messages.success(request, _("Saved."))
        return go(request, "meetings:rules")
    return _form(request, form, heading=_("The number adopted here"), advice=[in_words(rule.label)])


@page("meetings.adopt_rule")
def end(request: UnitRequest, id: Any) -> HttpResponse:
    """End a number of the unit's own."""
    rule = get_object_or_404(RuleOverride, pk=id, unit=request.unit)
    form = forms.RuleEndForm(request.POST or None)
    if carry_out(request, form, actions.end_rule, rule=rule):
        messages.success(request, _("Saved."))
        return go(request, "meetings:rules")
    return _form(request, form, heading=_("End the number adopted here"), advice=[str(rule.act)])


@page("meetings.adopt_rule")
def add_day(request: UnitRequest) -> HttpResponse:
    """Enter a day that a decree moved."""
    form = forms.MovedDayForm(request.POST or None)
    if carry_out(request, form, actions.move_day, unit=request.unit):
        messages.success(request, _("Saved."))
        return go(request, "meetings:rules")
    advice = [_("Deadlines in working days that are counted from now on take this day into account.")]
    return _form(request, form, heading=_("A day that a decree moved"), advice=advice)


@page("meetings.adopt_rule")
@require_POST
def take_back_day(request: UnitRequest, id: Any) -> HttpResponse:
    """Take back a day that was entered by mistake."""
    moved = get_object_or_404(MovedDay, pk=id, unit=request.unit)
    perform(request, None, actions.take_back_day, moved=moved)
    return go(request, "meetings:rules")


def _form(request: UnitRequest, form: Any, *, heading: str, advice: list[str]) -> HttpResponse:
    return show(
        request,
        "meetings/form.html",
        form=form,
        heading=heading,
        button=_("Save"),
        back=link(request, "meetings:rules"),
        advice=advice,
        breadcrumbs=_crumbs(request, heading),
    )


def _crumbs(request: UnitRequest, here: str) -> list[tuple[str, str]]:
    return [
        (link(request, "meetings:home"), _("Meetings")),
        (link(request, "meetings:rules"), _("Legal rules")),
        ("", here),
    ]
