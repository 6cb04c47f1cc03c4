"""Pages of the vote that everybody reads, and the ballot."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ortaq.ground import clock
from ortaq.ground.cycle.selectors import opening
from ortaq.ground.errors import Refused
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, perform, show
from ortaq.ground.people.actors import ANYONE
from ortaq.stages.vote import actions, selectors
from ortaq.stages.vote.codes import hash_of, receipt_of
from ortaq.stages.vote.findings import sentences
from ortaq.stages.vote.forms import BallotForm
from ortaq.stages.vote.guard import guarded
from ortaq.stages.vote.models import Card, Vote
from ortaq.stages.vote.rules import phase, takes_ballots, takes_paper
from ortaq.stages.vote.sealing import usable_card


@page("vote.read")
def home(request: UnitRequest) -> HttpResponse:
    """What the vote is, what stands for it, and what the reader can do now."""
    vote = selectors.vote_of(request.cycle)
    office = allowed(request, "vote.prepare")
    if vote is None or (vote.state == "prepared" and not allowed(request, "vote.print_cards")):
        return paint(request, "vote/none.html", step=_step(request), may_prepare=office)
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(
        request,
        "vote/home.html",
        vote=shown,
        step=_step(request),
        can_vote=shown.phase == "open" and may(request, "vote.cast"),
        desk=_desk(request, vote) if allowed(request, "vote.type_paper_ballot") else None,
    )


def _step(request: UnitRequest) -> Any:
    if request.cycle is None:
        return None
    return opening(cycle=request.cycle, action="vote.cast", language=language(), today=clock.today())


def _desk(request: UnitRequest, vote: Vote) -> dict[str, bool]:
    """Return which of the office's buttons this reader sees now."""
    step = phase(vote, now=clock.now())
    return {
        "change": step == "prepared" and may(request, "vote.prepare"),
        "open": step == "prepared" and may(request, "vote.open"),
        "cards": step != "counted" and allowed(request, "vote.print_cards"),
        "type": takes_paper(vote, now=clock.now()) and may(request, "vote.type_paper_ballot"),
        "close": step in {"announced", "open", "over"} and allowed(request, "vote.close"),
        "count": step == "closed" and allowed(request, "vote.count"),
    }


@page("vote.cast")
@never_cache
def cast(request: UnitRequest) -> HttpResponse:
    """The ballot: the code and the marks, then once more to read them, then it is recorded."""
    vote = vote_here(request)
    if not takes_ballots(vote, now=clock.now()) or not may(request, "vote.cast"):
        if request.method == "POST":
            messages.error(request, _("The vote does not take ballots now, so yours was not recorded."))
        return redirect(address(request, "home"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    form = BallotForm(request.POST or None, candidates=shown.candidates, most_approvals=shown.most_approvals)
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        if "confirmed" in request.POST:
            if guarded(request, form, lambda: _record(request, form, vote), now=clock.now()):
                receipt = receipt_of(hash_of(form.cleaned_data["code"], vote_id=vote.id))
                return redirect(address(request, "cast_done", receipt))
        elif guarded(request, form, lambda: _card(form, vote), now=clock.now()):
            marked = [line for line in shown.candidates if line.number in form.cleaned_data["approvals"]]
            together = sum(line.cost for line in marked)
            return paint(request, "vote/review.html", form=form, vote=shown, marked=marked, sum=together)
    return paint(request, "vote/ballot.html", form=form, vote=shown)


def _card(form: BallotForm, vote: Vote) -> Card | None:
    try:
        return usable_card(vote=vote, code=form.cleaned_data["code"])
    except Refused as refusal:
        form.refuse(refusal)
        return None


def _record(request: UnitRequest, form: BallotForm, vote: Vote) -> Vote | None:
    """Cast as anyone: who is signed in on this computer is no part of a ballot."""
    data = form.cleaned_data
    return perform(
        request,
        form,
        actions.cast_ballot,
        by=ANYONE,
        vote=vote,
        code=data["code"],
        approvals=data["approvals"],
    )


@page("vote.read")
def cast_done(request: UnitRequest, receipt: str) -> HttpResponse:
    """The ballot is recorded. The page repeats nothing of it."""
    return paint(request, "vote/cast_done.html", receipt=receipt, vote=vote_here(request))


@page("vote.read")
def result(request: UnitRequest) -> HttpResponse:
    """Who won and why, beside the usual count, with everything needed to count again."""
    vote = vote_here(request)
    found = selectors.result_page(vote=vote)
    if found is None:
        return redirect(address(request, "home"))
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(request, "vote/result.html", vote=shown, result=found)


@page("vote.read")
def receipts(request: UnitRequest) -> HttpResponse:
    """The receipt numbers of all cards that were used, for voters to find their own."""
    vote = vote_here(request)
    found = selectors.receipts(vote)
    if not found:
        return redirect(address(request, "home"))
    return paint(request, "vote/receipts.html", receipts=found)


@page("vote.read")
def published_file(request: UnitRequest) -> HttpResponse:
    """The published ballots as a Pabulib file."""
    vote = vote_here(request)
    file = selectors.file_of(vote)
    if file is None:
        raise Http404
    name = f"{request.unit.slug}-{vote.cycle.first_year}.pb"
    return HttpResponse(
        file,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page("vote.read")
def certificate(request: UnitRequest) -> HttpResponse:
    """The certificate of the count, as `ortaq check` and the page that checks read it."""
    vote = vote_here(request)
    paper = selectors.certificate_of(vote)
    if paper is None:
        raise Http404
    name = f"{request.unit.slug}-{vote.cycle.first_year}-certificate.json"
    return HttpResponse(
        json.dumps(paper, ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page("vote.read")
def check(request: UnitRequest) -> HttpResponse:
    """A page on which anybody checks a count: all of it happens in the reader's browser."""
    return paint(request, "vote/check.html", findings=sentences(), has_vote=selectors.vote_of(request.cycle))


@page("vote.read")
def why(request: UnitRequest) -> HttpResponse:
    """What a project would have needed, how firm the result is, and what other rules would have said."""
    vote = vote_here(request)
    found = selectors.why_page(vote=vote)
    if found is None:
        return redirect(address(request, "result"))
    return paint(request, "vote/explained.html", vote=vote, why=found)


def vote_here(request: UnitRequest) -> Vote:
    """Return the vote of the cycle of the page. Raises Http404 where there is none."""
    vote = selectors.vote_of(request.cycle)
    if vote is None:
        raise Http404
    return vote


def address(request: UnitRequest, name: str, *parts: object) -> str:
    """Return the address of another page of this room, in the same cycle."""
    return reverse(f"vote:{name}", args=[request.unit.slug, *parts]) + query(request)


def query(request: UnitRequest) -> str:
    """Return what keeps the cycle in the address of another page."""
    return f"?cycle={request.cycle.first_year}" if request.cycle else ""


def paint(request: UnitRequest, template: str, **data: Any) -> HttpResponse:
    """Render a page of the vote; its links keep the cycle by `query`."""
    return show(request, template, query=query(request), **data)
