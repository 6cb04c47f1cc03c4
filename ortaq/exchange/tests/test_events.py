"""What the writes of events promise, and what they refuse; what everybody learns of the guests."""

import datetime
import json

import pytest

from ortaq.exchange.events.actions import (
    add_item,
    add_material,
    change_event,
    change_item,
    change_material,
    record_who_came,
    register_guest,
    take_off_item,
    take_off_material,
    write_follow_up,
)
from ortaq.exchange.events.selectors import event_view
from ortaq.exchange.models import Event, EventItem, Guest, Material
from ortaq.exchange.tests.built import a_seminar, announcement, write
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.places.models import Area
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

DAY = datetime.timedelta(days=1)


def come(event, now, *, oblast=None, **other):
    given = {"name": "Сынақ Қонақов", "contact": "+7 700 111 22 33", "office": "Аппарат", "is_akim": True}
    return register_guest(by=ANYONE, event=event, oblast=oblast, now=now, **given | other)


def oblast(name):
    return Area.objects.create(level="oblast", name=Text(kk=name, ru=name))


def test_the_agenda_tells_a_case(event, manager, case, now):
    add_item(by=manager, event=event, title=Text(kk="Тіркелу"), begins=datetime.time(9), now=now)
    add_item(by=manager, event=event, title=Text(kk="Құдық"), case_id=case.pk, now=now)
    items = event_view(event, today=now.date()).items
    assert [(item.number, item.case_number) for item in items] == [(1, None), (2, 1)]


def test_a_draft_case_stands_on_no_agenda(event, manager, site, akim, now):
    with pytest.raises(Refused, match="everybody may read"):
        add_item(by=manager, event=event, title=Text(kk="Құдық"), case_id=write(site, akim).pk, now=now)


def test_what_a_guest_says_never_enters_the_journal(event, now):
    come(event, now, oblast=oblast("Абай облысы"))
    entry = Entry.objects.get(action="exchange.register")
    text = Payload.objects.get(entry=entry).body
    assert "Қонақов" not in text
    assert "111" not in text
    assert set(json.loads(text)) == {"event"}


@pytest.mark.parametrize(("missing", "field"), [("name", "name"), ("contact", "contact")])
def test_a_guest_without_a_name_or_a_contact_is_asked_for_it(event, now, missing, field):
    with pytest.raises(Refused) as refused:
        come(event, now, **{missing: " "})
    assert refused.value.field == field


def test_a_district_is_no_oblast(event, unit, now):
    with pytest.raises(Refused, match="list"):
        come(event, now, oblast=unit.district)


def test_registration_ends_on_its_day(programme, manager, now):
    event = a_seminar(programme, manager, now, registration_until=(now + DAY).date())
    come(event, now + DAY)
    with pytest.raises(Refused, match="closed"):
        come(event, now + 2 * DAY)


def test_sent_twice_a_guest_is_registered_once(event, now):
    deed = new_id()
    assert come(event, now, deed=deed) == come(event, now, deed=deed)
    assert Guest.objects.count() == 1


def test_everybody_reads_from_where_they_came_and_no_small_number(event, manager, now):
    for name, people in (("Абай облысы", 7), ("Ақмола облысы", 6), ("Ұлытау облысы", 2)):
        area = oblast(name)
        for _each in range(people):
            come(event, now, oblast=area)
    come(event, now)
    later = now + 10 * DAY
    record_who_came(by=manager, event=event, came=range(1, 16), now=later)
    view = event_view(Event.objects.get(), today=later.date())
    assert (view.attended, view.oblasts) == (15, 3)
    shown = {one.name.kk: one.guests for one in view.origins}
    assert shown["Ұлытау облысы"] is None
    assert list(shown.values()).count(None) >= 2


def test_organisers_may_count_at_the_door(event, manager, now):
    later = now + 10 * DAY
    record_who_came(by=manager, event=event, came=[], attended=44, oblasts=12, now=later)
    view = event_view(Event.objects.get(), today=later.date())
    assert (view.attended, view.oblasts, view.origins) == (44, 12, ())


