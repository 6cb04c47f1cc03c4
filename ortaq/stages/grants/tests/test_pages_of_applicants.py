"""What applicants and those who help them see and do on the pages of grants."""

from __future__ import annotations

import datetime
import re
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from conftest import make_actor
from ortaq.ground.people.roles import Role
from ortaq.stages.grants import actions
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.tests.browsing import (
    DESK,
    HOSTILE,
    SENT,
    UNIT,
    begin,
    come_back,
    fill_in,
    signed_in,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_site", "cycle")]


def test_a_draft_is_saved_empty_and_resumed_with_number_and_secret(site, client):
    site.publish()
    file, secret = begin(client)
    for part in ("business", "money", "jobs", "person"):
        assert client.post(f"{file}parts/{part}/", SENT).status_code == 302
    another_day = Client()
    assert another_day.get(file).headers["Location"] == f"{UNIT}damu/1/mine/"
    answer = another_day.post(f"{UNIT}damu/1/mine/", {"number": "1", "secret": f" {secret.lower()} "})
    assert answer.headers["Location"] == file
    assert another_day.get(file).status_code == 200


def test_the_secret_is_kept_only_as_a_keyed_hash_and_stands_in_no_session(site, client):
    from django.contrib.sessions.models import Session

    site.publish()
    _file, secret = begin(client)
    assert secret not in str(list(Application.objects.values_list()))
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())


def test_the_receipt_names_nobody_and_is_kept_out_of_search_engines(site, client):
    site.publish()
    form = client.get(f"{UNIT}damu/1/apply/")
    secret = re.search(r'name="secret" value="(\w+)"', form.content.decode())[1]
    receipt = client.post(f"{UNIT}damu/1/apply/", {"secret": secret})
    assert receipt.headers["X-Robots-Tag"].startswith("noindex")
    assert receipt.headers["Cache-Control"] == "no-store, private"
    assert 'name="robots" content="noindex"' in receipt.content.decode()
    assert f"{secret[:4]}-{secret[4:8]}" in words(receipt)


def test_beginning_twice_with_the_same_form_shows_the_same_receipt(site, client):
    site.publish()
    form = client.get(f"{UNIT}damu/1/apply/").content.decode()
    sent = {name: re.search(rf'name="{name}" value="([\w-]+)"', form)[1] for name in ("secret", "deed")}
    first, again = (client.post(f"{UNIT}damu/1/apply/", sent) for _time in range(2))
    assert words(first).split("id=")[0] == words(again).split("id=")[0]
    assert Application.objects.count() == 1


def test_whoever_saw_a_deed_does_not_get_the_application_by_repeating_it(site, client):
    site.publish()
    form = client.get(f"{UNIT}damu/1/apply/").content.decode()
    sent = {name: re.search(rf'name="{name}" value="([\w-]+)"', form)[1] for name in ("secret", "deed")}
    client.post(f"{UNIT}damu/1/apply/", sent)
    thief = Client()
    own = re.search(r'name="secret" value="(\w+)"', thief.get(f"{UNIT}damu/1/apply/").content.decode())[1]
    answer = thief.post(f"{UNIT}damu/1/apply/", {"secret": own, "deed": sent["deed"]})
    assert answer.status_code == 422
    assert thief.get(f"{UNIT}damu/1/files/1/").status_code == 302


def test_wrong_secrets_are_slowed_down(site, client):
    site.publish()
    file, secret = begin(client)
    stranger = Client()
    door = f"{UNIT}damu/1/mine/"
    for _time in range(10):
        assert stranger.post(door, {"number": "1", "secret": "23456789ABCDG"}).status_code == 422
    answer = stranger.post(door, {"number": "1", "secret": secret})
    assert answer.status_code == 422
    assert "Он минут" in words(answer)
    assert client.get(file).status_code == 200


def test_one_can_close_the_application_on_a_shared_phone(site, client):
    site.publish()
    file, _secret = begin(client)
    client.post(f"{file}leave/")
    assert client.get(file).status_code == 302


def test_two_hours_later_the_secret_is_asked_for_again(site, client):
    site.publish()
    file, _secret = begin(client)
    site.now += datetime.timedelta(hours=2, minutes=1)
    assert client.get(file).status_code == 302


