"""People by sex with the young among them: the small table that stands below many numbers."""

from dataclasses import dataclass

from .protection import protect
from .table import Table

FEWEST = 5


@dataclass(frozen=True)
class People:
    """How many people, as everybody may read it. None stands for a number that is not shown."""

    total: int | None
    women: int | None
    men: int | None
    youth: int | None


def protected_people(*, women: int, men: int, youth: int, k: int = FEWEST) -> People:
    """Return the numbers with those of 1 to k - 1 people protected; the young are among women and men.

    >>> protected_people(women=12, men=8, youth=6)
    People(total=20, women=12, men=8, youth=6)
    >>> protected_people(women=2, men=1, youth=0)
    People(total=None, women=None, men=None, youth=0)
    """
    by_sex = protect(Table.listed({"women": women, "men": men}), k)
    by_age = protect(Table.listed({"youth": youth, "older": women + men - youth}), k)
    is_shown = by_sex.total is not None and by_age.total is not None
    (shown_women,), (shown_men,) = by_sex.cells
    return People(by_sex.total if is_shown else None, shown_women, shown_men, by_age.cells[0][0])
