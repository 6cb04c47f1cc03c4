"""Spreadsheets as people send them: every row is taken, known already, or refused with its place and reason."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from ortaq.ground.journal.models import Entry
from ortaq.stages.needs.actions import saying
from ortaq.stages.needs.models import Need, SheetImport
from ortaq.stages.needs.tests.conftest import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
TAKE_IN = "/kk/mysal/needs/sheet/"
HEADINGS = {
    "kk": ("Қажеттілік", "Ауыл", "Тақырып", "Топ"),
    "ru": ("Потребность", "Село", "Тема", "Группа"),
}
GOOD = {
    "kk": [
        ("Көшеге жарық керек", "Көктал", "Жолдар және жарықтандыру", None),
        ("  Су құбыры ескі,\n тот басқан  ", "көктал ауылы", None, None),
        ("Dalada internet joq, balalar sabaqqa qatysa almaidy", "Бастау", None, None),
        ("Балабақша керек 👶🏽🙏", "а. Бастау", None, None),
        ("ә" * 3000, "Көктал", None, None),
        ("=Су жоқ", "Бастау", None, None),
        ("<b>Көпір</b> & жол", "Көктал", None, None),
        ("2 шақырым жол жөндеу", "Көктал", None, None),
        ("Kópir kerek", "Kóktal", None, None),
        ("Бір сөз айтайын", "Kөктaл", None, None),
    ],
    "ru": [
        ("Нужен свет на улице", "Коктал", None, None),
        ("Старый водопровод,\nржавый", "с. Коктал", None, None),
        ("Негде лечится фельдшара нет", "село Бастау", None, None),
        ("Нужен детский сад 👶🏽🙏", "БАСТАУ", None, None),
        ("ё" * 3000, "Коктал", None, None),
        ("+7 каналов мало", "Бастау", None, None),
        ("<script>alert(1)</script>", "Коктал", None, None),
        ("ФАП №2 закрыт", "Коктал", None, None),
        ("Kópir kerek", "Bastaý", None, None),
        ("Нужна аптека", "Koктaл", None, None),
    ],
}
BAD = [
    ((None, "Бастау", None, None), "A"),
    ((20_270_115, "Бастау", None, None), "A"),
    ((date(2027, 1, 15), "Бастау", None, None), "A"),
    (("#NAME?", "Бастау", None, None), "A"),
    (("🙏🙏🙏🙏🙏🙏", "Бастау", None, None), "A"),
    (("Қажеттілік бар", date(2027, 5, 1), None, None), "B"),
    (("су", "Бастау", None, None), "A"),
    (("ү" * 4001, "Бастау", None, None), "A"),
    (("Қажеттілік бар", None, None, None), "B"),
    (("Қажеттілік бар", "Коктaлы-2", None, None), "B"),
    (("Қажеттілік бар", "Бастау", "ғарыш", None), "C"),
    (("Қажеттілік бар", "Бастау", None, "ақындар"), "D"),
    (("=CONCATENATE(A1)", "Бастау", None, None), "A"),
]
FORMULA = "=CONCATENATE(A1)"


def workbook_of(rows, headings) -> io.BytesIO:
    """Return a workbook; a text that begins with “=” is text, but FORMULA is a formula without a result."""
    book = Workbook()
    page = book.active
    page.append(headings)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column, value)
            if isinstance(value, str) and value != FORMULA:
                cell.data_type = "s"
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    return named(file.getvalue())


def named(content: bytes, name: str = "needs.xlsx") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def five_hundred(language: str) -> tuple[list, dict[int, str]]:
    """Return 500 rows, with a fault in every tenth, and the column of the fault by the row's number."""
    rows, faults = [], {}
    for index in range(500):
        number = index + 2
        if index % 10 == 9:
            row, faults[number] = BAD[index // 10 % len(BAD)]
        else:
            text, *rest = GOOD[language][index % 9]
            row = (f"{text} {index}" if isinstance(text, str) else text, *rest)
        rows.append(row)
    return rows, faults


@pytest.fixture
def send(cycle, clerk) -> Callable:
    """Send a file through the page, as the clerk."""
    office = client_of(clerk)

    def post(file, *, language: str = "kk", follow: bool = True):
        file.seek(0)
        return office.post(TAKE_IN, {"file": file, "language": language}, follow=follow)

    return post


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_one_of_five_hundred_rows_is_accounted_for(send, language):
    rows, faults = five_hundred(language)
    report = send(workbook_of(rows, HEADINGS[language]), language=language)
    made = SheetImport.objects.get()
    assert (made.rows, made.refused) == (500, 50)
    assert made.taken + made.repeated + made.refused == made.rows
    assert Need.objects.count() == made.taken == 450
    assert {row: column for row, column, _code, _value in made.faults} == faults
    assert [
        int(number) for number in re.findall(r'<th scope="row"[^>]*>(\d+)</th>', report.content.decode())
    ] == sorted(faults)
    assert Need.objects.filter(settlement__name_kk="Көктал").count() > 150
    assert list(Need.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 451))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_same_sheet_sent_again_adds_nothing(send, language):
    rows, _faults = five_hundred(language)
    for _time in range(2):
        send(workbook_of(rows, HEADINGS[language]), language=language)
    again = SheetImport.objects.order_by("imported_at", "taken").first()
    assert (again.taken, again.repeated, again.refused) == (0, 450, 50)
    assert Need.objects.count() == 450


