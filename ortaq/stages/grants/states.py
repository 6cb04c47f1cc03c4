"""How an application moves: one table, which every action asks, so that none can jump."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.stages.grants.models import Application, ApplicationState, Contract

State = ApplicationState

WAYS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.ELIGIBLE, State.INELIGIBLE, State.WITHDRAWN}),
    State.ELIGIBLE: frozenset({State.SELECTED, State.RESERVE, State.REFUSED, State.WITHDRAWN}),
    State.RESERVE: frozenset({State.SELECTED, State.REFUSED, State.WITHDRAWN}),
    State.SELECTED: frozenset({State.WITHDRAWN}),
    State.INELIGIBLE: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""State → the states that may follow it."""


def locked(application: Application) -> Application:
    """Return the application as it stands now, held until the end of the transaction."""
    return Application.objects.select_for_update().get(pk=application.pk)


def require_way(application: Application, to: State) -> None:
    """Refuse a move that the table does not have."""
    if to not in WAYS[State(application.state)]:
        raise Refused(
            _("This application is “%(state)s” now, so this cannot be done with it any more.")
            % {"state": application.get_state_display()}
        )


def move(application: Application, to: State) -> None:
    """Move the application; the caller saves it."""
    require_way(application, to)
    application.state = to


def running(contract: Contract) -> Contract:
    """Return the contract as it stands now, held; refuse one that has ended."""
    held = Contract.objects.select_for_update().get(pk=contract.pk)
    if held.ended_on is not None:
        raise Refused(_("This contract has ended, so nothing more is paid or reported."))
    return held
