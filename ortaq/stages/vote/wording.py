"""What the papers of a vote say, in the language that is active."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ortaq.stages.vote.models import Vote

PRINTED_ALREADY = gettext_lazy(
    "These cards were printed already. If the file is lost, void them and print new ones."
)


def card_instructions(vote: Vote) -> str:
    """Return what a card tells its holder to do."""
    last = timezone.localtime(vote.closes_at)
    return _(
        "Scan the square or open the page of the vote, type the code and mark projects until %(moment)s. "
        "Or hand this card in with a paper ballot. Show the code to nobody."
    ) % {"moment": f"{last:%d.%m.%Y, %H:%M}"}


def ballot_rule(vote: Vote) -> str:
    """Return what the paper ballot tells its reader."""
    return _(
        "Put a sign into at most %(most)s squares. Hand the ballot in with your card: without a card it is not "
        "counted. The vote advises; the assembly of the community decides."
    ) % {"most": vote.most_approvals}


def project_heading(vote: Vote) -> str:
    """Return the heading over the projects of a paper ballot."""
    return _("Project")


def cost_heading(vote: Vote) -> str:
    """Return the heading over the costs of a paper ballot, which are in thousand tenge."""
    return _("thousand tenge")
