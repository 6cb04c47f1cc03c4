"""Charts say the same as their tables, in the numbers of the language."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation

from ortaq.web.road import lay_road

THOUSAND = 100_000


def draw(tag, language="kk", **context):
    with translation.override(language):
        return Template("{% load charts %}{% " + tag + " %}").render(Context(context))


def svg(html):
    """The first drawing; the document parser refuses anything that is not well formed."""
    return ET.fromstring(re.search(r"<svg.*?</svg>", html, re.DOTALL)[0])  # noqa: S314 (our own page)


def bars_of(html):
    """What is drawn in the rows of a chart of bars, as one tree."""
    return ET.fromstring(f"<g>{''.join(re.findall('<svg.*?</svg>', html, re.DOTALL))}</g>")  # noqa: S314 (our own page)


def widths(drawing, css):
    return [float(one.get("width")[:-1]) for one in drawing.iter("rect") if one.get("class") == css]


def test_bars_are_as_long_as_their_values():
    html = draw('bars "Қажеттілік" rows', rows=[("Мысал", 200), ("Көктал", 50), ("Жаңа", 0)])
    assert widths(bars_of(html), "c1") == [100, 25, 0]
    assert "<caption>Қажеттілік</caption>" in html
    assert re.findall(r'<th scope="row">(.*?)</th><td class="num">(.*?)<svg', html) == [
        ("Мысал", "200"),
        ("Көктал", "50"),
        ("Жаңа", "0"),
    ]


def test_a_bar_below_zero_begins_to_the_left_of_the_others():
    html = draw('bars "Өсім" rows', rows=[("2026", -12), ("2028", 0), ("2030", 4)])
    bars = [one for one in bars_of(html).iter("rect") if one.get("class") == "c1"]
    assert [(one.get("x"), one.get("width")) for one in bars] == [
        ("0.00%", "75.00%"),
        ("75.00%", "0.00%"),
        ("75.00%", "25.00%"),
    ]
    assert "−12" in html


@pytest.mark.parametrize(("language", "written"), [("kk", "1\xa0234,5"), ("ru", "1\xa0234,5"), ("en", "1,234.5")])
def test_numbers_stand_as_the_language_writes_them_and_lengths_as_svg_does(language, written):
    html = draw('bars "А" rows "thousands"', language, rows=[("Б", 123_450_000), ("В", 41_150_000)])
    assert written in html
    assert widths(bars_of(html), "c1") == [100, 33.33]


def test_labels_are_text_and_never_markup():
    html = draw('bars "А" rows', rows=[("<script>", 1)])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("rows", [[], [("Мысал", 0)]])
def test_empty_data_draw_an_empty_chart(rows):
    assert widths(bars_of(draw('bars "А" rows', rows=rows)), "c1") == [0] * len(rows)
    assert svg(draw('stacked_bar "А" rows', rows=rows)) is not None
    assert svg(draw('grouped_bars "А" names rows', rows=[], names=["Б"])) is not None
    assert svg(draw('pyramid "А" rows "Ә" "Е"', rows=[])) is not None


def test_a_pyramid_grows_to_both_sides_from_the_middle():
    html = draw('pyramid "Жас" rows "Әйелдер" "Ерлер"', rows=[("60+", 50, 25), ("0–13", 100, 80)])
    drawing = svg(html)
    left = [one for one in drawing.iter("rect") if one.get("class") == "c1"]
    for one in left:
        assert float(one.get("x")[:-1]) + float(one.get("width")[:-1]) == pytest.approx(42)
    assert widths(drawing, "c1") == [15.5, 31]
    assert widths(drawing, "c2") == [7.75, 24.8]
    assert '<td class="num">25</td>' in html


def test_groups_leave_out_what_is_not_known():
    html = draw('grouped_bars "Кіріс" names rows', names=["Жоспар", "Орындалуы"], rows=[("2027", [10, None])])
    assert len(widths(svg(html), "c2")) == 0
    assert '<td class="num">—</td>' in html


def test_parts_fill_the_whole_bar_and_their_shares_are_written():
    parts = [("Бюджет", 60 * THOUSAND), ("Грант", 30 * THOUSAND), ("Асар", 10 * THOUSAND)]
    html = draw('stacked_bar "Көздер" parts', parts=parts)
    drawn = list(svg(html).iter("rect"))
    assert [one.get("x") for one in drawn] == ["0.00%", "60.00%", "90.00%"]
    assert sum(float(one.get("width")[:-1]) for one in drawn) == pytest.approx(100)
    assert "60\xa0%" in html
    assert svg(html).findtext("desc") == "Барлығы: 100,0 мың тг"


def test_a_meter_never_runs_over_and_says_its_share():
    drawing = svg(draw('meter "Көктал" 5 4'))
    assert drawing.find("rect").get("width") == "100.00%"
    assert drawing.get("aria-label") == "Көктал: 125\xa0%"
    assert svg(draw('meter "Көктал" 1 0')).find("rect").get("width") == "0.00%"


def test_the_road_is_walked_up_to_where_we_are():
    steps = [(n, f"Қадам {n}", "past" if n < 3 else "now" if n == 3 else "future", "") for n in range(1, 13)]
    road = lay_road(steps=steps)
    assert road.current.number == 3
    assert road.width == 26
    assert road.walked == "M0 1C1 1 1 0 2 0C3 0 3 2 4 2C5 2 5 0 6 0"
    assert road.whole.startswith(road.walked)
    assert road.whole.endswith("26 1")


def test_a_road_that_nobody_walked_yet_and_one_without_steps():
    assert lay_road(steps=[(1, "Қадам", "future", "")]).walked == ""
    assert lay_road(steps=[]).current is None
