"""A copy is whole or it is refused; what is restored is what was copied, on a computer of its own."""

import json
import sqlite3
import stat
import tarfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import work
from tests.site import Site, ortaq


@pytest.fixture
def copy(office: Path, tmp_path: Path) -> Path:
    """A copy of the office, a photo with it."""
    photo = office / "media" / "ab" / "photo-1.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"\xff\xd8 picture")
    made = ortaq("backup", tmp_path / "stick" / "copy.tar", home=office)
    assert made.returncode == 0, made.stderr
    assert "Copied and read back" in made.stdout
    return tmp_path / "stick" / "copy.tar"


def rows(home: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(home / "ortaq.sqlite3")) as database:
        return database.execute(query).fetchall()


def test_the_restored_office_is_the_same_and_a_computer_of_its_own(office, copy, tmp_path):
    home = tmp_path / "new"
    restored = ortaq("restore", copy, home=home)
    assert restored.returncode == 0, restored.stderr
    for query in ("SELECT hash FROM journal_entry ORDER BY 1", "SELECT username, password FROM people_account"):
        assert rows(home, query) == rows(office, query)
    assert (home / "media" / "ab" / "photo-1.jpg").read_bytes() == b"\xff\xd8 picture"
    assert (home / "secret.key").read_text() == (office / "secret.key").read_text()
    assert len(rows(home, "SELECT id FROM journal_node")) == 2
    here = "SELECT id FROM journal_node WHERE is_here"
    assert rows(home, here) != rows(office, here)
    running = Site(home)
    assert running.stop() == 0
    assert ortaq("doctor", home=home).returncode == 0


def test_a_copy_is_readable_by_its_owner_only_and_says_what_is_in_it(copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with tarfile.open(copy) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert tar.getnames()[1:] == list(manifest["files"])
    assert set(manifest["files"]) == {"ortaq.sqlite3", "secret.key", "media/ab/photo-1.jpg"}
    assert [path.name for path in copy.parent.iterdir()] == ["copy.tar"]


def test_a_copy_made_while_people_work_is_whole(office, tmp_path):
    with work("work", office) as working:
        working.stdout.readline()
        for number in range(3):
            made = ortaq("backup", tmp_path / f"{number}.tar", home=office)
            assert made.returncode == 0, made.stderr
            time.sleep(0.2)
        working.kill()
    assert ortaq("restore", tmp_path / "2.tar", home=tmp_path / "new").returncode == 0
    assert len(rows(tmp_path / "new", "SELECT id FROM journal_entry")) > 3


def test_a_cut_or_changed_copy_is_refused_and_leaves_nothing(copy, tmp_path):
    whole = copy.read_bytes()
    home = tmp_path / "new"
    damaged = [
        b"",
        b"not a copy",
        whole[:300],
        whole[: len(whole) // 2],
        whole[:-20_000],
        _flipped(whole, whole.index(b"SQLite format 3") + 5_000),
        _flipped(whole, whole.index(b" picture") + 2),
        _flipped(whole, 600),
        whole.replace(b"photo-1.jpg", b"photo-2.jpg", 1),
        whole.replace(b"media/ab/photo-1.jpg", b"../../ab/photo-1.jpg"),
    ]
    for content in damaged:
        copy.write_bytes(content)
        refused = ortaq("restore", copy, home=home)
        assert refused.returncode == 1
        assert "is damaged or is no copy" in refused.stderr
        assert not home.exists()
        assert not home.with_name("new.restoring").exists()


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_copy_whose_journal_was_changed_is_refused(office, tmp_path):
    with closing(sqlite3.connect(office / "ortaq.sqlite3")) as database:
        database.execute("DROP TRIGGER journal_entry_never_changes")
        database.execute("UPDATE journal_entry SET reason = 'басқа' WHERE number = 1")
        database.commit()
    made = ortaq("backup", tmp_path / "copy.tar", home=office)
    assert made.returncode == 1
    assert "The journal has faults" in made.stderr
    refused = ortaq("restore", tmp_path / "copy.tar", home=tmp_path / "new")
    assert refused.returncode == 1
    assert "journal in this copy was changed" in refused.stderr
    assert not (tmp_path / "new").exists()


def test_nothing_is_overwritten(office, copy):
    assert ortaq("restore", copy, home=office).returncode == 1
    assert ortaq("backup", copy, home=office).returncode == 1
    assert rows(office, "SELECT count(*) FROM journal_entry") == [(2,)]


def test_a_folder_that_cannot_be_copied_is_named(tmp_path):
    refused = ortaq("backup", tmp_path / "copy.tar", home=tmp_path / "empty", LANG="kk_KZ.UTF-8")
    assert refused.returncode == 1
    assert "көшіретін дерекқор жоқ" in refused.stderr
