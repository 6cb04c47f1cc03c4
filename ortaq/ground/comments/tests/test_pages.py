"""What residents and the office see of comments, and what they do there."""

import datetime
import re

import pytest

from ortaq.ground.comments import actions
from ortaq.ground.comments.models import Comment, ReplyKind
from ortaq.ground.comments.tests.conftest import client_of
from ortaq.ground.ids import new_id
from ortaq.ground.people.throttle import TRIES_PER_SUBJECT
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
COMMENTS = "/kk/mysal/comments/"
HOSTILE = "<script>alert('1')</script>{{ 7 }} \u202eкері\" onload=\"x"


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def office(clerk):
    return client_of(clerk)


@pytest.fixture
def thread(village) -> str:
    """The address of the village's thread."""
    return f"{COMMENTS}on/village/{village.id}/"


def test_the_text_is_enough_and_the_receipt_repeats_nothing_of_it(client, thread):
    answer = client.post(thread, {"text": "Мектепке автобус керек"})
    assert answer.headers["Location"] == f"{COMMENTS}1/receipt/"
    receipt = client.get(answer.headers["Location"])
    assert "№ 1" in words(receipt)
    assert "автобус" not in words(receipt)
    assert "15 күн" in words(receipt)
    assert "заңгер тексерген жоқ" in words(receipt)


def test_nobody_reads_a_comment_before_the_moderator_has(client, office, thread, write, clerk, now):
    comment = write("Көпір сынып қалды", signature="Дәрігер")
    for address in (thread, f"{COMMENTS}1/", COMMENTS):
        assert "Көпір" not in words(client.get(address))
        assert "Дәрігер" not in words(client.get(address))
    assert "Көпір" in words(office.get(f"{COMMENTS}1/"))
    actions.publish_comment(by=clerk, comment=comment, now=now)
    for address in (thread, f"{COMMENTS}1/", COMMENTS):
        assert "Көпір" in words(client.get(address))
        assert "Дәрігер" in words(client.get(address))


def test_the_author_reads_by_the_number_why_it_was_not_published(client, write, clerk, now):
    actions.refuse_comment(by=clerk, comment=write("Көпір сынып қалды"), objection="insult", now=now)
    page = words(client.get(f"{COMMENTS}1/"))
    assert "біреуді қорлайды" in page
    assert "Көпір" not in page
    assert "оскорбляет" in words(client.get("/ru/mysal/comments/1/"))


def test_a_contact_is_shown_to_the_office_alone(client, office, thread, clerk, now):
    client.post(thread, {"text": "Дәріхана керек", "contact": "8 701 5550123"})
    actions.publish_comment(by=clerk, comment=Comment.objects.get(), now=now)
    for address in (thread, f"{COMMENTS}1/", COMMENTS):
        assert "5550123" not in client.get(address).content.decode()
    assert "5550123" in office.get(f"{COMMENTS}1/").content.decode()


def test_a_form_sent_twice_is_one_comment(client, thread):
    sent = {"text": "Жол керек бізге", "deed": str(new_id())}
    assert client.post(thread, sent).headers["Location"] == f"{COMMENTS}1/receipt/"
    assert client.post(thread, sent).headers["Location"] == f"{COMMENTS}1/receipt/"
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "sentence"), [("kk", "бірнеше сөзбен жазыңыз"), ("ru", "в нескольких словах")]
)
def test_errors_speak_the_readers_language_and_keep_what_was_written(client, village, language, sentence):
    address = f"/{language}/mysal/comments/on/village/{village.id}/"
    answer = client.post(address, {"text": "су", "signature": "Ұстаз"})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="Ұстаз"' in answer.content.decode()


def test_what_does_not_exist_has_no_thread(client, village, thread):
    assert client.get(f"{COMMENTS}on/village/{new_id()}/").status_code == 404
    assert client.get(f"{COMMENTS}on/rumour/{village.id}/").status_code == 404
    assert client.get(f"{COMMENTS}7/").status_code == 404
    assert client.get(f"{COMMENTS}7/receipt/").status_code == 404


