"""Starting a second Ortaq beside the example: an office in its own home, for as long as the example runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import IO

from ortaq.ground.turns import in_turn
from ortaq.web.home import Home, here
from ortaq.web.office_here import port_of

PATIENCE = 180
"""Seconds for the first start of all, which makes the database; on a slow laptop that takes a minute."""
NOT_FOR_THE_OFFICE = ("ORTAQ_HOME", "DATABASE_URL")

_started: list[subprocess.Popen[bytes]] = []
"""The offices that this process started: each stops when the pipe to it closes, at the latest when we end."""


class NotStarted(Exception):  # noqa: N818 - said of the office, as the page says it
    """The office did not start; the message is what it said itself, in the user's language, or empty."""


def open_office(home: Home, *, port: int, language: str) -> int:
    """Return the port of the home's server, which is started on the first free port from `port` if none answers.

    Two calls at once start one server. Raises NotStarted.
    """
    with in_turn(here().folder / "second-office.lock", patience=PATIENCE):
        return port_of(home) or _start(home, port, language)


def _start(home: Home, port: int, language: str) -> int:
    command = [sys.executable, "-m", "ortaq", "run", "--language", language, "--home", str(home.folder)]
    command += ["--port", str(port), "--no-browser", "--until-input-ends"]
    surroundings = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_OFFICE}
    with tempfile.TemporaryFile() as complaints:
        office = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            answering = _await(home, office, complaints)
        except NotStarted:
            _stop(office)
            raise
    _started.append(office)
    return answering


def _await(home: Home, office: subprocess.Popen[bytes], complaints: IO[bytes]) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if office.poll() is not None:
            complaints.seek(0)
            raise NotStarted(complaints.read().decode(errors="replace").strip() if office.returncode == 1 else "")
        if (port := port_of(home)) is not None:
            return port
        time.sleep(0.1)
    raise NotStarted


def _stop(office: subprocess.Popen[bytes]) -> None:
    office.kill()
    office.communicate()
