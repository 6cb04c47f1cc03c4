"""Members of the assembly ask the akim to call it, and are answered in the time of the law."""

import datetime

import pytest
from django.test import Client

from ortaq.ground import clock, todo
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.tests.samples import seat_members
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.assembly.actions import answer_initiative, record_initiative
from ortaq.stages.assembly.models import Initiative
from ortaq.stages.assembly.selectors import initiatives_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

FRIDAY = datetime.date(2027, 2, 5)
WEDNESDAY = datetime.date(2027, 2, 10)
HOME = "/ru/mysal/assembly/"


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def akim(unit, actor):
    return actor(unit, Role.AKIM)


@pytest.fixture
def ask(unit, clerk, now):
    """Eleven members sit in the assembly; two of them ask for it."""
    seat_members(unit, names=[f"Мүше {number}" for number in range(11)])

    def record(**other):
        question = Text(kk="Жайылым", ru="Пастбища")
        given = {"by": clerk, "question": question, "received_on": FRIDAY, "signed": 2} | other
        return record_initiative(unit=unit, now=now, **given)

    return record


@pytest.fixture
def answer(akim, now):
    def reply(initiative, **other):
        given = {"by": akim, "reply": "calls", "reason": Text(), "answered_on": now.date()} | other
        return answer_initiative(initiative=initiative, now=now, **given)

    return reply


def waiting(cycle, on):
    return todo.tasks(cycle=cycle, today=on, may=lambda action: action.startswith("assembly."))


def test_the_akim_has_three_working_days(ask, cycle, unit):
    made = ask()
    assert (made.due_on, made.members) == (WEDNESDAY, 11)
    for on, urgency in ((WEDNESDAY, "soon"), (WEDNESDAY + datetime.timedelta(days=1), "late")):
        (task,) = waiting(cycle, on)
        assert (task.due_on, task.urgency) == (WEDNESDAY, urgency)
    assert not initiatives_of(unit, today=WEDNESDAY)[0].is_late
    assert initiatives_of(unit, today=WEDNESDAY + datetime.timedelta(days=1))[0].is_late


def test_an_answer_ends_the_waiting(ask, answer, cycle, unit, now):
    answered = answer(ask())
    assert (answered.reply, answered.answered_on) == ("calls", now.date())
    assert waiting(cycle, now.date()) == []
    with pytest.raises(Refused):
        answer(answered)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"question": Text()}, "question_kk"),
        ({"signed": 1}, "signed"),
        ({"signed": 12}, "signed"),
        ({"signed": 0}, "signed"),
        ({"received_on": datetime.date(2027, 2, 11)}, "received_on"),
    ],
)
def test_what_is_no_initiative_is_refused(ask, other, field):
    with pytest.raises(Refused) as refusal:
        ask(**other)
    assert refusal.value.field == field
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"reply": "later"}, "reply"),
        ({"reply": "declines"}, "reason_kk"),
        ({"answered_on": FRIDAY - datetime.timedelta(days=1)}, "answered_on"),
        ({"answered_on": WEDNESDAY + datetime.timedelta(days=1)}, "answered_on"),
    ],
)
def test_what_is_no_answer_is_refused(ask, answer, other, field):
    with pytest.raises(Refused) as refusal:
        answer(ask(), **other)
    assert refusal.value.field == field
    assert Initiative.objects.get().answered_on is None


def test_without_members_nobody_can_ask(unit, clerk, now):
    with pytest.raises(Refused):
        record_initiative(by=clerk, unit=unit, question=Text(kk="Су"), received_on=FRIDAY, signed=1, now=now)


def test_only_the_akim_answers_and_only_the_office_records(ask, answer, clerk, unit, other_unit, actor):
    made = ask()
    for stranger in (clerk, actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            answer(made, by=stranger)
    with pytest.raises(NotAllowed):
        ask(by=actor(unit, Role.DELEGATE))


def test_sent_twice_is_done_once(ask):
    deed = new_id()
    assert ask(deed=deed) == ask(deed=deed)
    assert Initiative.objects.count() == 1


def test_everybody_reads_what_was_asked_and_answered(unit, ask, akim, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    office, anyone = Client(), Client()
    office.force_login(akim.account)
    ask()
    assert "Попросили 2 из 11 членов, 05.02.2027." in anyone.get(HOME).text.replace("\xa0", " ")
    assert "аким отвечает до 10.02.2027" in anyone.get(HOME).text.replace("\xa0", " ")
    form = f"{HOME}initiatives/1/answer/"
    wrong = office.post(form, {"reply": "declines", "answered_on": "2027-02-10"})
    assert wrong.status_code == 422
    assert "Напишите, почему собрание не созывается" in wrong.text
    sent = {"reply": "declines", "reason_ru": "Вопрос ведёт район", "answered_on": "2027-02-10"}
    assert office.post(form, sent).status_code == 302
    assert "Вопрос ведёт район" in anyone.get(HOME).text
    new = office.get(f"{HOME}initiatives/new/")
    assert "15.02.2027" in new.text or "15 февраля 2027" in new.text
    assert "не проверено юристом" in new.text
    asked = {"question_ru": "Дороги", "received_on": "2027-02-10", "signed": "3"}
    assert office.post(f"{HOME}initiatives/new/", asked).status_code == 302
    assert Initiative.objects.count() == 2
