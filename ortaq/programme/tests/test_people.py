"""Who works for a programme: appointing, dismissing, and the page that shows it."""

from uuid import uuid4

import pytest

from ortaq.ground.errors import Conflict, NotAllowed, Refused
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.programme import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_site", "probed")]

PEOPLE = "/ru/programmes/birge/people/"
SECRET = "дала-жел-тау-77"


def appoint(site, **other):
    given = {"programme": site.programme, "role": Role.ADVISER, "username": "aigul", "name": "Айгүл Сынақ"}
    return site.do(actions.appoint, **given | {"since": site.now.date(), "password": SECRET} | other)


def test_somebody_new_gets_an_account_with_a_one_time_password_that_no_journal_holds(site):
    made = appoint(site)
    assert (made.programme, made.role, made.account.must_change_password) == (site.programme, "adviser", True)
    assert made.account.check_password(SECRET)
    entry = Entry.objects.get(action="programme.appoint")
    assert entry.book.programme == site.programme
    assert SECRET not in entry.payload.body


def test_a_role_is_given_once_and_only_one_of_a_programme(site):
    appoint(site)
    for wrong in ({}, {"role": Role.AKIM}):
        with pytest.raises(Refused) as refusal:
            appoint(site, **wrong)
        assert refusal.value.field == "role"
    with pytest.raises(Refused):
        appoint(site, username="nobody", name=" ")
    assert appoint(site, role=Role.DONOR).account == Account.objects.get(username="aigul")


def test_twice_sent_is_done_once(site):
    deed = uuid4()
    assert appoint(site, deed=deed) == appoint(site, deed=deed)
    with pytest.raises(Conflict):
        appoint(site, deed=deed, role=Role.DONOR)


def test_only_the_manager_appoints_and_dismisses(site):
    held = appoint(site)
    for person in (site.adviser, site.donor):
        with pytest.raises(NotAllowed):
            appoint(site, by=person, username="other")
        with pytest.raises(NotAllowed):
            site.do(actions.dismiss, by=person, appointment=held, reason="х")


def test_a_role_ends_at_once_and_the_last_manager_stays(site):
    held = appoint(site)
    site.do(actions.dismiss, appointment=held, reason="Жоба аяқталды")
    with pytest.raises(Refused):
        site.do(actions.dismiss, appointment=held, reason="Жоба аяқталды")
    manager = Appointment.objects.get(role=Role.MANAGER)
    with pytest.raises(Refused):
        site.do(actions.dismiss, appointment=manager, reason="Жоба аяқталды")
    appoint(site, role=Role.MANAGER, username="second")
    site.do(actions.dismiss, appointment=manager, reason="Жоба аяқталды")
    donor = Appointment.objects.get(role=Role.DONOR)
    with pytest.raises(NotAllowed):
        site.do(actions.dismiss, by=Actor(account=site.manager.account), appointment=donor, reason="х")


def test_the_manager_gives_and_ends_a_role_on_the_pages(client, site):
    client.force_login(site.manager.account)
    given = {
        "username": "aigul",
        "name": "Айгүл Сынақ",
        "role": "adviser",
        "language": "kk",
        "since": "2027-02-10",
    }
    assert client.post(f"{PEOPLE}appoint/", {"deed": ""}).status_code == 422
    shown = client.post(f"{PEOPLE}appoint/", given).content.decode()
    account = Account.objects.get(username="aigul")
    assert any(account.check_password(word) for word in shown.replace("<", " ").replace(">", " ").split())
    assert "Айгүл Сынақ" in client.get(PEOPLE).content.decode()
    held = account.appointments.get()
    assert client.post(f"{PEOPLE}{held.pk}/dismiss/", {"reason": "Аяқталды"}).status_code == 302
    held.refresh_from_db()
    assert held.until < site.now.date()


def test_the_donor_sees_the_people_and_a_stranger_does_not(client, site, actor, unit):
    client.force_login(site.donor.account)
    page = client.get(PEOPLE).content.decode()
    assert site.adviser.account.name in page
    assert "appoint/" not in page
    client.force_login(actor(unit, "akim").account)
    assert client.get(PEOPLE).status_code == 403
