"""What residents and the office see of the dialogue, and what they do there."""

import datetime
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pypdf import PdfReader

from ortaq.ground.people.roles import Role
from ortaq.stages.dialogue import actions
from ortaq.stages.dialogue.models import Conversation, Participant, Stance, Statement
from ortaq.stages.dialogue.tests.conftest import AGREE, DISAGREE, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
ROOM = "/kk/mysal/dialogue/"
HERE = f"{ROOM}1/"
HOSTILE = "<script>alert('1')</script> \u202eкері"
MOST_BYTES = 14 * 1024


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def team(planner):
    return client_of(planner)


@pytest.fixture
def after(now):
    """The day after the last one."""
    return now + datetime.timedelta(days=11)


def shown_number(answer) -> str:
    return re.search(r'name="statement" value="(\d+)"', answer.content.decode())[1]


def test_a_resident_answers_statement_by_statement_without_an_account(client, conversation):
    assert "Ойыңызды айту" in words(client.get(HERE))
    begun = client.post(f"{HERE}join/", {"group": "women", "settlement": ""})
    assert begun.headers["Location"] == f"{HERE}speak/"
    assert client.cookies["voice"]["httponly"]
    for place in (1, 2, 3):
        page = client.get(f"{HERE}speak/")
        assert f"{place}-тұжырым, барлығы 3" in words(page)
        sent = {"statement": shown_number(page), "opinion": "1"}
        assert client.post(f"{HERE}speak/", sent).headers["Location"] == f"{HERE}speak/"
    done = words(client.get(f"{HERE}speak/"))
    assert "Бәріне жауап бердіңіз" in done
    participant = Participant.objects.get()
    assert (participant.group, participant.stances.count(), participant.channel) == ("women", 3, "web")
    assert client.cookies["voice"].value.split(":")[0] not in participant.key


def test_an_answer_can_be_changed(client, conversation):
    client.post(f"{HERE}join/", {})
    client.post(f"{HERE}speak/", {"statement": "2", "opinion": "1"})
    again = client.get(f"{HERE}speak/?statement=2")
    assert "Әзірге айтқаныңыз" in words(again)
    client.post(f"{HERE}speak/", {"statement": "2", "opinion": "-1"})
    assert Stance.objects.get().opinion == DISAGREE


def test_another_browser_is_another_voice_and_a_forged_cookie_is_none(client, conversation):
    client.post(f"{HERE}join/", {})
    client.post(f"{HERE}speak/", {"statement": "1", "opinion": "1"})
    other = Client()
    other.post(f"{HERE}join/", {})
    other.post(f"{HERE}speak/", {"statement": "1", "opinion": "1"})
    assert Participant.objects.count() == 2
    forged = Client()
    forged.cookies["voice"] = client.cookies["voice"].value[:-2] + "xx"
    assert forged.get(f"{HERE}speak/").headers["Location"] == f"{HERE}join/"


@pytest.mark.parametrize("sent", [{}, {"statement": "99", "opinion": "1"}, {"statement": "1", "opinion": "5"}])
def test_what_makes_no_sense_changes_nothing(client, conversation, sent):
    client.post(f"{HERE}join/", {})
    assert client.post(f"{HERE}speak/", sent).status_code == 302
    assert not Stance.objects.exists()


def test_somebody_of_the_office_speaks_without_a_name_too(team, conversation):
    team.post(f"{HERE}join/", {})
    assert team.post(f"{HERE}speak/", {"statement": "1", "opinion": "1"}).status_code == 302
    assert Stance.objects.count() == 1


def test_no_count_is_seen_before_the_close(client, team, conversation, speak, close, at, after):
    for number in range(9):
        speak(conversation, f"v{number}", AGREE)
    for browser in (client, team):
        assert "% " not in words(browser.get(f"{HERE}results/"))
        assert "9 қатысушы" in words(browser.get(HERE))
    at(after)
    assert "қорытындысын айтқанда" in words(client.get(HERE))
    close(conversation)
    page = words(client.get(f"{HERE}results/"))
    assert "Бәрі қолдайтыны" in page
    assert "100%" in page.replace("\xa0", "").replace(" %", "%")
    assert "Автобусты жобаға қосамыз." in page
    assert "Включим автобус" in words(client.get("/ru/mysal/dialogue/1/results/"))


