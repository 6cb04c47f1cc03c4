"""What a project can be tagged with: targets of sustainable development and national programmes, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True)
class Tag:
    """One tag: its official number or key, its name in three languages, and the act where it has one."""

    code: str
    kk: str
    ru: str
    en: str
    act: str = ""
    verified: bool = True

    def name(self, language: str) -> str:
        """Return the name in kk, ru or en.

        >>> sdg_targets()["6.1"].name("en")
        'Safe drinking water for everyone'
        """
        return {"kk": self.kk, "ru": self.ru}.get(language, self.en)


def sdg_targets() -> Mapping[str, Tag]:
    """Return the targets of sustainable development by their official numbers, in their order."""
    return _tags("sdg")


def programmes() -> Mapping[str, Tag]:
    """Return the national programmes by their keys."""
    return _tags("programme")


@cache
def _tags(table: str) -> Mapping[str, Tag]:
    data = tomllib.loads(files("ortaq.stages.projects").joinpath("tags.toml").read_text("utf-8"))
    return MappingProxyType({row["code"]: Tag(**row) for row in data[table]})
