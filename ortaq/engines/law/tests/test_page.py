import subprocess
import sys
from pathlib import Path

from ortaq.engines.law import Act, Parameter
from ortaq.engines.law.page import law_page
from ortaq.engines.law.parameters import every_version

ROOT = Path(__file__).parents[4]


def test_the_committed_page_is_the_one_the_data_make():
    assert (ROOT / "docs" / "law.md").read_text(encoding="utf-8") == law_page()


def test_the_command_prints_the_page():
    printed = subprocess.run(
        [sys.executable, "-m", "ortaq.engines.law"], cwd=ROOT, capture_output=True, check=True
    )
    assert printed.stdout.decode("utf-8") == law_page()


def test_the_page_shows_every_parameter_and_every_question():
    page = law_page()
    for versions in every_version().values():
        for version in versions:
            assert f"| `{version.id}` |" in page
            assert version.label.kk in page
            assert version.question in page


def test_parameters_are_plain_immutable_data():
    version = every_version()["assembly.notice"][0]
    assert isinstance(version, Parameter)
    assert isinstance(version.act, Act)
    assert len({version, version}) == 1
