"""The one function for public numbers about groups: small ones are not shown and cannot be worked out."""

from collections.abc import Mapping
from dataclasses import dataclass

from .network import TOTAL, Key, Network
from .table import Table, coarsened


@dataclass(frozen=True)
class Protected:
    """A table that may be published. None stands for a number that is not shown.

    A list of groups is a table of one column, whose row totals repeat its cells. `merged_rows` and
    `merged_columns` tell which groups were joined under which coarser name.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    merged_rows: Mapping[str, tuple[str, ...]]
    merged_columns: Mapping[str, tuple[str, ...]]


def protect(
    table: Table,
    k: int = 5,
    *,
    coarser_rows: Mapping[str, str] | None = None,
    coarser_columns: Mapping[str, str] | None = None,
) -> Protected:
    """The table with every number of 1 to k - 1 persons protected, totals included.

    First, groups with a small number are joined where a coarser group is given (fine name to coarse
    name). Then small numbers are hidden, and with them as few others as the search finds, until somebody
    who knows everything that is shown must think at least k + 1 numbers possible for each small one, k or
    more among them; no hidden number at all can be worked out exactly. Zeros are shown: that nobody of a
    group was heard is what the public must see. The promise holds for this one table: do not publish the
    same persons a second time in other groups. `ValueError` for k below 2.

    Cell suppression with network flows: J. Kelly, B. Golden, A. Assad (1992), Networks 22; L. Cox (1995),
    JASA 90.

    >>> shown = protect(Table.listed({"women": 41, "men": 37, "herders": 3}))
    >>> shown.cells, shown.total
    (((41,), (None,), (None,)), 81)
    """
    if k < 2:
        raise ValueError("k must be at least 2")
    joined, merged_rows = coarsened(table, coarser_rows or {}, k=k)
    turned, merged_columns = coarsened(joined.turned(), coarser_columns or {}, k=k)
    shown = turned.turned()
    network = Network(shown.counts)
    small = [key for key, value in network.values.items() if 0 < value < k]
    network.hidden.update(small)
    for key in small:
        below, above = network.range_of(key, at_most=k)
        if below + above < k:
            network.open_range(key, above=k - below)

    def number(key: Key) -> int | None:
        return None if key in network.hidden else network.values.get(key, 0)

    rows, columns = range(len(shown.rows)), range(len(shown.columns))
    return Protected(
        rows=shown.rows,
        columns=shown.columns,
        cells=tuple(tuple(number((row, column)) for column in columns) for row in rows),
        row_totals=tuple(number((row, None)) for row in rows),
        column_totals=tuple(number((None, column)) for column in columns),
        total=number(TOTAL),
        merged_rows=merged_rows,
        merged_columns=merged_columns,
    )
