"""Writes of partnerships. How to reach anybody is a private argument and never enters the journal."""

from ortaq.stages.partners.actions.following import (
    Gift,
    add_partner,
    ask_partner,
    record_event,
    sign_memorandum,
    take_back,
    verify,
)
from ortaq.stages.partners.actions.offering import accept_proposal, propose_help, settle_proposal

__all__ = [
    "Gift",
    "accept_proposal",
    "add_partner",
    "ask_partner",
    "propose_help",
    "record_event",
    "settle_proposal",
    "sign_memorandum",
    "take_back",
    "verify",
]
