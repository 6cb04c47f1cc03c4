"""Reads of needs, as plain data for pages and for the rooms that come after."""

from .choices import meetings_to_name, needs_with_numbers
from .lists import STATES, Filters, NeedLine, NeedList, Waiting, list_needs, received, waiting
from .map import MarkedPlaces, mark_of, marked_map, marks_of
from .merging import Mergeable, mergeable, problem_and_said
from .one import AnswerLine, NeedPage, need_by_number, need_page
from .problems import ProblemLine, ProblemPage, list_problems, problem_by_number, problem_page
from .sheets import import_by_id

__all__ = [
    "STATES",
    "AnswerLine",
    "Filters",
    "MarkedPlaces",
    "Mergeable",
    "NeedLine",
    "NeedList",
    "NeedPage",
    "ProblemLine",
    "ProblemPage",
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
    "problem_and_said",
    "problem_by_number",
    "problem_page",
    "received",
    "waiting",
]
