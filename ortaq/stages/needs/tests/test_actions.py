"""What a need goes through, and who may do what with it."""

import datetime

import pytest
from django.db import transaction
from django.utils import translation

from ortaq.ground.errors import Conflict, NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.moderation import TO_A_NEED
from ortaq.ground.people.actors import Actor, Behalf, Channel
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.needs import actions
from ortaq.stages.needs.models import Answer, Contact, Need, Problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
ANSWER = Text(kk="Шамды мамырда орнатамыз.", ru="Фонарь поставим в мае.")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def last_entry() -> Entry:
    return Entry.objects.order_by("number").last()


def problem_of(*needs, by, cycle, now, title="Көшеде жарық жоқ", **other) -> Problem:
    given = {"description": Text(), "theme": "roads"} | other
    return actions.make_problem(by=by, cycle=cycle, title=Text(kk=title), needs=needs, now=now, **given)


def test_a_resident_without_an_account_says_a_need_and_gets_a_number(say):
    first, second = say("Су жоқ бізде"), say("Жол жоқ бізде")
    assert (first.number, second.number) == (1, 2)
    assert (first.state, first.text.kk, first.channel) == ("received", "Су жоқ бізде", Channel.WEB)
    entry = last_entry()
    assert (entry.action, entry.subject_id, entry.account) == ("needs.submit", str(second.pk), None)


def test_numbers_are_counted_in_each_unit_alone(say, other_unit, now):
    from conftest import make_cycle

    say()
    there = say(cycle=make_cycle(other_unit), settlement=other_unit.settlements.get())
    assert there.number == 1


