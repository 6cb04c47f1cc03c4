"""`ortaq run`: one command from nothing to a page in the browser."""

import re
import signal
import socket
import urllib.request

import pytest

from tests.site import Site, ortaq


@pytest.fixture
def start():
    """Start servers that are stopped at the end, whatever happens."""
    running: list[Site] = []

    def begin(home, *options, **variables):
        running.append(Site(home, *options, **variables))
        return running[-1]

    yield begin
    for site in running:
        site.stop()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def test_out_of_nothing_comes_the_first_page_in_the_language_of_the_browser(start, tmp_path):
    site = start(tmp_path / "office")
    assert '<html lang="kk"' in read(site.address)
    style = re.search(r'href="(/static/ortaq\.[0-9a-f]+\.css)"', read(site.address))[1]
    assert "--sky" in read(site.address + style)


def test_ctrl_c_stops_it_cleanly(start, tmp_path):
    site = start(tmp_path / "office", LANG="ru_RU.UTF-8")
    assert site.stop(signal.SIGINT) == 0
    assert site.said[-1] == "Ortaq остановлен. Всё сохранено."
    assert "Traceback" not in "\n".join(site.said)


def test_a_taken_port_is_told_and_the_next_one_used(start, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        site = start(tmp_path / "office", "--port", str(taken))
        assert site.said[0].startswith(f"Port {taken} is taken by another program, so Ortaq uses ")
        assert read(site.address)


def test_a_home_that_cannot_be_written_to_is_named(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    refused = ortaq("run", "--no-browser", home=in_the_way / "office")
    assert refused.returncode == 1
    assert "cannot be written to" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_damaged_database_is_told_and_what_to_do(tmp_path):
    (tmp_path / "ortaq.sqlite3").write_bytes(b"not a database" * 1000)
    told = ortaq("run", "--no-browser", "--port", "0", home=tmp_path, LANG="ru_RU.UTF-8")
    assert told.returncode == 1
    assert "верните последнюю копию: ortaq restore" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_command_that_is_not_understood_is_told_so_in_the_users_language(tmp_path):
    refused = ortaq("қате", LANG="kk_KZ.UTF-8")
    assert refused.returncode == 2
    assert "мұндай таңдау жоқ: 'қате'" in refused.stderr
    helped = ortaq("--help", LANG="ru_RU.UTF-8")
    assert "использование:" in helped.stdout
    assert "проверить, всё ли в порядке" in " ".join(helped.stdout.split())