def test_what_is_missing_is_listed_and_then_handed_in(site, client, unit):
    site.publish()
    file, _secret = begin(client)
    assert "Жобаңызға атау беріңіз" in words(client.get(file))
    answer = client.post(f"{file}hand-in/", SENT, follow=True)
    assert Application.objects.get().state == "draft"
    fill_in(client, file, unit.settlements.first())
    assert f'action="{file}hand-in/"' in client.get(file).content.decode()
    answer = client.post(f"{file}hand-in/", SENT, follow=True)
    assert Application.objects.get().state == "submitted"
    assert "тапсырылды" in words(answer)
    assert client.get(f"{file}parts/money/").headers["Location"] == file


def test_a_part_with_a_mistake_says_so_and_keeps_what_was_written(site, client):
    site.publish()
    file, _secret = begin(client)
    answer = client.post(f"{file}parts/person/", {"name": HOSTILE, "contact": "123"})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_hostile_words_are_escaped_everywhere(site, client, manager, unit):
    site.publish()
    file, secret = begin(client)
    fill_in(client, file, unit.settlements.first())
    client.post(
        f"{file}parts/business/",
        {
            "title": HOSTILE,
            "idea": HOSTILE,
            "use_for_village": HOSTILE,
            "person_kind": "farm",
            "settlement": str(unit.settlements.first().pk),
        },
    )
    client.post(f"{file}hand-in/", SENT)
    site.close()
    come_back(client, file, secret)
    for page in (client.get(file), manager.get(f"{DESK}1/"), manager.get(f"{DESK}1/files/1/")):
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_a_helper_types_for_somebody_who_is_present(site, unit):
    site.publish()
    helper = signed_in(make_actor(unit, Role.CLERK))
    form = helper.get(f"{UNIT}damu/1/help/").content.decode()
    secret = re.search(r'name="secret" value="(\w+)"', form)[1]
    sent = {"secret": secret, "channel": "paper", "language": "ru"}
    assert helper.post(f"{UNIT}damu/1/help/", sent).status_code == 200
    application = Application.objects.get()
    assert (application.channel, application.language) == ("paper", "ru")
    colleague = signed_in(make_actor(unit, Role.PLANNER))
    file = f"{UNIT}damu/1/files/1/"
    assert file in colleague.get(f"{UNIT}help/").content.decode()
    fill_in(colleague, file, unit.settlements.first())
    colleague.post(f"{file}hand-in/", SENT)
    application.refresh_from_db()
    assert application.state == "submitted"


def test_a_helper_does_not_open_what_somebody_began_alone(site, client, unit):
    site.publish()
    file, _secret = begin(client)
    helper = signed_in(make_actor(unit, Role.CLERK))
    assert helper.get(file).status_code == 302
    assert file not in helper.get(f"{UNIT}help/").content.decode()


def test_before_and_after_its_days_a_call_takes_nothing_and_says_when(site, client):
    opens = site.now.date() + datetime.timedelta(days=5)
    site.publish(opens_on=opens, closes_on=opens + datetime.timedelta(days=30))
    assert client.get(UNIT).status_code == 200
    answer = client.get(f"{UNIT}damu/1/apply/")
    assert "бастап қабылданады" in words(answer)
    site.close()
    answer = client.get(f"{UNIT}damu/1/apply/")
    assert "жабылды" in words(answer)
    assert 'name="secret"' not in answer.content.decode()


def test_a_call_of_another_unit_is_not_shown_here(site, client, other_unit, actor):
    actor(other_unit, Role.AKIM)
    site.publish()
    assert client.get(f"/kk/{other_unit.slug}/grants/damu/1/").status_code == 404


def test_the_holder_reads_the_own_letter_and_nobody_else(site, client):
    site.publish()
    application = site.apply()
    site.close()
    site.check(application, met=False)
    address = "/kk/mysal/documents/grants/damu/1/1.pdf"
    assert client.get(address).status_code == 302
    door = {"number": "1", "secret": site.secrets[application.pk]}
    client.post(f"{UNIT}damu/1/mine/", door)
    letter = client.get(address)
    printed = "".join(PdfReader(BytesIO(letter.content)).pages[0].extract_text().split())
    assert "Басқаауылдатұрады" in printed
    assert letter.headers["X-Robots-Tag"].startswith("noindex")


def test_withdrawing_with_the_secret(site, client):
    site.publish()
    file, _secret = begin(client)
    client.post(f"{file}withdraw/", {"words": ""})
    assert Application.objects.get().state == "withdrawn"
    with pytest.raises(Exception, match="қайтарып алды"):
        site.do(actions.record_withdrawal, application=Application.objects.get(), words="Қайта")
