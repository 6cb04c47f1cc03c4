from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from ortaq.publish.document import Bullets, Column, Facts, Figure, Heading, Paragraph, Signatures, Table
from ortaq.publish.pdf import render_pdf
from ortaq.publish.plain import printable_characters
from ortaq.publish.tests.samples import EVERY_BLOCK, KAZAKH, MARKUP, a_document


def opened(document):
    return PdfReader(BytesIO(render_pdf(document)))


def text_of(document):
    return "\n".join(page.extract_text() for page in opened(document).pages)


def words_of(document):
    return " ".join(text_of(document).split())


def test_every_block_is_on_paper():
    words = words_of(a_document(*EVERY_BLOCK, version="2-нұсқа", footer="Ортақ · Мысал", date_text="12 наурыз"))
    for expected in (
        "Даму жоспары",
        "Мысал ауылы",
        "12 наурыз",
        "2-нұсқа",
        "Ортақ · Мысал",
        "Мазмұны",
        "Округ туралы",
        f"{KAZAKH} ₸ № «тырнақша» – — … → ✓",
        "Заңгер тексерген жоқ.",
        "Связи нет совсем.",
        "1-сурет. Қажеттіліктер",
        "1-кесте. Іс-шаралар",
        "Барлығы 12 500",
        "https://ortaq.example/p/7",
        "Хатшы Б. Мысалова",
    ):
        assert expected in words


def test_a_name_full_of_markup_comes_out_as_it_was_typed():
    document = a_document(
        Heading(MARKUP),
        Paragraph(MARKUP),
        Bullets((MARKUP,)),
        Facts(((MARKUP, MARKUP),)),
        Table(columns=(Column(MARKUP),), rows=((MARKUP,),), caption=MARKUP, note=MARKUP),
        Signatures(((MARKUP, MARKUP),)),
        title=MARKUP,
    )
    letters = "".join(text_of(document).split())
    assert letters.count("".join(MARKUP.split())) == 12


def test_pages_are_numbered_out_of_their_total():
    first, second = opened(a_document(*EVERY_BLOCK)).pages
    assert "1 / 2" in first.extract_text()
    assert "2 / 2" in second.extract_text()


def test_a_long_table_repeats_its_header_on_every_page_and_loses_no_row():
    rows = tuple((str(number), f"Іс-шара {number}", f"{number} 000") for number in range(1, 201))
    table = Table(
        (Column("№", "right"), Column("Атауы", weight=4), Column("мың ₸", "right")),
        rows,
        ("", "Барлығы", "9"),
    )
    pages = opened(a_document(Heading("Жоспар"), table)).pages
    assert len(pages) > 3
    for page in pages:
        assert "Атауы" in page.extract_text()
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert all(f"{number} Іс-шара {number} {number} 000" in words for number in range(1, 201))


def test_a_cell_longer_than_a_page_is_printed_whole():
    story = " ".join(f"сөз{number}" for number in range(1500))
    words = words_of(a_document(Table((Column("Мәтін"),), ((story,),))))
    assert all(f"сөз{number}" in words for number in range(1500))


@pytest.mark.parametrize(("language", "locale"), [("kk", "kk-KZ"), ("ru", "ru-KZ"), ("en", "en-GB")])
def test_the_file_says_its_title_and_language(language, locale):
    reader = opened(a_document(*EVERY_BLOCK, language=language))
    assert reader.metadata.title == "Даму жоспары"
    assert reader.trailer["/Root"]["/Lang"] == locale


def test_the_file_is_tagged_for_screen_readers_and_for_the_archive():
    root = opened(a_document(*EVERY_BLOCK)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    about = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about


def test_the_headings_are_bookmarks():
    outline = opened(a_document(*EVERY_BLOCK)).outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == ["Округ туралы", "Жоспар"]


def test_pictures_carry_their_alternative_text():
    pdf = opened(a_document(*EVERY_BLOCK))
    told = {entry["/Alt"] for entry in map(pdf.get_object, range(1, pdf.trailer["/Size"])) if _has_alt(entry)}
    assert told == {"Мысалда 120, Қызылсайда 60 қажеттілік", "QR: https://ortaq.example/p/7"}


def _has_alt(entry):
    return isinstance(entry, dict) and "/Alt" in entry


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(a_document(*EVERY_BLOCK)) == render_pdf(a_document(*EVERY_BLOCK))


def test_the_file_is_light_enough_to_send_by_a_poor_connection():
    assert len(render_pdf(a_document(*EVERY_BLOCK))) < 150_000


def test_a_changed_word_gives_other_bytes():
    assert render_pdf(a_document(Paragraph("Иә"))) != render_pdf(a_document(Paragraph("Жоқ")))


def test_only_the_bundled_letters_are_embedded():
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in opened(a_document(*EVERY_BLOCK)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {
        *("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"),
        *("NotoSansMath-Regular", "NotoSansSymbols2-Regular"),
    }


@pytest.mark.parametrize("text", ["", "  ", "\x00", "\ufe0f"])
def test_a_heading_still_empty_is_shown_as_a_dash(text):
    assert "Даму жоспары 2027–2029 Мысал ауылы —" in words_of(a_document(Heading(text)))


def test_every_character_of_the_list_is_in_the_fonts():
    document = a_document(*(Paragraph(character) for character in sorted(printable_characters())))
    assert "ң" in text_of(document)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_is_printed(kind):
    photo = BytesIO()
    Image.new("RGB", (60, 300), "#0a6870").save(photo, format=kind)
    (image,) = opened(a_document(Figure(photo.getvalue(), "Су мұнарасы"))).pages[0].images
    assert image.image.size == (60, 300)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_whatever_people_type_can_be_printed(typed):
    table = Table((Column(typed),), ((typed,),), caption=typed)
    assert render_pdf(a_document(Heading(typed), Paragraph(typed), table, footer=typed)).startswith(b"%PDF")
