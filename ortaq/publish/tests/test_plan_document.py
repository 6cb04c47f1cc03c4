"""The plan's files, opened again and read back."""

import datetime
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.utils.translation import override
from openpyxl import load_workbook
from pypdf import PdfReader

from conftest import make_cycle
from ortaq.ground.comments import actions as comments
from ortaq.ground.errors import Refused
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.publish.document import Heading, Paragraph, Table
from ortaq.publish.exports import export_plan, plan_file
from ortaq.publish.plan_document import plan_data, plan_document
from ortaq.stages.needs import actions as needs
from ortaq.stages.needs.models import Problem
from ortaq.stages.plan import actions
from ortaq.stages.plan.tests import plans
from ortaq.stages.profile.actions import record_budget
from ortaq.stages.projects.models import ProjectProblem

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY = datetime.date(2027, 6, 10)


@pytest.fixture
def desk(cycle, actor, now):
    """A plan that agrees, and four needs: one in a problem, one refused, two without an answer."""
    akim = actor(cycle.unit, Role.AKIM, username="akim")
    places = list(cycle.unit.settlements.order_by("name_kk"))
    said = [
        ("Су жоқ", "kk", ""),
        ("Нет связи", "ru", "herders"),
        ("Жол жоқ", "kk", ""),
        ("Нужен стадион", "ru", ""),
    ]
    made = []
    for text, language, group in said:
        given = {"cycle": cycle, "settlement": places[1], "language": language, "group": group}
        need = needs.submit_need(by=akim, text=text, now=now, phone="+7 701 111 22 33", **given)
        made.append(needs.publish_need(by=akim, need=need, theme="water", now=now))
    hidden = needs.submit_need(
        by=akim, cycle=cycle, settlement=places[0], text="Иванов украл трактор", language="ru", now=now
    )
    needs.refuse_need(by=akim, need=hidden, objection="personal_data", now=now)
    needs.make_problem(
        by=akim,
        cycle=cycle,
        title=Text(kk="Таза су жоқ"),
        description=Text(),
        theme="water",
        needs=made[:1],
        now=now,
    )
    needs.answer_need(by=akim, need=made[3], kind="refused", text=Text(ru="Денег нет"), now=now)
    return plans.draw_up(cycle, akim)


@pytest.fixture
def version(desk):
    """Its published version."""
    version = desk.do(actions.close_version, plan=desk.plan)
    return desk.do(actions.publish_version, version=version)


def words_of(source, language):
    """Return every word of the document, as one text."""
    document = plan_document(plan_data(source), language=language, today=TODAY)
    words = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            words.append(block.text)
        elif isinstance(block, Table):
            rows = [*block.rows, block.total or ()]
            words += [block.caption, block.note, *(cell for row in rows for cell in row)]
        else:
            words.append(str(block))
    return "\n".join(words)


CHAPTERS = {
    "kk": ["Келісу парағы", "1. Округ паспорты", "2. Жоспар қалай жасалды", "3. Жағдай", "4. Пайым", "5. Жобалар"],
    "ru": [
        "Лист согласования",
        "1. Паспорт округа",
        "2. Как составлялся план",
        "3. Ситуация",
        "4. Видение",
        "5. Про",
    ],
}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_chapters_stand_in_their_order_in_both_languages(version, language):
    words = words_of(version, language)
    places = [words.index(chapter) for chapter in CHAPTERS[language]]
    assert places == sorted(places)
    assert plan_document(plan_data(version), language=language, today=TODAY).language == language


def test_both_languages_carry_the_same_numbers(version):
    kk, ru = (plan_document(plan_data(version), language=language, today=TODAY) for language in ("kk", "ru"))
    assert [type(block) for block in kk.blocks] == [type(block) for block in ru.blocks]
    sizes = [
        [len(block.rows) for block in blocks if isinstance(block, Table)] for blocks in (kk.blocks, ru.blocks)
    ]
    assert sizes[0] == sizes[1]
    for words in (words_of(version, "kk"), words_of(version, "ru")):
        for amount in ("2\xa0400,0", "900,0", "3\xa0900,0", "9\xa0000,0"):
            assert amount in words


