"""What happens to a comment from its receipt to its answer."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from ortaq.ground.comments import actions, selectors
from ortaq.ground.comments.models import Comment, CommentContact, Reply, ReplyKind
from ortaq.ground.cycle.actions import close_cycle
from ortaq.ground.errors import Conflict, NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.moderation import TO_A_REMARK
from ortaq.ground.people.actors import Actor, Behalf, Channel
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = pytest.mark.django_db
ANSWER = Text(kk="Шам қойылады", ru="Фонарь поставят")


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


def test_a_comment_is_received_with_a_number_of_its_unit_and_belongs_to_the_cycle_of_its_subject(write, cycle):
    first, second = write(), write("Тағы бір пікір", signature="  Мұғалім  ")
    assert (first.number, second.number, second.signature) == (1, 2, "Мұғалім")
    assert (first.state, first.cycle, first.answer_due_on, first.channel) == ("received", cycle, None, "web")


def test_a_contact_lies_apart_and_never_in_the_journal(write):
    comment = write(contact="asel@example.kz")
    assert CommentContact.objects.get().comment == comment
    assert "asel@example.kz" not in Payload.objects.get(entry__action="comments.write").body


def test_contacts_are_forgotten_a_year_after_the_answer_or_the_refusal(write, publish, clerk, now):
    year = datetime.timedelta(days=366)
    actions.refuse_comment(by=clerk, comment=write(contact="8 701"), objection="insult", now=now)
    answered = publish(contact="8 702")
    publish(contact="8 703")
    actions.reply_to_comment(by=clerk, comment=answered, kind=ReplyKind.PARTLY, text=ANSWER, now=now)
    assert actions.forget_contacts(now=now + year / 2) == 0
    assert actions.forget_contacts(now=now + year) == 2
    assert CommentContact.objects.get().contact == "8 703"


def test_the_same_deed_twice_is_one_comment_and_with_other_words_refused(write):
    deed = new_id()
    assert write(deed=deed) == write(deed=deed)
    with pytest.raises(Conflict):
        write("Басқа сөз", deed=deed)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n", "ок", "ә" * 2_001])
def test_a_text_that_says_nothing_or_too_much_is_refused_beside_its_field(write, text):
    with pytest.raises(Refused) as refusal:
        write(text)
    assert refusal.value.field == "text"
    assert not Comment.objects.exists()


@pytest.mark.parametrize("about", [{"about": "rumour"}, {"about_id": new_id()}])
def test_nobody_comments_on_what_is_not_there(write, about):
    with pytest.raises(Refused):
        write(**about)


def test_nobody_comments_on_what_is_not_public(write, unit):
    with pytest.raises(Refused, match="cannot be read"):
        write(about_id=unit.settlements.get(name_kk="Бастау").id)


def test_nobody_comments_on_what_belongs_to_another_unit(write, other_unit):
    with pytest.raises(Refused):
        write(unit=other_unit)


def test_a_closed_cycle_takes_no_comments_and_says_so(write, cycle, unit, actor, now):
    akim, later = actor(unit, Role.AKIM), now.replace(year=2031, month=2)
    close_cycle(by=akim, cycle=cycle, now=later)
    with pytest.raises(Refused, match="closed"):
        write(now=later)


def test_a_published_comment_has_a_day_by_which_it_is_answered(write, clerk, now):
    comment = actions.publish_comment(by=clerk, comment=write(), now=now)
    assert comment.state == "published"
    assert comment.answer_due_on == datetime.date(2027, 2, 25)
    with pytest.raises(Refused, match="already"):
        actions.publish_comment(by=clerk, comment=comment, now=now)


@pytest.mark.parametrize("objection", TO_A_REMARK)
def test_a_refused_comment_has_its_reason(write, clerk, now, objection):
    comment = actions.refuse_comment(by=clerk, comment=write(), objection=objection, now=now)
    comment.refresh_from_db()
    assert (comment.state, comment.objection, comment.answer_due_on) == ("refused", objection, None)


@pytest.mark.parametrize("objection", ["", "not_a_need", "criticism"])
def test_a_comment_is_refused_for_no_other_reason(write, clerk, now, objection):
    with pytest.raises(Refused) as refusal:
        actions.refuse_comment(by=clerk, comment=write(), objection=objection, now=now)
    assert refusal.value.field == "objection"


def test_a_refused_comment_may_still_be_published(write, clerk, now):
    comment = actions.refuse_comment(by=clerk, comment=write(), objection="insult", now=now)
    comment = actions.publish_comment(by=clerk, comment=comment, now=now)
    assert (comment.state, comment.objection) == ("published", "")


def test_the_office_answers_and_a_second_answer_stands_beside_the_first(publish, clerk, now):
    comment, later = publish(), now + datetime.timedelta(days=3)
    actions.reply_to_comment(by=clerk, comment=comment, kind=ReplyKind.EXPLAINED, text=ANSWER, now=now)
    actions.reply_to_comment(by=clerk, comment=comment, kind=ReplyKind.ACCEPTED, text=ANSWER, now=later)
    assert list(comment.replies.order_by("replied_at").values_list("kind", flat=True)) == ["explained", "accepted"]
    assert comment.answered_at == later
    with pytest.raises(Refused, match="answer"):
        actions.refuse_comment(by=clerk, comment=comment, objection="insult", now=later)


@pytest.mark.parametrize(
    ("given", "field"), [({"kind": "perhaps"}, "kind"), ({"text": Text()}, "text_kk")], ids=["kind", "text"]
)
def test_an_answer_has_a_kind_and_words(publish, clerk, now, given, field):
    answer = {"kind": ReplyKind.PARTLY, "text": ANSWER} | given
    with pytest.raises(Refused) as refusal:
        actions.reply_to_comment(by=clerk, comment=publish(), now=now, **answer)
    assert refusal.value.field == field
    assert not Reply.objects.exists()


def test_only_what_everybody_reads_is_answered(write, clerk, now):
    with pytest.raises(Refused, match="Publish"):
        actions.reply_to_comment(by=clerk, comment=write(), kind=ReplyKind.PARTLY, text=ANSWER, now=now)


def test_a_helper_writes_for_a_person_and_the_journal_says_so(unit, village, clerk, now):
    settlement = unit.settlements.get(name_kk="Бастау")
    comment = actions.write_comment_for_person(
        by=clerk.through(Channel.PAPER, Behalf.PERSON),
        unit=unit,
        about="village",
        about_id=village.id,
        text="Қағазда жазылған пікір",
        language="kk",
        settlement=settlement,
        group="older",
        now=now,
    )
    assert (comment.channel, comment.settlement, comment.group) == ("paper", settlement, "older")
    assert Entry.objects.get(action="comments.write_for_person").behalf == "person"


def test_who_has_no_such_role_neither_reads_nor_answers_nor_writes_for_others(
    write, publish, unit, village, other_unit, actor, now
):
    received, published = write(), publish()
    for stranger in (Actor(), actor(unit, Role.DONOR), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            actions.publish_comment(by=stranger, comment=received, now=now)
        with pytest.raises(NotAllowed):
            actions.refuse_comment(by=stranger, comment=received, objection="insult", now=now)
        with pytest.raises(NotAllowed):
            actions.reply_to_comment(by=stranger, comment=published, kind=ReplyKind.PARTLY, text=ANSWER, now=now)
        with pytest.raises(NotAllowed):
            actions.write_comment_for_person(
                by=stranger, unit=unit, about="village", about_id=village.id, text="Пікір", language="kk", now=now
            )


def test_a_settlement_of_another_unit_is_refused(unit, village, clerk, other_unit, now):
    with pytest.raises(NotAllowed):
        actions.write_comment_for_person(
            by=clerk,
            unit=unit,
            about="village",
            about_id=village.id,
            text="Пікір айтамын",
            language="kk",
            settlement=other_unit.settlements.get(),
            now=now,
        )


def test_a_cut_in_the_middle_leaves_nothing(write, monkeypatch):
    def cut(**_given):
        raise RuntimeError("the power went")

    monkeypatch.setattr(CommentContact.objects, "create", cut)
    with pytest.raises(RuntimeError):
        write(contact="8 701 555 01 23")
    assert not Comment.objects.exists()
    assert not Entry.objects.filter(action="comments.write").exists()


def test_the_database_keeps_a_published_comment_from_having_no_day(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=write().pk).update(state="published")


def test_the_database_keeps_a_refused_comment_from_having_no_reason(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=write().pk).update(state="refused")


def test_what_waits_is_counted(write, publish, clerk, unit, now):
    write()
    publish()
    answered = publish()
    actions.reply_to_comment(by=clerk, comment=answered, kind=ReplyKind.PARTLY, text=ANSWER, now=now)
    late = datetime.date(2027, 2, 26)
    assert selectors.waiting(unit=unit, today=now.date()) == selectors.Waiting(1, 1, 0)
    assert selectors.waiting(unit=unit, today=late) == selectors.Waiting(1, 1, 1)
