"""The election of representatives at a meeting."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ortaq.engines import law
from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import AgendaItem, Candidate, Election, Meeting
from ortaq.ground.meetings.rules import elected_of, elects, require_held, require_quorum
from ortaq.ground.people.actors import Actor

LONGEST_NAME = 120


@action("meetings.record_votes", private={"votes", "votes_again"})
def record_election(
    *,
    by: Actor,
    item: AgendaItem,
    seats: int,
    votes: Mapping[str, int],
    votes_again: Mapping[str, int] | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Election:
    """Record how many voted for each candidate by full name; those with most votes are elected to the seats.

    `votes_again` is the second vote between candidates whose votes for the last seats were equal. May be
    corrected until the signing. The names of those who stood stay out of the journal.
    """
    meeting = item.meeting
    require_held(meeting)
    if not elects(meeting):
        raise Refused(_("At this kind of meeting nobody is elected by most votes. Put a proposal to the vote."))
    require_quorum(meeting)
    if seats < 1:
        raise Refused(_("Write how many representatives were to be elected."), field="seats")
    again = dict(votes_again or {})
    _check_votes(meeting, votes, field="votes")
    _check_votes(meeting, again, field="votes_again")
    winners = _winners(meeting, seats, votes, again)
    Candidate.objects.filter(election__item=item).delete()
    Election.objects.filter(item=item).delete()
    election = Election.objects.create(id=deed, item=item, seats=seats, voted_at=now)
    Candidate.objects.bulk_create(
        Candidate(
            id=new_id(),
            election=election,
            name=name,
            votes=number,
            votes_again=again.get(name),
            is_elected=name in winners,
        )
        for name, number in votes.items()
    )
    return election


def _check_votes(meeting: Meeting, votes: Mapping[str, int], *, field: str) -> None:
    if field == "votes" and not votes:
        raise Refused(_("Write each candidate and the votes for them."), field=field)
    for name, number in votes.items():
        if not name.strip() or len(name) > LONGEST_NAME:
            raise Refused(_("Write each candidate's full name, at most 120 letters."), field=field)
        if not 0 <= number <= (meeting.present or 0):
            raise Refused(
                _("%(name)s cannot have %(votes)s votes: %(present)s people were present.")
                % {"name": name, "votes": number, "present": meeting.present},
                field=field,
            )


def _winners(meeting: Meeting, seats: int, votes: Mapping[str, int], again: Mapping[str, int]) -> set[str]:
    first = elected_of(meeting, votes=votes, seats=seats)
    if set(again) != set(first.tied):
        raise Refused(_second_vote(first), field="votes_again")
    if not first.tied:
        return set(first.elected)
    second = elected_of(meeting, votes=again, seats=first.seats_left)
    if second.tied:
        raise Refused(
            _("The second vote is equal as well (%(names)s). Vote until it decides and write the last vote.")
            % {"names": ", ".join(second.tied)},
            field="votes_again",
        )
    return {*first.elected, *second.elected}


def _second_vote(first: law.Election) -> object:
    if not first.tied:
        return _("No candidates have equal votes for the last seat, so leave the second vote empty.")
    return ngettext_lazy(
        "%(names)s have equal votes for %(count)s seat. Vote between them again and write that vote here.",
        "%(names)s have equal votes for %(count)s seats. Vote between them again and write that vote here.",
        first.seats_left,
    ) % {"names": ", ".join(first.tied), "count": first.seats_left}
