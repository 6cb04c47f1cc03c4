"""What waits for the office in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task
from ortaq.stages.vote.models import VoteState
from ortaq.stages.vote.selectors import vote_of


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield what brings the vote of a cycle forward: open it, close it, count it. One query."""
    vote = vote_of(cycle)
    if vote is None:
        return
    page = reverse("vote:home", args=[cycle.unit.slug]) + f"?cycle={cycle.first_year}"
    opens_on, closes_on = timezone.localdate(vote.opens_at), timezone.localdate(vote.closes_at)
    if vote.state == VoteState.PREPARED:
        urgency = "late" if opens_on < today else "open"
        yield Task("vote.open", gettext("Open the vote"), page, urgency=urgency, due_on=opens_on)
    elif vote.state == VoteState.OPEN and closes_on <= today:
        urgency = "late" if closes_on < today else "soon"
        title = gettext("Type the last paper ballots and close the vote")
        yield Task("vote.close", title, page, urgency=urgency, due_on=closes_on)
    elif vote.state == VoteState.CLOSED:
        yield Task("vote.count", gettext("Count the ballots"), page, urgency="soon", due_on=closes_on)
