"""The public report of a cycle, opened again and read back."""

import datetime
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from ortaq.ground import clock
from ortaq.publish.report import report_data, report_document
from ortaq.stages.results.tests import built

pytestmark = pytest.mark.django_db

TODAY = built.AT_WORK.date()


@pytest.fixture
def site(cycle, actor, now):
    """A plan that the assembly agreed, and the people who carry it out."""
    return built.build(cycle, actor, now)


@pytest.fixture
def at_work(monkeypatch):
    """Pages believe that it is the first spring of the plan."""
    monkeypatch.setattr(clock, "now", lambda: built.AT_WORK)


def words_of(document):
    """Return every word of the report, as one text."""
    return "\n".join(str(block) for block in document.blocks)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_report_says_the_same_in_pdf_and_word(client, site, at_work, language):
    site.report(2, "done")
    site.spend(2, 3_000)
    site.measure(2, "3", women=1, men=2)
    site.answer("байланыс", "refused", ru="Это ведёт район", kk="Бұл – ауданның ісі")
    address = f"/{language}/mysal/documents/report.{{}}?cycle=2028"
    pdf = PdfReader(BytesIO(client.get(address.format("pdf")).content))
    printed = "".join("".join(page.extract_text() for page in pdf.pages).split())
    word = docx.Document(BytesIO(client.get(address.format("docx")).content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    written = "".join("".join([*(p.text for p in word.paragraphs), *cells]).split())
    said = {
        "kk": ("Көкталдақұдық", "Құдыққазылды", "Бұл–ауданныңісі", "1/3(33%)"),
        "ru": ("КолодецвКоктале", "Колодецвыкопан", "Этоведётрайон", "1/3(33%)"),
    }
    for words in said[language]:
        assert words in printed
        assert words in written
    assert client.get(address.format("odt")).status_code == 404


def test_the_report_shows_no_few_people_and_warns_of_money(site, cycle):
    site.measure(2, "3", women=1, men=2)
    site.spend(2, 3_000)
    words = words_of(report_document(report_data(cycle), language="ru", today=TODAY))
    assert "израсходовано на 500,0 тыс. тенге больше" in words
    assert words.count("не показано") == 3
    assert "жасырын" not in words


def test_a_cycle_without_anything_has_a_report_too(cycle):
    for language in ("kk", "ru", "en"):
        document = report_document(report_data(cycle), language=language, today=datetime.date(2027, 2, 10))
        assert document.blocks