def test_who_sends_very_much_is_asked_to_wait(client, office, thread):
    for _count in range(TRIES_PER_SUBJECT):
        assert client.post(thread, {"text": "Тағы бір пікір"}).status_code == 302
    answer = client.post(thread, {"text": "Тағы бір пікір"})
    assert answer.status_code == 422
    assert "Он минут күтіңіз" in words(answer)
    assert Comment.objects.count() == TRIES_PER_SUBJECT
    assert office.post(thread, {"text": "Кеңседен пікір"}).status_code == 302


def test_a_hostile_text_is_shown_as_it_was_written_and_does_nothing(client, office, thread, publish, clerk, now):
    comment = publish(HOSTILE, signature="<b>x</b>")
    answer = Text(kk="<img src=x>")
    actions.reply_to_comment(by=clerk, comment=comment, kind=ReplyKind.EXPLAINED, text=answer, now=now)
    for browser, address in ((client, thread), (client, f"{COMMENTS}1/"), (office, COMMENTS)):
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "<b>x</b>" not in page
        assert "<img src=x>" not in page


def test_the_moderator_is_shown_what_looks_like_personal_data(office, write):
    write("Хабарласыңыз: asel@example.kz, 8 (701) 555-01-23")
    page = office.get(f"{COMMENTS}received/").content.decode()
    assert "<b>asel@example.kz</b>" in page
    assert "<b>8 (701) 555-01-23</b>" in page


def test_the_office_reads_publishes_and_answers(client, office, thread, write):
    write("Көпір сынып қалды")
    write("Жарнама: арзан шифер")
    assert office.post(f"{COMMENTS}1/publish/").headers["Location"] == f"{COMMENTS}received/"
    assert office.post(f"{COMMENTS}2/refuse/", {"objection": "advertisement"}).status_code == 302
    assert office.post(f"{COMMENTS}2/refuse/", {"objection": "because"}).status_code == 422
    assert "Көпір" in words(office.get(f"{COMMENTS}unanswered/"))
    assert office.post(f"{COMMENTS}1/reply/", {"kind": "accepted"}).status_code == 422
    sent = {"kind": "accepted", "text_kk": "Көпір жөнделеді.", "text_ru": "Мост починят."}
    assert office.post(f"{COMMENTS}1/reply/", sent).headers["Location"] == f"{COMMENTS}1/"
    page = words(client.get(thread))
    assert "Әкім аппаратының жауабы" in page
    assert "Көпір жөнделеді." in page
    assert "Мост починят." in words(client.get("/ru" + thread[3:]))
    assert "Көпір" not in words(office.get(f"{COMMENTS}unanswered/"))


def test_a_helper_types_for_a_person(office, village, unit):
    address = f"{COMMENTS}on/village/{village.id}/help/"
    sent = {
        "channel": "paper",
        "text": "Қағаздан",
        "language": "kk",
        "settlement": str(village.id),
        "group": "older",
    }
    assert office.post(address, sent).headers["Location"] == address
    comment = Comment.objects.get()
    assert (comment.channel, comment.settlement, comment.group) == ("paper", village, "older")
    assert "№ 1" in words(office.get(address))


def test_what_waits_stands_on_the_page_of_the_way(client, office, at, write, publish, now):
    write()
    publish()
    assert "1 жаңа пікірді оқу" in words(office.get("/kk/mysal/"))
    at(now + datetime.timedelta(days=16))
    assert "Мерзімі өткен 1 пікірге жауап беру" in words(office.get("/kk/mysal/"))
    assert "пікірді оқу" not in words(client.get("/kk/mysal/"))


def test_long_lists_come_in_pages(client, unit, village, cycle, now, thread):
    Comment.objects.bulk_create(
        Comment(
            unit=unit,
            cycle=cycle,
            number=number,
            about="village",
            about_id=village.id,
            text_kk=f"Пікір {number}",
            channel="web",
            sent_at=now,
            state="published",
            answer_due_on=now.date(),
        )
        for number in range(1, 61)
    )
    first, second = words(client.get(thread)), words(client.get(f"{thread}?page=2"))
    assert "Пікір 60 " in first
    assert "Пікір 10 " not in first
    assert "Пікір 10 " in second


@pytest.mark.parametrize("path", ["", "1/", "1/receipt/"])
def test_a_page_asks_the_database_little(client, write, publish, django_assert_max_num_queries, path):
    publish()
    for _count in range(5):
        publish()
    with django_assert_max_num_queries(9):
        assert client.get(COMMENTS + path).status_code == 200
