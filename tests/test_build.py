"""The build: what is installed is what the project asks for, and the commands exist that the README names."""

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def locked(name: str) -> dict[str, str]:
    pinned = re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / name).read_text(), re.MULTILINE)
    return {_plain(package): version for package, version in pinned}


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def _meets(requirements: list[str], versions: dict[str, str]) -> list[str]:
    wanted = [Requirement(text) for text in requirements if not text.startswith("ortaq")]
    return [str(one) for one in wanted if not one.specifier.contains(versions.get(_plain(one.name), "0"))]


def test_the_locked_versions_meet_what_the_project_asks_for():
    extras = PROJECT["optional-dependencies"]
    assert _meets(PROJECT["dependencies"], locked("requirements.lock")) == []
    assert _meets([*extras["dev"], *extras["postgres"]], locked("requirements-dev.lock")) == []


def test_every_line_of_a_lock_names_one_exact_version():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
        assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_make_help_lists_the_commands():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "install", "bench", "help"):
        assert f"make {target} " in listed