def test_a_mended_sheet_adds_only_what_was_mended(send):
    rows = [("Көшеге жарық керек", "Көктал", None, None), ("Су құбыры ескі", "Жоқ ауыл", None, None)]
    send(workbook_of(rows, HEADINGS["kk"]))
    rows[1] = ("Су құбыры ескі", "Бастау", None, None)
    send(workbook_of(rows, HEADINGS["kk"]))
    assert sorted(Need.objects.values_list("text_kk", flat=True)) == ["Көшеге жарық керек", "Су құбыры ескі"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_words_reach_the_record_as_they_stood(send, language):
    send(workbook_of(GOOD[language], HEADINGS[language]), language=language)
    said = [need.text for need in Need.objects.order_by("number")]
    assert len(said) == 10
    expected = [str(text).strip() for text, *_rest in GOOD[language]]
    assert [str(text) for text in said][:7] == expected[:7]
    spoken = {text.original for text in said}
    assert language in spoken


def test_latin_script_is_kazakh_and_a_russian_row_of_a_kazakh_sheet_goes_by_the_sheet(send):
    send(workbook_of(GOOD["kk"], HEADINGS["kk"]))
    assert Need.objects.get(text_kk__startswith="Dalada").text.original == "kk"


def test_a_formula_counts_by_its_last_result(send):
    sheet = workbook_of([("Есептелген мәтін", "Бастау", None, None)], HEADINGS["kk"])
    with zipfile.ZipFile(sheet) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = re.sub(
        rb'<c r="A2"[^>]*>.*?</c>',
        '<c r="A2" t="str"><f>CONCATENATE("а","б")</f><v>Есептелген мәтін</v></c>'.encode(),
        parts[page],
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    send(named(file.getvalue()))
    assert Need.objects.get().text.kk == "Есептелген мәтін"


def test_the_report_names_the_row_the_column_the_reason_and_the_nearest_name(send):
    shown = words(send(workbook_of([("Қажеттілік бар", "Көктол", None, None)], HEADINGS["kk"])))
    assert "2 B мұнда ондай елді мекен жоқ. Мүмкін, Көктал? Көктол" in shown


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * 2**20))
    return file.getvalue()


def damaged() -> bytes:
    whole = workbook_of(GOOD["kk"], HEADINGS["kk"]).getvalue()
    return whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (damaged, "Бұл .xlsx кітабы емес"),
        (lambda: "Қажеттілік;Ауыл\nСу жоқ;Бастау".encode(), "Бұл .xlsx кітабы емес"),
        (zip_bomb, "Файл ашылғанда тым үлкен болады"),
        (lambda: b"0" * (10 * 2**20 + 1), "Файл 10 МБ-тан үлкен"),
        (lambda: workbook_of([], []).getvalue(), "Парақ бос"),
        (lambda: workbook_of(GOOD["kk"], ("Аты", "Ауыл", "", "")).getvalue(), "Табылмағаны: Қажеттілік"),
        (lambda: b"", "бос"),
    ],
    ids=["damaged", "csv", "zip bomb", "over 10 MB", "no headings", "other headings", "empty"],
)
def test_a_file_that_is_no_sheet_of_needs_is_refused_in_a_clear_sentence(send, content, sentence):
    answer = send(named(content()))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not SheetImport.objects.exists()


def test_a_body_of_fifty_megabytes_is_refused_before_it_is_read(cycle, clerk):
    class Unread(io.BytesIO):
        def read(self, *_size) -> bytes:
            raise AssertionError("the body was read")

    headers = {"CONTENT_LENGTH": str(50 * 2**20), "wsgi.input": Unread()}
    kind = "multipart/form-data; boundary=x"
    answer = client_of(clerk).generic("POST", TAKE_IN, b"", content_type=kind, **headers)
    assert answer.status_code == 413
    assert "Файл тым үлкен" in words(answer)


def test_an_import_that_is_cut_in_the_middle_leaves_nothing(send, monkeypatch):
    """The power goes out after the first two hundred rows: neither rows nor report nor journal entry remain."""
    entries = Entry.objects.count()
    made = saying._need_of_row
    calls = []

    def cut(*given):
        calls.append(given)
        if len(calls) > 250:
            raise OSError("No space left on device")
        return made(*given)

    monkeypatch.setattr(saying, "_need_of_row", cut)
    rows, _faults = five_hundred("kk")
    with pytest.raises(OSError, match="No space"):
        send(workbook_of(rows, HEADINGS["kk"]))
    assert not Need.objects.exists()
    assert not SheetImport.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(("language", "headings"), HEADINGS.items())
def test_the_empty_sheet_offers_lists_and_comes_back_filled_in(client, send, language, headings):
    answer = client.get(f"/{language}/mysal/documents/needs/sheet.xlsx")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    page = book.worksheets[0]
    assert tuple(cell.value for cell in page[1]) == headings
    assert len(page.data_validations.dataValidation) == 3
    lists = book["lists"]
    page.append(["Көшеге жарық керек", lists["A1"].value, lists["B1"].value, lists["C1"].value])
    send(saved(book), language=language)
    need = Need.objects.get()
    assert (need.theme, need.group) == ("water", "women")
    assert "4 000" in " ".join(str(cell.value) for cell in book.worksheets[1]["A"])
