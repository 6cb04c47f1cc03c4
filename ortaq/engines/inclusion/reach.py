"""Who has been heard, against who lives here (criteria Q1 to Q4 of an inclusive plan)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Judgement: TypeAlias = Literal["unheard", "under", "balanced", "over", "no_population"]

REACH = Fraction(1, 10)
BALANCE_FROM, BALANCE_TO = Fraction(4, 5), Fraction(5, 4)
VOICES = 5


@dataclass(frozen=True)
class GroupReach:
    """One group: persons heard and living here.

    `share` is heard / population; `ratio` is the group's share among those heard / its share in the
    population. Both are None when nobody of the group lives here (`no_population`), `ratio` also when
    nobody at all was heard.
    """

    heard: int
    population: int
    share: Fraction | None
    ratio: Fraction | None
    judgement: Judgement


@dataclass(frozen=True)
class Reach:
    """Everybody and every group; `share` is None when nobody lives here, `reached`: it is high enough."""

    heard: int
    population: int
    share: Fraction | None
    reached: bool
    groups: Mapping[str, GroupReach]


@dataclass(frozen=True)
class Coverage:
    """Which settlements or groups have been heard at all; `share` is None when there are none."""

    heard: tuple[str, ...]
    unheard: tuple[str, ...]
    share: Fraction | None


def reach(
    heard: Mapping[str, int],
    population: Mapping[str, int],
    *,
    heard_total: int | None = None,
    population_total: int | None = None,
    least_share: Fraction = REACH,
    balance: tuple[Fraction, Fraction] = (BALANCE_FROM, BALANCE_TO),
) -> Reach:
    """Each group of `population` with how it was heard (distinct persons, not voices).

    A group is `unheard` with nobody, `under` or `over` when its ratio is outside `balance` (both ends are
    balanced). The totals default to the sums; give them when groups overlap (women, youth) or leave
    people out. `ValueError` for negative numbers, a total smaller than one of its groups, and a group
    that was heard but is not among the population's groups.

    >>> found = reach({"women": 60, "men": 140}, {"women": 500, "men": 500})
    >>> [(name, group.judgement, float(group.ratio)) for name, group in found.groups.items()]
    [('women', 'under', 0.6), ('men', 'over', 1.4)]
    >>> found.reached, found.share
    (True, Fraction(1, 5))
    """
    if unknown := sorted(set(heard) - set(population)):
        raise ValueError(f"groups without a population: {', '.join(unknown)}")
    everybody_heard = sum(heard.values()) if heard_total is None else heard_total
    everybody = sum(population.values()) if population_total is None else population_total
    if min((*heard.values(), *population.values()), default=0) < 0:
        raise ValueError("persons cannot be negative")
    if everybody_heard < max(heard.values(), default=0) or everybody < max(population.values(), default=0):
        raise ValueError("a total is smaller than one of its groups")
    expected = Fraction(everybody_heard, everybody) if everybody else None
    return Reach(
        heard=everybody_heard,
        population=everybody,
        share=expected,
        reached=expected is not None and expected >= least_share,
        groups={
            name: _group(heard=heard.get(name, 0), population=people, expected=expected, balance=balance)
            for name, people in population.items()
        },
    )


def _group(
    *, heard: int, population: int, expected: Fraction | None, balance: tuple[Fraction, Fraction]
) -> GroupReach:
    share = Fraction(heard, population) if population else None
    ratio = share / expected if share is not None and expected else None
    return GroupReach(
        heard=heard,
        population=population,
        share=share,
        ratio=ratio,
        judgement=_judged(heard=heard, population=population, ratio=ratio, balance=balance),
    )


def _judged(
    *, heard: int, population: int, ratio: Fraction | None, balance: tuple[Fraction, Fraction]
) -> Judgement:
    if not population:
        return "no_population"
    if not heard or ratio is None:
        return "unheard"
    if ratio < balance[0]:
        return "under"
    return "over" if ratio > balance[1] else "balanced"


def coverage(
    groups: Iterable[str],
    *,
    events: Mapping[str, int],
    voices: Mapping[str, int],
    excused: Iterable[str] = (),
    least_voices: int = VOICES,
) -> Coverage:
    """Which settlements (Q2) or groups (Q4) had an event of their own, enough voices or a written reason.

    >>> found = coverage(["Мысал", "Жайлау"], events={"Мысал": 1}, voices={"Жайлау": 4})
    >>> found.unheard, found.share
    (('Жайлау',), Fraction(1, 2))
    """
    named = tuple(dict.fromkeys(groups))
    reasons = set(excused)
    heard = tuple(
        name for name in named if events.get(name, 0) > 0 or voices.get(name, 0) >= least_voices or name in reasons
    )
    return Coverage(
        heard=heard,
        unheard=tuple(name for name in named if name not in heard),
        share=Fraction(len(heard), len(named)) if named else None,
    )