def test_who_came_is_refused_before_the_day_and_where_numbers_disagree(event, manager, now):
    guest = come(event, now)
    with pytest.raises(Refused, match="still to come"):
        record_who_came(by=manager, event=event, came=[guest.number], now=now)
    later = now + 10 * DAY
    with pytest.raises(Refused, match="More guests") as refused:
        record_who_came(by=manager, event=event, came=[guest.number], attended=0, now=later)
    assert refused.value.field == "attended"
    with pytest.raises(Refused, match="how many people"):
        record_who_came(by=manager, event=event, came=[], oblasts=3, now=later)
    assert Guest.objects.get().came is None


def test_an_item_of_the_agenda_is_corrected_or_taken_off(event, manager, akim, case, now):
    item = add_item(by=manager, event=event, title=Text(kk="Қате"), speaker="Біреу", now=now)
    with pytest.raises(Refused):
        change_item(by=manager, item=item, title=Text(), now=now)
    change_item(by=manager, item=item, title=Text(kk="Құдық"), case_id=case.pk, now=now)
    (shown,) = event_view(event, today=now.date()).items
    assert (shown.title.kk, shown.speaker, shown.case_number) == ("Құдық", "", case.number)
    with pytest.raises(NotAllowed):
        take_off_item(by=akim, item=item, now=now)
    deed = new_id()
    for _time in range(2):
        assert take_off_item(by=manager, item=EventItem(pk=item.pk, event=event), deed=deed, now=now) == event
    assert event_view(event, today=now.date()).items == ()
    assert "Құдық" in " ".join(Payload.objects.values_list("body", flat=True))


def test_a_material_is_corrected_or_taken_away(event, manager, akim, now):
    material = add_material(by=manager, event=event, title=Text(kk="Үлгі"), text=Text(kk="Қате"), now=now)
    with pytest.raises(Refused, match="the text itself"):
        change_material(by=manager, material=material, title=Text(kk="Үлгі"), now=now)
    change_material(by=manager, material=material, title=Text(kk="Үлгі"), text=Text(kk="Дұрыс"), now=now)
    assert Material.objects.get().text.kk == "Дұрыс"
    with pytest.raises(NotAllowed):
        take_off_material(by=akim, material=material, now=now)
    take_off_material(by=manager, material=material, now=now)
    assert not Material.objects.exists()


def test_materials_and_what_followed(event, manager, now):
    with pytest.raises(Refused, match="the text itself"):
        add_material(by=manager, event=event, title=Text(kk="Үлгі"), now=now)
    add_material(by=manager, event=event, title=Text(kk="Үлгі"), link="https://example.kz/a.pdf", now=now)
    with pytest.raises(Refused, match="still to come"):
        write_follow_up(by=manager, event=event, follow_up=Text(kk="Хат жазылды"), now=now)
    write_follow_up(by=manager, event=event, follow_up=Text(kk="Хат жазылды"), now=now + 10 * DAY)
    view = event_view(Event.objects.get(), today=now.date())
    assert view.follow_up.kk == "Хат жазылды"
    assert len(view.materials) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": Text()}, "title_kk"),
        ({"place": Text()}, "place_kk"),
        ({"ends_on": datetime.date(2027, 1, 1)}, "ends_on"),
        ({"registration_until": datetime.date(2028, 1, 1)}, "registration_until"),
    ],
)
def test_an_announcement_that_cannot_be_is_refused(event, manager, now, change, field):
    with pytest.raises(Refused) as refused:
        change_event(by=manager, event=event, said=announcement(now, **change), now=now)
    assert refused.value.field == field


def test_only_the_programmes_manager_holds_events(programme, akim, event, now):
    with pytest.raises(NotAllowed):
        a_seminar(programme, akim, now)
    with pytest.raises(NotAllowed):
        record_who_came(by=akim, event=event, came=[], attended=1, now=now + 10 * DAY)
