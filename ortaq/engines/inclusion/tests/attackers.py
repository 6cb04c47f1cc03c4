"""Two outsiders who know all that is shown of a table, and that a hidden number is at least 1.

Neither shares code with what they attack: one tries every table, the other follows hidden numbers from
joint to joint.
"""

from itertools import product


def tables_that_fit(shown, *, most):
    """Every table whose hidden cells hold 1 to `most` and whose totals agree with what is shown."""
    lines = [
        [
            line
            for line in product(*(range(1, most + 1) if cell is None else (cell,) for cell in cells))
            if fits(total, sum(line))
        ]
        for cells, total in zip(shown.cells, shown.row_totals, strict=True)
    ]
    for table in product(*lines):
        columns = [sum(column) for column in zip(*table, strict=True)]
        if fits(shown.total, sum(columns)) and all(map(fits, shown.column_totals, columns)):
            yield table


def fits(shown, number):
    return number > 0 if shown is None else number == shown


def possible_numbers(shown, *, most):
    """For every hidden cell and total, the numbers it has in the tables that fit."""
    numbers = {}
    for table in tables_that_fit(shown, most=most):
        columns = [sum(column) for column in zip(*table, strict=True)]
        for row, line in enumerate(table):
            note(numbers, ("row", row), shown.row_totals[row], sum(line))
            for column, number in enumerate(line):
                note(numbers, (row, column), shown.cells[row][column], number)
        for column, number in enumerate(columns):
            note(numbers, ("column", column), shown.column_totals[column], number)
        note(numbers, "total", shown.total, sum(columns))
    return numbers


def note(numbers, place, shown, number):
    if shown is None:
        numbers.setdefault(place, set()).add(number)


def exactly_recoverable(shown, truth):
    """Hidden numbers that only one table allows: no ring of hidden numbers leads back to them."""
    pipes = [
        (("row", row), ("column", column), truth[row][column])
        for row, line in enumerate(shown.cells)
        for column, cell in enumerate(line)
        if cell is None
    ]
    sums = [sum(line) for line in truth]
    pipes += [("out", ("row", row), sums[row]) for row, total in enumerate(shown.row_totals) if total is None]
    columns = [sum(column) for column in zip(*truth, strict=True)]
    pipes += [
        (("column", place), "in", columns[place])
        for place, total in enumerate(shown.column_totals)
        if total is None
    ]
    pipes += [("in", "out", sum(sums))] if shown.total is None else []
    return [
        pipe
        for number, pipe in enumerate(pipes)
        if not leads(pipes, number, start=pipe[1], end=pipe[0])
        and (pipe[2] == 1 or not leads(pipes, number, start=pipe[0], end=pipe[1]))
    ]


def leads(pipes, closed, *, start, end):
    seen, open_ends = {start}, [start]
    while open_ends:
        here = open_ends.pop()
        for number, (source, target, value) in enumerate(pipes):
            if number == closed:
                continue
            for there in ([target] if source == here else []) + ([source] if target == here and value > 1 else []):
                if there not in seen:
                    seen.add(there)
                    open_ends.append(there)
    return end in seen
