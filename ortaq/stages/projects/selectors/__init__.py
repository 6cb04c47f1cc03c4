"""Reads of projects, as plain data for pages and for the rooms that come after."""

from .cards import (
    Card,
    Filters,
    Listing,
    ProjectCard,
    VotableProject,
    list_projects,
    project_card,
    votable_projects,
)
from .choices import answerable_problems, earlier_projects
from .costs import CostTable, cost_table
from .page import ProjectPage, part_of, project_by_number, project_page
from .people import Benefit, Excess, benefit, over_population

__all__ = [
    "Benefit",
    "Card",
    "CostTable",
    "Excess",
    "Filters",
    "Listing",
    "ProjectCard",
    "ProjectPage",
    "VotableProject",
    "answerable_problems",
    "benefit",
    "cost_table",
    "earlier_projects",
    "list_projects",
    "over_population",
    "part_of",
    "project_by_number",
    "project_card",
    "project_page",
    "votable_projects",
]
