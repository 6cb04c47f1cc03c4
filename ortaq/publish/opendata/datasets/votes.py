"""The advisory votes of residents: what stood on the ballot, and, once it is counted, what was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.ground.places.models import Unit
from ortaq.publish.opendata.datasets.columns import CYCLE, TITLE
from ortaq.publish.opendata.shape import (
    Dataset,
    Field,
    Kind,
    Row,
    address,
    code,
    day,
    in_tenge,
    integer,
    money,
    text,
    texts,
    yes_no,
)
from ortaq.stages.vote.models import Candidate, Vote, VoteState
from ortaq.stages.vote.selectors import file_of

REASONS = (
    ("bought", _("its supporters paid for it")),
    ("filled", _("bought from the money that was left over")),
    ("no_support", _("nobody chose it")),
    ("over_budget", _("it costs more than the whole budget")),
    ("money_missing", _("its supporters had not enough money left")),
)


def public_votes(unit: Unit) -> QuerySet[Vote]:
    """Return the votes of a unit that were opened."""
    return Vote.objects.filter(unit=unit).exclude(state=VoteState.PREPARED)


def votes(unit: Unit) -> Iterator[Row]:
    """Yield the votes; of one that is not counted nothing about its ballots. One query."""
    found = public_votes(unit).select_related("cycle", "count").annotate(cast=Count("counted_ballots"))
    for vote in found:
        year = vote.cycle.first_year
        count = getattr(vote, "count", None) if vote.state == VoteState.COUNTED else None
        result = f"{address('vote:result', unit.slug)}?cycle={year}"
        yield {
            "cycle": year,
            **texts(title=vote.title),
            "state": vote.state,
            "budget": in_tenge(vote.budget),
            "most_approvals": vote.most_approvals,
            "opens_on": localdate(vote.opens_at),
            "closes_on": localdate(vote.closes_at),
            "counted_on": localdate(count.counted_at) if count else None,
            "ballots": vote.cast if count else None,
            "lot": vote.tie_lot if count else "",
            "ballots_sha256": count.ballots_sha256 if count else "",
            "ballot_file": f"{address('vote:published_file', unit.slug)}?cycle={year}" if count else "",
            "page": result if count else f"{address('vote:home', unit.slug)}?cycle={year}",
        }


def ballot_files(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of the Pabulib file of each counted vote. Three queries for each."""
    for vote in public_votes(unit).filter(state=VoteState.COUNTED).select_related("unit", "cycle"):
        content = file_of(vote)
        if content is not None:
            yield f"{unit.slug}-{vote.cycle.first_year}.pb", content.decode()


def candidates(unit: Unit) -> Iterator[Row]:
    """Yield what stood on the ballots, and what became of it where the vote is counted. One query."""
    found = Candidate.objects.filter(vote__in=public_votes(unit))
    for candidate in found.select_related("vote__cycle", "project", "outcome"):
        is_counted = candidate.vote.state == VoteState.COUNTED
        outcome = getattr(candidate, "outcome", None) if is_counted else None
        yield {
            "cycle": candidate.vote.cycle.first_year,
            "number": candidate.number,
            "project": candidate.project.number,
            **texts(title=candidate.title),
            "cost": in_tenge(candidate.cost),
            "approvals": outcome.approvals if outcome else None,
            "won": outcome.won if outcome else None,
            "place": outcome.place if outcome else None,
            "reason": outcome.reason.get("kind", "") if outcome else "",
            "won_by_most_votes": outcome.won_by_greedy if outcome else None,
        }


DATASETS = (
    Dataset(
        name="votes",
        title=_("Votes of residents"),
        says=_(
            "Advisory votes on projects within a budget. Nothing is told of the ballots before they are counted;"
            " then every ballot is published in a Pabulib file that anybody can count again."
        ),
        action="vote.read",
        key=("cycle",),
        columns=(
            CYCLE,
            *TITLE,
            code("state", _("How far it has come"), VoteState.choices),
            money("budget", _("What residents divide, tenge")),
            integer("most_approvals", _("How many projects a voter may mark")),
            day("opens_on", _("First day")),
            day("closes_on", _("Last day")),
            day("counted_on", _("When it was counted")),
            integer("ballots", _("How many ballots were counted")),
            text("lot", _("The lot that decides ties")),
            text("ballots_sha256", _("SHA-256 of the ballot file")),
            Field("ballot_file", Kind.LINK, _("The ballot file (Pabulib, .pb)")),
            Field("page", Kind.LINK, _("Page on this server")),
        ),
        few=votes,
    ),
    Dataset(
        name="vote_projects",
        title=_("Projects on the ballot"),
        says=_("Which projects were voted on, and what the count says of each."),
        action="vote.read",
        key=("cycle", "number"),
        columns=(
            CYCLE,
            integer("number", _("Number on the ballot")),
            integer("project", _("Number of the project")),
            *TITLE,
            money("cost", _("Cost that the vote counts, tenge")),
            integer("approvals", _("Voters who marked it")),
            yes_no("won", _("Whether it was chosen (method of Equal Shares)")),
            integer("place", _("In which place it was chosen")),
            code("reason", _("Why it was chosen or not"), REASONS),
            yes_no("won_by_most_votes", _("Whether the most votes alone would have chosen it")),
        ),
        few=candidates,
    ),
)
