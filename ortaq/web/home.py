"""The home of an installation: one folder with its database, files and secret."""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """A folder that holds everything of one installation and nothing of another."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "ortaq.sqlite3"

    @property
    def media(self) -> Path:
        """Photos and documents that people gave."""
        return self.folder / "media"

    @property
    def static(self) -> Path:
        """Style sheets and scripts, gathered and compressed for serving."""
        return self.folder / "static"

    @property
    def kept(self) -> Path:
        """Files that were made from the record and can be made again at any time."""
        return self.folder / "kept"

    @property
    def door(self) -> Path:
        """The file in which a running server of this home writes its port."""
        return self.folder / "port"

    def secret(self) -> str:
        """Return the installation's secret key; made at the first call, readable by its owner only."""
        file = self.folder / "secret.key"
        if not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fresh, "w") as out:
                out.write(secrets.token_urlsafe(50))
        return file.read_text()


def here() -> Home:
    """Return the home named by ORTAQ_HOME, or else the example's, beside the virtual environment."""
    named = os.environ.get("ORTAQ_HOME")
    return Home(Path(named).expanduser().resolve() if named else example())


def example() -> Path:
    """Return the folder of the example, which never holds real data."""
    return Path(sys.prefix).resolve().parent / "var" / "example"


def own() -> Home:
    """Return the home of the office that the example's button opens: a folder of the person who works here."""
    return Home(Path.home() / "Ortaq")