@pytest.mark.parametrize(
    ("language", "annexes", "line", "said"),
    [
        ("kk", ["1-қосымша", "2-қосымша. Бюджет", "3-қосымша"], "1.4. Трансферттер түсімі", "12,5 (2027)"),
        (
            "ru",
            ["Приложение 1", "Приложение 2. Бюджет", "Приложение 3"],
            "1.4. Поступления трансфертов",
            "12,5 (2027)",
        ),
    ],
)
def test_the_annexes_hold_the_budget_and_numbers_stand_as_the_language_writes_them(
    desk, actor, language, annexes, line, said
):
    unit, project = desk.cycle.unit, desk.projects[1]
    amounts = {"1.1": 1_364_750_000, "1.4": 2_110_900_000, "2": 3_475_650_000}
    record_budget(by=actor(unit, Role.CLERK), unit=unit, year=2028, kind="adopted", amounts=amounts, now=desk.now)
    project.baseline, project.sdg_target = Decimal("12.5"), "6.1"
    project.save()
    words = words_of(desk.do(actions.close_version, plan=desk.plan), language)
    places = [words.index(heading) for heading in annexes]
    assert places == sorted(places)
    for written in (line, "21\xa0109,0", "13\xa0647,5", "34\xa0756,5", said, "6.1 "):
        assert written in words


def test_the_document_says_what_was_not_taken_up_and_why(version):
    words = words_of(version, "ru")
    assert "Нужен стадион" in words
    assert "Денег нет" in words
    assert "На 3\xa0потребности ещё нет ответа." in words.replace("На 3 ", "На 3\xa0")
    assert "Бастау" in words.split("Кого ещё не услышали")[1].split("Что не принято")[0]


@pytest.mark.parametrize(("language", "answer"), [("kk", "Қабылданды. Биыл."), ("ru", "Принято. В этом году.")])
def test_the_register_of_comments_carries_every_answer_and_no_name(desk, version, language, answer):
    assert "не принимались" in words_of(version, "ru")
    days = {"opens_on": TODAY, "closes_on": TODAY + datetime.timedelta(days=10)}
    desk.do(actions.open_comments, version=version, **days)
    for text in ("Көпір қашан?", "Оқылмаған сөз"):
        comment = desk.do(
            comments.write_comment,
            unit=version.unit,
            about="plan_version",
            about_id=version.id,
            text=text,
            language="kk",
            signature="Асан Тестов",
            contact="8 701 555 01 23",
        )
        if "қашан" in text:
            desk.do(comments.publish_comment, comment=comment)
            said = Text(kk="Биыл.", ru="В этом году.")
            desk.do(comments.reply_to_comment, comment=comment, kind="accepted", text=said)
    words = words_of(version, language)
    assert "Көпір қашан?" in words
    assert answer in words
    for secret in ("Асан", "701", "Оқылмаған"):
        assert secret not in words


def test_no_person_and_no_unpublished_word_is_in_it(version):
    for language in ("kk", "ru"):
        words = words_of(version, language)
        for secret in ("701", "Иванов", "трактор"):
            assert secret not in words


def test_a_project_that_was_not_sent_for_review_is_not_told(version):
    problem = Problem.objects.get()
    for number, state in ((81, "feasible"), (82, "draft")):
        project = plans.make_project(version.plan.cycle, number, "Жоба", "Проект", state=state)
        ProjectProblem.objects.create(project=project, problem=problem)
    words = words_of(version, "ru")
    assert "№ 81" in words
    assert "№ 82" not in words


def test_a_group_of_one_is_not_counted_in_public(version):
    table = words_of(version, "ru").split("Кого ещё не услышали")[0]
    assert "не показано" in table


def test_a_missing_translation_stands_in_the_original_and_says_so(version):
    assert "Таза су жоқ (только на казахском)" in words_of(version, "ru")
    assert "Денег нет (тек орысша)" in words_of(version, "kk")


def test_the_approval_sheet_names_hash_law_and_what_is_not_verified(version):
    words = words_of(version, "ru")
    assert version.sha256[:16] in words
    assert "юрист не проверял" in words
    assert "Это черновик" not in words
    assert "Это черновик" in words_of(version.plan, "ru")


