"""A copy of a home in one file: written beside its place, read back and verified, and only then given its name.

The file is a plain tar. Its first member, `manifest.json`, holds the SHA-256 and size of every other member, so
that a cut or changed copy is known before anything of it is used. A copy holds the secret key: codes handed out
on paper are checked with it. Whoever has a copy has everything.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ortaq.web.home import Home

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "ortaq.sqlite3"
SECRET = "secret.key"  # noqa: S105 - the name of a file
NAME = re.compile(r"ortaq\.sqlite3|secret\.key|media(/[\w][\w.-]*)+")
CHUNK = 2**20
LARGEST_MANIFEST = 64 * 2**20


class Damaged(Exception):  # noqa: N818 - said of the copy, as the messages say it
    """The copy is not what was written; the message says in plain English what was found, for the log."""


@dataclass(frozen=True)
class Member:
    """One file of a copy."""

    sha256: str
    size: int


def write(
    *, home: Home, target: Path, made_at: str, version: str, inspect: Callable[[Path], None]
) -> dict[str, Member]:
    """Copy the home into the file `target` and return what it holds.

    What was written is read back, and `inspect` sees the database of it, before the copy gets its name.

    The database is copied through SQLite's own backup while others may write; photos come after it, so that
    every photo which the copied database names is there. Raises Damaged where the copy does not read back.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.partial")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ortaq-copy-") as folder:
        database = Path(folder) / DATABASE
        _copy_database(home.database, database)
        files = {DATABASE: database, SECRET: home.folder / SECRET, **_photos(home)}
        members = {name: Member(_digest(path), path.stat().st_size) for name, path in files.items()}
        try:
            _write_tar(unfinished, files, _manifest(members, made_at, version))
            unpack(unfinished, Path(folder) / "read-back")
            inspect(Path(folder) / "read-back" / DATABASE)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return members


def unpack(source: Path, folder: Path) -> dict[str, Member]:
    """Write what a copy holds into a new folder and return it.

    Raises Damaged, with nothing left in the folder, where the copy is cut, changed, or not a copy at all.
    """
    try:
        return _unpack(source, folder)
    except (tarfile.TarError, OSError, EOFError, ValueError, KeyError, TypeError, sqlite3.DatabaseError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Damaged(f"{type(error).__name__}: {error}") from error
    except Damaged:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unpack(source: Path, folder: Path) -> dict[str, Member]:
    folder.mkdir(parents=True)
    with tarfile.open(source, "r:") as tar:
        members = _read_manifest(tar)
        seen = set()
        while (item := tar.next()) is not None:
            expected = members.get(item.name)
            if not item.isfile() or expected is None or item.name in seen or item.size != expected.size:
                raise Damaged(f"unexpected member {item.name}")
            seen.add(item.name)
            _extract(tar, item, folder / item.name, expected)
    if seen != set(members):
        raise Damaged(f"missing: {', '.join(sorted(set(members) - seen))}")
    _require_whole(folder / DATABASE)
    return members


def _read_manifest(tar: tarfile.TarFile) -> dict[str, Member]:
    first = tar.next()
    if first is None or first.name != MANIFEST or first.size > LARGEST_MANIFEST:
        raise Damaged("no manifest")
    written = json.loads(_opened(tar, first).read())
    if written["format"] != FORMAT:
        raise Damaged(f"format {written['format']}")
    members = {name: Member(**member) for name, member in written["files"].items()}
    if not {DATABASE, SECRET} <= members.keys() or not all(NAME.fullmatch(name) for name in members):
        raise Damaged("the manifest names other files than a home has")
    return members


def _extract(tar: tarfile.TarFile, item: tarfile.TarInfo, target: Path, expected: Member) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    with (
        _opened(tar, item) as source,
        open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
    ):
        for chunk in _chunks(source):
            found.update(chunk)
            out.write(chunk)
    if found.hexdigest() != expected.sha256:
        raise Damaged(f"{item.name} was changed")


def _opened(tar: tarfile.TarFile, item: tarfile.TarInfo) -> IO[bytes]:
    opened = tar.extractfile(item)
    if opened is None:
        raise Damaged(f"{item.name} is no file")
    return opened


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source, timeout=20)) as here, closing(sqlite3.connect(target)) as copy:
        here.backup(copy)


def _require_whole(database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        answer = opened.execute("PRAGMA integrity_check").fetchone()[0]
        strays = opened.execute("PRAGMA foreign_key_check").fetchone()
    if answer != "ok" or strays is not None:
        raise Damaged(f"the database is not whole: {answer}, {strays}")


def _photos(home: Home) -> dict[str, Path]:
    found = sorted(path for path in home.media.rglob("*") if path.is_file())
    return {f"media/{path.relative_to(home.media).as_posix()}": path for path in found}


def _manifest(members: dict[str, Member], made_at: str, version: str) -> bytes:
    described: dict[str, Any] = {name: member.__dict__ for name, member in members.items()}
    return json.dumps(
        {"format": FORMAT, "made_at": made_at, "ortaq": version, "files": described}, indent=1
    ).encode()


def _write_tar(target: Path, files: dict[str, Path], manifest: bytes) -> None:
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        with tarfile.open(fileobj=out, mode="w:", format=tarfile.PAX_FORMAT) as tar:
            head = tarfile.TarInfo(MANIFEST)
            head.size = len(manifest)
            tar.addfile(head, io.BytesIO(manifest))
            for name, path in files.items():
                item = tarfile.TarInfo(name)
                item.size = path.stat().st_size
                with path.open("rb") as content:
                    tar.addfile(item, content)
        out.flush()
        os.fsync(out.fileno())


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as content:
        for chunk in _chunks(content):
            found.update(chunk)
    return found.hexdigest()


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk
