"""Pages of the dialogue that everybody reads, and those on which people say what they think."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from ortaq.ground import clock
from ortaq.ground.comments import selectors as comments
from ortaq.ground.pages import UnitRequest, allowed, by_turns, carry_out, page, perform, show
from ortaq.ground.people.actors import ANYONE
from ortaq.stages.dialogue import actions, rules, selectors
from ortaq.stages.dialogue.forms import ProposeForm, VoiceForm
from ortaq.stages.dialogue.models import Conversation, Opinion
from ortaq.stages.dialogue.results import results as count_results
from ortaq.stages.dialogue.voice import keep, key_of, new_voice, voice_of

LATEST_COMMENTS = 5


@page("dialogue.read")
def home(request: UnitRequest) -> HttpResponse:
    """The conversations, and what was said last about everything else."""
    today = clock.today()
    return show(
        request,
        "dialogue/home.html",
        cycle=request.cycle,
        conversations=selectors.conversations(unit=request.unit, today=today),
        found=comments.latest(unit=request.unit, today=today, size=LATEST_COMMENTS),
        may_open=request.cycle is not None and allowed(request, "dialogue.open"),
    )


def asked_conversation(request: UnitRequest, number: int) -> Conversation:
    """Return the conversation that the page is about, and make its cycle the page's."""
    found = selectors.conversation_by_number(request.unit, number)
    if found is None:
        raise Http404
    request.cycle = found.cycle
    return found


@page("dialogue.read")
def conversation(request: UnitRequest, number: int) -> HttpResponse:
    """One conversation: the question, how to speak, and what came of it."""
    found = asked_conversation(request, number)
    for_office = allowed(request, "dialogue.moderate")
    today = clock.today()
    voice = voice_of(request)
    is_open = rules.is_open(found, on=today)
    return show(
        request,
        "dialogue/conversation.html",
        conversation=selectors.conversation_page(conversation=found, today=today, for_office=for_office),
        speaking=selectors.speaking(conversation=found, key=key_of(found, voice)) if voice and is_open else None,
        can_moderate=for_office,
        can_add=found.closed_at is None and allowed(request, "dialogue.open"),
        can_type=rules.takes_paper(found, on=today) and allowed(request, "dialogue.take_stance_for_person"),
        can_close=found.closed_at is None
        and rules.is_over(found, on=today)
        and allowed(request, "dialogue.close"),
    )


@page("dialogue.take_stance")
def join(request: UnitRequest, number: int) -> HttpResponse:
    """Begin to speak: say, of one's own will, of which group and from where one is."""
    found = asked_conversation(request, number)
    form = VoiceForm(_sent(request), unit=request.unit)
    known, join_now = voice_of(request), actions.join_conversation
    voice = known or new_voice()
    act = join_now if known else by_turns(request, join_now, subject=voice)
    if carry_out(request, form, act, by=ANYONE, conversation=found, key=key_of(found, voice)):
        return keep(redirect("dialogue:speak", unit=request.unit.slug, number=number), voice)
    is_open = rules.is_open(found, on=clock.today())
    return show(request, "dialogue/join.html", form=form, conversation=found, is_open=is_open)


@page("dialogue.take_stance")
def speak(request: UnitRequest, number: int) -> HttpResponse:
    """One statement on the screen: agree, disagree or pass."""
    found = asked_conversation(request, number)
    voice = voice_of(request)
    if not voice or not rules.is_open(found, on=clock.today()):
        return redirect("dialogue:join", unit=request.unit.slug, number=number)
    key = key_of(found, voice)
    if request.method == "POST":
        _take(request, found, key)
        return redirect("dialogue:speak", unit=request.unit.slug, number=number)
    shown = selectors.speaking(conversation=found, key=key, wanted=_number(request.GET.get("statement", "")))
    return show(request, "dialogue/speak.html", conversation=found, speaking=shown, opinions=Opinion)


def _take(request: UnitRequest, found: Conversation, key: str) -> None:
    statement = selectors.statement_by_number(found, _number(request.POST.get("statement", "")) or 0)
    opinion = {str(one.value): one.value for one in Opinion}.get(request.POST.get("opinion", ""))
    if statement is not None and opinion is not None:
        given = {"conversation": found, "key": key, "statement": statement, "opinion": opinion}
        perform(request, None, actions.take_stance, by=ANYONE, **given)


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else None


def _sent(request: UnitRequest) -> object:
    return request.POST if request.method == "POST" else None


@page("dialogue.propose")
def propose(request: UnitRequest, number: int) -> HttpResponse:
    """A resident proposes a statement."""
    found = asked_conversation(request, number)
    form = ProposeForm(_sent(request))
    act = by_turns(request, actions.propose_statement, subject=str(found.id))
    if made := carry_out(request, form, act, conversation=found):
        return redirect("dialogue:statement", unit=request.unit.slug, number=number, statement=made.number)
    is_open = rules.is_open(found, on=clock.today())
    return show(request, "dialogue/propose.html", form=form, conversation=found, is_open=is_open)


@page("dialogue.read")
def statement(request: UnitRequest, number: int, statement: int) -> HttpResponse:
    """A proposed statement: whether everybody can read it, and why not."""
    found = asked_conversation(request, number)
    asked = selectors.statement_by_number(found, statement)
    if asked is None:
        raise Http404
    can_moderate = allowed(request, "dialogue.moderate")
    return show(
        request,
        "dialogue/statement.html",
        conversation=found,
        statement=selectors.statement_page(asked, for_office=can_moderate),
        can_moderate=can_moderate and found.closed_at is None,
    )


@page("dialogue.read")
def results(request: UnitRequest, number: int) -> HttpResponse:
    """What came of a conversation, once it is closed."""
    found = asked_conversation(request, number)
    is_shown = rules.shows_results(found)
    return show(
        request,
        "dialogue/results.html",
        conversation=found,
        results=count_results(found) if is_shown else None,
    )
