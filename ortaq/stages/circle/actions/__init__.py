"""Writes of the circle: the stakeholder map, the open call, volunteers, and who belongs to the planning group."""

from ortaq.stages.circle.actions.calling import draft_call, open_call, set_quotas
from ortaq.stages.circle.actions.joining import accept_volunteer, appoint_member, change_member, end_membership
from ortaq.stages.circle.actions.mapping import add_stakeholder, change_stakeholder, end_stakeholder
from ortaq.stages.circle.actions.volunteering import (
    import_volunteers,
    volunteer,
    volunteer_for_person,
    withdraw_volunteer,
)

__all__ = [
    "accept_volunteer",
    "add_stakeholder",
    "appoint_member",
    "change_member",
    "change_stakeholder",
    "draft_call",
    "end_membership",
    "end_stakeholder",
    "import_volunteers",
    "open_call",
    "set_quotas",
    "volunteer",
    "volunteer_for_person",
    "withdraw_volunteer",
]
