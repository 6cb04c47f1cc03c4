"""Pages of questions. A reader stays in their own unit and answers in its name."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.exchange.cases.selectors import published_cases
from ortaq.exchange.models import Question
from ortaq.exchange.questions import actions, selectors
from ortaq.exchange.questions.forms import AdviceForm, QuestionForm
from ortaq.ground.meetings.links import go
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, page_number, perform, show


@page("exchange.read")
def home(request: UnitRequest) -> HttpResponse:
    """What akims ask one another."""
    shown, questions = selectors.list_questions(page=page_number(request))
    return show(
        request,
        "exchange/questions.html",
        shown=shown,
        questions=questions,
        may_ask=allowed(request, "exchange.ask"),
    )


@page("exchange.ask")
def new(request: UnitRequest) -> HttpResponse:
    """Ask the others."""
    form = QuestionForm(request.POST or None)
    if made := carry_out(request, form, actions.ask_others, unit=request.unit):
        return go(request, "exchange:question", asker=request.unit.slug, number=made.number)
    return show(
        request,
        "exchange/form.html",
        form=form,
        heading=_("Ask other akims"),
        button=_("Ask"),
        advice=[_("Everybody reads the question and the answers. Please name no private persons.")],
        back=reverse("exchange:questions", args=[request.unit.slug]),
        breadcrumbs=_crumbs(request, ("", _("Ask other akims"))),
    )


@page("exchange.read")
def question(request: UnitRequest, asker: str, number: int) -> HttpResponse:
    """One question and what others advise; a team answers here, below."""
    found = _asked(asker, number)
    is_own = found.unit_id == request.unit.id
    advice = selectors.advice_for(found)
    may_advise = allowed(request, "exchange.advise") and found.settled_at is None and not is_own
    form = AdviceForm(
        request.POST if may_advise and request.method == "POST" else None,
        cases=published_cases() if may_advise else [],
        language=language(),
    )
    if may_advise and carry_out(request, form, actions.advise, unit=request.unit, question_id=found.pk):
        messages.success(request, _("Your advice stands below the question."))
        return go(request, "exchange:question", asker=asker, number=number)
    return show(
        request,
        "exchange/question.html",
        form=form if may_advise else None,
        question=selectors.line_of(found, answers=len(advice)),
        text=found.text,
        advice=advice,
        may_settle=is_own and found.settled_at is None and allowed(request, "exchange.ask"),
        breadcrumbs=_crumbs(request, ("", found.title.in_language(language()))),
    )


@page("exchange.ask")
@require_POST
def settle(request: UnitRequest, number: int) -> HttpResponse:
    """Close a question of one's own."""
    if perform(request, None, actions.settle_question, question=_asked(request.unit.slug, number)):
        messages.success(request, _("The question is closed."))
    return go(request, "exchange:question", asker=request.unit.slug, number=number)


def _asked(asker: str, number: int) -> Question:
    found = selectors.question_by_number(asker, number)
    if found is None:
        raise Http404
    return found


def _crumbs(request: UnitRequest, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(reverse("exchange:questions", args=[request.unit.slug]), _("Questions of akims")), *steps]
