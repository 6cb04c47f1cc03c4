"""The notice of a meeting: large on the wall, and whole on the paper."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from ortaq.publish.poster import Poster, render_poster

BOLD = Path(__file__).parents[1] / "fonts" / "NotoSans-Bold.ttf"
BETWEEN_MARGINS = (210 - 2 * 20) / 25.4 * 72


def a_poster(title):
    return Poster(
        language="kk",
        date=date(2027, 2, 1),
        notice="Хабарландыру",
        kind="Ауыл тұрғындарының кездесуі",
        title=title,
        moment="2027 ж. 12 ақпан, 15:00",
        place="Ауыл клубы",
        agenda_heading="Күн тәртібі",
        agenda=("Алдағы үш жылда бізге не керек?",),
        invitation="Барлығын шақырамыз.",
        given="Хабарландыру күні: 2027 ж. 1 ақпан.",
        footer="«Мысал» ауылдық округі",
    )


def sizes_of(pdf):
    """The sizes, in points, of the letters on the poster's page."""
    sizes = []
    (page,) = PdfReader(BytesIO(pdf)).pages
    page.extract_text(
        visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size) if text.strip() else None
    )
    return sizes


@pytest.mark.parametrize(
    "word", ["кездесуі", "тұрғындарының", "инфрақұрылымымыздың", "қанағаттандырылмағандықтарыңыздан"]
)
def test_the_longest_word_of_the_title_stays_on_the_paper(word):
    largest = max(sizes_of(render_poster(a_poster(f"Диірмен {word} жиыны"))))
    width = ImageFont.truetype(str(BOLD), 1000).getlength(word) / 1000 * largest
    assert width <= BETWEEN_MARGINS


def test_a_short_title_is_written_in_the_largest_letters():
    assert max(sizes_of(render_poster(a_poster("Су")))) > 40
