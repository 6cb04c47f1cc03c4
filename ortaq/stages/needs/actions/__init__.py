"""Writes of needs: what is said, published, merged into problems, assessed and answered."""

from ortaq.stages.needs.actions.answering import answer_need, answer_problem, forget_contacts
from ortaq.stages.needs.actions.assessing import change_statement, link_problem, remove_statement, write_statement
from ortaq.stages.needs.actions.merging import make_problem, merge_needs, part_need
from ortaq.stages.needs.actions.moderating import publish_need, refuse_need, translate_need
from ortaq.stages.needs.actions.saying import import_needs, submit_need, submit_need_for_person

__all__ = [
    "answer_need",
    "answer_problem",
    "change_statement",
    "forget_contacts",
    "import_needs",
    "link_problem",
    "make_problem",
    "merge_needs",
    "part_need",
    "publish_need",
    "refuse_need",
    "remove_statement",
    "submit_need",
    "submit_need_for_person",
    "translate_need",
    "write_statement",
]