def test_an_agreement_of_the_assembly_stands_on_the_approval_sheet(version, desk):
    from ortaq.ground.meetings.models import AgendaItem, Meeting, Motion
    from ortaq.stages.assembly.models import Adoption, Agreement

    unit, at = desk.cycle.unit, desk.now
    meeting = Meeting.objects.create(
        unit=unit,
        number=7,
        kind="assembly",
        starts_at=at,
        called_at=at,
        notice_on=at.date(),
        notice_entered_on=at.date(),
    )
    item = AgendaItem.objects.create(meeting=meeting, number=1)
    counts = {"votes_for": 11, "votes_against": 2, "abstained": 1, "carried": True, "voted_at": at}
    motion = Motion.objects.create(item=item, number=1, **counts)
    agreement = Agreement.objects.create(
        unit=unit, version=version, motion=motion, sha256=version.sha256, agreed_on=at.date(), recorded_at=at
    )
    Adoption.objects.create(
        unit=unit, agreement=agreement, decision_number="45-3", decided_on=at.date(), year=2028, recorded_at=at
    )
    words = words_of(version, "ru")
    assert "10.06.2027, собрание № 7: за – 11, против – 2, воздержались – 1" in words
    assert "решение № 45-3 от 10.06.2027, бюджет 2028 года" in words


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pdf_and_docx_open_and_say_the_same(version, language):
    pdf = PdfReader(BytesIO(plan_file(version, kind="pdf", language=language, today=TODAY)))
    printed = "".join("".join(page.extract_text() for page in pdf.pages).split())
    word = docx.Document(BytesIO(plan_file(version, kind="docx", language=language, today=TODAY)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    written = "".join("".join([*(p.text for p in word.paragraphs), *cells]).split())
    title = {"kk": "Көкталдақұдық", "ru": "КолодецвКоктале"}[language]
    for words in (title, "2400,0", "9000,0"):
        assert words in printed
        assert words in written


def test_the_workbook_holds_every_line_with_its_numbers(version):
    sheet = load_workbook(BytesIO(plan_file(version, kind="xlsx", language="ru", today=TODAY))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[1:]] == [1, 2, 3, 4]
    assert rows[2][1] == "Колодец в Коктале"
    assert rows[2][5:8] == [2500, 2500, None]


def test_the_same_version_gives_the_same_bytes(version):
    files = [
        plan_file(version, kind=kind, language="kk", today=TODAY) for kind in ("pdf", "xlsx") for _again in "12"
    ]
    assert files[0] == files[1]
    assert files[2] == files[3]


def test_the_command_writes_a_published_plan_and_says_where_there_is_none(version, tmp_path, actor, other_unit):
    written = export_plan("mysal", 2028, "pdf", "ru", tmp_path / "plan.pdf")
    assert written.read_bytes().startswith(b"%PDF")
    make_cycle(other_unit)
    for slug, year, kind in (("basqa", 2028, "pdf"), ("mysal", 2031, "pdf"), ("mysal", 2028, "odt")):
        with pytest.raises(Refused), override("ru"):
            export_plan(slug, year, kind, "ru", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_pages_give_files_to_whom_the_version_is_open(client, desk):
    address = "/ru/mysal/documents/plan/{}.{}?cycle=2028"
    version = desk.do(actions.close_version, plan=desk.plan)
    assert client.get(address.format(1, "pdf")).status_code == 404
    desk.do(actions.publish_version, version=version)
    answer = client.get(address.format(1, "xlsx"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mysal-2028-v1-ru.xlsx"'
    assert client.get(address.format(1, "exe")).status_code == 404
    client.force_login(desk.akim.account)
    assert client.get(address.format("draft", "docx")).status_code == 200


def test_an_empty_draft_is_a_document_too(cycle, actor):
    desk = plans.begin(cycle, actor(cycle.unit, Role.AKIM))
    for language in ("kk", "ru", "en"):
        assert plan_file(desk.plan, kind="pdf", language=language, today=TODAY).startswith(b"%PDF")
        assert plan_file(desk.plan, kind="xlsx", language=language, today=TODAY)


def test_hostile_words_are_printed_as_words(desk):
    line = desk.line(3)
    line.title = Text(kk='#set text(red) *жуан* <b>&amp;</b> =1+1 "тырнақша" 😀')
    line.save()
    for kind in ("pdf", "docx", "xlsx"):
        assert plan_file(desk.plan, kind=kind, language="kk", today=TODAY)
