"""The browser of the journeys: found on this computer, installed where that can be done, else asked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HEADLESS = "chromium-headless-shell"
"""Chromium without the frame around its pages: the same pages with a quarter of the work. Debian has it."""
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALL = ("install", "--yes", "--quiet", "--no-install-recommends")


def find() -> Path | None:
    """Return the browser named by CHROMIUM, else the first one on the search path."""
    candidates = [os.environ.get("CHROMIUM", ""), *NAMES]
    found = (shutil.which(name) for name in candidates if name)
    return next((Path(path) for path in found if path), None)


def required() -> Path:
    """Return the browser; raises RuntimeError that says how to get one."""
    browser = find()
    if browser is None:
        raise RuntimeError(
            "The journeys need Chromium, and none was found. On Debian and Ubuntu: sudo apt install chromium. "
            "Elsewhere install Chromium or Chrome and name its program in CHROMIUM."
        )
    return browser


def main() -> int:
    """Make sure that there is a browser: install the quickest that Debian has, where this may be done."""
    if not shutil.which(HEADLESS) and shutil.which("apt-get") and os.geteuid() == 0:
        _apt_get("update", "--quiet")
        _apt_get(*INSTALL, HEADLESS)
        if find() is None:
            _apt_get(*INSTALL, "chromium")
    try:
        sys.stdout.write(f"Browser: {required()}\n")
    except RuntimeError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    return 0


def _apt_get(*arguments: str) -> None:
    subprocess.run(["apt-get", *arguments], env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False)


if __name__ == "__main__":
    sys.exit(main())
