from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.publish.document import Column, Heading, Numbered, Paragraph, Table
from ortaq.publish.docx import render_docx
from ortaq.publish.tests.samples import EVERY_BLOCK, KAZAKH, MARKUP, a_document


def opened(document):
    return docx.Document(BytesIO(render_docx(document)))


def texts_by_style(word):
    found = {}
    for paragraph in word.paragraphs:
        found.setdefault(paragraph.style.name, []).append(paragraph.text)
    return found


def test_the_text_stands_in_words_own_styles():
    found = texts_by_style(opened(a_document(*EVERY_BLOCK)))
    assert found["Title"] == ["Даму жоспары"]
    assert found["Heading 1"] == ["Округ туралы", "Жоспар"]
    assert found["Heading 2"] == ["Мақсаттар"]
    assert found["List Bullet"] == ["Ауыз су", MARKUP, "Су тасқыны", "Жол жоқ", MARKUP, "Қараңғы көше"]
    assert found["Caption"] == ["1-кесте. Іс-шаралар"]
    assert found["Quote"] == ["Связи нет совсем."]
    assert KAZAKH in found["Normal"][0]


def test_what_stands_below_a_point_of_a_list_stands_in_farther():
    points = [one for one in opened(a_document(*EVERY_BLOCK)).paragraphs if one.style.name == "List Bullet"]
    top, below, deepest, next_top = (one.paragraph_format.left_indent for one in points[2:])
    assert (top, next_top) == (None, None)
    assert below < deepest


def test_tables_come_back_whole():
    table = next(table for table in opened(a_document(*EVERY_BLOCK)).tables if table.style.name == "Table Grid")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Іс-шара", "2027 жыл, мың ₸", "Дереккөз"],
        ["Құдық қазу", "12 500", "Аудан бюджеті"],
        ["Асар: көпір", "0", "Еңбек"],
        ["Барлығы", "12 500", ""],
    ]


def test_only_the_first_row_is_repeated_as_a_header():
    table = Table((Column("№"),), tuple((str(number),) for number in range(200)))
    rows = opened(a_document(table)).tables[0].rows
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * 200


def test_each_numbered_list_begins_with_one():
    word = opened(a_document(Numbered(("а", "ә")), Numbered(("б",))))
    lists = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]
    assert word.part.numbering_part.element.xpath("//w:startOverride/@w:val") == ["1", "1"]


@pytest.mark.parametrize(("language", "locale"), [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-US")])
def test_the_file_says_its_title_language_and_date(language, locale):
    word = opened(a_document(language=language))
    assert word.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [locale]
    assert word.core_properties.language == locale
    assert word.core_properties.title == "Даму жоспары"
    assert word.core_properties.created == datetime(2027, 3, 12, tzinfo=UTC)


def test_a_quotation_in_another_language_says_so():
    word = opened(a_document(Paragraph("Связи нет.", "quote", language="ru")))
    assert word.paragraphs[-1]._p.xpath("w:r/w:rPr/w:lang/@w:val") == ["ru-RU"]


def test_pages_are_numbered_by_fields_and_contents_can_be_updated():
    word = opened(a_document(*EVERY_BLOCK))
    footer = word.sections[0].footer._element.xpath("//w:instrText")
    assert [field.text.strip() for field in footer] == ["PAGE", "NUMPAGES"]
    assert word.element.xpath("//w:instrText")[0].text.strip() == 'TOC \\o "1-2" \\h \\z'
    marks = [mark.get(qn("w:fldCharType")) for mark in word.element.xpath("//w:fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert texts_by_style(word)["toc 2"] == ["Мақсаттар"]


def test_the_page_number_stands_at_the_right_margin_also_without_a_footer():
    (stop,) = opened(a_document()).styles["Footer"].paragraph_format.tab_stops
    assert round(stop.position.mm) == 165


def test_pictures_carry_their_alternative_text():
    word = opened(a_document(*EVERY_BLOCK))
    assert word.element.xpath("//wp:docPr/@descr") == [
        "Мысалда 120, Қызылсайда 60 қажеттілік",
        "QR: https://ortaq.example/p/7",
    ]
    assert word.inline_shapes[0].width == pytest.approx(Mm(99), abs=1)


def test_the_page_leaves_room_for_filing():
    section = opened(a_document()).sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [210, 30, 15]


def test_the_same_document_gives_the_same_bytes():
    assert render_docx(a_document(*EVERY_BLOCK)) == render_docx(a_document(*EVERY_BLOCK))


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200))
def test_whatever_people_type_can_be_written(typed):
    word = opened(a_document(Heading(typed), Table((Column(typed),), ((typed,),)), footer=typed))
    assert word.tables[0].cell(0, 0).text == word.tables[0].cell(1, 0).text
