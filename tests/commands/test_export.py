"""`ortaq export` writes what is published, and says what is wrong where there is nothing to write."""

import pytest

from tests.site import ortaq


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "жарияланбаған"),
        ("ru", "не опубликован"),
    ],
)
def test_an_office_without_a_published_plan_is_told_so(office, tmp_path, language, sentence):
    asked = ortaq("export", "nowhere", "2030", str(tmp_path / "plan.pdf"), "--language", language, home=office)
    assert asked.returncode == 1
    assert sentence in asked.stderr
    assert not (tmp_path / "plan.pdf").exists()


def test_another_kind_of_file_is_refused(office, tmp_path):
    asked = ortaq("export", "nowhere", "2030", str(tmp_path / "plan.txt"), home=office)
    assert asked.returncode == 1
    assert "pdf, docx" in asked.stderr
