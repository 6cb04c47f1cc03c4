"""The sums of a plan: what must agree before it can be closed. Amounts are whole numbers of one unit (tiyn)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Part:
    """What one source gives a line in one year, in one form (money, in kind, labour)."""

    year: int
    source: str
    kind: str
    amount: int


@dataclass(frozen=True)
class CostedLine:
    """A line of the plan as the sums see it.

    `project` names the project it carries out, `project_cost` is that project's own cost; both None where
    there is none. `has_reason` says whether the line explains itself to the public: a line that costs nothing,
    since nobody can value what a partner gives, must.
    """

    number: int
    cost: int
    parts: tuple[Part, ...] = ()
    is_waiting: bool = False
    has_owner: bool = True
    has_reason: bool = False
    project: int | None = None
    project_cost: int | None = None


@dataclass(frozen=True)
class YearlyCeiling:
    """The most that a source can give in a year, in all forms together."""

    year: int
    source: str
    amount: int


class Kind(StrEnum):
    """In what a plan can fail to agree, in the order in which it is told."""

    NO_VISION = "no_vision"
    NO_LINES = "no_lines"
    WINNER_MISSING = "winner_missing"
    WINNER_WAITS = "winner_waits"
    NO_OWNER = "no_owner"
    NO_MONEY = "no_money"
    MONEY_IS_NOT_COST = "money_is_not_cost"
    WAITING_HAS_MONEY = "waiting_has_money"
    OTHER_YEAR = "other_year"
    COST_IS_NOT_PROJECTS = "cost_is_not_projects"
    NO_CEILING = "no_ceiling"
    ABOVE_CEILING = "above_ceiling"


@dataclass(frozen=True)
class Disagreement:
    """One thing that does not agree.

    `line` or `project` is the number of what it is about; `asked` is the amount that should stand there (cost,
    ceiling, the project's cost) and `found` the amount that does.
    """

    kind: Kind
    line: int | None = None
    project: int | None = None
    year: int | None = None
    source: str | None = None
    asked: int | None = None
    found: int | None = None


@dataclass(frozen=True)
class Totals:
    """Sums over lines. What stands outside (a private debt) is in none of them and told apart in `outside`."""

    total: int
    by_year: dict[int, int]
    by_source: dict[str, int]
    by_kind: dict[str, int]
    by_source_and_year: dict[tuple[str, int], int]
    outside: int


def counted_total(parts: Iterable[Part], *, outside: Collection[str] = ()) -> int:
    """Return the sum of the parts, without the sources that are kept outside totals.

    >>> counted_total([Part(2028, "grant", "money", 5), Part(2028, "loan", "money", 2)], outside={"loan"})
    5
    """
    return sum(part.amount for part in parts if part.source not in outside)


def totals(parts: Iterable[Part], *, outside: Collection[str] = ()) -> Totals:
    """Return the sums by year, source and form.

    >>> sums = totals([Part(2028, "grant", "money", 5), Part(2029, "residents", "labour", 2)])
    >>> sums.total, sums.by_year, sums.by_kind
    (7, {2028: 5, 2029: 2}, {'money': 5, 'labour': 2})
    """
    year: Counter[int] = Counter()
    source: Counter[str] = Counter()
    kind: Counter[str] = Counter()
    cell: Counter[tuple[str, int]] = Counter()
    apart = 0
    for part in parts:
        if part.source in outside:
            apart += part.amount
            continue
        year[part.year] += part.amount
        source[part.source] += part.amount
        kind[part.kind] += part.amount
        cell[part.source, part.year] += part.amount
    return Totals(sum(year.values()), dict(year), dict(source), dict(kind), dict(cell), apart)


def check_sums(
    *,
    lines: Sequence[CostedLine],
    ceilings: Collection[YearlyCeiling],
    years: Collection[int],
    has_vision: bool,
    winners: Collection[int] = (),
    left_out: Collection[int] = (),
    outside: Collection[str] = (),
) -> list[Disagreement]:
    """Return everything that does not agree, in the order of `Kind` and of the lines; nothing: it agrees.

    `winners` are the projects that a vote chose, `left_out` those of them that stay out with a public reason;
    `outside` are sources that count in no sum and need no ceiling.

    >>> line = CostedLine(number=1, cost=700, parts=(Part(2028, "grant", "money", 500),))
    >>> ceiling = YearlyCeiling(2028, "grant", 400)
    >>> for found in check_sums(lines=[line], ceilings=[ceiling], years=[2028], has_vision=True):
    ...     print(found.kind, found.line, found.asked, found.found)
    money_is_not_cost 1 700 500
    above_ceiling None 400 500
    """
    found = [
        *([] if has_vision else [Disagreement(Kind.NO_VISION)]),
        *([] if lines else [Disagreement(Kind.NO_LINES)]),
        *_winners(lines, winners, left_out),
        *(told for line in lines for told in _line(line, years, outside)),
        *_ceilings(lines, ceilings, outside),
    ]
    order = {kind: place for place, kind in enumerate(Kind)}
    return sorted(found, key=lambda told: order[told.kind])


def _winners(
    lines: Sequence[CostedLine], winners: Collection[int], left_out: Collection[int]
) -> Iterator[Disagreement]:
    of_project = {line.project: line for line in lines if line.project is not None}
    for project in winners:
        line = of_project.get(project)
        if line is None and project not in left_out:
            yield Disagreement(Kind.WINNER_MISSING, project=project)
        elif line is not None and line.is_waiting and not line.has_reason:
            yield Disagreement(Kind.WINNER_WAITS, line=line.number, project=project)


def _line(line: CostedLine, years: Collection[int], outside: Collection[str]) -> Iterator[Disagreement]:
    if not line.has_owner:
        yield Disagreement(Kind.NO_OWNER, line=line.number)
    yield from _money(line, outside)
    for year in sorted({part.year for part in line.parts} - set(years)):
        amount = sum(part.amount for part in line.parts if part.year == year)
        yield Disagreement(Kind.OTHER_YEAR, line=line.number, year=year, found=amount)
    if line.project_cost is not None and line.cost != line.project_cost and not line.has_reason:
        yield Disagreement(
            Kind.COST_IS_NOT_PROJECTS,
            line=line.number,
            project=line.project,
            asked=line.project_cost,
            found=line.cost,
        )


def _money(line: CostedLine, outside: Collection[str]) -> Iterator[Disagreement]:
    given = counted_total(line.parts, outside=outside)
    if line.is_waiting:
        if line.parts:
            everything = counted_total(line.parts)
            yield Disagreement(Kind.WAITING_HAS_MONEY, line=line.number, asked=0, found=everything)
    elif not given and (line.cost or not line.has_reason):
        yield Disagreement(Kind.NO_MONEY, line=line.number, asked=line.cost, found=0)
    elif given != line.cost:
        yield Disagreement(Kind.MONEY_IS_NOT_COST, line=line.number, asked=line.cost, found=given)


def _ceilings(
    lines: Sequence[CostedLine], ceilings: Collection[YearlyCeiling], outside: Collection[str]
) -> Iterator[Disagreement]:
    most = {(ceiling.source, ceiling.year): ceiling.amount for ceiling in ceilings}
    wanted: defaultdict[tuple[str, int], int] = defaultdict(int)
    for part in (part for line in lines for part in line.parts if part.source not in outside):
        wanted[part.source, part.year] += part.amount
    for (source, year), amount in sorted(wanted.items()):
        if (source, year) not in most:
            yield Disagreement(Kind.NO_CEILING, year=year, source=source, found=amount)
        elif amount > most[source, year]:
            yield Disagreement(
                Kind.ABOVE_CEILING, year=year, source=source, asked=most[source, year], found=amount
            )
