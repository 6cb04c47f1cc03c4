"""Pages on which the office answers."""

from __future__ import annotations

from django.http import HttpResponse

from ortaq.ground.pages import UnitRequest, carry_out, page, show, watched
from ortaq.stages.needs import actions
from ortaq.stages.needs.forms.answering import AnswerForm
from ortaq.stages.needs.models import Answer
from ortaq.stages.needs.pages.found import need_of, problem_of, shown_need, to_need, to_problem


@page("needs.answer")
def answer(request: UnitRequest, number: int) -> HttpResponse:
    """Answer one need."""
    need = need_of(request, number)
    answers = Answer.objects.filter(need=need)
    form = watched(request, lambda sent: AnswerForm(sent, answers=answers.all()))
    if carry_out(request, form, actions.answer_need, need=need):
        return to_need(need)
    return show(request, "needs/answer.html", form=form, need=shown_need(request, need))


@page("needs.answer")
def answer_problem(request: UnitRequest, number: int) -> HttpResponse:
    """Answer every need of a problem at once."""
    problem = problem_of(request, number)
    answers = Answer.objects.filter(need__problem=problem)
    form = watched(request, lambda sent: AnswerForm(sent, answers=answers.all()))
    if carry_out(request, form, actions.answer_problem, problem=problem):
        return to_problem(problem)
    return show(request, "needs/answer.html", form=form, problem=problem)
