"""Pages of the dialogue for the office: opening, reading proposals, typing sheets, closing."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm, ObjectionForm
from ortaq.ground.moderation import TO_A_REMARK
from ortaq.ground.pages import UnitRequest, carry_out, page, perform, show
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.dialogue import actions, rules, selectors
from ortaq.stages.dialogue.forms import CloseForm, OpenForm, SheetForm, StatementForm
from ortaq.stages.dialogue.models import Conversation, Statement
from ortaq.stages.dialogue.pages import asked_conversation

USUAL_DAYS = datetime.timedelta(days=20)


@page("dialogue.open")
def open_conversation(request: UnitRequest) -> HttpResponse:
    """Put a question to the residents."""
    if request.cycle is None:
        raise Http404
    today = clock.today()
    problems = selectors.problems_to_talk_about(request.cycle)
    wanted = request.GET.get("problem", "")
    form = OpenForm(
        request.POST or None,
        problems=problems,
        initial={
            "opens_on": today,
            "closes_on": today + USUAL_DAYS,
            "problem": next((str(one.pk) for one in problems if str(one.number) == wanted), ""),
        },
    )
    if made := carry_out(request, form, actions.open_conversation, cycle=request.cycle):
        return redirect("dialogue:conversation", unit=request.unit.slug, number=made.number)
    return show(request, "dialogue/open.html", form=form, cycle=request.cycle)


@page("dialogue.open")
def add_statement(request: UnitRequest, number: int) -> HttpResponse:
    """Add a statement of the office."""
    found = asked_conversation(request, number)
    form = StatementForm(request.POST or None)
    if carry_out(request, form, actions.add_statement, conversation=found):
        messages.success(request, _("The statement is added."))
        return redirect("dialogue:conversation", unit=request.unit.slug, number=number)
    return show(request, "dialogue/add_statement.html", form=form, conversation=found)


@page("dialogue.moderate")
def received(request: UnitRequest, number: int) -> HttpResponse:
    """The proposed statements that wait for a moderator."""
    found = asked_conversation(request, number)
    lines = selectors.received(found)
    return show(request, "dialogue/received.html", conversation=found, lines=lines)


@page("dialogue.moderate")
def publish(request: UnitRequest, number: int, statement: int) -> HttpResponse:
    """Publish a proposed statement."""
    found, asked = _statement(request, number, statement)
    form = DeedForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, actions.publish_statement, statement=asked):
        return redirect("dialogue:received", unit=request.unit.slug, number=number)
    shown = selectors.statement_page(asked, for_office=True)
    return show(request, "dialogue/publish.html", form=form, conversation=found, statement=shown)


@page("dialogue.moderate")
def refuse(request: UnitRequest, number: int, statement: int) -> HttpResponse:
    """Keep a statement from being shown, with a reason."""
    found, asked = _statement(request, number, statement)
    form = ObjectionForm(request.POST or None, offered=TO_A_REMARK)
    if carry_out(request, form, actions.refuse_statement, statement=asked):
        return redirect("dialogue:received", unit=request.unit.slug, number=number)
    shown = selectors.statement_page(asked, for_office=True)
    return show(request, "dialogue/refuse.html", form=form, conversation=found, statement=shown)


def _statement(request: UnitRequest, number: int, statement: int) -> tuple[Conversation, Statement]:
    found = asked_conversation(request, number)
    asked = selectors.statement_by_number(found, statement)
    if asked is None:
        raise Http404
    return found, asked


@page("dialogue.take_stance_for_person")
def type_sheet(request: UnitRequest, number: int) -> HttpResponse:
    """A helper types a sheet, or what a person says who is present."""
    found = asked_conversation(request, number)
    shown = selectors.conversation_page(conversation=found, today=clock.today(), for_office=False)
    form = SheetForm(
        request.POST or None,
        statements=shown.statements,
        unit=request.unit,
        initial={"channel": Channel.PAPER},
    )
    if request.method == "POST" and form.is_valid():
        by = request.actor.through(form.cleaned_data["channel"], Behalf.PERSON)
        if perform(request, form, actions.take_stances_for_person, by=by, conversation=found, **form.given()):
            messages.success(request, _("The sheet is recorded as one voice."))
            return redirect("dialogue:type_sheet", unit=request.unit.slug, number=number)
    is_open = rules.takes_paper(found, on=clock.today())
    return show(request, "dialogue/type_sheet.html", form=form, conversation=found, is_open=is_open)


@page("dialogue.close")
def close(request: UnitRequest, number: int) -> HttpResponse:
    """Close a conversation and say what follows from it."""
    found = asked_conversation(request, number)
    form = CloseForm(request.POST or None)
    if carry_out(request, form, actions.close_conversation, conversation=found):
        return redirect("dialogue:results", unit=request.unit.slug, number=number)
    return show(request, "dialogue/close.html", form=form, conversation=found)
