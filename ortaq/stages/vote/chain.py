"""The knot of the vote in the chain: a project stood for it, and was chosen or not."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.vote.models import Candidate, VoteState


def register() -> None:
    """Add this room's kind and link to the chain."""
    chain.add_kind("candidacy", label=_("Residents' vote (advisory)"), order=40, show=show_candidacies)
    chain.add_link(
        earlier="project",
        later="candidacy",
        pairs=_candidacies,
        earlier_column="project_id",
        later_column="id",
    )


def _candidacies() -> QuerySet[Candidate]:
    return Candidate.objects.all()


def show_candidacies(ids: Keys, language: str) -> list[Knot]:
    """Show candidacies in the chain; a vote that is being prepared is for the office. One query."""
    candidates = Candidate.objects.filter(pk__in=ids).select_related("vote__unit", "vote__cycle", "outcome")
    return [_knot(candidate, language) for candidate in candidates]


def _knot(candidate: Candidate, language: str) -> Knot:
    vote, outcome = candidate.vote, getattr(candidate, "outcome", None)
    page = "vote:result" if outcome else "vote:home"
    if outcome is None:
        state, title = "now", gettext("stands for the vote")
    elif outcome.won:
        state, title = "done", gettext("chosen by residents")
    else:
        state, title = "waiting", gettext("not chosen by residents this time")
    return Knot(
        kind="candidacy",
        id=candidate.id,
        title=title,
        url=reverse(page, args=[vote.unit.slug]) + f"?cycle={vote.cycle.first_year}",
        state=state,
        on=timezone.localdate(vote.closes_at),
        detail=vote.title.in_language(language),
        public=vote.state != VoteState.PREPARED,
    )
