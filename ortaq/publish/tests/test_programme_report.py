"""The yearly report of a programme, opened again and read back in three languages."""

import datetime
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from ortaq.ground import clock
from ortaq.programme.tests.built import build
from ortaq.publish.programme_report import programme_report, programme_year
from ortaq.stages.results.tests import built as working

pytestmark = pytest.mark.django_db

TODAY = working.AT_WORK.date()
ADDRESS = "/{}/programmes/birge/documents/report-{}.{}"
SAID = {
    "kk": ("Бағдарламаның2028жылғыесебі", "Біргежоспарлау", "Оқыту", "1/3(33%)", "Байланысыбарадамдар", "Қор"),
    "ru": ("Отчётпрограммыза2028год", "Планироватьвместе", "Обучение", "1/3(33%)", "Людисосвязью"),
    "en": (
        "Reportoftheprogrammefor2028",
        "Planningtogether",
        "Training",
        "1/3(33%)",
        "Peoplewithcoverage",
        "Қорen",
    ),
}


@pytest.fixture
def site(unit, cycle, actor, now, monkeypatch):
    """A programme in its third year: a plan agreed, one line of three done, a budget, a log, an indicator."""
    work = working.build(cycle, actor, now)
    work.report(2, "done")
    site = build(unit, now)
    site.describe()
    site.budget(given_by=site.organisation(), year=2028)
    site.support()
    site.value(site.indicator())
    site.fact(about_unit=unit)
    monkeypatch.setattr(clock, "now", lambda: working.AT_WORK)
    return site


def squeezed(text):
    return "".join(text.split())


def words_of(document):
    return "\n".join(str(block) for block in document.blocks)


def of_2027(site):
    """Return every word of the report of 2027 in English."""
    data = programme_year(site.programme, 2027, today=TODAY)
    return words_of(programme_report(data, language="en", today=TODAY))


@pytest.mark.parametrize("language", SAID)
def test_the_report_says_the_same_in_pdf_and_word(client, site, language):
    pdf = PdfReader(BytesIO(client.get(ADDRESS.format(language, 2028, "pdf")).content))
    printed = squeezed("".join(page.extract_text() for page in pdf.pages))
    word = docx.Document(BytesIO(client.get(ADDRESS.format(language, 2028, "docx")).content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    written = squeezed("".join([*(p.text for p in word.paragraphs), *cells]))
    for said in SAID[language]:
        assert said in printed
        assert said in written


def test_a_report_stands_for_each_year_of_the_programme_until_today(client, site):
    assert client.get(ADDRESS.format("en", 2026, "pdf")).status_code == 200
    for year, kind in ((2025, "pdf"), (2029, "pdf"), (2028, "odt")):
        assert client.get(ADDRESS.format("en", year, kind)).status_code == 404


def test_the_report_of_a_year_knows_nothing_of_later_years(site):
    earlier = programme_year(site.programme, 2026, today=TODAY)
    assert earlier.overview.on == datetime.date(2026, 12, 31)
    assert (earlier.overview.plans.agreed, earlier.overview.support.sessions) == (0, 0)
    later = programme_year(site.programme, 2028, today=TODAY)
    assert later.overview.on == TODAY
    assert (later.overview.plans.agreed, later.support.sessions, later.overview.support.sessions) == (1, 0, 1)


def test_the_report_names_nobody_and_shows_no_few_people(site):
    site.support(women=0, men=0, youth=0)
    report = words_of(
        programme_report(programme_year(site.programme, 2027, today=TODAY), language="en", today=TODAY)
    )
    assert "fewer than can be shown" not in report
    site.value(site.indicator(), 3, people=site.session(women=2, men=1, youth=0).people)
    report = words_of(
        programme_report(programme_year(site.programme, 2027, today=TODAY), language="en", today=TODAY)
    )
    assert "fewer than can be shown" in report
    assert site.adviser.account.name not in report


def test_one_reading_of_the_record_is_written_in_every_language(site):
    data = programme_year(site.programme, 2028, today=TODAY)
    for language, role in (("kk", "Қаржыландырады"), ("ru", "Финансирует"), ("en", "Funds")):
        assert role in words_of(programme_report(data, language=language, today=TODAY))


def test_an_example_says_that_it_is_one(site):
    site.programme.is_fictional = True
    data = programme_year(site.programme, 2028, today=TODAY)
    assert "A made-up example." in words_of(programme_report(data, language="en", today=TODAY))
