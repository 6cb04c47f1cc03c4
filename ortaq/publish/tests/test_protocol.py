"""What the documents of a meeting say, read back from the files."""

import datetime
from io import BytesIO

import docx
import pypdf
import pytest

from ortaq.ground.meetings.actions import hand_over, record_attendance, record_election
from ortaq.ground.meetings.models import Meeting, MeetingKind
from ortaq.ground.meetings.selectors import meeting_view
from ortaq.ground.meetings.tests.samples import NAMES, call, decide, moment
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.publish.docx import render_docx
from ortaq.publish.pdf import render_pdf
from ortaq.publish.poster import render_poster
from ortaq.publish.protocol import notice_poster, protocol_document, signature_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HOSTILE = "<script>alert(1)</script> #set text(red) *жуан* $x$"


def words_of_pdf(content):
    """Return the text of every page of a PDF, one space between words."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages]


def words_of_docx(content):
    """Return the text of a DOCX, tables among it, one space between words."""
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(line.text for line in document.paragraphs), *cells]).split())


EXPECTED = {
    "kk": (
        "№ 1 хаттама: жергілікті қоғамдастық жиналысы",
        "Мәдениет үйі",
        "Кворум бар (кемінде 3 керек)",
        "Әкім жоспарды таныстырды",
        "Ұсыныс: Жоспарды келісу",
        "Жақтап 4, қарсы 0, қалыс қалды 0. Шешім: қабылданды.",
    ),
    "ru": (
        "Протокол № 1: собрание местного сообщества",
        "Дом культуры",
        "Кворум есть (нужно не менее 3)",
        "Аким представил план",
        "Предложение: Согласовать план",
        "За 4, против 0, воздержались 0. Решено: принято.",
    ),
}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_protocol_says_the_same_in_both_formats_and_languages(unit, actor, now, language):
    motion, after = decide(unit, actor, now)
    document = protocol_document(unit=unit, view=meeting_view(motion.item.meeting, now=after), language=language)
    for said in (" ".join(words_of_pdf(render_pdf(document))), words_of_docx(render_docx(document))):
        for sentence in EXPECTED[language]:
            assert sentence in said
        for name in NAMES[:4]:
            assert name in said
        assert NAMES[4] not in said


def test_an_unsigned_protocol_says_that_it_is_a_draft(unit, actor, now):
    motion, after = decide(unit, actor, now, signed=False)
    view = meeting_view(motion.item.meeting, now=after)
    said = words_of_docx(render_docx(protocol_document(unit=unit, view=view, language="ru")))
    assert "Черновик: протокол ещё не подписан." in said


def test_the_notice_is_one_page_however_much_it_says(unit, actor, now):
    agenda = [Text(kk=f"{number}-мәселе: " + "ауыз су туралы " * 12) for number in range(1, 16)]
    meeting = call(unit, actor(unit, Role.CLERK), now, kind=MeetingKind.SEPARATE_GATHERING, agenda=agenda)
    poster = notice_poster(unit=unit, view=meeting_view(meeting, now=now), language="kk")
    pages = words_of_pdf(render_poster(poster))
    assert len(pages) == 1
    for sentence in ("Бөлек жиын", "Даму жоспары туралы", "15:00", "Мәдениет үйі", "15-мәселе"):
        assert sentence in pages[0]


def test_what_people_wrote_is_printed_as_it_is(unit, actor, now):
    meeting = call(unit, actor(unit, Role.CLERK), now, title=Text(kk=HOSTILE), agenda=[Text(kk=HOSTILE)])
    poster = notice_poster(unit=unit, view=meeting_view(meeting, now=now), language="ru")
    assert "<script>alert(1)</script>" in words_of_pdf(render_poster(poster))[0]


def test_the_sheet_of_those_present_is_empty(unit, actor, now):
    meeting = call(unit, actor(unit, Role.CLERK), now, kind=MeetingKind.SEPARATE_GATHERING)
    view = meeting_view(meeting, now=now)
    said = words_of_pdf(render_pdf(signature_sheet(unit=unit, view=view, language="ru")))
    assert "Фамилия, имя, отчество" in said[0]
    assert "40" in said[-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Көп дауыспен сайланды", "Бақыт Оспанов, жақтаған дауыс: 39", "дауысы: 12")),
        ("ru", ("Избраны большинством голосов", "Бақыт Оспанов, голосов за: 39", "голоса за каждого: 12")),
    ],
)
def test_the_protocol_names_the_elected_and_only_counts_the_others(unit, actor, now, language, words):
    clerk, after = actor(unit, Role.CLERK), moment(2027, 3, 1, 18)
    meeting = call(unit, clerk, now, kind=MeetingKind.SEPARATE_GATHERING)
    record_attendance(by=clerk, meeting=meeting, present=43, entitled=214, now=after)
    votes = {"Бақыт Оспанов": 39, "Әлия Жұмабек": 12}
    record_election(by=clerk, item=meeting.agenda.get(), seats=1, votes=votes, now=after)
    document = protocol_document(unit=unit, view=meeting_view(meeting, now=after), language=language)
    for said in (" ".join(words_of_pdf(render_pdf(document))), words_of_docx(render_docx(document))):
        assert [word for word in words if word not in said] == []
        assert "Әлия Жұмабек" not in said


def test_the_protocol_says_when_notice_was_entered_and_to_whom_it_went(unit, actor, now):
    motion, after = decide(unit, actor, now)
    meeting = motion.item.meeting
    meeting.refresh_from_db()
    hand_over(
        by=actor(unit, Role.CLERK), meeting=meeting, handed_over_on=after.date(), handed_over_to="Әкім", now=after
    )
    Meeting.objects.update(notice_on=now.date() - datetime.timedelta(days=5))
    meeting.refresh_from_db()
    document = protocol_document(unit=unit, view=meeting_view(meeting, now=after), language="ru")
    said = words_of_docx(render_docx(document))
    assert "5 февраля 2027 г. (внесено 10 февраля 2027 г.)" in said
    assert "Протокол передан 1 марта 2027 г.: Әкім." in said
