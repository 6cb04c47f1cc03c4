"""The regional-standard template: which services a settlement may need, as data."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class ServiceKind:
    """One service of the template: its names in kk, ru and en, and the theme of a need about it."""

    key: str
    name: dict[str, str]
    theme: str


@dataclass(frozen=True)
class Category:
    """A category of the decree and its services."""

    key: str
    name: dict[str, str]
    services: tuple[ServiceKind, ...]


@dataclass(frozen=True)
class Standard:
    """The whole template; `checked` says whether somebody has compared it with the annex of the decree."""

    decree: str
    decree_date: datetime.date
    checked: bool
    categories: tuple[Category, ...]

    @property
    def services(self) -> dict[str, ServiceKind]:
        """All services by key, in order."""
        return {service.key: service for category in self.categories for service in category.services}


@cache
def standard() -> Standard:
    """Return the template."""
    data = tomllib.loads(files("ortaq.stages.profile").joinpath("services.toml").read_text("utf-8"))
    categories = tuple(
        Category(
            key=category["key"],
            name=category["name"],
            services=tuple(ServiceKind(one["key"], one["name"], one["theme"]) for one in category["service"]),
        )
        for category in data["category"]
    )
    return Standard(data["decree"], data["decree_date"], data["checked"], categories)
