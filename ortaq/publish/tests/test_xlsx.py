from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ortaq.publish.tests.samples import KAZAKH
from ortaq.publish.xlsx import SheetColumn, SheetError, write_table

COLUMNS = (
    SheetColumn("№", 6, "integer"),
    SheetColumn("Мәтін", 60),
    SheetColumn("Елді мекен", 20, choices=("Мысал", "Қызылсай, 2-бөлім")),
    SheetColumn("мың ₸", 14, "decimal"),
    SheetColumn("Күні", 12, "date"),
)


def written(rows, columns=COLUMNS, **fields):
    return write_table(
        title="Қажеттіліктер",
        columns=columns,
        rows=rows,
        sheet="Қажеттіліктер",
        date=date(2027, 3, 1),
        **fields,
    )


def opened(rows, columns=COLUMNS, **fields):
    return load_workbook(BytesIO(written(rows, columns, **fields)))


def test_values_come_back_as_they_were():
    page = opened(
        [(1, f"{KAZAKH} ₸", "Мысал", Decimal("12.50"), date(2027, 3, 1)), (2, None, None, None, None)]
    ).active
    assert page.title == "Қажеттіліктер"
    header, first, _ = page.values
    assert header == ("№", "Мәтін", "Елді мекен", "мың ₸", "Күні")
    assert first[:4] == (1, f"{KAZAKH} ₸", "Мысал", 12.5)
    assert first[4].date() == date(2027, 3, 1)
    assert page.column_dimensions["B"].width == 60
    assert page.freeze_panes == "A2"
    assert page["E2"].number_format == "DD.MM.YYYY"


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 701", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\x00=1", "#N/A", "2027-01-01"]
)
def test_text_is_never_a_formula(text):
    cell = opened([(text,)], [SheetColumn(text)], instructions=[text], instructions_sheet="Нұсқау").active["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "")
    assert cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@"))


def test_choices_are_offered_in_the_filled_and_in_the_blank_rows():
    workbook = opened([(1, "Су", "Мысал", 0, None)], choice_error="Тізімнен таңдаңыз.", blank_rows=50)
    (rule,) = workbook.active.data_validations.dataValidation
    assert str(rule.sqref) == "C2:C52"
    assert rule.error == "Тізімнен таңдаңыз."
    assert rule.formula1 == "'lists'!$A$1:$A$2"
    assert [cell.value for cell in workbook["lists"]["A"]] == ["Мысал", "Қызылсай, 2-бөлім"]
    assert workbook["lists"].sheet_state == "hidden"


def test_instructions_stand_on_the_second_sheet():
    workbook = opened([], instructions=["Бір жолға бір қажеттілік жазыңыз."], instructions_sheet="Нұсқау: қалай?")
    page = workbook.worksheets[1]
    assert page.title == "Нұсқау  қалай"
    assert [cell.value for cell in page["A"]] == ["Қажеттіліктер", "Бір жолға бір қажеттілік жазыңыз."]


def test_a_row_of_another_length_is_named():
    with pytest.raises(SheetError, match="Row 2 has 1 cells, the table has 5 columns"):
        written([(1,)])


def test_a_text_too_long_for_a_cell_is_named_and_not_cut():
    with pytest.raises(SheetError, match="Row 2, column “Мәтін”: 32768 signs"):
        written([(1, "ә" * 32_768, None, None, None)])


def test_the_same_table_gives_the_same_bytes():
    row = (1, "Су", "Мысал", 0, date(2027, 1, 1))
    assert written([row]) == written([row])


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=100))
def test_whatever_people_type_can_be_written(typed):
    assert opened([(typed,)], [SheetColumn(typed)]).active["A2"].data_type not in ("f", "e")
