"""The ballot file of a vote: what everybody can download, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from ortaq.engines.allocation.election import Ballot, Election, Project
from ortaq.engines.allocation.writing import write_pabulib
from ortaq.ground.money import TIYN_PER_TENGE
from ortaq.ground.text import Text
from ortaq.stages.vote.models import Candidate, Vote

Approvals = Sequence[int]


def canonical_order(ballots: Sequence[Approvals]) -> list[list[int]]:
    """Return ballots as they are published: each sorted, all sorted by their own content as the file sorts them.

    >>> canonical_order([[2, 10], [3], [], [10, 2]])
    [[], [10, 2], [10, 2], [3]]
    """
    return sorted((sorted(ballot, key=str) for ballot in ballots), key=lambda ballot: [str(n) for n in ballot])


def published_file(vote: Vote, *, candidates: Sequence[Candidate], ballots: Sequence[Approvals]) -> str:
    """Return the Pabulib file of a vote. It holds frozen facts only, so it is the same whenever it is made.

    A project that nobody approved is named in the head and not listed: no completion of any rule shall spend
    money that is left over on what nobody wants, whoever counts the file.
    """
    approved = {number for ballot in ballots for number in ballot}
    unwanted = [str(candidate.number) for candidate in candidates if candidate.number not in approved]
    election = Election(
        projects=tuple(
            Project(id=str(candidate.number), cost=candidate.cost, name=both(candidate.title))
            for candidate in candidates
            if candidate.number in approved
        ),
        ballots=tuple(Ballot(tuple(str(number) for number in ballot)) for ballot in ballots),
        budget=vote.budget,
        scale=TIYN_PER_TENGE,
    )
    return write_pabulib(election, meta=_meta(vote, unwanted))


def both(title: Text) -> str:
    """Return a title in Kazakh and in Russian on one line, as far as they are there."""
    return " / ".join(" ".join(part.split()) for part in (title.kk, title.ru) if part)


def _meta(vote: Vote, unwanted: Sequence[str]) -> dict[str, str]:
    """Return what the head of the file says. Days, not hours: nothing there tells when anybody voted."""
    return {
        "description": both(vote.title),
        "country": "Kazakhstan",
        "unit": vote.unit.slug,
        "instance": str(vote.cycle.first_year),
        "currency": "KZT",
        "rule": "equalshares/add1",
        "date_begin": f"{timezone.localdate(vote.opens_at):%d.%m.%Y}",
        "date_end": f"{timezone.localdate(vote.closes_at):%d.%m.%Y}",
        "max_length": str(vote.most_approvals),
        "min_length": "0",
        "comment": (
            "#1: advisory vote of residents; #2: Equal Shares, cost utility, completion Add1U in steps of 1;"
            " #3: ties: lowest cost, then most votes, then the least SHA-256 of lot, line feed, project_id;"
            f" #4: lot: {vote.tie_lot};"
            f" #5: not listed, because nobody approved them: {', '.join(unwanted) or 'none'}"
        ),
    }
