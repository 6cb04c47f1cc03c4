"""Writes of a programme: what it says of itself, and what its people record while it runs."""

from ortaq.programme.actions.describing import (
    add_indicator,
    add_organisation,
    change_indicator,
    describe,
    remove_organisation,
    state_fact,
)
from ortaq.programme.actions.recording import (
    plan_budget,
    record_spent,
    record_support,
    record_value,
)

__all__ = [
    "add_indicator",
    "add_organisation",
    "change_indicator",
    "describe",
    "plan_budget",
    "record_spent",
    "record_support",
    "record_value",
    "remove_organisation",
    "state_fact",
]
