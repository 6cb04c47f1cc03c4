"""An office on disk, made by a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import environment


def work(what: str, home: Path, **options: object) -> subprocess.Popen[str]:
    """Start the office of `tests.commands.office` in a home."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.commands.office", what],
        env=environment(ORTAQ_HOME=str(home), LANGUAGE="en"),
        text=True,
        stdout=subprocess.PIPE,
        **options,
    )


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an office that was opened and has begun to plan; never changed."""
    home = tmp_path_factory.mktemp("opened")
    with work("open", home) as opening:
        opening.communicate()
    assert opening.returncode == 0
    return home


@pytest.fixture
def office(opened: Path, tmp_path: Path) -> Path:
    """A home of that office for one test."""
    return shutil.copytree(opened, tmp_path / "office")
