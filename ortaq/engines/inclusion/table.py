"""A table of persons by group, with its totals, and how groups are made coarser."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Counts: TypeAlias = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Table:
    """Persons counted by row and column; every person is in exactly one cell. `ValueError` for anything else.

    >>> table = Table.crossed({"Мысал": {"women": 41, "men": 37}, "Жайлау": {"women": 3, "men": 9}})
    >>> table.rows, table.columns, table.counts
    (('Мысал', 'Жайлау'), ('women', 'men'), ((41, 37), (3, 9)))
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len(set(self.rows)) != len(self.rows) or len(set(self.columns)) != len(self.columns):
            raise ValueError("a group is named twice")
        if len(self.counts) != len(self.rows) or any(len(row) != len(self.columns) for row in self.counts):
            raise ValueError("the table has holes")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("persons cannot be negative")

    @classmethod
    def listed(cls, counts: Mapping[str, int]) -> "Table":
        """One list of groups with its total: a table of one column, named "".

        >>> Table.listed({"women": 12, "men": 3}).counts
        ((12,), (3,))
        """
        return cls(rows=tuple(counts), columns=("",), counts=tuple((count,) for count in counts.values()))

    @classmethod
    def crossed(cls, counts: Counts) -> "Table":
        """A table of rows by columns; a column that a row does not name holds 0 there.

        >>> Table.crossed({"A": {"women": 5}, "B": {"men": 6}}).counts
        ((5, 0), (0, 6))
        """
        columns = tuple(dict.fromkeys(name for row in counts.values() for name in row))
        return cls(
            rows=tuple(counts),
            columns=columns,
            counts=tuple(tuple(row.get(name, 0) for name in columns) for row in counts.values()),
        )

    def turned(self) -> "Table":
        """Rows as columns and columns as rows.

        >>> Table.crossed({"A": {"women": 5, "men": 6}}).turned().counts
        ((5,), (6,))
        """
        return Table(
            rows=self.columns,
            columns=self.rows,
            counts=tuple(tuple(row[place] for row in self.counts) for place in range(len(self.columns))),
        )


def coarsened(table: Table, coarser: Mapping[str, str], *, k: int) -> tuple[Table, dict[str, tuple[str, ...]]]:
    """Rows with a small number (1 to k - 1) joined with their coarser group, and who was joined in it.

    `coarser` maps a row to its coarser group; rows that it does not name stay as they are.

    >>> bands = {"14–17": "14–28", "18–28": "14–28", "29–59": "29+", "60+": "29+"}
    >>> table = Table.listed({"14–17": 3, "18–28": 20, "29–59": 64, "60+": 31})
    >>> joined, merged = coarsened(table, bands, k=5)
    >>> joined.rows, merged
    (('14–28', '29–59', '60+'), {'14–28': ('14–17', '18–28')})
    """
    families: dict[str, list[int]] = {}
    for place, name in enumerate(table.rows):
        families.setdefault(coarser.get(name, name), []).append(place)
    merged: dict[str, tuple[str, ...]] = {}
    lines: list[tuple[int, str, tuple[int, ...]]] = []
    for family, places in families.items():
        counts = [table.counts[place] for place in places]
        if len(places) > 1 and any(0 < count < k for line in counts for count in line):
            merged[family] = tuple(table.rows[place] for place in places)
            lines.append((places[0], family, tuple(map(sum, zip(*counts, strict=True)))))
        else:
            lines.extend((place, table.rows[place], table.counts[place]) for place in places)
    lines.sort()
    joined = Table(
        rows=tuple(name for _, name, _ in lines),
        columns=table.columns,
        counts=tuple(line for *_, line in lines),
    )
    return joined, merged
