"""Who is heard against who lives here, and small numbers of persons protected before they are published."""

from .protection import Protected, protect
from .reach import Coverage, GroupReach, Reach, coverage, reach
from .table import Table, coarsened

__all__ = [
    "Coverage",
    "GroupReach",
    "Protected",
    "Reach",
    "Table",
    "coarsened",
    "coverage",
    "protect",
    "reach",
]
