"""A real server process in a home of its own, started through the same door as an office's."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
PATIENCE = 300


def ortaq(*arguments: str | Path, home: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, in English unless LANG is given, and return what it said."""
    return subprocess.run(
        command(*arguments, home=home),
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def command(*arguments: str | Path, home: Path | None = None) -> list[str]:
    """Return the command line of the laptop's one door."""
    where: Sequence[str] = ["--home", str(home)] if home else []
    return [sys.executable, "-m", "ortaq", *map(str, arguments), *where]


def environment(**variables: str) -> dict[str, str]:
    """Return an environment in which nothing but these variables tells a command what to do."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ORTAQ_", "LC_", "DJANGO_"))}
    return own | {"LANG": "C", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"} | variables


class Site:
    """A running server: `address` is where, `said` what it printed, line by line."""

    def __init__(self, home: Path, *options: str, **variables: str) -> None:
        self.home = home
        self.said: list[str] = []
        self.process = subprocess.Popen(
            command("run", "--no-browser", *(options or ("--port", "0")), home=home),
            env=environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()
        self.address = self._await_address()

    def _read(self, lines: IO[str]) -> None:
        for line in lines:
            self.said.append(line.rstrip("\n"))

    def _await_address(self) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := ADDRESS.search("\n".join(self.said)):
                self._await_door(int(found[1]), until)
                return found[0].rstrip("/")
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise RuntimeError("The server did not start:\n" + "\n".join(self.said))

    def _await_door(self, port: int, until: float) -> None:
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Stop the server as Ctrl-C does, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(30)
        self._reader.join(5)
        return code
