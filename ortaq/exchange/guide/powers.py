"""The guide as data: tasks, and for each what an akim can and must do, with act and article."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Words = Mapping[str, str]
"""The same words in kk, ru and en."""


@dataclass(frozen=True)
class Power:
    """One thing that an akim can or must do. `is_verified` says whether a lawyer has compared it with the act."""

    title: Words
    text: Words
    act: Words
    article: Words
    is_verified: bool


@dataclass(frozen=True)
class Task:
    """What an akim sets out to do, and the powers that serve it."""

    key: str
    name: Words
    powers: tuple[Power, ...]


@cache
def tasks() -> tuple[Task, ...]:
    """Return the whole guide in its order.

    >>> [task.key for task in tasks()]
    ['gather', 'money', 'resources', 'office']
    """
    data = tomllib.loads(files("ortaq.exchange.guide").joinpath("powers.toml").read_text("utf-8"))
    return tuple(
        Task(
            key=row["key"],
            name=row["name"],
            powers=tuple(
                Power(
                    title=power["title"],
                    text=power["text"],
                    act=data["act"][power["by"]],
                    article=power["article"],
                    is_verified=power["verified"],
                )
                for power in row["power"]
            ),
        )
        for row in data["task"]
    )
