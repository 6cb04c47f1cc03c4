"""Reads of needs, as plain data for pages and for the rooms that come after."""

from .choices import meetings_to_name, needs_with_numbers
from .lists import STATES, Filters, NeedLine, NeedList, Waiting, list_needs, received, waiting
from .map import MarkedPlaces, mark_of, marked_map, marks_of
from .merging import Mergeable, mergeable, problem_and_said
from .one import AnswerLine, NeedPage, need_by_number, need_page
from .problems import ProblemLine, ProblemPage, list_problems, problem_by_number, problem_page
from .sheets import import_by_id
from .swot import (
    ServiceSeen,
    StatementLine,
    SwotList,
    problems_to_name,
    services_to_name,
    stakeholders_to_name,
    statement_by_id,
    swot_of,
)
from .tree import Branch, Place, place_in_tree, possible_causes, trees_of

__all__ = [
    "STATES",
    "AnswerLine",
    "Branch",
    "Filters",
    "MarkedPlaces",
    "Mergeable",
    "NeedLine",
    "NeedList",
    "NeedPage",
    "Place",
    "ProblemLine",
    "ProblemPage",
    "ServiceSeen",
    "StatementLine",
    "SwotList",
    "Waiting",
    "import_by_id",
    "list_needs",
    "list_problems",
    "mark_of",
    "marked_map",
    "marks_of",
    "meetings_to_name",
    "mergeable",
    "need_by_number",
    "need_page",
    "needs_with_numbers",
    "place_in_tree",
    "possible_causes",
    "problem_and_said",
    "problem_by_number",
    "problem_page",
    "problems_to_name",
    "received",
    "services_to_name",
    "stakeholders_to_name",
    "statement_by_id",
    "swot_of",
    "trees_of",
    "waiting",
]
