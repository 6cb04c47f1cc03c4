"""One after the other, across processes: for work that two must not do at once and that is no transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def in_turn(file: Path, *, patience: float) -> Iterator[None]:
    """Wait until nobody else is in the turn of this file, and hold it.

    The lock is SQLite's: the same on every system, and it ends with a holder who is killed. Raises
    sqlite3.OperationalError after `patience` seconds.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=patience)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
