"""Who lives here: written, read from a spreadsheet, and shown to the public without giving anybody away."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from openpyxl import Workbook, load_workbook

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.stages.profile.actions import Figure, import_population, record_population
from ortaq.stages.profile.models import AgeBand, FigureImport, Population, Sex
from ortaq.stages.profile.selectors.population import (
    by_sex,
    drawn_bands,
    figures_of,
    office_people,
    public_people,
    public_totals,
    years_of_population,
)
from ortaq.stages.profile.sheets import CELLS, population_template

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture
def clerk(unit, actor):
    """The clerk of the unit."""
    return actor(unit, Role.CLERK)


def place(unit, name="Көктал"):
    return unit.settlements.get(name_kk=name)


def everybody(people):
    return [Figure(sex.value, band.value, people) for sex in Sex for band in AgeBand]


def sheet(*rows, headings=("Ауыл", "Жыл")):
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return ContentFile(out.getvalue(), name="population.xlsx")


def template_headings(unit, language="kk"):
    content = population_template(unit=unit, year=2027, language=language, known={})
    return [cell.value for cell in next(load_workbook(io.BytesIO(content)).active.rows)]


def test_a_half_filled_grid_is_kept_and_an_emptied_figure_is_taken_back(unit, clerk, now):
    settlement = place(unit)
    given = {"by": clerk, "settlement": settlement, "year": 2027, "now": now}
    record_population(**given, figures=[Figure("women", "0-13", 12), Figure("men", "0-13", 9)])
    assert sorted(figures_of(unit, 2027).values()) == [9, 12]
    record_population(**given, figures=[Figure("women", "0-13", 14), Figure("men", "0-13", None)])
    assert figures_of(unit, 2027) == {(settlement.id, "women", "0-13"): 14}
    assert not office_people(unit, 2027).is_complete
    assert Entry.objects.filter(action="profile.record_population").count() == 2


@pytest.mark.parametrize(
    ("year", "figure"),
    [
        (1990, Figure("women", "0-13", 1)),
        (2029, Figure("women", "0-13", 1)),
        (2027, Figure("women", "0-13", -1)),
        (2027, Figure("women", "0-13", 100_001)),
        (2027, Figure("women", "5-6", 1)),
    ],
)
def test_figures_that_cannot_be_are_refused_and_nothing_is_kept(unit, clerk, now, year, figure):
    with pytest.raises(Refused):
        record_population(
            by=clerk, settlement=place(unit), year=year, figures=[Figure("men", "60+", 8), figure], now=now
        )
    assert not Population.objects.exists()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.DELEGATE, Role.DONOR, Role.RESIDENT])
def test_only_the_office_writes_figures(unit, actor, now, role):
    with pytest.raises(NotAllowed):
        record_population(by=actor(unit, role), settlement=place(unit), year=2027, figures=[], now=now)


def test_nobody_writes_the_figures_of_another_unit(unit, other_unit, actor, now):
    with pytest.raises(NotAllowed):
        record_population(by=actor(other_unit, Role.AKIM), settlement=place(unit), year=2027, figures=[], now=now)


def test_the_public_never_sees_a_number_below_five_nor_can_work_one_out(unit, clerk, now):
    for name, people in (("Көктал", 40), ("Бастау", 30)):
        record_population(by=clerk, settlement=place(unit, name), year=2027, figures=everybody(people), now=now)
    record_population(by=clerk, settlement=place(unit), year=2027, figures=[Figure("women", "60+", 3)], now=now)
    shown = public_people(unit, 2027)
    cells = [cell for line in shown.settlements for cell in line.cells]
    assert shown.hides
    assert not [cell for cell in cells if cell in {1, 2, 3, 4}]
    small = next(line for line in shown.settlements if str(line.name) == "Көктал")
    assert None in small.cells
    assert small.people is None or small.cells.count(None) > 1
    assert office_people(unit, 2027).total == 40 * 11 + 3 + 30 * 12


def test_the_pyramid_is_drawn_from_the_same_protected_table(unit, clerk, now):
    for name in ("Көктал", "Бастау"):
        record_population(by=clerk, settlement=place(unit, name), year=2027, figures=everybody(20), now=now)
    shown = public_people(unit, 2027)
    assert drawn_bands(shown) == [("60+", 40, 40), ("35–59", 40, 40), ("18–34", 80, 80), ("0–17", 80, 80)]
    assert (shown.total, shown.is_complete, shown.hides) == (480, True, False)


def test_a_settlement_without_figures_is_not_said_to_be_empty(unit, clerk, now):
    record_population(by=clerk, settlement=place(unit), year=2027, figures=everybody(20), now=now)
    known = {str(line.name): line.is_known for line in public_people(unit, 2027).settlements}
    assert known == {"Көктал": True, "Бастау": False}


def test_years_are_told_with_their_totals(unit, clerk, now):
    for year, people in ((2026, 10), (2027, 11)):
        record_population(by=clerk, settlement=place(unit), year=year, figures=everybody(people), now=now)
    assert years_of_population(unit) == [2026, 2027]
    assert public_totals(unit) == [(2026, 120), (2027, 132)]


def test_a_year_of_few_people_has_no_total_in_public(unit, clerk, now):
    record_population(by=clerk, settlement=place(unit), year=2026, figures=[Figure("men", "60+", 3)], now=now)
    record_population(by=clerk, settlement=place(unit), year=2027, figures=everybody(5), now=now)
    assert public_totals(unit) == [(2027, 60)]


def test_the_table_by_sex_tells_no_more_than_the_passport(unit, clerk, now):
    for name in ("Көктал", "Бастау"):
        record_population(by=clerk, settlement=place(unit, name), year=2027, figures=everybody(20), now=now)
    lines, together = by_sex(public_people(unit, 2027))
    assert {(line.women, line.men, line.people) for line in lines} == {(120, 120, 240)}
    assert (together.women, together.men, together.people) == (240, 240, 480)
    record_population(by=clerk, settlement=place(unit), year=2027, figures=[Figure("women", "60+", 3)], now=now)
    passport = public_people(unit, 2027)
    lines, _together = by_sex(passport)
    small = next(line for line in lines if str(line.name) == "Көктал")
    assert passport.hides
    assert small.women is None


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_comes_back_filled_in_any_language(unit, clerk, now, language):
    headings = template_headings(unit, language)
    with translation.override("kk"):
        report = import_population(
            by=clerk,
            unit=unit,
            upload=sheet(["Коктал", 2027, *range(5, 5 + len(CELLS))], headings=headings),
            now=now,
        )
    assert (report.cells, report.taken, report.faults) == (12, 12, [])
    assert figures_of(unit, 2027)[place(unit).id, "women", "0-13"] == 5


def test_what_is_known_stands_in_the_template(unit, clerk, now):
    record_population(by=clerk, settlement=place(unit), year=2027, figures=everybody(7), now=now)
    content = population_template(unit=unit, year=2027, language="kk", known=figures_of(unit, 2027))
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True, min_row=2))
    assert sorted(row[2] is not None for row in rows) == [False, True]


def test_good_cells_are_kept_and_bad_ones_named_by_row_and_column(unit, clerk, now):
    headings = template_headings(unit)
    report = import_population(
        by=clerk,
        unit=unit,
        upload=sheet(
            ["с. Коктал", 2027, 10, "он", 12.5, -3, None, 15],
            ["Жоқ ауыл", 2027, 1, 2],
            ["Бастау", "былтыр", 1],
            ["Көктал ауылы", 2027, 99],
            ["", 2027, 5],
            headings=headings,
        ),
        now=now,
    )
    assert (report.cells, report.taken, report.refused) == (10, 2, 8)
    assert [fault[:3] for fault in report.faults] == [
        [2, "D", "bad_number"],
        [2, "E", "bad_number"],
        [2, "F", "bad_number"],
        [3, "A", "unknown_settlement"],
        [4, "B", "bad_year"],
        [5, "A", "twice"],
        [6, "A", "no_settlement"],
    ]


def test_sent_again_nothing_is_taken_twice(unit, clerk, now):
    upload = sheet(["Коктал", 2027, 10, 11], headings=template_headings(unit))
    first, again = (import_population(by=clerk, unit=unit, upload=upload, now=now) for _time in range(2))
    assert (first.taken, again.taken, again.repeated) == (2, 0, 2)
    deed = new_id()
    for _time in range(2):
        import_population(by=clerk, unit=unit, upload=upload, now=now, deed=deed)
    assert FigureImport.objects.count() == 3


@pytest.mark.parametrize(
    "upload", [ContentFile(b"not a workbook", name="a.xlsx"), sheet(["x"], headings=("Бағдарлама", "Сома"))]
)
def test_another_workbook_is_refused(unit, clerk, now, upload):
    with pytest.raises(Refused) as refusal:
        import_population(by=clerk, unit=unit, upload=upload, now=now)
    assert refusal.value.field == "file"
    assert not FigureImport.objects.exists()


def test_a_column_that_is_not_understood_is_named_and_its_figures_are_counted(unit, clerk, now):
    headings = [heading.replace("–", "-") for heading in template_headings(unit)] + ["Барлығы"]
    row = ["Көктал", 2027, *range(5, 5 + len(CELLS)), 126]
    report = import_population(by=clerk, unit=unit, upload=sheet(row, headings=headings), now=now)
    assert (report.cells, report.taken, report.refused) == (13, 12, 1)
    assert report.faults == [[1, "O", "unknown_group", "Барлығы", []]]
