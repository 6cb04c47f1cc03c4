"""Volunteers: by web, helper and spreadsheet; who they are stays with the office; the files of the draw."""

import csv
import datetime
import io
import re

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook, load_workbook

from ortaq.ground.errors import NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import Actor, Behalf, Channel
from ortaq.ground.people.roles import Role
from ortaq.stages.circle import actions
from ortaq.stages.circle.models import Volunteer, VolunteerPerson, VolunteerSheet
from ortaq.stages.circle.selectors.counting import shown
from ortaq.stages.circle.selectors.volunteers import candidates_csv, quotas_csv
from ortaq.stages.circle.sheet import read_volunteers
from ortaq.stages.circle.tests.conftest import CLOSES, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
KK = ("Аты-жөні", "Байланыс", "Жынысы", "Жасы", "Ауыл", "Топ", "Неге қатысқысы келеді", "Келісімі")
RU = ("Имя и фамилия", "Контакт", "Пол", "Возраст", "Село", "Группа", "Почему хочет участвовать", "Согласие")
GOOD = [
    ("Айгүл Бірінші", "8 701 1110001", "әйел", "14–34", "Көктал", None, "Балабақша үшін", "иә"),
    ("Болат Екінші", None, "м", 41, "с. Бастау", "предприниматели и фермеры", None, "да"),
    ("Вера Третья", "vera@example.org", "Ж", "67", "КОКТАЛ", None, None, "+"),
]
BAD = [
    ((None, None, "әйел", 30, "Көктал", None, None, "иә"), "A", "no_name"),
    (("Ә" * 121, None, "әйел", 30, "Көктал", None, None, "иә"), "A", "long_name"),
    (("Аты Жөні", None, "мысық", 30, "Көктал", None, None, "иә"), "C", "unknown_sex"),
    (("Аты Жөні", None, "әйел", "қарт", "Көктал", None, None, "иә"), "D", "unknown_age"),
    (("Аты Жөні", None, "әйел", 13, "Көктал", None, None, "иә"), "D", "too_young"),
    (("Аты Жөні", None, "әйел", 30, None, None, None, "иә"), "E", "no_settlement"),
    (("Аты Жөні", None, "әйел", 30, "Көктол", None, None, "иә"), "E", "unknown_settlement"),
    (("Аты Жөні", None, "әйел", 30, "Көктал", "ақындар", None, "иә"), "F", "unknown_group"),
    (("Аты Жөні", None, "әйел", 30, "Көктал", None, None, "жоқ"), "H", "no_consent"),
]


def workbook_of(rows, headings=KK) -> ContentFile:
    book = Workbook()
    page = book.active
    page.append(headings)
    for row in rows:
        page.append(row)
    file = io.BytesIO()
    book.save(file)
    return ContentFile(file.getvalue(), name="volunteers.xlsx")


@pytest.fixture
def take_in(call, clerk, unit, now):
    def send(rows, headings=KK, **other):
        sheet = read_volunteers(upload=workbook_of(rows, headings), unit=unit)
        given = {"by": clerk.through(Channel.SHEET, Behalf.OFFICE), "call": call, "now": now} | other
        return actions.import_volunteers(sheet=sheet, sha256=sheet.sha256, **given)

    return send


def test_an_offer_has_a_number_and_its_person_lies_apart(offer):
    first, second = offer(motive="Жол үшін"), offer("Болат Тестов", sex="male")
    assert (first.number, second.number) == (1, 2)
    assert (first.channel, first.motive) == ("web", "Жол үшін")
    assert first.person.name == "Айгүл Тестова"
    entries = Entry.objects.filter(action="circle.volunteer")
    assert entries.count() == 2
    for entry in entries:
        assert not re.search("Айгүл|Болат|5550123|Жол|female|middle", entry.payload.body)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"contact": ""}, "contact"),
        ({"sex": "cat"}, "sex"),
        ({"age": "child"}, "age"),
        ({"group": "poets"}, "group"),
        ({"motive": "ә" * 1001}, "motive"),
        ({"consents": False}, "consents"),
    ],
)
def test_what_is_missing_is_named_beside_its_field(offer, given, field):
    with pytest.raises(Refused) as refused:
        offer(**given)
    assert set(refused.value.sentences) == {field}
    assert not VolunteerPerson.objects.exists()


