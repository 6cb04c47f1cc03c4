"""Who may open an office from the example: a person at the computer itself, and nobody else."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import Client

from ortaq.ground.journal.models import Node
from ortaq.web.home import Home
from ortaq.web.office_here import port_of

ADDRESS = "/kk/own-office/"
COMMAND = "make run HOME_DIR="
BUTTON = '<form method="post">'


@pytest.fixture
def example(unit):
    Node.objects.update(is_example=True)


@pytest.fixture(autouse=True)
def _named_as_on_a_laptop(settings):
    settings.ALLOWED_HOSTS = ["localhost", "village.example", "testserver"]


def page(**surroundings: str) -> str:
    return Client(**{"HTTP_HOST": "localhost"} | surroundings).get(ADDRESS).content.decode()


def test_at_the_computer_of_the_example_there_is_a_button_and_the_command(example):
    assert BUTTON in page()
    assert COMMAND in page()


@pytest.mark.parametrize("elsewhere", [{"REMOTE_ADDR": "192.168.1.7"}, {"HTTP_HOST": "village.example"}])
def test_from_another_computer_only_the_command_is_shown(example, elsewhere):
    assert BUTTON not in page(**elsewhere)
    assert COMMAND in page(**elsewhere)
    assert Client(**{"HTTP_HOST": "localhost"} | elsewhere).post(ADDRESS).status_code == 403


def test_on_the_internet_nobody_starts_anything(example, settings):
    settings.ON_INTERNET = True
    assert BUTTON not in page()
    assert Client(HTTP_HOST="localhost").post(ADDRESS).status_code == 403


def test_an_office_does_not_start_another(unit):
    assert BUTTON not in page()
    assert Client(HTTP_HOST="localhost").post(ADDRESS).status_code == 403


def test_another_page_cannot_press_the_button(example):
    assert Client(enforce_csrf_checks=True, HTTP_HOST="localhost").post(ADDRESS).status_code == 403


@pytest.fixture
def stranger():
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_what_answers_at_a_port_must_prove_which_office_it_is(stranger, tmp_path):
    other = Home(tmp_path)
    assert port_of(other) is None
    other.door.write_text("no number")
    assert port_of(other) is None
    other.door.write_text(str(stranger))
    assert port_of(other) is None
