from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from ortaq.publish.cards import (
    BallotProject,
    CardError,
    TwoLanguages,
    VotingCard,
    grouped_code,
    render_cards,
    render_paper_ballot,
)
from ortaq.publish.typesetting import TypesettingError

WORDS = {
    "unit": TwoLanguages("Мысал ауылдық округі", "Сельский округ Мысал"),
    "title": TwoLanguages("Ауыл жобаларын таңдау", "Выбор проектов села"),
    "language": "kk",
    "date": date(2027, 3, 1),
}
INSTRUCTIONS = TwoLanguages("Код бір рет қана жарайды.", "Код действует один раз.")
RULE = TwoLanguages("Ең көбі 3 шаршыға белгі қойыңыз.", "Отметьте не больше 3 квадратов.")
HEADINGS = {
    "project_heading": TwoLanguages("Жоба", "Проект"),
    "cost_heading": TwoLanguages("мың теңге", "тыс. тенге"),
}


def cards(count):
    return [
        VotingCard(f"ABCDEFGH{number:04d}K", f"https://ortaq.example/v#{number}", f"{number:04d}")
        for number in range(1, count + 1)
    ]


def pages_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_eight_cards_stand_on_a_page_in_the_order_given():
    pages = pages_of(render_cards(cards(17), instructions=INSTRUCTIONS, **WORDS))
    assert [page.count("ABCD EFGH") for page in pages] == [8, 8, 1]
    assert "ABCD EFGH 0017-K" in pages[2]
    assert "№ 0017" in pages[2]


def test_each_card_speaks_both_languages():
    (page,) = pages_of(render_cards(cards(1), instructions=INSTRUCTIONS, **WORDS))
    for words in (
        "Мысал ауылдық округі",
        "Сельский округ Мысал",
        "Ауыл жобаларын таңдау",
        "Выбор проектов села",
    ):
        assert words in page
    assert INSTRUCTIONS.kk in page
    assert INSTRUCTIONS.ru in page


def test_the_serial_stands_once_only():
    (page,) = pages_of(
        render_cards([VotingCard("A" * 13, "https://o.example/", "7391")], instructions=INSTRUCTIONS, **WORDS)
    )
    assert page.count("7391") == 1


def test_a_long_title_is_set_smaller_and_cut_nowhere():
    title = TwoLanguages("Ауыл жобаларын таңдау " * 5 + "соңы", "Выбор проектов села " * 5 + "конец")
    pages = pages_of(render_cards(cards(9), instructions=INSTRUCTIONS, **WORDS | {"title": title}))
    assert [page.count("соңы") for page in pages] == [8, 1]
    assert [page.count("конец") for page in pages] == [8, 1]


def test_no_cards_are_refused():
    with pytest.raises(CardError, match="no cards"):
        render_cards([], instructions=INSTRUCTIONS, **WORDS)


def test_instructions_that_would_be_cut_off_are_refused():
    endless = TwoLanguages("Ұзақ нұсқаулық. " * 60, "Длинная инструкция. " * 60)
    with pytest.raises(TypesettingError, match="the words of a card are too long"):
        render_cards(cards(1), instructions=endless, **WORDS)


@pytest.mark.parametrize("code", ["ABCD", "ABCDEFGHJKLMNP", "ӘBCDEFGHJKLMN", ""])
def test_a_code_of_another_shape_is_refused(code):
    with pytest.raises(CardError):
        grouped_code(code)


def test_a_code_already_grouped_stays_as_it_is():
    assert grouped_code("K7M2 QXRD 4HTW-9") == "K7M2 QXRD 4HTW-9"


def test_the_ballot_lists_every_project_in_both_languages_with_its_cost():
    projects = [
        BallotProject(str(number), TwoLanguages(f"{number}-құдық", f"Колодец {number}"), f"{number}\u00a0200")
        for number in range(1, 26)
    ]
    pages = pages_of(render_paper_ballot(projects, rule=RULE, **HEADINGS, **WORDS))
    assert RULE.kk in pages[0]
    assert RULE.ru in pages[0]
    assert all("мың теңге" in page for page in pages)
    words = " ".join(pages)
    assert all(f"{number}-құдық Колодец {number} {number} 200" in words for number in range(1, 26))


def test_the_same_cards_give_the_same_bytes():
    first, second = (render_cards(cards(3), instructions=INSTRUCTIONS, **WORDS) for _ in range(2))
    assert first == second