def test_sent_twice_it_is_one_volunteer(offer):
    deed = new_id()
    assert offer(deed=deed) == offer(deed=deed)
    assert Volunteer.objects.count() == 1


def test_a_helper_writes_down_an_offer_and_a_stranger_cannot(call, koktal, unit, other_unit, actor, now):
    given = {
        "call": call,
        "settlement": koktal,
        "name": "Айгүл Тестова",
        "contact": "көрші",
        "sex": "female",
        "age": "older",
        "consents": True,
        "now": now,
    }
    helper = actor(unit, Role.GROUP_MEMBER).through(Channel.PAPER, Behalf.PERSON)
    assert actions.volunteer_for_person(by=helper, **given).channel == "paper"
    for stranger in (Actor(), actor(unit, Role.DONOR), actor(other_unit, Role.CLERK)):
        with pytest.raises(NotAllowed):
            actions.volunteer_for_person(by=stranger, **given)


def test_nobody_volunteers_before_the_call_is_opened_or_after_it_closed(draft, offer, planner, now):
    for day in (CLOSES + datetime.timedelta(days=1), datetime.date(2027, 2, 7)):
        with pytest.raises(Refused, match="call"):
            offer(now=now.replace(month=day.month, day=day.day))
    assert not Volunteer.objects.exists()


def test_a_draft_receives_nobody(draft, koktal, now):
    with pytest.raises(Refused, match="not open"):
        actions.volunteer(
            by=Actor(),
            call=draft(),
            settlement=koktal,
            name="А",
            contact="8",
            sex="male",
            age="youth",
            consents=True,
            now=now,
        )


def test_outside_the_step_every_way_in_is_closed(offer, take_in, now):
    later = now + datetime.timedelta(days=40)
    with pytest.raises(StepClosed):
        offer(now=later)
    with pytest.raises(StepClosed):
        take_in(GOOD, now=later)


def test_who_withdraws_is_counted_no_more_and_forgotten(call, offer, clerk, now):
    made = offer(motive="Себебі бар")
    actions.withdraw_volunteer(by=clerk, volunteer=made, now=now)
    made.refresh_from_db()
    assert (made.withdrawn_at, made.motive) == (now, "")
    assert not VolunteerPerson.objects.exists()
    assert candidates_csv(call).splitlines() == ["id,sex,age,settlement,group"]
    with pytest.raises(Refused, match="already"):
        actions.withdraw_volunteer(by=clerk, volunteer=made, now=now)


def test_a_member_does_not_withdraw_and_a_stranger_withdraws_nobody(offer, planner, clerk, other_unit, actor, now):
    made = offer()
    with pytest.raises(NotAllowed):
        actions.withdraw_volunteer(by=actor(other_unit, Role.CLERK), volunteer=made, now=now)
    actions.accept_volunteer(
        by=planner, volunteer=made, name="Айгүл", since=now.date(), consented_on=now.date(), now=now
    )
    with pytest.raises(Refused, match="membership"):
        actions.withdraw_volunteer(by=clerk, volunteer=made, now=now)


@pytest.mark.parametrize("headings", [KK, RU], ids=["kk", "ru"])
def test_good_rows_are_kept_and_every_bad_one_is_named_by_row_and_column(take_in, headings):
    made = take_in([*GOOD, *(row for row, _column, _code in BAD)], headings)
    assert (made.rows, made.taken, made.repeated, made.refused) == (12, 3, 0, 9)
    assert [(row, column, code) for row, column, code, _value in made.faults] == [
        (number, column, code) for number, (_row, column, code) in enumerate(BAD, start=5)
    ]
    assert "Ә" not in str(made.faults)
    ages = list(Volunteer.objects.order_by("number").values_list("sex", "age", "settlement__name_kk"))
    assert ages == [("female", "youth", "Көктал"), ("male", "middle", "Бастау"), ("female", "older", "Көктал")]
    assert list(VolunteerPerson.objects.order_by("volunteer__number").values_list("name", flat=True)) == [
        name for name, *_rest in GOOD
    ]


