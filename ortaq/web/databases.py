"""Which database: the home's SQLite file, or PostgreSQL named by DATABASE_URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-8000; PRAGMA journal_size_limit=27103364;"
        "PRAGMA secure_delete=ON;"
    ),
}
"""FULL, because NORMAL loses acknowledged ballots when the power fails; IMMEDIATE, so that two writers queue;
secure_delete, because a ballot's link to its card must not survive in the free pages of the file."""


def sqlite(file: Path) -> dict[str, Any]:
    """Return Django's settings of an SQLite database."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": SQLITE_OPTIONS}


def postgresql(url: str) -> dict[str, Any]:
    """Return Django's settings of a PostgreSQL database.

    >>> settings = postgresql("postgresql://ortaq:p%40ss@db.example:5433/ortaq?sslmode=require")
    >>> settings["PASSWORD"], settings["PORT"], settings["OPTIONS"]
    ('p@ss', '5433', {'sslmode': 'require'})
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
    }
