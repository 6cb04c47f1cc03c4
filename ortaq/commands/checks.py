"""What `ortaq doctor` looks at. Each check finds one thing out and says how to mend it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from ortaq.web.home import Home

OLDEST_PYTHON = (3, 11)
LEAST_SPACE = 300 * 2**20
IMPORTED = (
    "PIL",
    "defusedxml",
    "django",
    "docx",
    "granian",
    "numpy",
    "openpyxl",
    "polib",
    "segno",
    "typst",
    "whitenoise",
)
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
"""What SQLite must answer: `synchronous` 2 is FULL, without which a power cut loses what was acknowledged."""

INSTALL_AGAIN = "make install"


@dataclass(frozen=True)
class Finding:
    """What one check found, in the reader's language; `mend` says what to do where it is not ok."""

    ok: bool
    said: str
    mend: str = ""


def before_start(home: Home) -> list[Finding]:
    """Return what can be found out in a moment and without the database."""
    return [python(), packages(), folder(home), space(home), secret(home)]


def everything(home: Home) -> Iterator[Finding]:
    """Yield all findings; what needs the database is left out where it cannot be reached. Django is awake."""
    yield from before_start(home)
    yield words()
    yield fonts()
    if _is_new(home):
        yield Finding(True, _("The database will be made at the first start"))
        return
    yield (reached := database())
    if not reached.ok:
        return
    yield (up_to_date := migrations())
    yield from pragmas()
    if up_to_date.ok:
        yield triggers()
        yield from journal()


def python() -> Finding:
    """Whether this Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        sys.version_info[:2] >= OLDEST_PYTHON,
        _("Python %(version)s") % {"version": version},
        _("Install Python 3.11 or newer, remove the folder .venv and run: make install"),
    )


def packages() -> Finding:
    """Whether everything that Ortaq imports is installed."""
    missing = [name for name in IMPORTED if importlib.util.find_spec(name) is None]
    if missing:
        return Finding(
            False,
            _("Packages are missing: %(names)s.") % {"names": ", ".join(missing)},
            _("Run: %(command)s") % {"command": INSTALL_AGAIN},
        )
    return Finding(True, _("All packages are installed"))


def folder(home: Home) -> Finding:
    """Whether the home can be written to."""
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        writable = False
    else:
        writable = os.access(home.folder, os.W_OK | os.X_OK)
    return Finding(
        writable,
        _("Home: %(folder)s") % {"folder": home.folder},
        _("This folder cannot be written to. Choose another with --home or change its owner."),
    )


def space(home: Home) -> Finding:
    """Whether there is room on the disk."""
    nearest = next(path for path in (home.folder, *home.folder.parents) if path.exists())
    free = shutil.disk_usage(nearest).free
    return Finding(
        free >= LEAST_SPACE,
        _("Free space on the disk: %(megabytes)d MB") % {"megabytes": free // 2**20},
        _("Make room: at least %(megabytes)d MB must be free.") % {"megabytes": LEAST_SPACE // 2**20},
    )


def secret(home: Home) -> Finding:
    """Whether nobody but the owner can read the secret key."""
    file = home.folder / "secret.key"
    if not file.exists():
        return Finding(True, _("The secret key will be made at the first start"))
    open_to_others = os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077
    return Finding(
        not open_to_others,
        _("The secret key can be read by its owner only")
        if not open_to_others
        else _("Other users of this computer can read the secret key."),
        _("Run: %(command)s") % {"command": f"chmod 600 {file}"},
    )


def words() -> Finding:
    """Whether the words of every room are compiled."""
    from ortaq.web.catalogues import ROOT

    sources = list(ROOT.glob("**/locale/*/LC_MESSAGES/django.po"))
    stale = [po for po in sources if not _is_compiled(po)]
    return Finding(
        not stale,
        _("Kazakh and Russian words are ready") if not stale else _("Kazakh and Russian words are not compiled."),
        _("Run: %(command)s") % {"command": "ortaq run"},
    )


def _is_compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


def fonts() -> Finding:
    """Whether the letters that documents are printed in came with the package."""
    from ortaq import publish

    folder = Path(publish.__file__).parent / "fonts"
    names = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf")
    missing = [name for name in names if not (folder / name).is_file()]
    return Finding(
        not missing,
        _("The fonts of the documents are there")
        if not missing
        else _("Fonts are missing: %(names)s.") % {"names": ", ".join(missing)},
        _("Get a whole copy of Ortaq and run: %(command)s") % {"command": INSTALL_AGAIN},
    )


def _is_new(home: Home) -> bool:
    from django.db import connection

    return connection.vendor == "sqlite" and not home.database.exists()


def database() -> Finding:
    """Whether the database answers."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(
            False,
            _("The database does not answer: %(reason)s.") % {"reason": str(error).strip()},
            _("Check DATABASE_URL, or bring back the last copy with: ortaq restore"),
        )
    return Finding(True, _("The database answers (%(kind)s)") % {"kind": connection.vendor})


