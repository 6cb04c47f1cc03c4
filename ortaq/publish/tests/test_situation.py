"""Chapter 3 of the plan's document, opened again and read back: the problem tree and the SWOT analysis."""

import datetime
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.publish.exports import plan_file
from ortaq.publish.plan_document import plan_data
from ortaq.stages.circle.actions import add_stakeholder
from ortaq.stages.needs import actions as needs
from ortaq.stages.needs.actions import link_problem, remove_statement, write_statement
from ortaq.stages.plan.tests import plans
from ortaq.stages.profile.actions import ServiceState, record_services

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY = datetime.date(2027, 6, 10)


@pytest.fixture
def plan(cycle, actor, now):
    """A plan whose chapter 3 has two problems, one from the other, and three statements, one of them taken off."""
    akim = actor(cycle.unit, Role.AKIM, username="akim")
    march = now.replace(month=3, day=20)
    place = cycle.unit.settlements.get(name_kk="Көктал")
    problems = []
    for kk, ru in (("Су тасқыны", "Паводок"), ("Жол жоқ", "Нет дороги")):
        said = {"cycle": cycle, "settlement": place, "text": kk, "language": "kk"}
        need = needs.submit_need(by=akim, now=now, **said)
        needs.publish_need(by=akim, need=need, theme="roads", now=now)
        made = {"title": Text(kk=kk, ru=ru), "description": Text(), "theme": "roads", "needs": [need]}
        problems.append(needs.make_problem(by=akim, cycle=cycle, now=now, **made))
    link_problem(by=akim, problem=problems[1], comes_from=problems[0], now=march)
    states = [ServiceState(service="kindergarten", availability="no", distance_km=None, condition=Text())]
    record_services(by=akim, settlement=place, states=states, seen_on=march.date(), now=march)
    who = {"kind": "organisation", "name": Text(kk="Мектеп", ru="Школа"), "influence": 4, "interest": 4}
    school = add_stakeholder(by=akim, cycle=cycle, now=march, **who)
    written = {"by": akim, "cycle": cycle, "now": march}
    write_statement(
        **written,
        kind="weakness",
        text=Text(kk="Балаларға орын жоқ", ru="Детям нет места"),
        service=place.services.get(),
        problem=problems[1],
    )
    write_statement(
        **written,
        kind="opportunity",
        text=Text(kk="Мектеп көмектеседі", ru="Школа поможет"),
        stakeholder=school,
        source=Text(kk="12 наурыздағы жиын", ru="Сход 12 марта"),
    )
    rumour = write_statement(**written, kind="threat", text=Text(kk="Өсек"), source=Text(kk="Көше"))
    remove_statement(by=akim, statement=rumour, reason="Расталмады", now=march)
    return plans.draw_up(cycle, akim).plan


SAID = {
    "kk": [
        "Проблемалар ағашы",
        "№ 1 Су тасқыны",
        "№ 2 Жол жоқ",
        "SWOT-талдау",
        "Күшті жақтары",
        "Әлсіз жақтары",
        "Балаларға орын жоқ",
        "№ 2 мәселе: Жол жоқ",
        "Көктал, Балабақша: жоқ (20.03.2027)",
        "Мүмкіндіктер",
        "мүдделі тарап: Мектеп",
        "12 наурыздағы жиын",
        "Қауіптер",
        "4. Пайым",
    ],
    "ru": [
        "Дерево проблем",
        "№ 1 Паводок",
        "№ 2 Нет дороги",
        "SWOT-анализ",
        "Сильные стороны",
        "Слабые стороны",
        "Детям нет места",
        "проблема № 2: Нет дороги",
        "Коктал, Детский сад: нет (20.03.2027)",
        "Возможности",
        "заинтересованная сторона: Школа",
        "Сход 12 марта",
        "Угрозы",
        "4. Видение",
    ],
}


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_tree_and_the_four_lists_stand_in_pdf_and_docx_with_what_they_rest_on(plan, language):
    pdf = PdfReader(BytesIO(plan_file(plan, kind="pdf", language=language, today=TODAY)))
    printed = bare("".join(page.extract_text() for page in pdf.pages))
    word = docx.Document(BytesIO(plan_file(plan, kind="docx", language=language, today=TODAY)))
    written = bare("".join(paragraph.text for paragraph in word.paragraphs))
    for said in (printed, written):
        chapter = said[said.rindex(bare(SAID[language][0])) :]
        places = [chapter.find(bare(words)) for words in SAID[language]]
        assert -1 not in places
        assert places == sorted(places)
        assert "Өсек" not in said


def test_the_data_behind_the_document_is_the_same_whatever_language_its_reader_has(plan):
    from django.utils.translation import override

    with override("kk"):
        in_kazakh = repr(plan_data(plan))
    with override("ru"):
        assert repr(plan_data(plan)) == in_kazakh


def test_a_plan_without_analysis_says_so(cycle, actor):
    plan = plans.draw_up(cycle, actor(cycle.unit, Role.AKIM)).plan
    word = docx.Document(BytesIO(plan_file(plan, kind="docx", language="kk", today=TODAY)))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Қай мәселенің қайсысынан туындайтыны әлі көрсетілмеген." in said
    assert "Күшті және әлсіз жақтар, мүмкіндіктер мен қауіптер әлі жазылмаған." in said
