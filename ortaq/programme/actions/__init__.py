"""Writes of a programme: what it says of itself, and what its people record while it runs."""

from ortaq.programme.actions.describing import (
    add_indicator,
    add_organisation,
    change_indicator,
    describe,
    remove_organisation,
    state_fact,
)
from ortaq.programme.actions.people import PROGRAMME_ROLES, appoint, dismiss
from ortaq.programme.actions.recording import (
    plan_budget,
    record_spent,
    record_support,
    record_value,
)

__all__ = [
    "PROGRAMME_ROLES",
    "add_indicator",
    "add_organisation",
    "appoint",
    "change_indicator",
    "describe",
    "dismiss",
    "plan_budget",
    "record_spent",
    "record_support",
    "record_value",
    "remove_organisation",
    "state_fact",
]
