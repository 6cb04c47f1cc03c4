"""Legal parameters: dated data with act and article; a unit's own adopted number wins over the national."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar

from .values import Raw, Value, Words, read_value

TOPICS = ("separate_gathering", "gathering", "assembly", "assembly_size", "answers", "grants")

Origin: TypeAlias = Literal["act", "proposal", "adopted"]
V = TypeVar("V", bound=Value)


class LawError(LookupError):
    """The law's data cannot answer."""


class UnknownParameterError(LawError):
    """There is no parameter with this id."""

    def __init__(self, *, id: str) -> None:
        super().__init__(f"no legal parameter is called {id!r}")
        self.id = id


class NoValueOnDateError(LawError):
    """The parameter has no value on this date: no act gave one, or each unit adopts its own."""

    def __init__(self, *, id: str, on: date) -> None:
        super().__init__(f"{id!r} has no value on {on.isoformat()}; the unit's own adopted number can give one")
        self.id = id
        self.on = on


@dataclass(frozen=True)
class Act:
    """A legal act; `url` is empty when no public page of it is known."""

    title: Words
    url: str


@dataclass(frozen=True)
class Parameter:
    """One number or rule of the law, as it stands between two dates (both included).

    `article` is written as article (paragraph) sub-paragraph of the law; after a semicolon, the paragraph
    of the order. `value` is None when no act gives a number and each unit adopts its own. `verified` says
    whether a lawyer has compared the value with the act; `question` is what to ask one.
    """

    id: str
    label: Words
    act: Act
    article: str
    unit: str
    value: Value | None
    valid_from: date
    valid_to: date | None
    verified: bool
    verified_by: str
    origin: Origin
    question: str

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Override:
    """A unit's own number, adopted by its maslikhat, from one day to another (both included).

    `value` is written as in the data files; `verified_by` names who compared it with the decision, or is
    empty.
    """

    id: str
    value: Raw
    act: Words
    adopted_on: date
    verified_by: str = ""
    valid_to: date | None = None
    article: str = ""
    url: str = ""

    def holds(self, on: date) -> bool:
        return self.adopted_on <= on and (self.valid_to is None or on <= self.valid_to)


def parameters(on: date) -> Mapping[str, Parameter]:
    """Every national parameter in force on a day, by id, in the order of the data files.

    >>> parameters(date(2027, 3, 1))["assembly.notice"].value
    10
    """
    return {id: version for id, versions in every_version().items() for version in versions if version.holds(on)}


def parameter(id: str, *, on: date, overrides: Collection[Override] = ()) -> Parameter:
    """The parameter as it holds on a day; the latest of the unit's own `overrides` for it wins.

    Raises `UnknownParameterError`, `NoValueOnDateError` and, for an override that does not fit,
    `BadValueError`.

    >>> parameter("assembly.quorum", on=date(2027, 3, 1)).value
    Fraction(1, 2)
    >>> decision = Words(kk="№ 12 шешім", ru="Решение № 12", en="Decision No. 12")
    >>> own = Override(
    ...     id="assembly.notice", value=14, act=decision, adopted_on=date(2026, 5, 4), verified_by="A. B."
    ... )
    >>> found = parameter("assembly.notice", on=date(2027, 3, 1), overrides=[own])
    >>> found.value, found.origin, found.verified
    (14, 'adopted', True)
    """
    found = statement(id, on=on, overrides=overrides)
    if found.value is None:
        raise NoValueOnDateError(id=id, on=on)
    return found


def statement(id: str, *, on: date, overrides: Collection[Override] = ()) -> Parameter:
    """Like `parameter`, but where each unit adopts its own number the answer has `value` None.

    >>> statement("assembly_size.seats", on=date(2027, 3, 1)).value is None
    True
    """
    versions = every_version().get(id)
    if versions is None:
        raise UnknownParameterError(id=id)
    national = next((version for version in versions if version.holds(on)), None)
    own = [override for override in overrides if override.id == id and override.holds(on)]
    if own:
        return _adopted(national or versions[-1], max(own, key=lambda override: override.adopted_on))
    if national is None:
        raise NoValueOnDateError(id=id, on=on)
    return national


def value_of(parameter: Parameter, kind: type[V]) -> V:
    """The value as the kind its unit promises; `NoValueOnDateError` when each unit must adopt its own.

    >>> value_of(parameter("assembly.notice", on=date(2027, 3, 1)), int)
    10
    """
    if parameter.value is None:
        raise NoValueOnDateError(id=parameter.id, on=parameter.valid_from)
    if not isinstance(parameter.value, kind):
        raise TypeError(f"{parameter.id!r} holds {parameter.value!r}, not {kind.__name__}")
    return parameter.value


@cache
def every_version() -> Mapping[str, tuple[Parameter, ...]]:
    """All versions of all national parameters, oldest first; two of one id never hold on the same day.

    >>> [version.value for version in every_version()["answers.need"]]
    [15]
    """
    acts = {name: _act(row) for name, row in read_toml("acts").items()}
    versions: dict[str, list[Parameter]] = {}
    for topic in TOPICS:
        for row in read_toml(topic)["parameter"]:
            found = _national(row=row, acts=acts)
            versions.setdefault(found.id, []).append(found)
    for known in versions.values():
        known.sort(key=lambda version: version.valid_from)
        for earlier, later in pairwise(known):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError(f"two versions of {earlier.id!r} hold on {later.valid_from.isoformat()}")
    return MappingProxyType({id: tuple(known) for id, known in versions.items()})


def read_toml(name: str) -> dict[str, Any]:
    """The data file of that name.

    >>> sorted(read_toml("acts")["law_148"])
    ['en', 'kk', 'ru', 'url']
    """
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def _act(row: Mapping[str, str]) -> Act:
    return Act(title=Words(kk=row["kk"], ru=row["ru"], en=row["en"]), url=row["url"])


def _national(*, row: Mapping[str, Any], acts: Mapping[str, Act]) -> Parameter:
    return Parameter(
        id=row["id"],
        label=Words(**row["label"]),
        act=acts[row["act"]],
        article=row["article"],
        unit=row["unit"],
        value=read_value(raw=row["value"], unit=row["unit"]) if "value" in row else None,
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        verified=row["verified"],
        verified_by=row.get("verified_by", ""),
        origin="proposal" if row.get("proposal", False) else "act",
        question=row.get("question", ""),
    )


def _adopted(base: Parameter, own: Override) -> Parameter:
    return replace(
        base,
        value=read_value(raw=own.value, unit=base.unit),
        act=Act(title=own.act, url=own.url),
        article=own.article,
        valid_from=own.adopted_on,
        valid_to=own.valid_to,
        verified=bool(own.verified_by),
        verified_by=own.verified_by,
        origin="adopted",
        question="",
    )
