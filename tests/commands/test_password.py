"""The only akim forgot the password: at the office's computer there is a way back in, and the journal says so."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tests.commands.test_copies import rows
from tests.site import Site, ortaq

GIVEN = re.compile(r"^  ([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})$", re.MULTILINE)


def sign_in(site: Site, username: str, password: str) -> str:
    """Return the address of the page that stands after signing in."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"{site.address}/kk/account/sign-in/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(address).read().decode())[1]
    form = {"csrfmiddlewaretoken": token, "username": username, "password": password}
    return browser.open(address, urllib.parse.urlencode(form).encode()).url


def test_the_akim_gets_in_again_and_must_choose_an_own_password(office):
    told = ortaq("password", "AKIM", home=office, LANG="ru_RU.UTF-8")
    assert told.returncode == 0, told.stderr
    password = GIVEN.search(told.stdout)[1]
    assert "Әкім" in told.stdout
    site = Site(office)
    try:
        assert sign_in(site, "akim", password).endswith("/account/password/")
    finally:
        site.stop()
    action, channel, body = rows(
        office,
        "SELECT action, channel, body FROM journal_entry JOIN journal_payload ON entry_id = journal_entry.id "
        "ORDER BY number DESC LIMIT 1",
    )[0]
    assert (action, channel) == ("people.recover_password", "command")
    assert password not in body
    assert "unbroken" in ortaq("doctor", home=office).stdout


def test_a_name_that_nobody_has_is_told_in_the_users_language(office):
    before = rows(office, "SELECT count(*) FROM journal_entry")
    refused = ortaq("password", "nobody", home=office, LANG="kk_KZ.UTF-8")
    assert refused.returncode == 1
    assert "Мұндай атпен ешкім кірмейді" in refused.stderr
    assert rows(office, "SELECT count(*) FROM journal_entry") == before


def test_a_folder_without_an_office_is_told_so(tmp_path):
    refused = ortaq("password", "akim", home=tmp_path / "empty", LANG="ru_RU.UTF-8")
    assert refused.returncode == 1
    assert "нет рабочего места" in refused.stderr
    assert not (tmp_path / "empty").exists()
