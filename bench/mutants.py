"""Mutation testing of the engine that counts: are its tests able to fail?

`python -m bench.mutants equal_shares purse` changes these modules of `ortaq/engines/allocation` in every small way
that mutmut knows, one at a time, and runs the tests that reach the change; without names it takes all modules.
`--sample 200` draws so many of the changes by lot, always the same ones: the whole engine takes a day. It prints
how many changes the tests noticed, and names the others. The engine is copied into a folder of its own, with its
tests and nothing else of Ortaq.

mutmut is no part of any install: `make mutants` fetches it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENGINE = Path("ortaq/engines/allocation")
TOO_SLOW = {"test_against_pabutools", "test_command"}  # the others have to notice without them
LEFT_OUT = {"__init__", "__main__", "machine", "command", "report"}  # no decision is made there
GOAL = 0.85
NO_CHANGE = "none"  # a name that no change has: mutmut prepares everything and stops
SETTINGS = """
[tool.mutmut]
source_paths = ["ortaq"]
only_mutate = [{paths}]
pytest_add_cli_args_test_selection = [{tests}]

[tool.pytest.ini_options]
addopts = "-q -p no:django -p no:xdist -p no:cacheprovider"
"""


def prepare(folder: Path, modules: list[str]) -> None:
    """Copy the engine into a folder, with settings that name what to change."""
    shutil.copytree(ROOT / ENGINE, folder / ENGINE, ignore=shutil.ignore_patterns("__pycache__"))
    for package in ("ortaq", "ortaq/engines"):
        shutil.copy(ROOT / package / "__init__.py", folder / package / "__init__.py")
    found = sorted((ROOT / ENGINE / "tests").glob("test_*.py"))
    tests = [path.relative_to(ROOT) for path in found if path.stem not in TOO_SLOW]
    settings = SETTINGS.format(
        paths=", ".join(f'"{ENGINE}/{name}.py"' for name in modules),
        tests=", ".join(f'"{path}"' for path in tests),
    )
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")


def mutmut(folder: Path, *arguments: str) -> str:
    """Run mutmut and return what it says."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def states(folder: Path) -> dict[str, str]:
    """Every change by its name, with what became of it."""
    lines = mutmut(folder, "results", "--all", "true").splitlines()
    return dict(line.strip().rsplit(": ", 1) for line in lines if ": " in line)


def main() -> int:
    known = sorted(path.stem for path in (ROOT / ENGINE).glob("*.py") if path.stem not in LEFT_OUT)
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(known))
    parser.add_argument("--sample", type=int, help="draw only so many changes by lot")
    options = parser.parse_args()
    modules = options.modules or known
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, modules)
        mutmut(folder, "run", "--max-children", "1", NO_CHANGE)
        possible = sorted(states(folder))
        tried = random.Random(0).sample(possible, min(options.sample or len(possible), len(possible)))
        said = mutmut(folder, "run", "--max-children", "1", *tried)
        found = states(folder)
    if not tried or all(found[change] == "not checked" for change in tried):
        sys.stderr.write(f"{said}\nThe tests did not pass without any change.\n")
        return 2
    missed = [change for change in tried if found[change] not in {"killed", "timeout"}]
    share = 1 - len(missed) / len(tried)
    minutes = (time.monotonic() - start) / 60
    sys.stdout.write("".join(f"  {found[change]}: {change}\n" for change in missed))
    sys.stdout.write(
        f"{', '.join(modules)}: {len(tried) - len(missed)} of {len(tried)} changes noticed, {share:.0%}"
        f" ({len(possible)} are possible); {minutes:.0f} minutes\n"
    )
    return int(share < GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
