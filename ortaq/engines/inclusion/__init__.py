"""Who is heard against who lives here, and small numbers of persons protected before they are published."""

from .people import People, protected_people
from .protection import Protected, protect
from .reach import Coverage, GroupReach, Reach, coverage, reach
from .table import Table, coarsened

__all__ = [
    "Coverage",
    "GroupReach",
    "People",
    "Protected",
    "Reach",
    "Table",
    "coarsened",
    "coverage",
    "protect",
    "protected_people",
    "reach",
]
