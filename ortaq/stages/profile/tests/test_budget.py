"""What money there is: in the official layout, with sums that agree."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ortaq.ground.errors import NotAllowed, Refused, Several
from ortaq.ground.people.roles import Role
from ortaq.stages.profile.actions import import_budget, record_budget
from ortaq.stages.profile.layout import disagreements, filled, layout, names
from ortaq.stages.profile.models import BudgetLine
from ortaq.stages.profile.selectors.budget import amounts_by_column, budget_of, figure_report
from ortaq.stages.profile.sheets import budget_template

THOUSAND = 100_000
OFFICIAL = {"1": 36_063, "1.1": 13_647, "1.2": 907, "1.3": 400, "1.4": 21_109, "2": 36_700, "5": -637, "6": 637}
"""The shape of a decision of 2026 for an okrug, in thousand tenge."""


def tiyn(amounts):
    return {code: amount * THOUSAND for code, amount in amounts.items()}


@pytest.fixture
def write(unit, actor, now):
    """Record a budget as the clerk."""
    clerk = actor(unit, Role.CLERK)

    def record(amounts, **other):
        given = {"by": clerk, "unit": unit, "year": 2026, "kind": "adopted", "now": now}
        return record_budget(**given | other, amounts=tiyn(amounts))

    return record


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return ContentFile(out.getvalue(), name="budget.xlsx")


def test_the_layout_has_the_six_parts_in_three_languages():
    assert [part.number for part in layout()] == [1, 2, 3, 4, 5, 6]
    assert all(set(name) == {"kk", "ru", "en"} and all(name.values()) for name in names().values())


def test_a_decision_as_it_is_published_agrees():
    assert disagreements(tiyn(OFFICIAL)) == []


CLASSES = [(one.code, one.sign) for part in layout() for one in part.classes]


@given(st.fixed_dictionaries({code: st.integers(0, 10**12) for code, _sign in CLASSES if code[0] != "6"}))
def test_sums_filled_in_from_classes_always_agree(classes):
    whole = filled(classes)
    assert disagreements(whole) == []
    assert whole["1"] - whole["2"] - whole["3"] - whole["4"] == whole["5"]


@pytest.mark.django_db
def test_left_out_totals_are_worked_out_and_kept(unit, write):
    write({"1.1": 13_647, "1.4": 21_109, "2.01": 30_000, "2.07": 5_000})
    kept = amounts_by_column(unit)[2026, "adopted"]
    assert (kept["1"], kept["2"], kept["5"]) == (34_756 * THOUSAND, 35_000 * THOUSAND, -244 * THOUSAND)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"1": 36_000}, "1", "36 063"),
        ({"5": 637, "6": -637}, "5", "-637"),
        ({"6": 600}, "6", "637"),
        ({"1": None, "5": -600}, "5", "-637"),
        ({"5": None, "6": 600}, "6", "637"),
        ({"5": None, "6": None, "6.3": 600}, "6", "637"),
    ],
)
def test_a_sum_that_does_not_agree_is_named_with_what_it_should_be(write, changed, code, said):
    with translation.override("ru"), pytest.raises(Several) as refusal:
        write({code: amount for code, amount in (OFFICIAL | changed).items() if amount is not None})
    assert said in " ".join(str(refusal.value.sentences[code]).split())
    assert not BudgetLine.objects.exists()


@pytest.mark.django_db
def test_a_budget_written_again_takes_the_place_of_the_first(unit, write):
    write(OFFICIAL)
    write({"1": 40_000, "2": 40_000})
    assert amounts_by_column(unit) == {(2026, "adopted"): tiyn({"1": 40_000, "2": 40_000, "5": 0})}


@pytest.mark.django_db
def test_transfers_and_own_income_are_told_apart(unit, write):
    write(OFFICIAL)
    write(OFFICIAL, kind="refined")
    write({"1": 50_000, "2": 50_000}, year=2027)
    found = budget_of(unit, language="ru")
    column = found.for_year(2026)
    assert (column.kind, round(column.transfer_share, 3)) == ("refined", 0.585)
    assert [name for name, _amount in column.income_classes("ru")][-1] == "Поступления трансфертов"
    assert found.for_year(2030).year == 2027
    assert found.for_year(2027).transfer_share is None
    assert [one.year for one in found.by_year] == [2026, 2027]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"year": 2017}, {"year": 2033}, {"kind": "dreamt"}, {"amounts": {"1.9": 1}}, {"amounts": {}}]
)
def test_what_no_budget_has_is_refused(unit, actor, now, wrong):
    given = {"by": actor(unit, Role.AKIM), "unit": unit, "year": 2026, "kind": "adopted", "now": now}
    with pytest.raises(Refused):
        record_budget(**given | {"amounts": {"1": 1}} | wrong)
    assert not BudgetLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.DELEGATE, Role.DONOR, Role.RESIDENT])
def test_only_the_office_writes_the_budget(write, unit, actor, role):
    with pytest.raises(NotAllowed):
        write(OFFICIAL, by=actor(unit, role))


@pytest.mark.django_db
@pytest.mark.usefixtures("probed")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_comes_back_filled_in_any_language(unit, actor, now, language):
    content = budget_template(years=[2026, 2027], language=language, known={})
    book = load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows(min_row=2):
        if row[0].value in OFFICIAL:
            row[2].value = OFFICIAL[row[0].value]
    out = io.BytesIO()
    book.save(out)
    report = import_budget(
        by=actor(unit, Role.CLERK), unit=unit, upload=ContentFile(out.getvalue(), name="b.xlsx"), now=now
    )
    assert (report.taken, report.faults) == (len(OFFICIAL), [])
    assert amounts_by_column(unit)[2026, "adopted"] == tiyn(OFFICIAL)


@pytest.mark.django_db
def test_a_column_that_agrees_is_kept_and_another_named_by_row_and_column(unit, actor, now):
    upload = sheet(
        ["Код", "Строка", "2026 утверждён", "2027 утверждён", "2028 бекітілген", "Примечание"],
        ["1", "Доходы", "36 063", 100, 10, "смотри"],
        [1.1, "Налоги", "14 954,0", 60, None, None],
        [1.4, "Трансферты", 21_109, 30, None, None],
        ["2", "Затраты", 36_063, 100, "много", None],
        ["9", "Иное", None, None, 5, None],
    )
    report = import_budget(by=actor(unit, Role.CLERK), unit=unit, upload=upload, now=now)
    assert (report.taken, report.refused) == (4, 4 + 3 + 1)
    assert set(amounts_by_column(unit)) == {(2026, "adopted")}
    shown = figure_report(unit, report.id, language="ru")
    assert [(fault.row, fault.column) for fault in shown.faults] == [(1, "F"), (2, "D"), (5, "E"), (6, "A")]
    with translation.override("ru"):
        assert "90" in figure_report(unit, report.id, language="ru").faults[1].reason


@pytest.mark.django_db
@pytest.mark.parametrize("upload", [sheet(["Код", "Строка"], ["1", "Доходы"]), ContentFile(b"x", name="b.xlsx")])
def test_another_workbook_is_refused(unit, actor, now, upload):
    with pytest.raises(Refused) as refusal:
        import_budget(by=actor(unit, Role.CLERK), unit=unit, upload=upload, now=now)
    assert refusal.value.field == "file"


@pytest.mark.django_db
def test_sums_that_follow_from_classes_must_agree_in_a_workbook_too(unit, actor, now):
    upload = sheet(
        ["Код", "Строка", "2026 Утвержден", "2027 утверждён"],
        ["1,1", "Налоги", 60, 60],
        ["2.01", "Услуги", 100, 100],
        ["5", "Дефицит", -30, None],
        ["6.3", "Остатки", None, 30],
    )
    report = import_budget(by=actor(unit, Role.CLERK), unit=unit, upload=upload, now=now)
    assert (report.taken, report.refused) == (0, 6)
    assert [fault[:3] for fault in report.faults] == [[4, "C", "deficit"], [5, "D", "financing"]]