def test_a_resident_proposes_and_reads_what_became_of_it(client, team, conversation):
    sent = {"text": "Автобус аялдамасы жылы болсын"}
    answer = client.post(f"{HERE}propose/", sent)
    assert answer.headers["Location"] == f"{HERE}statements/4/"
    assert "аялдамасы" not in words(client.get(f"{HERE}statements/4/"))
    assert "аялдамасы" not in words(client.get(HERE))
    assert "аялдамасы" in words(team.get(f"{HERE}received/"))
    assert team.post(f"{HERE}statements/4/publish/").headers["Location"] == f"{HERE}received/"
    assert "тұрғын ұсынған" in words(client.get(HERE))
    assert team.post(f"{HERE}statements/4/refuse/", {"objection": "off_topic"}).status_code == 302
    assert "басқа нәрсе туралы" in words(client.get(f"{HERE}statements/4/"))


def test_a_hostile_statement_does_nothing(client, team, conversation, planner, now):
    proposed = actions.propose_statement(
        by=planner, conversation=conversation, text=HOSTILE, language="kk", now=now
    )
    assert "<script>alert" not in team.get(f"{HERE}received/").content.decode()
    actions.publish_statement(by=planner, statement=proposed, now=now)
    assert "<script>alert" not in client.get(HERE).content.decode()
    assert "&lt;script&gt;" in client.get(HERE).content.decode()


def test_the_team_opens_a_conversation_with_pairs_of_statements(team, cycle, now):
    sent = {
        "opens_on": now.date().isoformat(),
        "closes_on": (now.date() + datetime.timedelta(days=9)).isoformat(),
        "question_kk": "Кешкі автобус бола ма?",
        "statement_1_kk": "Кешкі автобус керек",
        "statement_1_ru": "Нужен вечерний автобус",
        "statement_2_kk": "Жол ақысы қымбат болмасын",
    }
    assert team.post(f"{ROOM}new/", sent).status_code == 422
    sent["statement_4_ru"] = "Автобус нужен в воскресенье"
    assert team.post(f"{ROOM}new/", sent).headers["Location"] == HERE
    assert Statement.objects.count() == 3
    assert team.post(f"{HERE}statements/new/", {"text_kk": "Жеңілдік болсын"}).status_code == 302
    assert Statement.objects.filter(state="published").count() == 4


def test_a_sheet_is_printed_and_typed_in(client, team, conversation, tmp_path):
    for language, word in (("kk", "Кешкі автобус керек"), ("ru", "Нужен вечерний автобус")):
        answer = client.get(f"/kk/mysal/documents/dialogue/1/sheet-{language}.pdf")
        paper = tmp_path / f"{language}.pdf"
        paper.write_bytes(answer.content)
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
        assert word in text
    assert client.get("/kk/mysal/documents/dialogue/1/sheet-en.pdf").status_code == 404
    sent = {"channel": "paper", "opinion_1": "1", "opinion_3": "0", "group": "older", "settlement": ""}
    assert team.post(f"{HERE}sheets/", sent).headers["Location"] == f"{HERE}sheets/"
    assert sorted(Stance.objects.values_list("statement__number", "opinion")) == [(1, 1), (3, 0)]
    assert team.post(f"{HERE}sheets/", {"channel": "paper"}).status_code == 422


def test_what_waits_stands_on_the_page_of_the_way(client, team, conversation, at, after):
    client.post(f"{HERE}propose/", {"text": "Автобус аялдамасы жылы болсын"})
    assert "Ұсынылған 1 тұжырымды оқу" in words(team.get("/kk/mysal/"))
    at(after)
    assert "№ 1 пікірлесуді жауып" in words(team.get("/kk/mysal/"))
    sent = {"conclusion_kk": "Автобусты жобаға қосамыз."}
    assert team.post(f"{HERE}close/", {}).status_code == 200
    assert team.post(f"{HERE}close/", sent).headers["Location"] == f"{HERE}results/"
    assert Conversation.objects.get().closed_at == after


def test_the_room_lists_conversations_and_the_latest_answers(client, unit, actor, begin, cycle):
    assert "Пікірлесу әлі жоқ" in words(client.get(ROOM))
    begin()
    page = words(client.get(ROOM))
    assert "Кешкі автобус бола ма?" in page
    assert "Соңғы пікірлер мен жауаптар" in page
    assert "Пікірлесуді бастау" not in page
    assert "Пікірлесуді бастау" in words(client_of(actor(unit, Role.AKIM)).get(ROOM))


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("path", ["", "1/", "1/join/", "1/speak/", "1/propose/", "1/results/"])
def test_a_residents_page_is_small_and_asks_little(
    client, conversation, language, path, django_assert_max_num_queries
):
    client.post(f"{HERE}join/", {})
    with django_assert_max_num_queries(9):
        content = client.get(f"/{language}/mysal/dialogue/{path}").content
    style = Path(finders.find("ortaq.css")).read_bytes()
    assert len(gzip.compress(content)) + len(gzip.compress(style)) <= MOST_BYTES
    assert b"<script" not in content
