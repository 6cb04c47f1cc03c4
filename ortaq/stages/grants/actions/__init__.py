"""Writes of grants: calling, applying, judging, and carrying out what was granted."""

from ortaq.stages.grants.actions.applying import (
    hand_in,
    hand_in_for_person,
    record_withdrawal,
    start_application,
    start_application_for_person,
    withdraw,
    write_draft,
    write_draft_for_person,
)
from ortaq.stages.grants.actions.calling import (
    change_call,
    draft_call,
    publish_call,
    set_criteria,
    set_requirements,
)
from ortaq.stages.grants.actions.carrying_out import (
    check_survival,
    count_jobs,
    end_contract,
    pay,
    sign_contract,
    visit,
)
from ortaq.stages.grants.actions.judging import (
    assess,
    assign_reviewer,
    check_eligibility,
    decide,
    declare_interest,
    hold_sitting,
    sign_protocol,
)
from ortaq.stages.grants.actions.reporting import judge_report, report, report_for_person

__all__ = [
    "assess",
    "assign_reviewer",
    "change_call",
    "check_eligibility",
    "check_survival",
    "count_jobs",
    "decide",
    "declare_interest",
    "draft_call",
    "end_contract",
    "hand_in",
    "hand_in_for_person",
    "hold_sitting",
    "judge_report",
    "pay",
    "publish_call",
    "record_withdrawal",
    "report",
    "report_for_person",
    "set_criteria",
    "set_requirements",
    "sign_contract",
    "sign_protocol",
    "start_application",
    "start_application_for_person",
    "visit",
    "withdraw",
    "write_draft",
    "write_draft_for_person",
]