@pytest.mark.parametrize(
    ("text", "sentence"), [("су", "few words"), ("  \n ", "few words"), ("а" * 4001, "4,000")]
)
def test_a_text_that_says_nothing_or_too_much_is_refused(say, text, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        say(text)
    assert refusal.value.field == "text"
    assert not Need.objects.exists()


def test_a_need_of_four_thousand_characters_is_taken_whole(say):
    assert say("ә" * 4000).text.kk == "ә" * 4000


def test_the_same_deed_twice_is_one_need_and_with_other_words_a_conflict(say):
    deed = new_id()
    assert say(deed=deed) == say(deed=deed)
    with pytest.raises(Conflict):
        say("Басқа сөздер айтылды", deed=deed)
    assert Need.objects.count() == 1


def test_a_phone_is_kept_apart_and_never_enters_the_journal(say):
    say(phone=" +7 701 000 11 22 ")
    assert Contact.objects.get().phone == "+7 701 000 11 22"
    written = [str(vars(row)) for model in (Entry, Payload) for row in model.objects.all()]
    assert not [row for row in written if "701 000" in row]


def test_nobody_speaks_before_the_step_opens_or_after_it_closes(say, now):
    for days in (-20, 60):
        with pytest.raises(StepClosed):
            say(now=now + datetime.timedelta(days=days))


def test_a_settlement_of_another_unit_is_refused(say, other_unit):
    with pytest.raises(NotAllowed):
        say(settlement=other_unit.settlements.get())


def test_a_helper_types_for_a_person_and_a_resident_may_not(cycle, settlement, clerk, now):
    given = {"cycle": cycle, "settlement": settlement, "text": "Дәріхана керек", "language": "kk", "now": now}
    by = clerk.through(Channel.PAPER, Behalf.PERSON)
    assert actions.submit_need_for_person(by=by, **given).channel == Channel.PAPER
    with pytest.raises(NotAllowed):
        actions.submit_need_for_person(by=Actor(), **given)


def test_publishing_sorts_a_need_and_counts_the_day_of_its_answer(say, clerk, now):
    need = actions.publish_need(by=clerk, need=say(), theme="roads", now=now)
    assert (need.state, need.theme) == ("published", "roads")
    # Fifteen working days after Wednesday 10 February
    assert need.answer_due_on == datetime.date(2027, 3, 3)
    with pytest.raises(Refused, match="already"):
        actions.publish_need(by=clerk, need=need, theme="roads", now=now)


def test_a_need_is_published_only_under_a_theme(say, clerk, now):
    with pytest.raises(Refused) as refusal:
        actions.publish_need(by=clerk, need=say(), theme="", now=now)
    assert refusal.value.field == "theme"


@pytest.mark.parametrize("reason", TO_A_NEED)
def test_every_reason_keeps_a_text_from_being_published(say, clerk, now, reason):
    need = actions.refuse_need(by=clerk, need=say(), objection=reason, now=now)
    need.refresh_from_db()
    assert (need.state, need.objection, need.answer_due_on) == ("refused", reason, None)


def test_a_refused_need_may_be_published_after_all(say, clerk, now):
    need = actions.refuse_need(by=clerk, need=say(), objection="insult", now=now)
    actions.publish_need(by=clerk, need=need, theme="water", now=now)
    need.refresh_from_db()
    assert (need.state, need.objection) == ("published", "")


def test_refusing_needs_a_reason_and_spares_what_is_merged_or_answered(say, publish, clerk, planner, cycle, now):
    with pytest.raises(Refused) as refusal:
        actions.refuse_need(by=clerk, need=say(), objection="", now=now)
    assert refusal.value.field == "objection"
    merged, answered = publish(), publish()
    problem_of(merged, by=planner, cycle=cycle, now=now)
    merged.refresh_from_db()
    actions.answer_need(by=clerk, need=answered, kind="in_work", text=ANSWER, now=now)
    for need in (merged, answered):
        with pytest.raises(Refused):
            actions.refuse_need(by=clerk, need=need, objection="insult", now=now)


def test_a_moderator_of_another_unit_may_not_moderate(say, other_unit, actor, now):
    with pytest.raises(NotAllowed):
        actions.publish_need(by=actor(other_unit, Role.MODERATOR), need=say(), theme="roads", now=now)


def test_a_translation_stands_beside_the_words_that_were_said(say, publish, clerk, now):
    need = actions.translate_need(by=clerk, need=publish(), translation=" Нужен свет на улице ", now=now)
    need.refresh_from_db()
    assert need.text == Text(
        kk="Көшеде жарық керек", ru="Нужен свет на улице", original="kk", translation="checked"
    )
    assert "нужен свет" in need.search
    russian = actions.translate_need(
        by=clerk, need=say("Нет воды в селе", language="ru"), translation="Ауылда су жоқ", now=now
    )
    assert (russian.text.original, russian.text.kk) == ("ru", "Ауылда су жоқ")


def test_needs_are_merged_and_each_keeps_its_page(publish, planner, cycle, now):
    first, second, third = publish(), publish(), publish()
    problem = problem_of(first, second, by=planner, cycle=cycle, now=now)
    actions.merge_needs(by=planner, problem=problem, needs=[third], now=now)
    assert problem.number == 1
    assert set(problem.needs.values_list("number", flat=True)) == {1, 2, 3}
    assert last_entry().action == "needs.merge"


def test_what_is_not_published_or_in_another_problem_is_not_merged_and_leaves_nothing(
    say, publish, planner, cycle, now
):
    published, received = publish(), say()
    with pytest.raises(Refused, match="not published"), transaction.atomic():
        problem_of(published, received, by=planner, cycle=cycle, now=now)
    published.refresh_from_db()
    assert published.problem is None
    assert not Problem.objects.exists()
    problem_of(published, by=planner, cycle=cycle, now=now)
    with pytest.raises(Refused, match="another problem"):
        problem_of(published, by=planner, cycle=cycle, now=now)


def test_a_problem_has_a_name_and_at_least_one_need(publish, planner, cycle, now):
    with pytest.raises(Refused) as refusal:
        problem_of(publish(), by=planner, cycle=cycle, now=now, title="")
    assert refusal.value.field == "title_kk"
    with pytest.raises(Refused) as refusal:
        problem_of(by=planner, cycle=cycle, now=now)
    assert refusal.value.field == "needs"


def test_a_need_is_parted_from_a_problem_with_a_reason(publish, planner, cycle, now):
    need = publish()
    problem_of(need, by=planner, cycle=cycle, now=now)
    need.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        actions.part_need(by=planner, need=need, reason=" ", now=now)
    assert refusal.value.field == "reason"
    actions.part_need(by=planner, need=need, reason="Бұл жол туралы", now=now)
    need.refresh_from_db()
    assert need.problem is None
    assert last_entry().reason == "Бұл жол туралы"
    with pytest.raises(Refused, match="not part"):
        actions.part_need(by=planner, need=need, reason="Тағы", now=now)


def test_a_need_may_be_answered_again_and_nothing_is_overwritten(publish, clerk, now):
    need = publish()
    later = now + datetime.timedelta(days=9)
    for kind, moment in (("in_work", now), ("done", later)):
        actions.answer_need(by=clerk, need=need, kind=kind, text=ANSWER, now=moment)
    assert list(need.answers.order_by("answered_at").values_list("kind", flat=True)) == ["in_work", "done"]
    need.refresh_from_db()
    assert need.answered_at == later


def test_an_answer_says_what_is_done_in_words_about_a_published_need(say, publish, clerk, now):
    need = publish()
    for kind, text, field in (("", ANSWER, "kind"), ("done", Text(), "text_kk")):
        with pytest.raises(Refused) as refusal:
            actions.answer_need(by=clerk, need=need, kind=kind, text=text, now=now)
        assert refusal.value.field == field
    with pytest.raises(Refused, match="Publish"):
        actions.answer_need(by=clerk, need=say(), kind="done", text=ANSWER, now=now)
    with pytest.raises(NotAllowed):
        actions.answer_need(by=Actor(), need=need, kind="done", text=ANSWER, now=now)


def test_the_answer_to_a_problem_reaches_each_of_its_needs_once(publish, clerk, planner, cycle, now):
    needs = [publish(), publish(), publish()]
    problem = problem_of(*needs, by=planner, cycle=cycle, now=now)
    deed = new_id()
    for _time in range(2):
        actions.answer_problem(by=clerk, problem=problem, kind="taken_up", text=ANSWER, now=now, deed=deed)
    assert sorted(Answer.objects.values_list("need__number", flat=True)) == [1, 2, 3]


def test_a_problem_without_needs_has_nobody_to_answer(publish, clerk, planner, cycle, now):
    need = publish()
    problem = problem_of(need, by=planner, cycle=cycle, now=now)
    need.refresh_from_db()
    actions.part_need(by=planner, need=need, reason="Басқа мәселе", now=now)
    with pytest.raises(Refused):
        actions.answer_problem(by=clerk, problem=problem, kind="done", text=ANSWER, now=now)


def test_a_contact_is_forgotten_a_year_after_the_answer(say, publish, clerk, now):
    year = datetime.timedelta(days=366)
    answered, waiting = publish(phone="+7 701 000 11 22"), publish(phone="+7 701 000 33 44")
    refused = actions.refuse_need(by=clerk, need=say(phone="+7 701 000 55 66"), objection="insult", now=now)
    actions.answer_need(by=clerk, need=answered, kind="done", text=Text(kk="Жасалды"), now=now)
    assert actions.forget_contacts(now=now + year / 2) == 0
    assert actions.forget_contacts(now=now + year) == 2
    assert list(Contact.objects.values_list("need", flat=True)) == [waiting.pk]
    assert refused.state == "refused"


@pytest.mark.parametrize("text", ["12345", "🙏🙏🙏🙏🙏", "........"])
def test_a_text_without_a_letter_says_nothing(say, text):
    with pytest.raises(Refused) as refusal:
        say(text)
    assert refusal.value.field == "text"
