"""The law's numbers as dated data, and what they mean for a meeting.

Every result names the parameters it used, so that a page can show the article and whether a lawyer has
verified it. Results are codes and numbers; the words around them belong to the pages.
"""

from .dates import (
    DateFinding,
    NoticeFinding,
    due_date,
    earliest_lawful_date,
    materials_deadline,
    notice_deadline,
    notice_given,
    regular_deadline,
)
from .kinds import STATUTORY, Kind, rule_for
from .parameters import (
    Act,
    LawError,
    NoValueOnDateError,
    Override,
    Parameter,
    UnknownParameterError,
    parameter,
    parameters,
    statement,
    value_of,
)
from .protocol import ProtocolFinding, protocol_gaps
from .seats import SeatsProposal, SettlementSeats, assembly_seats
from .values import BadValueError, Band, Bands, Names, Value, Words
from .votes import Election, Finding, VoteFinding, carried, elected, initiative, quorum
from .workdays import (
    Holiday,
    WorkCalendar,
    add_working_days,
    fixed_holidays,
    work_calendar,
    working_days_between,
)

__all__ = [
    "STATUTORY",
    "Act",
    "BadValueError",
    "Band",
    "Bands",
    "DateFinding",
    "Election",
    "Finding",
    "Holiday",
    "Kind",
    "LawError",
    "Names",
    "NoValueOnDateError",
    "NoticeFinding",
    "Override",
    "Parameter",
    "ProtocolFinding",
    "SeatsProposal",
    "SettlementSeats",
    "UnknownParameterError",
    "Value",
    "VoteFinding",
    "Words",
    "WorkCalendar",
    "add_working_days",
    "assembly_seats",
    "carried",
    "due_date",
    "earliest_lawful_date",
    "elected",
    "fixed_holidays",
    "initiative",
    "materials_deadline",
    "notice_deadline",
    "notice_given",
    "parameter",
    "parameters",
    "protocol_gaps",
    "quorum",
    "regular_deadline",
    "rule_for",
    "statement",
    "value_of",
    "work_calendar",
    "working_days_between",
]
