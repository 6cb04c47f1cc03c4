"""The KATO file: every row is accounted for, nothing doubles, nothing ends by itself."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from openpyxl import Workbook

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.ground.places import kato
from ortaq.ground.places.kato import take_apart
from ortaq.ground.places.kato_import import import_kato
from ortaq.ground.places.models import Area, KatoImport, Settlement, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

HEADINGS = ("te", "ab", "cd", "ef", "hij", "k", "name_kaz", "name_rus", "nn")
ROWS = (
    ("100000000", "Абай облысы", "область Абай"),
    ("103200000", "Абай ауданы", "Абайский район"),
    ("103235000", "Архат а.о.", "Архатский с.о"),
    ("103235100", "Архат а.", "с.Архат"),
    ("103235103", "Қызыл қыстауы", "зимовка Кызыл"),
    ("103239000", "Кенгірбай би ауылдық округі", "Кенгирбай би с.о."),
    ("103239100", "Кенгірбай би ауылы", "с.Кенгирбай би"),
    ("103230000", "Қарауыл к.ә.", "Караул п.а."),
    ("101000000", "Семей Қ.Ә.", "Семей Г.А."),
    ("101010000", "Семей қ.", "г.Семей"),
)


def workbook(*rows, heading_row=1, headings=HEADINGS):
    """Return an upload in the shape of the official file; a row is code, kk, ru."""
    book = Workbook()
    for number in range(1, heading_row):
        book.active.cell(number, 1, "Классификатор")
    for column, heading in enumerate(headings, start=1):
        book.active.cell(heading_row, column, heading)
    for row in rows:
        code = str(row[0])
        parts = [int(code[a:b]) for a, b in ((0, 2), (2, 4), (4, 6), (6, 9))] if len(code) == 9 else [""] * 4
        book.active.append([row[0], *parts, 5, row[1], row[2], 1])
    out = io.BytesIO()
    book.save(out)
    return ContentFile(out.getvalue(), name="kato.xlsx")


@pytest.fixture
def take(unit, actor, now):
    """Import rows as the akim of the unit."""
    akim = actor(unit, Role.AKIM)

    def run(*rows, **given):
        upload = given.pop("upload", None) or workbook(*rows)
        return import_kato(**{"by": akim, "unit": unit, "upload": upload, "year": 2026, "now": now} | given)

    return run


def counts(report):
    return {name: getattr(report, name) for name in ("taken", "renamed", "known", "outside", "skipped", "refused")}


@pytest.mark.parametrize(
    ("written", "language", "bare", "kind"),
    [
        ("Абайский с.о", "ru", "Абайский", "okrug"),
        ("Абайский с.о.", "ru", "Абайский", "okrug"),
        ("Абайский с/о", "ru", "Абайский", "okrug"),
        ("Сельский округ Мысал", "ru", "Мысал", "okrug"),
        ("Абай а.о.", "kk", "Абай", "okrug"),
        ("Мысал ауылдық округі", "kk", "Мысал", "okrug"),
        ("Белоусовка п.а.", "ru", "Белоусовка", "kent"),
        ("Глубокое кенті", "kk", "Глубокое", "kent"),
        ("Нұра к.ә.", "kk", "Нұра", "kent"),
        ("Акколь Г.А.", "ru", "Акколь", "town"),
        ("Ақкөл қаласы", "kk", "Ақкөл", "town"),
        ("г.Акколь", "ru", "Акколь", "town"),
        ("с.Караул", "ru", "Караул", "village"),
        ("Алматинский р-н", "ru", "Алматинский", "city_district"),
        ("Совхозный", "ru", "Совхозный", ""),
        ("Самал", "kk", "Самал", ""),
    ],
)
def test_the_type_is_read_however_it_is_written(written, language, bare, kind):
    named = take_apart(written, language)
    assert (named.bare, str(named.kind)) == (bare, kind)


@pytest.mark.parametrize("heading_row", [1, 2])
def test_the_file_becomes_areas_units_and_settlements_by_the_grammar_of_the_code(take, heading_row):
    report = take(upload=workbook(*ROWS, heading_row=heading_row))
    assert counts(report) == {"taken": 9, "renamed": 0, "known": 0, "outside": 0, "skipped": 1, "refused": 0}
    arkhat = Unit.objects.get(kato="103235000")
    assert (arkhat.kind, arkhat.slug, arkhat.kato_year) == ("okrug", "arhat", 2026)
    assert (arkhat.name.kk, arkhat.name.ru) == ("Архат ауылдық округі", "Архатский сельский округ")
    assert (arkhat.district.name.ru, arkhat.district.parent.name.kk) == ("Абайский район", "Абай облысы")
    assert {str(place.name) for place in arkhat.settlements.all()} == {"Архат", "Қызыл қыстауы"}
    assert Unit.objects.get(kato="103230000").kind == "kent"
    assert not Unit.objects.filter(kato="101010000").exists()
    assert report.faults == []


def test_taken_again_nothing_doubles_and_a_new_name_is_taken_over(take):
    take(*ROWS)
    before = (Area.objects.count(), Unit.objects.count(), Settlement.objects.count())
    again = take(*ROWS)
    assert (again.taken, again.renamed, again.known) == (0, 0, 9)
    assert before == (Area.objects.count(), Unit.objects.count(), Settlement.objects.count())
    newer = [*ROWS[:3], ("103235100", "Жаңа Архат а.", "с.Новый Архат"), *ROWS[4:]]
    report = take(*newer)
    assert (report.renamed, Settlement.objects.get(kato="103235100").name.ru) == (1, "Новый Архат")


def test_a_place_that_the_file_no_longer_knows_is_reported_and_stays(take):
    take(*ROWS)
    report = take(*(row for row in ROWS if not row[0].startswith("103239")))
    assert report.gone == [["103239000", "Кенгірбай би ауылдық округі"], ["103239100", "Кенгірбай би"]]
    assert Unit.objects.get(kato="103239000").valid_until is None


def test_a_place_made_by_hand_gets_its_code_and_is_not_doubled(take, unit):
    report = take(
        ("200000000", "Үлгі облысы", "Примерная область"),
        ("200200000", "Мысал ауылдық округі ауданы", "Район Сельский округ Мысал"),
        ("200230000", "Мысал а.о.", "Мысал с.о."),
        ("200230100", "Көктал а.", "с.Коктал"),
    )
    unit.refresh_from_db()
    assert (unit.kato, unit.name.ru, report.taken) == ("200230000", "Мысал сельский округ", 0)
    assert unit.settlements.get(kato="200230100").name.kk == "Көктал"
    assert unit.settlements.count() == 2


def test_what_is_not_understood_is_named_by_row_and_column_and_the_rest_is_kept(take):
    report = take(
        *ROWS[:3],
        ("10323510", "Қысқа", "Короткий"),
        ("103235100", "", ""),
        ("103235000", "Архат а.о.", "Архатский с.о"),
        ("119935100", "Жетім а.", "с.Сирота"),
        ("103240000", "Кеңшар", "Совхозный"),
        ("=1+1", "Формула", "Формула"),
    )
    assert counts(report) == {"taken": 4, "renamed": 0, "known": 0, "outside": 0, "skipped": 0, "refused": 5}
    assert [fault[:3] for fault in report.faults] == [
        [5, "A", "bad_code"],
        [6, "H", "no_name"],
        [7, "A", "twice"],
        [10, "A", "bad_code"],
        [9, "H", "unknown_kind"],
        [8, "A", "no_parent"],
    ]
    assert Unit.objects.get(kato="103240000").kind == "okrug"


def test_a_code_that_contradicts_its_parts_is_refused(take):
    book = workbook(*ROWS[:3])
    report = take(upload=book)
    assert report.refused == 0
    out = io.BytesIO()
    wrong = Workbook()
    wrong.active.append(HEADINGS)
    wrong.active.append(["100000000", 10, 0, 0, 0, 5, "Абай облысы", "область Абай", 1])
    wrong.active.append(["103200000", 10, 33, 0, 0, 5, "Абай ауданы", "Абайский район", 1])
    wrong.save(out)
    report = take(upload=ContentFile(out.getvalue(), name="kato.xlsx"))
    assert [fault[:3] for fault in report.faults] == [[3, "A", "parts_differ"]]


def test_one_district_can_be_chosen(take):
    report = take(*ROWS, within="103200000")
    assert (report.taken, report.outside) == (8, 2)
    with pytest.raises(Refused) as refusal:
        take(*ROWS, within="103235000")
    assert refusal.value.field == "within"
    with pytest.raises(Refused):
        take(*ROWS, within="790000000")


def test_other_peoples_units_keep_their_names_and_get_no_new_places(take, other_unit, actor, now):
    take(*ROWS)
    other = Unit.objects.get(kato="103235000")
    actor(other, Role.AKIM)
    forged = [*ROWS[:2], ("103235000", "Алдау а.о.", "Обманный с.о."), ("103235199", "Бөтен а.", "с.Чужое")]
    report = take(*forged)
    other.refresh_from_db()
    assert other.name.ru == "Архатский сельский округ"
    assert not other.settlements.filter(kato="103235199").exists()
    assert report.skipped == 1


def test_the_code_of_a_unit_that_ended_does_not_bring_it_back(take):
    take(*ROWS)
    Unit.objects.filter(kato="103239000").update(valid_until=datetime.date(2027, 1, 31))
    report = take(*ROWS)
    assert Unit.objects.filter(kato="103239000").count() == 1
    assert [fault[2] for fault in report.faults] == ["ended"]


@pytest.mark.parametrize(
    ("upload", "field"),
    [
        (ContentFile(b"te;ab;cd", name="kato.csv"), "file"),
        (workbook(*ROWS, headings=("code", "name")), "file"),
        (workbook(), "file"),
    ],
)
def test_another_file_is_refused_and_changes_nothing(take, upload, field):
    before = Unit.objects.count()
    with pytest.raises(Refused) as refusal:
        take(upload=upload)
    assert refusal.value.field == field
    assert (Unit.objects.count(), KatoImport.objects.count(), Entry.objects.count()) == (before, 0, 0)


def test_the_same_file_sent_twice_with_one_deed_is_taken_once(take):
    deed, upload = new_id(), workbook(*ROWS)
    assert take(upload=upload, deed=deed) == take(upload=upload, deed=deed)
    assert KatoImport.objects.count() == Entry.objects.count() == 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.DELEGATE, Role.DONOR, Role.RESIDENT])
def test_a_role_without_the_permission_is_refused(take, unit, actor, role):
    with pytest.raises(NotAllowed):
        take(*ROWS, by=actor(unit, role))
    assert not KatoImport.objects.exists()


def test_broken_off_in_the_middle_nothing_is_left(take):
    def cut(execute, sql, *rest):
        if sql.startswith("INSERT") and "places_katoimport" in sql:
            raise ConnectionError
        return execute(sql, *rest)

    before = (Area.objects.count(), Unit.objects.count(), Settlement.objects.count())
    with connection.execute_wrapper(cut), pytest.raises(ConnectionError):
        take(*ROWS)
    assert before == (Area.objects.count(), Unit.objects.count(), Settlement.objects.count())
    assert not Entry.objects.exists()


@pytest.mark.parametrize("written", ["103 235 100", "103235100.0", 103235100.0, " 103235100 "])
def test_a_code_is_read_however_the_spreadsheet_kept_it(take, written):
    report = take(*ROWS[:3], (written, "Архат а.", "с.Архат"))
    assert (report.taken, report.refused) == (4, 0)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((10323510, "Нөлсіз", "с. Без нуля"), "bad_code"),
        (("#REF!", "Сілтеме", "Ссылка"), "bad_code"),
        (("103236000", "#N/A", "#N/A"), "no_name"),
        (("103236000", datetime.date(2022, 5, 1), "1 Мая с.о."), "is_date"),
    ],
    ids=["a lost zero", "an error for a code", "an error for a name", "a name turned into a date"],
)
def test_what_a_spreadsheet_spoiled_is_reported_and_not_taken(take, row, code):
    report = take(*ROWS[:3], row)
    assert (report.taken, report.refused) == (3, 1)
    assert [fault[2] for fault in report.faults] == [code]


def test_the_whole_country_fits_and_more_is_refused(take, monkeypatch):
    assert kato.MOST_ROWS >= 30_000
    monkeypatch.setattr(kato, "MOST_ROWS", 5)
    with pytest.raises(Refused) as refusal:
        take(*(ROWS * 2))
    assert refusal.value.field == "file"
