import dataclasses

import pytest

from ortaq.publish.document import Column, DocumentError, Figure, Heading, Table
from ortaq.publish.tests.samples import CHART, a_document


def test_a_document_cannot_be_changed_after_it_is_made():
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_document().title = "Басқа"


def test_a_document_without_a_title_is_refused():
    with pytest.raises(DocumentError, match="needs a title"):
        a_document(title=" ")


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 4), (1, 2, 3, 4, 5), (0,)])
def test_headings_that_skip_a_level_are_refused(levels):
    with pytest.raises(DocumentError, match="level"):
        a_document(*(Heading(f"{level}", level) for level in levels))


def test_headings_may_step_back_up_by_any_number():
    assert a_document(*(Heading(f"{level}", level) for level in (1, 2, 3, 1, 2)))


def test_a_row_of_another_length_is_named():
    with pytest.raises(DocumentError, match="“Кесте” has 2 columns, its row 2 has 1 cells"):
        Table(columns=(Column("а"), Column("ә")), rows=(("1", "2"), ("3",)), caption="Кесте")


def test_a_total_of_another_length_is_refused():
    with pytest.raises(DocumentError, match="row 1 has 2 cells"):
        Table(columns=(Column("а"),), rows=(), total=("1", "2"))


@pytest.mark.parametrize("columns", [(), (Column("а", weight=0),)])
def test_a_table_needs_columns_with_width(columns):
    with pytest.raises(DocumentError):
        Table(columns=columns, rows=())


def test_a_figure_needs_an_alternative_text():
    with pytest.raises(DocumentError, match="alternative text"):
        Figure(CHART, alt=" ")


def test_a_figure_of_another_kind_is_refused():
    with pytest.raises(DocumentError, match="neither SVG nor PNG nor JPEG"):
        Figure(b"GIF89a", alt="Сурет")