def test_sent_again_a_sheet_adds_nobody_not_even_who_withdrew(take_in, clerk, now):
    take_in([*GOOD, GOOD[0]])
    actions.withdraw_volunteer(by=clerk, volunteer=Volunteer.objects.get(number=1), now=now)
    again = take_in(GOOD, RU)
    assert (again.taken, again.repeated) == (0, 3)
    assert Volunteer.objects.count() == 3


def test_names_of_a_sheet_never_enter_the_journal(take_in):
    take_in(GOOD)
    payload = Entry.objects.get(action="circle.import_volunteers").payload.body
    assert not re.search("Айгүл|1110001|Вера", payload)
    assert VolunteerSheet.objects.get().sha256 in payload


def test_a_sheet_with_other_columns_is_refused_in_a_sentence(call, unit):
    with pytest.raises(Refused, match="Жынысы / пол"):
        read_volunteers(
            upload=workbook_of(GOOD, ("Аты-жөні", "", "", "Жасы", "Ауыл", "", "", "Келісімі")), unit=unit
        )


def test_an_import_that_is_cut_in_the_middle_leaves_nothing(take_in, monkeypatch):
    from ortaq.stages.circle.actions import volunteering

    kept = volunteering._keep_row

    def cut(row, *given):
        if row.sex == "male":
            raise OSError("No space left on device")
        kept(row, *given)

    entries = Entry.objects.count()
    monkeypatch.setattr(volunteering, "_keep_row", cut)
    with pytest.raises(OSError, match="No space"):
        take_in(GOOD)
    assert not Volunteer.objects.exists()
    assert not VolunteerPerson.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.usefixtures("at")
@pytest.mark.parametrize(("language", "headings"), [("kk", KK), ("ru", RU)])
def test_the_empty_sheet_comes_back_filled_in(client, call, clerk, language, headings):
    answer = client.get(f"/{language}/mysal/documents/circle/sheet.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    page, lists = book.worksheets[0], book["lists"]
    assert tuple(cell.value for cell in page[1]) == headings
    chosen = [lists.cell(1, column).value for column in range(1, 6)]
    page.append(["Айгүл Тестова", "8 701", *chosen[:4], "", chosen[4]])
    file = io.BytesIO()
    book.save(file)
    file.name, _ = "v.xlsx", file.seek(0)
    report = client_of(clerk).post(f"/{language}/mysal/circle/call/sheet/", {"file": file}, follow=True)
    assert report.status_code == 200
    assert VolunteerSheet.objects.get().taken == 1


def test_the_files_of_the_draw_name_nobody_and_give_every_value_a_line(call, offer, take_in, unit):
    offer(group="herders")
    take_in(GOOD)
    candidates = list(csv.DictReader(io.StringIO(candidates_csv(call))))
    assert candidates[0] == {
        "id": "1",
        "sex": "female",
        "age": "middle",
        "settlement": "Көктал",
        "group": "herders",
    }
    assert "Айгүл" not in candidates_csv(call)
    quotas = {(row["feature"], row["value"]): row for row in csv.DictReader(io.StringIO(quotas_csv(call)))}
    assert (quotas["sex", "female"]["min"], quotas["sex", "female"]["max"]) == ("2", "3")
    assert (quotas["age", "older"]["min"], quotas["age", "older"]["max"]) == ("0", "5")
    for row in candidates:
        for feature in ("sex", "age", "settlement", "group"):
            assert (feature, row[feature]) in quotas


@pytest.mark.parametrize(
    ("counts", "total", "hidden"),
    [
        ({"a": 3, "b": 9}, 12, {"a", "b"}),
        ({"a": 3, "b": 0}, None, {"a"}),
        ({"a": 8, "b": 7}, 15, set()),
        ({"a": 1, "b": 1, "c": 1}, None, {"a", "b", "c"}),
    ],
)
def test_small_numbers_and_those_that_tell_them_are_hidden_and_zeros_shown(counts, total, hidden):
    seen = shown(counts, for_office=False)
    assert seen.total == total
    assert {value for value, number in seen.by_value.items() if number is None} == hidden
    assert shown(counts, for_office=True).by_value == counts
