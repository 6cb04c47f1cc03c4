"""Files that take long to make are made once and kept in the home, under the hash of what they are made of.

A kept file is never out of date: another record, another text of the law, another version of the program is
another hash. Any of them may be deleted at any time; the longest unread ones are, above `MOST_BYTES`.
"""

from __future__ import annotations

import hashlib
import os
import time
from functools import cache
from pathlib import Path

from django.conf import settings

MOST_BYTES = 256 * 2**20
ABANDONED_AFTER = 60 * 60
"""Seconds after which an unfinished file belongs to nobody: its maker was killed."""
PACKAGE = Path(__file__).resolve().parent.parent
MAKES_A_DIFFERENCE = ("py", "po", "toml", "typ", "ttf")


def key_of(*parts: object) -> str:
    """Return the hash of what a file is made of: plain data whose `repr` is the same in every process."""
    return hashlib.sha256(repr((_program(), *parts)).encode()).hexdigest()


def read(name: str) -> bytes | None:
    """Return a kept file, or None."""
    file = settings.HOME.kept / name
    try:
        content: bytes = file.read_bytes()
        os.utime(file)
    except FileNotFoundError:
        return None
    return content


def keep(name: str, content: bytes) -> None:
    """Keep a file. It gets its name when it is whole, so that nobody ever reads half of one."""
    folder = settings.HOME.kept
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{name}.{os.getpid()}"
    with unfinished.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(folder / name)
    _tidy(folder)


def _tidy(folder: Path) -> None:
    found = sorted(((file, file.stat()) for file in folder.iterdir()), key=lambda pair: -pair[1].st_mtime)
    room = MOST_BYTES
    for file, stat in found:
        if file.name.startswith("."):
            if stat.st_mtime < time.time() - ABANDONED_AFTER:
                file.unlink(missing_ok=True)
            continue
        room -= stat.st_size
        if room < 0:
            file.unlink(missing_ok=True)


@cache
def _program() -> str:
    files = (file for ending in MAKES_A_DIFFERENCE for file in PACKAGE.rglob(f"*.{ending}"))
    state = sorted((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    return hashlib.sha256(repr(state).encode()).hexdigest()