def migrations() -> Finding:
    """Whether the database has the shape that this version works with."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return Finding(
            False,
            _("The database is damaged: %(reason)s.") % {"reason": str(error).strip()},
            _("Keep the folder as it is and bring back the last copy with: ortaq restore"),
        )
    known = set(executor.loader.disk_migrations)
    applied = set(executor.loader.applied_migrations)
    if applied - known:
        return Finding(
            False,
            _("The database was written by a newer Ortaq."),
            _("Update Ortaq on this computer, then start again."),
        )
    return Finding(
        applied == known,
        _("The database has the shape of this version")
        if applied == known
        else _("The database waits for its update."),
        _("Run: %(command)s") % {"command": "ortaq run"},
    )


def pragmas() -> Iterator[Finding]:
    """Whether SQLite really works in the safe way that the settings ask for."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        answers = {name: _ask(cursor, f"PRAGMA {name}") for name in PRAGMAS}
        whole = _ask(cursor, "PRAGMA quick_check")
    wrong = [name for name, wanted in PRAGMAS.items() if answers[name] != wanted]
    yield Finding(
        not wrong,
        _("SQLite keeps what it acknowledged, also through a power cut")
        if not wrong
        else _("SQLite does not work in the safe way: %(names)s.") % {"names": ", ".join(wrong)},
        _("The disk may not support it (a network folder?). Move the home to a disk of this computer."),
    )
    yield Finding(
        whole == "ok",
        _("The database file is whole")
        if whole == "ok"
        else _("The database is damaged: %(reason)s.") % {"reason": whole},
        _("Keep the folder as it is and bring back the last copy with: ortaq restore"),
    )


def _ask(cursor: object, question: str) -> object:
    cursor.execute(question)  # type: ignore[attr-defined]
    return cursor.fetchone()[0]  # type: ignore[attr-defined]


def triggers() -> Finding:
    """Whether the database itself guards the journal."""
    from django.db import connection

    from ortaq.ground.journal.triggers import missing

    gone = sorted(missing(connection))
    return Finding(
        not gone,
        _("The database guards the journal")
        if not gone
        else _("Guards of the journal are gone: %(names)s.") % {"names": ", ".join(gone)},
        _("Somebody removed them. Tell whoever looks after this computer and compare with the last copy."),
    )


def journal() -> Iterator[Finding]:
    """Whether every book of the journal is as it was written; each fault is named."""
    from ortaq.ground.journal.verification import verify_all

    for book in verify_all():
        name = book.unit or _("without a unit")
        if not book.faults:
            counted = ngettext("%(count)d entry", "%(count)d entries", book.entries) % {"count": book.entries}
            yield Finding(True, _("Journal %(name)s: %(entries)s, unbroken") % {"name": name, "entries": counted})
        for fault in book.faults:
            yield Finding(
                False,
                _("Journal %(name)s, entry %(number)d: %(fault)s.")
                % {"name": name, "number": fault.number, "fault": FAULTS[fault.kind]()},
                _("The record was changed outside Ortaq. Compare with the last copy and tell the assembly."),
            )


FAULTS = {
    "gap": lambda: _("an entry is missing"),
    "chain": lambda: _("it does not follow from the entry before"),
    "hash": lambda: _("its text was changed"),
    "payload": lambda: _("its data were changed"),
}
