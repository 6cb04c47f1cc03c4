"""The browser of the journeys: found on this computer, installed where that can be done, else asked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALL = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]


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
    """Make sure that there is a browser: install Debian's where there is none and this may be done."""
    if find() is None and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet"], env=quiet, check=False)
        subprocess.run(INSTALL, env=quiet, check=False)
    try:
        sys.stdout.write(f"Browser: {required()}\n")
    except RuntimeError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
