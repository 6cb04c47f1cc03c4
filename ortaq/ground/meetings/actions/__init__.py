"""Writes of meetings: calling one, holding it, its protocol, and the unit's own legal numbers."""

from ortaq.ground.meetings.actions.calling import (
    add_item,
    call_meeting,
    cancel_meeting,
    change_item,
    change_meeting,
    remove_item,
)
from ortaq.ground.meetings.actions.electing import record_election
from ortaq.ground.meetings.actions.holding import propose_motion, record_attendance, record_votes
from ortaq.ground.meetings.actions.protocols import hand_over, sign_protocol, write_protocol
from ortaq.ground.meetings.actions.ruling import adopt_rule, end_rule, move_day, take_back_day

__all__ = [
    "add_item",
    "adopt_rule",
    "call_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "end_rule",
    "hand_over",
    "move_day",
    "propose_motion",
    "record_attendance",
    "record_election",
    "record_votes",
    "remove_item",
    "sign_protocol",
    "take_back_day",
    "write_protocol",
]
