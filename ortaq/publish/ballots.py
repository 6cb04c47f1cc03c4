"""What the office prints for a vote: code cards, once, and paper ballots, as often as needed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache

from ortaq.ground import clock
from ortaq.ground.money import TIYN_PER_TENGE
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, perform
from ortaq.ground.text import Text
from ortaq.publish.cards import BallotProject, TwoLanguages, VotingCard, render_cards, render_paper_ballot
from ortaq.publish.document import Language
from ortaq.stages.vote import actions, selectors, wording
from ortaq.stages.vote.forms import CardsForm
from ortaq.stages.vote.models import CardBatch, Vote
from ortaq.stages.vote.pages import address, paint, vote_here

SERIAL_DIGITS = 4


@page("vote.print_cards")
@never_cache
def cards(request: UnitRequest) -> HttpResponse:
    """Print code cards. The answer to the form is the file itself: the codes are nowhere else."""
    vote = vote_here(request)
    form = CardsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        batch = perform(request, form, actions.print_cards, vote=vote, cards=form.cleaned_data["cards"])
        if batch and batch.codes:
            return _pdf(_cards_of(request, batch), name=f"cards-{batch.first_serial}.pdf")
        if batch:
            form.add_error(None, wording.PRINTED_ALREADY)
    shown = selectors.vote_page(vote=vote, now=clock.now())
    return paint(
        request,
        "vote/cards.html",
        form=form,
        vote=shown,
        batches=selectors.batches(vote),
        can_print=may(request, "vote.print_cards") and shown.phase in {"prepared", "announced", "open"},
        voting_address=_voting_address(request),
    )


@page("vote.read")
def paper_ballot(request: UnitRequest) -> HttpResponse:
    """The paper ballot, to be copied and laid out where people vote."""
    vote = vote_here(request)
    if vote.state == "prepared" and not allowed(request, "vote.print_cards"):
        return redirect(address(request, "home"))
    return _pdf(_ballot_of(vote), name=f"ballot-{vote.cycle.first_year}.pdf")


def _voting_address(request: UnitRequest) -> str:
    return request.build_absolute_uri(reverse("vote:cast", args=[request.unit.slug]))


def _cards_of(request: UnitRequest, batch: CardBatch) -> bytes:
    url = _voting_address(request)
    return render_cards(
        [
            VotingCard(code=code, url=f"{url}#{code}", serial=f"{serial:0{SERIAL_DIGITS}}")
            for serial, code in enumerate(batch.codes, start=batch.first_serial)
        ],
        unit=_both(batch.vote.unit.name),
        title=_both(batch.vote.title),
        instructions=_in_both(wording.card_instructions, batch.vote),
        language=_file_language(),
        date=clock.today(),
    )


def _ballot_of(vote: Vote) -> bytes:
    return render_paper_ballot(
        [
            BallotProject(number=str(line.number), name=_both(line.title), cost=_thousands(line.cost))
            for line in selectors.candidate_lines(vote)
        ],
        unit=_both(vote.unit.name),
        title=_both(vote.title),
        rule=_in_both(wording.ballot_rule, vote),
        project_heading=_in_both(wording.project_heading, vote),
        cost_heading=_in_both(wording.cost_heading, vote),
        language=_file_language(),
        date=clock.today(),
    )


def _in_both(words: Callable[[Vote], str], vote: Vote) -> TwoLanguages:
    """Return a sentence in both languages of the paper, whatever the language of the page."""
    said = {}
    for code in ("kk", "ru"):
        with translation.override(code):
            said[code] = words(vote)
    return TwoLanguages(**said)


def _both(text: Text) -> TwoLanguages:
    return TwoLanguages(kk=text.in_language("kk"), ru=text.in_language("ru"))


def _thousands(tiyn: int) -> str:
    """Return an amount as a Kazakh or Russian reader writes it: 1 200 or 1 200,5.

    >>> _thousands(120_050_000)
    '1\\xa0200,5'
    """
    whole, rest = divmod(tiyn, 1000 * TIYN_PER_TENGE)
    written = f"{whole:,}".replace(",", "\u00a0")
    return f"{written},{rest:05d}".rstrip("0") if rest else written


def _file_language() -> Language:
    return "ru" if language() == "ru" else "kk"


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
