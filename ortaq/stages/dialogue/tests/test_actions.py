"""What a conversation promises from its opening to its count."""

import datetime

import pytest
from django.utils import translation

from ortaq.ground import chain
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.people.actors import Actor, Behalf, Channel
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.dialogue import actions, selectors
from ortaq.stages.dialogue.models import Conversation, Participant, Stance, Statement
from ortaq.stages.dialogue.results import results
from ortaq.stages.dialogue.tests.conftest import AGREE, CONCLUSION, DISAGREE, PASS, SEEDS
from ortaq.stages.needs import actions as needs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


def later(now, days: int) -> datetime.datetime:
    return now + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"question": Text()}, "question_kk"),
        ({"statements": SEEDS[:2]}, "statement_1_kk"),
        ({"opens_on": datetime.date(2027, 2, 9)}, "opens_on"),
        ({"closes_on": datetime.date(2027, 2, 9)}, "closes_on"),
    ],
)
def test_a_conversation_has_a_question_days_ahead_and_three_statements(begin, given, field):
    with pytest.raises(Refused) as refusal:
        begin(**given)
    assert refusal.value.field == field
    assert not Conversation.objects.exists()
    assert not Statement.objects.exists()


def test_the_same_deed_opens_one_conversation(begin):
    deed = new_id()
    assert begin(deed=deed) == begin(deed=deed)
    assert Conversation.objects.count() == 1
    assert begin().number == 2
    assert list(begin().statements.values_list("state", flat=True)) == ["published"] * 3


def test_a_resident_proposes_and_a_moderator_decides(conversation, planner, unit, actor, now):
    proposed = actions.propose_statement(
        by=Actor(), conversation=conversation, text="Таңғы автобус та керек", language="kk", now=now
    )
    assert (proposed.number, proposed.state, proposed.seed) == (4, "received", False)
    moderator = actor(unit, Role.MODERATOR)
    refused = actions.refuse_statement(by=moderator, statement=proposed, objection="off_topic", now=now)
    assert (refused.state, refused.objection) == ("refused", "off_topic")
    published = actions.publish_statement(by=moderator, statement=proposed, now=now)
    assert (published.state, published.objection) == ("published", "")
    with pytest.raises(Refused) as refusal:
        actions.refuse_statement(by=planner, statement=proposed, objection="not_a_need", now=now)
    assert refusal.value.field == "objection"


@pytest.mark.parametrize("text", ["", "иә", "ә" * 281])
def test_a_statement_is_one_sentence(conversation, now, text):
    with pytest.raises(Refused) as refusal:
        actions.propose_statement(by=Actor(), conversation=conversation, text=text, language="kk", now=now)
    assert refusal.value.field == "text"


def test_a_voice_speaks_once_on_each_statement_and_may_change_its_mind(conversation, speak):
    speak(conversation, "a", AGREE, PASS)
    speak(conversation, "a", DISAGREE)
    speak(conversation, "b", AGREE)
    assert Participant.objects.count() == 2
    assert sorted(Stance.objects.values_list("participant__key", "statement__number", "opinion")) == [
        ("a", 1, -1),
        ("a", 2, 0),
        ("b", 1, 1),
    ]


def test_the_journal_knows_that_somebody_spoke_and_nothing_else(conversation, speak, cycle, now, unit):
    settlement = unit.settlements.first()
    given = {"conversation": conversation, "key": "secret-key", "group": "herders", "settlement": settlement}
    actions.join_conversation(by=Actor(), now=now, **given)
    speak(conversation, "secret-key", AGREE)
    entries = Entry.objects.filter(action="dialogue.take_stance")
    assert {entry.subject_id for entry in entries} == {str(conversation.id)}
    bodies = " ".join(Payload.objects.filter(entry__in=entries).values_list("body", flat=True))
    assert "conversation" in bodies
    for private in ("secret-key", "herders", str(settlement.id), "opinion", "statement"):
        assert private not in bodies


