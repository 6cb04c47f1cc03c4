"""What the writes of partnerships promise, and what they refuse."""

import datetime

import pytest
from django.utils import translation

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.partners.actions import (
    Gift,
    add_partner,
    ask_partner,
    record_event,
    sign_memorandum,
    take_back,
    verify,
)
from ortaq.stages.partners.models import Event, Partner, PartnerContact, Partnership, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

MAST = Gift(kind="in_kind", year=2028, what=Text(kk="Байланыс мачтасы", ru="Мачта связи"), amount=0)
DAY = datetime.date(2027, 2, 1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def akim(unit, actor):
    return actor(unit, Role.AKIM)


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def delegate(unit, actor):
    return actor(unit, Role.DELEGATE)


@pytest.fixture
def partner(cycle, clerk, now):
    return add_partner(
        by=clerk,
        cycle=cycle,
        kind="company",
        name=Text(kk="Байланыс операторы", ru="Оператор связи"),
        is_named=True,
        person="Хатшы",
        contact="+7 700 000 00 00",
        now=now,
    )


@pytest.fixture
def asked(cycle, partner, clerk, now):
    return ask(cycle, partner, clerk, now)


def ask(cycle, partner, by, now, **other):
    given = {
        "line": None,
        "asked_for": Text(kk="Байланыс", ru="Связь"),
        "asked_by": Text(kk="Әкім", ru="Аким"),
        "happened_on": DAY,
    }
    return ask_partner(by=by, cycle=cycle, partner=partner, now=now, **given | other)


def follow(partnership, by, now, stage, **other):
    return record_event(by=by, partnership=partnership, stage=stage, happened_on=DAY, now=now, **other)


def deliver(partnership, by, now, **other):
    given = {"document": "Акт № 1", "gift": MAST, "people_served": 560}
    return follow(partnership, by, now, Stage.DELIVERED, **given | other)


def stage_of(partnership):
    return Partnership.objects.get(pk=partnership.pk).stage


def test_the_whole_way_from_the_question_to_the_look(asked, akim, clerk, delegate, now):
    follow(asked, clerk, now, Stage.TALKS)
    follow(asked, clerk, now, Stage.OFFERED, gift=MAST)
    sign_memorandum(by=akim, partnership=asked, happened_on=DAY, document="№ 7", gift=MAST, now=now)
    deliver(asked, clerk, now)
    verify(by=delegate, partnership=asked, happened_on=DAY, note=Text(kk="Байланыс бар"), now=now)
    assert [event.stage for event in asked.events.order_by("number")] == [
        "asked",
        "talks",
        "offered",
        "memorandum",
        "delivered",
        "verified",
    ]
    assert stage_of(asked) == Stage.VERIFIED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stage": Stage.DECLINED}, "note_kk"),
        ({"stage": Stage.DELIVERED, "gift": MAST, "document": "№ 1"}, "people_served"),
        ({"stage": Stage.DELIVERED, "gift": MAST, "people_served": 5}, "document"),
        ({"stage": Stage.DELIVERED, "document": "№ 1", "people_served": 5}, "what_kk"),
        ({"stage": Stage.VERIFIED}, "stage"),
        ({"stage": Stage.MEMORANDUM}, "stage"),
        ({"stage": "bought"}, "stage"),
        ({"stage": Stage.OFFERED, "gift": Gift("money", 2028, Text(kk="ақша"), 0)}, "amount"),
        ({"stage": Stage.OFFERED, "gift": Gift("labour", 2028, Text(kk="асар"), 100)}, "days"),
        ({"stage": Stage.OFFERED, "gift": Gift("in_kind", 2020, Text(kk="зат"), 100)}, "year"),
        ({"stage": Stage.OFFERED, "gift": Gift("in_kind", 2028, Text(), 100)}, "what_kk"),
        ({"stage": Stage.OFFERED, "gift": Gift("gold", 2028, Text(kk="зат"), 100)}, "gift_kind"),
        ({"stage": Stage.TALKS, "happened_on": DAY - datetime.timedelta(1)}, "happened_on"),
        ({"stage": Stage.TALKS, "happened_on": datetime.date(2027, 3, 1)}, "happened_on"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field_and_leaves_nothing(asked, clerk, now, given, field):
    entries = Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        record_event(**{"by": clerk, "partnership": asked, "happened_on": DAY, "now": now} | given)
    assert refusal.value.field == field
    assert asked.events.count() == 1
    assert stage_of(asked) == Stage.ASKED
    assert Entry.objects.count() == entries


def test_nothing_is_verified_that_was_not_delivered(asked, delegate, now):
    with pytest.raises(Refused):
        verify(by=delegate, partnership=asked, happened_on=DAY, note=Text(kk="Көрдім"), now=now)


def test_nobody_verifies_what_they_recorded(asked, unit, actor, now):
    both = actor(unit, Role.CLERK, Role.DELEGATE)
    deliver(asked, both, now)
    with pytest.raises(Refused, match="Somebody else"):
        verify(by=both, partnership=asked, happened_on=DAY, note=Text(kk="Көрдім"), now=now)


def test_a_partner_who_declined_may_be_talked_with_again(asked, clerk, now):
    follow(asked, clerk, now, Stage.DECLINED, note=Text(kk="Биыл мүмкін емес"))
    with pytest.raises(Refused):
        deliver(asked, clerk, now)
    follow(asked, clerk, now, Stage.TALKS)
    assert stage_of(asked) == Stage.TALKS


def test_only_the_latest_step_is_taken_back_and_it_stays_to_be_read(asked, clerk, now):
    first = asked.events.get()
    talks = follow(asked, clerk, now, Stage.TALKS)
    offer = follow(asked, clerk, now, Stage.OFFERED, gift=MAST)
    for event, reason in ((first, "қате"), (talks, "қате"), (offer, " ")):
        with pytest.raises(Refused):
            take_back(by=clerk, event=event, reason=reason, now=now)
    take_back(by=clerk, event=offer, reason="Қате жазылған", now=now)
    assert stage_of(asked) == Stage.TALKS
    assert Event.objects.get(pk=offer.pk).taking_back == "Қате жазылған"


def test_sent_twice_is_done_once(asked, clerk, now):
    deed = new_id()
    events = {follow(asked, clerk, now, Stage.TALKS, deed=deed).pk for _time in range(2)}
    assert len(events) == 1
    assert asked.events.count() == 2


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.GROUP_MEMBER, Role.RESIDENT, Role.DONOR])
def test_only_the_office_asks_and_records(cycle, partner, asked, unit, actor, now, role):
    somebody = actor(unit, role)
    for deed in (
        lambda: ask(cycle, partner, somebody, now),
        lambda: follow(asked, somebody, now, Stage.TALKS),
        lambda: sign_memorandum(
            by=somebody, partnership=asked, happened_on=DAY, document="№ 7", gift=MAST, now=now
        ),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_only_the_akim_signs(asked, clerk, now):
    with pytest.raises(NotAllowed):
        sign_memorandum(by=clerk, partnership=asked, happened_on=DAY, document="№ 7", gift=MAST, now=now)


def test_another_unit_has_no_business_here(asked, other_unit, actor, now):
    with pytest.raises(NotAllowed):
        follow(asked, actor(other_unit, Role.AKIM), now, Stage.TALKS)


def test_the_contact_of_a_partner_never_enters_the_journal(partner):
    written = " ".join(Payload.objects.values_list("body", flat=True))
    assert PartnerContact.objects.get().contact == "+7 700 000 00 00"
    assert [word for word in ("+7 700 000 00 00", "Хатшы") if word in written] == []


def test_a_partner_without_a_name_or_a_kind_is_sent_back(cycle, clerk, now):
    for name, kind in ((Text(), "company"), (Text(kk="Аты"), "friend")):
        with pytest.raises(Refused):
            add_partner(by=clerk, cycle=cycle, kind=kind, name=name, is_named=False, now=now)
    assert not Partner.objects.exists()
