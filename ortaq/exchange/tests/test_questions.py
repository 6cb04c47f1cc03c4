"""What the writes of questions and news promise, and what they refuse."""

import datetime

import pytest

from ortaq.exchange.models import Advice, News, Question
from ortaq.exchange.news.actions import change_news, publish_news, write_news
from ortaq.exchange.questions.actions import advise, ask_others, settle_question
from ortaq.exchange.questions.selectors import advice_for, list_questions
from ortaq.exchange.tests.built import write
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

BOTH = Text(kk="Су келді", ru="Вода пришла")
CONTACT = Text(kk="Аппарат, 8 (000) 00-00-00", ru="Аппарат, 8 (000) 00-00-00")


def ask(unit, by, now, **other):
    given = {"theme": "water", "title": Text(kk="Құдықты кім бағады?"), "text": Text()}
    return ask_others(by=by, unit=unit, now=now, **given | other)


def tell(unit, by, now, **other):
    return write_news(by=by, unit=unit, now=now, **{"title": BOTH, "text": BOTH, "press_contact": CONTACT} | other)


def test_another_akim_answers_with_a_case(case, unit, akim, other_unit, learner, now):
    question = ask(other_unit, learner, now)
    advise(by=akim, unit=unit, question_id=question.pk, text=Text(kk="Көше өзі бағады"), case_id=case.pk, now=now)
    (answer,) = advice_for(question)
    assert (answer.unit, answer.case_unit, answer.case_number) == (unit.name, "mysal", 1)
    assert list_questions(page=1)[1][0].answers == 1


def test_an_answer_is_refused_when_empty_or_pointing_to_a_draft_or_too_late(
    site, unit, akim, other_unit, learner, now
):
    question = ask(other_unit, learner, now)
    given = {"by": akim, "unit": unit, "question_id": question.pk, "now": now}
    with pytest.raises(Refused):
        advise(text=Text(), **given)
    with pytest.raises(Refused, match="everybody may read"):
        advise(text=BOTH, case_id=write(site, akim).pk, **given)
    settle_question(by=learner, question=question, now=now)
    with pytest.raises(Refused, match="closed this question"):
        advise(text=BOTH, **given)
    with pytest.raises(Refused, match="closed already"):
        settle_question(by=learner, question=question, now=now)
    assert not Advice.objects.exists()


def test_only_teams_ask_and_each_in_its_own_name(unit, other_unit, actor, now):
    akim, clerk = actor(unit, Role.AKIM), actor(unit, Role.CLERK)
    with pytest.raises(NotAllowed):
        ask(unit, clerk, now)
    with pytest.raises(NotAllowed):
        ask(other_unit, akim, now)
    with pytest.raises(Refused, match="list"):
        ask(unit, akim, now, theme="luck")
    with pytest.raises(Refused):
        ask(unit, akim, now, title=Text())
    question = ask(unit, akim, now)
    with pytest.raises(NotAllowed):
        settle_question(by=actor(other_unit, Role.AKIM), question=question, now=now)
    assert Question.objects.count() == 1


def test_asked_twice_with_one_deed_it_is_one_question(unit, actor, now):
    akim, deed = actor(unit, Role.AKIM), new_id()
    assert ask(unit, akim, now, deed=deed) == ask(unit, akim, now, deed=deed)
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": Text(kk="Су келді")}, "text_ru"),
        ({"title": Text(ru="Вода пришла")}, "title_kk"),
        ({"press_contact": Text()}, "press_contact_kk"),
    ],
)
def test_news_are_published_in_both_languages_with_whom_to_ask(unit, actor, now, change, field):
    clerk = actor(unit, Role.CLERK)
    draft = tell(unit, clerk, now, **change)
    with pytest.raises(Refused) as refused:
        publish_news(by=clerk, news=draft, now=now)
    assert list(refused.value.sentences) == [field]
    assert News.objects.get().published_at is None


def test_corrected_news_say_so(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    news = publish_news(by=clerk, news=tell(unit, clerk, now), now=now)
    with pytest.raises(Refused, match="already"):
        publish_news(by=clerk, news=news, now=now)
    given = {"by": clerk, "news": news, "title": BOTH, "press_contact": CONTACT}
    with pytest.raises(Refused):
        change_news(text=Text(kk="Тек қазақша"), now=now, **given)
    later = now + datetime.timedelta(days=1)
    change_news(text=Text(kk="Су кеше келді", ru="Вода пришла вчера"), now=later, **given)
    assert News.objects.get().corrected_at == later


def test_news_without_a_heading_or_by_a_stranger_are_refused(unit, other_unit, actor, now):
    with pytest.raises(Refused):
        tell(unit, actor(unit, Role.CLERK), now, title=Text())
    with pytest.raises(NotAllowed):
        tell(unit, actor(other_unit, Role.CLERK), now)
    assert not News.objects.exists()
