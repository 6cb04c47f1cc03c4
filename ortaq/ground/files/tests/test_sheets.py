"""What reading a spreadsheet promises, whatever the program that wrote it left inside."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from openpyxl import Workbook

from ortaq.ground.errors import Refused
from ortaq.ground.files.sheets import read_sheet


def upload(book: Workbook) -> ContentFile:
    out = io.BytesIO()
    book.save(out)
    return ContentFile(out.getvalue(), "sheet.xlsx")


def book_of(*rows) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_rows_keep_their_numbers_over_empty_ones():
    sheet = read_sheet(upload(book_of(["Атауы"], [None], ["  "], ["Көктал"])))
    assert [(row.number, row.cells) for row in sheet.rows] == [(4, {"Атауы": "Көктал"})]


def test_a_sheet_formatted_to_the_last_row_is_no_large_sheet():
    book = book_of(["Атауы"], ["Көктал"])
    book.active.cell(row=1_048_576, column=1).value = " "
    assert len(read_sheet(upload(book)).rows) == 1


def test_a_hidden_sheet_in_front_is_passed_over():
    book = book_of(["Тізім"])
    book.active.sheet_state = "hidden"
    book.create_sheet().append(["Атауы"])
    assert list(read_sheet(upload(book)).headings) == ["Атауы"]


def test_an_error_of_a_formula_says_nothing_but_its_row_counts():
    sheet = read_sheet(upload(book_of(["Атауы"], ["#REF!"], ["#NAME?"])))
    assert [row.cells["Атауы"] for row in sheet.rows] == [None, None]


def test_more_rows_than_asked_for_are_refused_with_their_number():
    with pytest.raises(Refused) as refusal:
        read_sheet(upload(book_of(["Атауы"], *([number] for number in range(20)))), most_rows=5)
    assert refusal.value.field == "file"
    assert "5" in str(refusal.value.sentence)


def test_two_columns_of_one_name_are_refused_with_their_letters():
    with (
        translation.override("en"),
        pytest.raises(Refused, match="“Атауы” stands twice in row 1: in columns A and C"),
    ):
        read_sheet(upload(book_of(["Атауы", "Саны", " Атауы "], ["Көктал", 3, "Бастау"])))
