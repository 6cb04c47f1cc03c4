"""Pages for when something goes wrong: kind, in the reader's language, and able to stand alone."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error

PAGES = ("400", "403", "403_csrf", "404", "413", "429", "500")
SAID_AS_IT_IS = {"Ortaq", "html", "doctype", "cookie"}


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_any_context_speaks_the_language_and_leads_on(page, language):
    with translation.override(language):
        html = render_to_string(f"{page}.html")
    assert f'<html lang="{language}">' in html
    assert 'class="btn" href="/"' in html
    assert html.count("<h1>") == 1
    assert set(re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]+>", " ", html))) <= SAID_AS_IT_IS
    description = re.search(r'name="description" content="([^"]*)"', html)
    assert description is None or not re.search(r"[A-Za-z]{3,}", description[1])


def test_django_finds_the_pages_by_their_names():
    request = RequestFactory().get("/nowhere")
    with translation.override("kk"):
        answers = [
            (bad_request(request, Exception()), 400, "түсіне алмадық"),
            (permission_denied(request, Exception()), 403, "ашық емес"),
            (csrf_failure(request), 403, "тым ұзақ ашық тұрды"),
            (page_not_found(request, Exception()), 404, "Мұндай бет жоқ"),
            (server_error(request), 500, "ақау болды"),
        ]
    for answer, status, words in answers:
        assert answer.status_code == status
        assert words in answer.content.decode()
