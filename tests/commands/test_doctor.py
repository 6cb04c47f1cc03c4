"""`ortaq doctor` finds what is wrong, says it in the user's language and says how to mend it."""

import sqlite3
from contextlib import closing

import pytest

from ortaq.web.catalogues import compile_catalogues
from tests.site import ortaq


@pytest.fixture(autouse=True)
def _words_are_ready():
    compile_catalogues()


def change(home, *statements):
    with closing(sqlite3.connect(home / "ortaq.sqlite3")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk_KZ.UTF-8", "Бәрі дұрыс."),
        ("ru_RU.UTF-8", "Всё в порядке."),
        ("en_GB.UTF-8", "Everything is in order."),
    ],
)
def test_a_healthy_office_is_told_so_in_the_language_of_the_terminal(office, language, sentence):
    examined = ortaq("doctor", home=office, LANG=language)
    assert examined.stdout.splitlines()[-1] == sentence
    assert examined.returncode == 0
    assert "✗" not in examined.stdout


def test_the_language_can_be_asked_for(office):
    assert "Всё в порядке." in ortaq("doctor", "--language", "ru", home=office).stdout
    assert "Бәрі дұрыс." in ortaq("--language=kk", "doctor", home=office).stdout


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_name_that_stands_in_quotes_is_not_quoted_again(office, language):
    change(office, "UPDATE places_unit SET name_kk = '«Мысал» ауылдық округі', name_ru = 'Округ «Мысал»'")
    told = ortaq("doctor", "--language", language, home=office).stdout
    assert "«Мысал»" in told
    assert "««" not in told
    assert "»»" not in told


@pytest.mark.parametrize(
    ("statements", "said", "mend"),
    [
        (
            ["DROP TRIGGER journal_entry_never_changes", "UPDATE journal_entry SET reason = 'x' WHERE number = 1"],
            "entry 1: its text was changed",
            "Compare with the last copy",
        ),
        (
            ["DROP TRIGGER journal_payload_never_changes", "UPDATE journal_payload SET body = '{}'"],
            "entry 2: its data were changed",
            "Compare with the last copy",
        ),
        (
            ["DROP TRIGGER journal_entry_never_goes"],
            "Guards of the journal are gone: journal_entry_never_goes.",
            "compare with the last copy",
        ),
        (
            ["INSERT INTO django_migrations (app, name, applied) VALUES ('needs', '0099_later', '2030-01-01')"],
            "written by a newer Ortaq",
            "Update Ortaq",
        ),
        (
            ["DELETE FROM django_migrations WHERE app = 'journal' AND name = '0003_book_of_programme'"],
            "waits for its update",
            "ortaq run",
        ),
    ],
)
def test_what_was_tampered_with_is_named(office, statements, said, mend):
    change(office, *statements)
    examined = ortaq("doctor", home=office)
    assert examined.returncode == 1
    assert said in examined.stdout
    assert mend in examined.stdout


def test_a_damaged_file_is_named(office):
    file = office / "ortaq.sqlite3"
    content = bytearray(file.read_bytes())
    content[0:20_000] = bytes(20_000)
    file.write_bytes(content)
    examined = ortaq("doctor", home=office, LANG="ru")
    assert examined.returncode == 1
    assert "ortaq restore" in examined.stdout


def test_a_secret_that_others_can_read_is_named(office):
    (office / "secret.key").chmod(0o644)
    examined = ortaq("doctor", home=office, LANG="kk")
    assert examined.returncode == 1
    assert f"chmod 600 {office / 'secret.key'}" in examined.stdout


def test_a_home_that_starts_today_is_no_fault(tmp_path):
    assert ortaq("doctor", home=tmp_path / "new").returncode == 0
    assert not (tmp_path / "new" / "ortaq.sqlite3").exists()
