"""Pages of the vote for the office."""

from __future__ import annotations

import datetime
import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.pages import UnitRequest, page, perform
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.vote import actions, selectors
from ortaq.stages.vote.forms import CloseForm, OpenForm, PaperBallotForm, VoidForm, VoteForm
from ortaq.stages.vote.guard import guarded
from ortaq.stages.vote.models import Vote
from ortaq.stages.vote.pages import address, paint, vote_here
from ortaq.stages.vote.rules import phase, takes_paper

DICE = 8


@page("vote.prepare")
def prepare(request: UnitRequest) -> HttpResponse:
    """Prepare the vote of a cycle, or change it before it opens."""
    cycle = request.cycle
    if cycle is None:
        raise Http404
    vote, choices = selectors.vote_of(cycle), selectors.choices(cycle=cycle)
    if vote is not None and vote.state != "prepared":
        return redirect(address(request, "home"))
    initial = _proposal(cycle) if vote is None else _as_it_is(vote)
    costs = {f"cost_{choice.number}": choice.cost or None for choice in choices}
    form = VoteForm(request.POST or None, choices=choices, initial=costs | initial)
    if request.method == "POST" and form.is_valid():
        given = {"terms": form.terms(), "candidates": form.candidates()}
        made = (
            perform(request, form, actions.prepare_vote, cycle=cycle, **given)
            if vote is None
            else perform(request, form, actions.change_vote, vote=vote, **given)
        )
        if made:
            return redirect(address(request, "home"))
    return paint(request, "vote/prepare.html", form=form, vote=vote, choices=choices)


def _proposal(cycle: Cycle) -> dict[str, object]:
    """Return what a new vote starts from: the days of its step, and three marks."""
    step, zone = cycle.steps.get(key="vote"), get_current_timezone()
    opens_at = datetime.datetime.combine(step.opens_on, datetime.time(9), zone)
    closes_at = datetime.datetime.combine(step.closes_on, datetime.time(18), zone)
    return {"most_approvals": 3, "opens_at": opens_at, "closes_at": closes_at}


def _as_it_is(vote: Vote) -> dict[str, object]:
    lines = selectors.candidate_lines(vote)
    return {
        "title_kk": vote.title.kk,
        "title_ru": vote.title.ru,
        "title_original": vote.title.original,
        "budget": vote.budget,
        "most_approvals": vote.most_approvals,
        "opens_at": vote.opens_at,
        "closes_at": vote.closes_at,
        **{f"take_{line.project}": True for line in lines},
        **{f"cost_{line.project}": line.cost for line in lines},
    }


@page("vote.open")
def open_vote(request: UnitRequest) -> HttpResponse:
    """Read the rules once more, then freeze them."""
    vote = vote_here(request)
    if vote.state != "prepared":
        return redirect(address(request, "home"))
    drawn = " ".join(str(secrets.randbelow(6) + 1) for _die in range(DICE))
    form = OpenForm(request.POST or None, initial={"lot": drawn})
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(request, form, actions.open_vote, vote=vote, lot=form.cleaned_data["lot"])
    ):
        return redirect(address(request, "home"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(request, "vote/open.html", form=form, vote=shown)


@page("vote.void_cards")
def void_cards(request: UnitRequest) -> HttpResponse:
    """Make cards worthless that were spoiled, lost, or not given out."""
    vote = vote_here(request)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = perform(
            request,
            form,
            actions.void_cards,
            vote=vote,
            first=data["first"],
            last=data["last"],
            reason=data["reason"],
        )
        if done:
            messages.success(request, _("These cards are void now."))
            return redirect(address(request, "void_cards"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(request, "vote/void.html", form=form, vote=shown, batches=selectors.batches(vote))


@page("vote.type_paper_ballot")
@never_cache
def type_paper(request: UnitRequest) -> HttpResponse:
    """Type paper ballots, one after another."""
    vote = vote_here(request)
    if not takes_paper(vote, now=clock.now()):
        if request.method == "POST":
            messages.error(request, _("The vote does not take paper ballots now, so this one was not recorded."))
        return redirect(address(request, "home"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    form = PaperBallotForm(request.POST or None, candidates=shown.candidates, most_approvals=shown.most_approvals)
    form.fields["code"].widget.attrs["autofocus"] = True
    if (
        request.method == "POST"
        and form.is_valid()
        and guarded(request, form, lambda: _record_paper(request, form, vote), now=clock.now())
    ):
        messages.success(request, _("The paper ballot is recorded. Type the next one."))
        return redirect(address(request, "type_paper"))
    return paint(request, "vote/type.html", form=form, vote=shown)


def _record_paper(request: UnitRequest, form: PaperBallotForm, vote: Vote) -> Vote | None:
    data = form.cleaned_data
    return perform(
        request,
        form,
        actions.type_paper_ballot,
        by=request.actor.through(Channel.PAPER, Behalf.PERSON),
        vote=vote,
        code=data["code"],
        approvals=data["approvals"],
    )


@page("vote.close")
def close(request: UnitRequest) -> HttpResponse:
    """Close the vote: every paper ballot is typed."""
    vote = vote_here(request)
    if vote.state != "open":
        return redirect(address(request, "home"))
    form = CloseForm(request.POST or None)
    early = phase(vote, now=clock.now()) != "over"
    if not early:
        del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        if perform(request, form, actions.close_vote, vote=vote, reason=reason):
            return redirect(address(request, "home"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(request, "vote/close.html", form=form, vote=shown, early=early)


@page("vote.count")
def count(request: UnitRequest) -> HttpResponse:
    """Count the vote and publish its result."""
    vote = vote_here(request)
    if vote.state == "counted":
        return redirect(address(request, "result"))
    if vote.state != "closed":
        return redirect(address(request, "home"))
    if request.method == "POST" and perform(request, None, actions.count_vote, vote=vote):
        return redirect(address(request, "result"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(request, "vote/count.html", vote=shown)
