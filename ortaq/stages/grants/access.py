"""Who may see a file: its holder by the secret, the programme's people, and never somebody with an interest.

A declared interest closes the file for ever, whatever role the account holds now or later, and with it every list
and every number that would contain the file. All reads of the programme's pages go through `files_for`.
"""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import NotAllowed
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.stages.grants.models import Application, Interest

HANDED_IN = Q(submitted_at__isnull=False)
READS_EVERY_FILE = frozenset({Role.MANAGER})


def files_for(actor: Actor, programme: Programme, *, on: datetime.date) -> QuerySet[Application]:
    """Return the files of a programme's calls that somebody may read: all for a manager, a reviewer's own."""
    if actor.account is None:
        return Application.objects.none()
    files = Application.objects.filter(HANDED_IN, call__programme=programme)
    files = files.exclude(interests__account=actor.account)
    if READS_EVERY_FILE.isdisjoint(actor.roles(None, on, programme_id=programme.id)):
        files = files.filter(assignments__reviewer=actor.account)
    return files


def contracts_for(actor: Actor, programme: Programme) -> QuerySet[Application]:
    """Return the files with a contract, for those who monitor; the interest closes these too."""
    files = Application.objects.filter(call__programme=programme, contract__isnull=False)
    return files.exclude(interests__account=actor.account)


def has_interest(actor: Actor, application: Application) -> bool:
    """Whether the account has ever declared an interest in the application."""
    return Interest.objects.filter(application=application, account=actor.account).exists()


def require_impartial(actor: Actor, application: Application) -> None:
    """Refuse every deed of the programme on a file in which the actor declared an interest."""
    if has_interest(actor, application):
        raise NotAllowed(_("You declared an interest in this application, so it is closed to you."))