def test_nobody_speaks_under_an_account(conversation, planner, now):
    statement = conversation.statements.first()
    given = {"by": planner, "conversation": conversation, "key": "a", "now": now}
    with pytest.raises(NotAllowed):
        actions.take_stance(statement=statement, opinion=AGREE, **given)
    with pytest.raises(NotAllowed):
        actions.join_conversation(**given)


def test_nobody_speaks_before_the_first_or_after_the_last_day(begin, speak, now):
    ahead = begin(opens_on=later(now, 2).date())
    for moment in (now, later(now, 11)):
        with pytest.raises(Refused, match="not open"):
            speak(ahead, "a", AGREE, now=moment)
        with pytest.raises(Refused, match="not open"):
            actions.propose_statement(
                by=Actor(), conversation=ahead, text="Таңғы автобус", language="kk", now=moment
            )
    speak(ahead, "a", AGREE, now=later(now, 10))
    assert Stance.objects.count() == 1


def test_only_published_statements_of_this_conversation_are_answered(begin, conversation, now):
    proposed = actions.propose_statement(
        by=Actor(), conversation=conversation, text="Таңғы автобус", language="kk", now=now
    )
    other = begin().statements.first()
    for statement in (proposed, other):
        with pytest.raises(Refused, match="not part"):
            actions.take_stance(
                by=Actor(), conversation=conversation, key="a", statement=statement, opinion=AGREE, now=now
            )
    with pytest.raises(Refused, match="three answers"):
        actions.take_stance(
            by=Actor(),
            conversation=conversation,
            key="a",
            statement=conversation.statements.first(),
            opinion=2,
            now=now,
        )
    assert not Participant.objects.exists()


def test_a_sheet_is_one_voice_and_is_typed_until_the_office_closes(conversation, close, unit, actor, now):
    helper = actor(unit, Role.GROUP_MEMBER).through(Channel.PAPER, Behalf.PERSON)
    given = {"by": helper, "conversation": conversation, "now": later(now, 12)}
    deed = new_id()
    for _twice in range(2):
        actions.take_stances_for_person(stances={1: 1, 3: -1}, group="older", deed=deed, **given)
    participant = Participant.objects.get()
    assert (participant.channel, participant.group, participant.stances.count()) == ("paper", "older", 2)
    with pytest.raises(Refused, match="empty sheet"):
        actions.take_stances_for_person(stances={}, **given)
    with pytest.raises(Refused, match="№ 9"):
        actions.take_stances_for_person(stances={9: 1}, **given)
    with pytest.raises(Refused):
        actions.take_stances_for_person(stances={1: 5}, **given)
    close(conversation)
    conversation.refresh_from_db()
    with pytest.raises(Refused, match="until the office closes"):
        actions.take_stances_for_person(stances={1: 1}, **given)


def test_a_conversation_is_closed_after_its_last_day_with_a_conclusion_and_then_for_good(
    conversation, close, planner, now
):
    with pytest.raises(Refused, match="promised"):
        close(conversation, now=later(now, 10))
    with pytest.raises(Refused) as refusal:
        close(conversation, conclusion=Text())
    assert refusal.value.field == "conclusion_kk"
    closed = close(conversation)
    assert str(closed.conclusion) == str(CONCLUSION)
    after = later(now, 12)
    for deed in (
        lambda: close(closed, now=after),
        lambda: actions.add_statement(by=planner, conversation=closed, text=SEEDS[0], now=after),
        lambda: actions.refuse_statement(
            by=planner, statement=closed.statements.first(), objection="insult", now=after
        ),
    ):
        with pytest.raises(Refused, match="closed"):
            deed()


