from datetime import date
from fractions import Fraction

import pytest

from ortaq.engines.law import (
    BadValueError,
    NoValueOnDateError,
    UnknownParameterError,
    parameter,
    parameters,
    statement,
    value_of,
)
from ortaq.engines.law.parameters import every_version
from ortaq.engines.law.workdays import fixed_holidays

DAY = date(2027, 3, 1)
EVERYTHING = [version for versions in every_version().values() for version in versions]


@pytest.mark.parametrize("version", EVERYTHING, ids=lambda version: version.id)
def test_every_parameter_is_named_in_three_languages_and_stands_on_an_act(version):
    for words in (version.label, version.act.title):
        assert words.kk.strip()
        assert words.ru.strip()
        assert words.en.strip()
        assert len({words.kk, words.ru, words.en}) == 3
    assert version.article or version.origin == "proposal"


@pytest.mark.parametrize("version", EVERYTHING, ids=lambda version: version.id)
def test_nothing_is_called_verified_without_the_name_of_who_did_it(version):
    assert version.verified == bool(version.verified_by)


@pytest.mark.parametrize("version", EVERYTHING, ids=lambda version: version.id)
def test_a_parameter_without_a_value_asks_for_one(version):
    assert version.value is not None or version.question


@pytest.mark.parametrize("id", ["answers.need", "answers.comment", "answers.comment_period"])
def test_the_period_for_an_answer_says_in_each_language_that_it_is_no_law(id):
    answer = parameter(id, on=DAY)
    assert answer.origin == "proposal"
    assert "заң нормасы емес" in answer.label.kk
    assert "не норма закона" in answer.label.ru
    assert "not a legal norm" in answer.label.en


def test_holidays_are_named_in_three_languages():
    assert all(words.kk and words.ru and words.en for words in (day.label for day in fixed_holidays()))


def test_what_is_in_force_depends_on_the_day():
    assert "separate_gathering.notice" in parameters(DAY)
    assert "separate_gathering.notice" not in parameters(date(2023, 6, 22))
    assert parameters(date(2016, 12, 31)) == {}


def test_an_unknown_id_is_named_in_the_error():
    with pytest.raises(UnknownParameterError, match=r"assembly\.notise"):
        parameter("assembly.notise", on=DAY)


def test_a_day_before_the_act_is_named_in_the_error():
    with pytest.raises(NoValueOnDateError, match="2017-05-01"):
        parameter("assembly.notice", on=date(2017, 5, 1))


def test_a_number_that_each_unit_adopts_has_no_national_value(decided):
    with pytest.raises(NoValueOnDateError, match="own adopted number"):
        parameter("assembly_size.seats", on=DAY)
    assert statement("assembly_size.seats", on=DAY).value is None
    assert parameter("assembly_size.seats", on=DAY, overrides=[decided("assembly_size.seats", 9)]).value == 9


def test_the_units_latest_decision_in_force_wins(decided):
    decisions = [
        decided("assembly.notice", 12, adopted_on=date(2025, 1, 10)),
        decided("assembly.notice", 14, adopted_on=date(2026, 1, 10)),
        decided("assembly.notice", 20, adopted_on=date(2028, 1, 10)),
        decided("assembly.materials", 7),
    ]
    found = parameter("assembly.notice", on=DAY, overrides=decisions)
    assert (found.value, found.origin, found.valid_from) == (14, "adopted", date(2026, 1, 10))
    assert found.act.title.ru == "Решение маслихата"
    assert found.unit == "calendar_days_before"


def test_a_units_decision_is_verified_only_when_somebody_signed_for_it(decided):
    alone = parameter("assembly.notice", on=DAY, overrides=[decided("assembly.notice", 12)])
    checked = decided("assembly.notice", 12, verified_by="A lawyer")
    assert not alone.verified
    assert parameter("assembly.notice", on=DAY, overrides=[checked]).verified


def test_a_units_decision_may_be_older_than_the_act(decided):
    own = decided("assembly.notice", 10, adopted_on=date(2016, 3, 1))
    assert parameter("assembly.notice", on=date(2016, 4, 1), overrides=[own]).value == 10


def test_a_share_is_exact(decided):
    own = decided("assembly.quorum", "2/3")
    assert parameter("assembly.quorum", on=DAY, overrides=[own]).value == Fraction(2, 3)


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("assembly.notice", -1),
        ("assembly.notice", "ten"),
        ("assembly.notice", True),
        ("assembly.quorum", "3/2"),
        ("assembly.quorum", "half"),
        ("assembly.quorum", "1/0"),
        ("assembly.quorum", 1),
        ("assembly.decision", "as_we_like"),
        ("assembly.protocol", "agenda"),
        ("assembly_size.bands", 7),
        ("assembly_size.bands", [{"seats_min": 5}]),
        ("assembly_size.bands", ["5-10"]),
    ],
)
def test_a_decision_that_does_not_fit_its_parameter_is_refused(decided, id, value):
    with pytest.raises(BadValueError):
        parameter(id, on=DAY, overrides=[decided(id, value)])


def test_a_value_asked_for_as_another_kind_is_refused():
    with pytest.raises(TypeError, match=r"assembly\.quorum"):
        value_of(parameter("assembly.quorum", on=DAY), int)
    with pytest.raises(NoValueOnDateError):
        value_of(statement("gathering.quorum", on=DAY), Fraction)