def test_who_has_no_such_role_opens_reads_and_closes_nothing(begin, conversation, other_unit, unit, actor, now):
    proposed = actions.propose_statement(
        by=Actor(), conversation=conversation, text="Таңғы автобус", language="kk", now=now
    )
    for stranger in (Actor(), actor(unit, Role.DELEGATE), actor(other_unit, Role.AKIM)):
        for deed in (
            lambda by: begin(by=by),
            lambda by: actions.add_statement(by=by, conversation=conversation, text=SEEDS[0], now=now),
            lambda by: actions.publish_statement(by=by, statement=proposed, now=now),
            lambda by: actions.refuse_statement(by=by, statement=proposed, objection="insult", now=now),
            lambda by: actions.take_stances_for_person(by=by, conversation=conversation, stances={1: 1}, now=now),
            lambda by: actions.close_conversation(
                by=by, conversation=conversation, conclusion=CONCLUSION, now=later(now, 11)
            ),
        ):
            with pytest.raises(NotAllowed):
                deed(stranger)


def test_a_cut_in_the_middle_leaves_nothing(begin, monkeypatch):
    def cut(*_given, **_named):
        raise RuntimeError("the power went")

    monkeypatch.setattr(actions, "_add", cut)
    with pytest.raises(RuntimeError):
        begin()
    assert not Conversation.objects.exists()
    assert not Entry.objects.filter(action="dialogue.open").exists()


def test_nothing_is_counted_before_the_close(conversation, speak):
    speak(conversation, "a", AGREE)
    with pytest.raises(ValueError, match="closed"):
        results(conversation)


def test_common_ground_and_division_are_counted(conversation, speak, close):
    for number in range(12):
        speak(conversation, f"w{number}", AGREE, AGREE if number < 6 else DISAGREE, AGREE, group="women")
    for number in range(8):
        speak(conversation, f"o{number}", AGREE, DISAGREE, AGREE if number < 5 else PASS)
    found = results(close(conversation))
    assert found.voices == 20
    assert [one.number for one in found.common] == [1, 3]
    assert [one.number for one in found.divided] == [2]
    first, second, third = found.statements
    assert (first.agree, first.passed, first.disagree) == (20, 0, 0)
    assert [(row.label, row.agree) for row in first.groups] == [
        ("women", 12),
        ("others, and those who named no group", 8),
    ]
    assert [(row.agree, row.disagree) for row in second.groups] == [(6, 6), (0, 8)]
    assert third.agreement == 0.85
    assert [(row.agree, row.disagree) for row in third.groups] == [(12, 0), (5, 0)]


def test_of_four_people_nothing_is_counted(conversation, speak, close):
    for number in range(4):
        speak(conversation, f"v{number}", AGREE)
    found = results(close(conversation))
    assert (found.voices, found.statements) == (4, [])


def test_every_voice_meets_the_statements_in_an_order_of_its_own(conversation, speak):
    first = {selectors.speaking(conversation=conversation, key=f"v{n}").statement.number for n in range(30)}
    assert first == {1, 2, 3}
    speak(conversation, "a", AGREE, AGREE)
    found = selectors.speaking(conversation=conversation, key="a")
    assert (found.statement.number, found.place, found.answered, found.total) == (3, 3, 2, 3)
    again = selectors.speaking(conversation=conversation, key="a", wanted=1)
    assert (again.statement.number, again.statement.opinion) == (1, 1)


def test_a_problem_leads_to_its_conversation(begin, cycle, planner, unit, now):
    said = needs.submit_need(
        by=Actor(),
        cycle=cycle,
        settlement=unit.settlements.first(),
        text="Кешке автобус жоқ",
        language="kk",
        now=now,
    )
    need = needs.publish_need(by=planner, need=said, theme="transport", now=now)
    problem = needs.make_problem(
        by=planner,
        cycle=cycle,
        title=Text(kk="Автобус жоқ"),
        description=Text(),
        theme="transport",
        needs=[need],
        now=now,
    )
    conversation = begin(problem=problem)
    stretches = chain.forward("need", [need.id], language="kk")
    knots = {stretch.kind.name: stretch.knots for stretch in stretches}
    assert knots["conversation"][0].url == f"/en/mysal/dialogue/{conversation.number}/"
    assert chain.ids_back("conversation", [conversation.id])["problem"] == {problem.id}
