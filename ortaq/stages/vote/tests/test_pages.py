"""What people see of the vote, and what they never see."""

import datetime
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from ortaq.ground import clock
from ortaq.ground.ids import new_id
from ortaq.ground.people.roles import Role
from ortaq.stages.vote.codes import draw_code
from ortaq.stages.vote.models import Card, SealedBallot, Vote
from ortaq.stages.vote.tests.village import AFTER, CLOSES_AT, LOT, PREPARED_AT, VOTING, make_projects

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the pages."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(VOTING)
    return set_to


def url(name: str, *parts, language: str = "en", room: str = "vote") -> str:
    with translation.override(language):
        return reverse(f"{room}:{name}", args=["mysal", *parts])


def client_of(actor) -> Client:
    client = Client()
    client.force_login(actor.account)
    return client


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_page_says_that_the_vote_advises_and_what_stands_for_it(village, client, at):
    village.open()
    for language in LANGUAGES:
        page = client.get(url("home", language=language))
        assert page.status_code == 200
        assert ("Сахна" if language == "kk" else "Сцена" if language == "ru" else "Сахна") in text_of(page)
    assert "advisory" in text_of(page)


def test_a_vote_in_preparation_is_for_the_office(village, client, at):
    village.prepare()
    at(PREPARED_AT)
    assert "Көктемгі дауыс" not in text_of(client.get(url("home")))
    assert "Open the vote" in text_of(client_of(village.akim).get(url("home")))


def test_before_the_step_the_page_says_when_it_comes(village, client, at, now):
    at(now)
    assert "2027" in text_of(client.get(url("home")))


def test_a_resident_votes_reads_it_once_more_and_gets_a_receipt(village, client, at):
    village.open()
    code = village.print(1)[0]
    given = {"code": f"{code[:4]} {code[4:8]} {code[8:12]}-{code[12]}".lower(), "approvals": ["2", "3"]}
    review = client.post(url("cast"), given)
    assert review.status_code == 200
    assert not SealedBallot.objects.exists()
    assert "1,000,000" in text_of(review)
    done = client.post(url("cast"), given | {"confirmed": "yes"})
    assert done.status_code == 302
    assert code not in done.url
    assert SealedBallot.objects.get().approvals == [2, 3]
    page = client.get(done.url)
    assert done.url.split("/")[-2] in text_of(page)
    assert not [line for line in ("Жол", "Сахна", code) if line in text_of(page)]


def test_a_ballot_changed_and_sent_again_is_the_one_that_counts(village, client, at):
    village.open()
    code = village.print(1)[0]
    for approvals in (["1"], ["2"], ["2"]):
        client.post(url("cast"), {"code": code, "approvals": approvals, "confirmed": "yes"})
    assert SealedBallot.objects.get().approvals == [2]


def test_the_ballot_shows_each_project_once_with_its_cost(village, client, at):
    village.open()
    page = text_of(client.get(url("cast", language="ru")))
    assert re.search(r"1\. Колодец в Коктале 400.000 тенге 2\. Дорога 700.000 тенге 3\. Сцена", page)


def test_an_empty_ballot_is_asked_about_before_it_is_recorded(village, client, at):
    village.open()
    code = village.print(1)[0]
    assert "empty" in text_of(client.post(url("cast"), {"code": code}))
    client.post(url("cast"), {"code": code, "confirmed": "yes"})
    assert SealedBallot.objects.get().approvals == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_a_stranger_and_too_many_marks_are_told_apart(village, client, at, language):
    village.open()
    code = village.print(1)[0]
    answers = [
        client.post(url("cast", language=language), given)
        for given in (
            {"code": code[:-2] + code[-1] + code[-2] if code[-1] != code[-2] else "X"},
            {"code": draw_code()},
            {"code": code, "approvals": ["1", "2", "3", "4"]},
            {"code": code, "approvals": ["77"]},
            {"code": "<script>alert(1)</script>"},
        )
    ]
    assert [answer.status_code for answer in answers] == [422] * 5
    assert len({text_of(answer) for answer in answers[:3]}) == 3
    assert b"<script>alert" not in answers[4].content
    assert not SealedBallot.objects.exists()


def test_somebody_who_is_signed_in_votes_as_anyone(village, at):
    from ortaq.ground.journal.models import Entry

    village.open()
    client_of(village.akim).post(
        url("cast"), {"code": village.print(1)[0], "approvals": ["1"], "confirmed": "yes"}
    )
    assert SealedBallot.objects.count() == 1
    assert Entry.objects.get(action="vote.cast").account is None


def test_guessing_is_slowed_down_and_typing_slips_are_not(village, client, at):
    village.open()
    good = village.print(1)[0]
    for _slip in range(15):
        client.post(url("cast"), {"code": good[:4] + "2222"})
    assert client.post(url("cast"), {"code": good, "approvals": ["1"]}).status_code == 200
    stranger = draw_code()
    for _try in range(10):
        assert "another card" in text_of(client.post(url("cast"), {"code": stranger}))
    assert "ten minutes" in text_of(client.post(url("cast"), {"code": stranger}))
    at(VOTING + datetime.timedelta(minutes=11))
    assert "another card" in text_of(client.post(url("cast"), {"code": stranger}))


def test_outside_its_dates_the_ballot_leads_back_to_the_vote(village, client, at):
    village.open()
    at(AFTER)
    assert client.get(url("cast")).url.startswith(url("home"))


@pytest.mark.parametrize(("language", "said"), [("kk", "тіркелмеді"), ("ru", "не записан")])
def test_a_ballot_sent_after_the_end_is_told_not_to_count(village, client, at, language, said):
    village.open()
    given = {"code": village.print(1)[0], "approvals": ["1"], "confirmed": "yes"}
    at(CLOSES_AT)
    answer = client.post(url("cast", language=language), given, follow=True)
    assert said in text_of(answer)
    assert not SealedBallot.objects.exists()
    village.close()
    office = client_of(village.akim)
    assert said in text_of(office.post(url("type_paper", language=language), given, follow=True))
    assert not SealedBallot.objects.exists()


def test_before_the_count_no_page_tells_how_votes_stand(village, client, at):
    village.open()
    codes = village.print(7)
    for code in codes:
        village.cast(code, [3])
    office, pages = (
        client_of(village.akim),
        ("home", "cast", "result", "receipts", "void_cards", "type_paper", "close"),
    )
    before = {}
    for client_ in (client, office):
        for name in pages:
            before[client_, name] = _without_tokens(client_.get(url(name), follow=True))
    for code in codes:
        village.cast(code, [1, 2])
    for (client_, name), text in before.items():
        assert _without_tokens(client_.get(url(name), follow=True)) == text
    assert client.get(url("published_file")).status_code == 404
    assert "7" in text_of(client.get(url("home")))


def _without_tokens(response) -> str:
    kept = re.sub(r'name="(csrfmiddlewaretoken|deed)" value="[^"]*"', "", response.content.decode())
    return re.sub(r'value="[^"]*"[^>]*id="id_(deed|lot)"', "", kept)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_says_who_won_and_why_beside_the_usual_count(village, client, at, language):
    village.counted()
    at(AFTER)
    page = client.get(url("result", language=language))
    text = text_of(page)
    assert page.status_code == 200
    assert LOT in text
    assert village.vote.count.ballots_sha256 in text
    if language == "en":
        assert "Nobody chose it." in text
        assert re.search(r"7 people chose it and together had .* so .* was missing", text)
        assert "15 = 12 + 0 + 3" in text
        assert "Only the usual count would have chosen “Жол”." in text


def test_the_file_and_the_receipts_can_be_had(village, client, at):
    from ortaq.ground.journal.models import Entry
    from ortaq.stages.vote.codes import hash_of, receipt_of

    village.counted()
    at(AFTER)
    file = client.get(url("published_file"))
    assert file.content.decode().startswith("META\n")
    receipt = receipt_of(hash_of(village.codes[0], vote_id=village.vote.id))
    assert receipt in text_of(client.get(url("receipts")))
    assert Entry.objects.count()


def test_the_certificate_proves_the_published_file(village, client, at, tmp_path):
    from ortaq.engines.allocation.check import check

    village.open()
    at(AFTER)
    assert client.get(url("certificate")).status_code == 404
    assert client.get(url("why")).status_code == 302
    village.print(4)
    for code in village.codes:
        village.cast(code, [1, 2])
    village.close()
    village.count()
    village.vote.refresh_from_db()
    paper, file = tmp_path / "certificate.json", tmp_path / "ballots.pb"
    paper.write_bytes(client.get(url("certificate")).content)
    file.write_bytes(client.get(url("published_file")).content)
    assert check(paper, file) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_says_what_would_have_changed_it(village, client, at, language):
    village.counted()
    at(AFTER)
    page = client.get(url("why", language=language))
    text = text_of(page)
    assert page.status_code == 200
    assert "Жол" in text or "Дорога" in text
    if language == "en":
        assert re.search(r"\d+ more ballots? for one .*alone would have been enough", text)
        assert re.search(r"“Жол” would be chosen too", text)
        assert "It chooses the same projects." in text
        assert "Nobody chose it." in text
        assert "By the rule of this vote 11 of 12 voters have at least one chosen project." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_checks_a_count_is_there_without_a_vote(client, unit, cycle, at, language):
    page = client.get(url("check", language=language))
    assert page.status_code == 200
    assert "vote/check.js" in page.content.decode()


def test_titles_of_others_are_shown_as_text(village, client, at):
    village.prepare()
    village.cycle.projects.filter(number=1).update(title_kk="<img src=x onerror=alert(1)>")
    from ortaq.stages.vote.actions import open_vote

    open_vote(by=village.akim, vote=village.vote, lot="<b>", now=PREPARED_AT)
    for name in ("home", "cast"):
        page = client.get(url(name, language="kk")).content
        assert b"<img src=x" not in page
        assert b"&lt;img src=x" in page


class TestOffice:
    def test_it_prepares_a_vote_from_feasible_projects(self, village, at):
        make_projects(village.cycle, village.akim)
        at(PREPARED_AT)
        office = client_of(village.akim)
        form = office.get(url("prepare")).content.decode()
        assert "Сахна" in form
        given = {
            "title_kk": "Дауыс",
            "budget": "1 000 000",
            "most_approvals": "2",
            "opens_at_0": "2027-05-12",
            "opens_at_1": "09:00",
            "closes_at_0": "2027-05-30",
            "closes_at_1": "18:00",
            "take_1": "on",
            "cost_1": "400 000",
            "take_3": "on",
            "cost_3": "",
        }
        assert office.post(url("prepare"), given).status_code == 422
        made = office.post(url("prepare"), given | {"cost_3": "300000"})
        assert made.status_code == 302
        vote = Vote.objects.get()
        assert list(vote.candidates.order_by("number").values_list("project__number", flat=True)) == [1, 3]
        changed = office.post(url("prepare"), given | {"take_3": "", "budget": "2000000"})
        assert changed.status_code == 302
        assert Vote.objects.get().candidates.count() == 1

    def test_it_opens_prints_types_closes_and_counts(self, village, at):
        village.prepare()
        at(PREPARED_AT)
        office = client_of(village.akim)
        assert office.post(url("open"), {"lot": LOT}).status_code == 302
        file = office.post(url("vote_cards", room="publish"), {"cards": "3"})
        assert file["Content-Type"] == "application/pdf"
        codes = codes_in(file.content)
        assert len(codes) == Card.objects.count() == 3
        at(VOTING)
        given = {"code": codes[0], "approvals": ["1", "4"]}
        assert office.post(url("type_paper"), given).status_code == 302
        assert office.post(url("type_paper"), {"code": codes[1]}).status_code == 422
        assert office.post(url("type_paper"), {"code": codes[1], "is_empty": "on"}).status_code == 302
        assert sorted(SealedBallot.objects.values_list("approvals", flat=True)) == [[], [1, 4]]
        at(AFTER)
        assert office.post(url("close"), {"deed": str(new_id())}).status_code == 302
        assert office.post(url("count")).url.startswith(url("result"))
        assert office.get(url("result")).status_code == 200

    def test_a_printed_code_opens_a_ballot(self, village, client, at):
        village.open()
        at(PREPARED_AT)
        file = client_of(village.akim).post(url("vote_cards", room="publish"), {"cards": "9"})
        at(VOTING)
        for code in codes_in(file.content):
            assert client.post(url("cast"), {"code": code, "confirmed": "yes"}).status_code == 302
        assert SealedBallot.objects.count() == 9

    def test_the_same_form_sent_twice_does_not_print_codes_twice(self, village, at):
        village.open()
        at(PREPARED_AT)
        office = client_of(village.akim)
        given = {"cards": "2", "deed": "6a8f5a0e-6c1f-4f0a-9d9b-2f4c8a3b7d11"}
        first, again = (office.post(url("vote_cards", room="publish"), given) for _ in range(2))
        assert first["Content-Type"] == "application/pdf"
        assert again.status_code == 422
        assert Card.objects.count() == 2

    def test_the_paper_ballot_lists_the_projects_in_both_languages(self, village, client, at):
        village.open()
        paper = words_of(client.get(url("paper_ballot", room="publish")).content)
        for words in ("Көктал құдығы", "Колодец в Коктале", "400", "мың теңге", "тыс. тенге"):
            assert words in paper

    def test_cards_are_voided_by_their_stubs(self, village, at):
        village.open()
        village.print(5)
        given = {"first": "4", "last": "5", "reason": "not given out"}
        assert client_of(village.akim).post(url("void_cards"), given).status_code == 302
        assert Card.objects.filter(is_void=True).count() == 2


PAGES_OF_THE_OFFICE = (
    ("prepare", "vote"),
    ("open", "vote"),
    ("void_cards", "vote"),
    ("type_paper", "vote"),
    ("close", "vote"),
    ("count", "vote"),
    ("vote_cards", "publish"),
)


@pytest.mark.parametrize(("name", "room"), PAGES_OF_THE_OFFICE)
def test_the_office_has_its_pages_to_itself(village, client, at, actor, other_unit, name, room):
    village.prepare()
    assert client.get(url(name, room=room)).status_code == 302
    for stranger in (actor(other_unit, Role.AKIM), actor(village.vote.unit, Role.DONOR)):
        assert client_of(stranger).get(url(name, room=room)).status_code == 403
    assert client_of(village.akim).get(url(name, room=room)).status_code in {200, 302}


@pytest.mark.parametrize("name", ["home", "cast", "result", "why", "check"])
def test_pages_ask_the_database_a_few_questions_only(village, client, at, django_assert_max_num_queries, name):
    counted = name in {"result", "why", "check"}
    village.counted() if counted else village.open()
    if counted:
        at(AFTER)
    with django_assert_max_num_queries(14):
        assert client.get(url(name)).status_code == 200


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def codes_in(pdf: bytes) -> list[str]:
    return re.findall(r"\b[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}-[2-9A-Z]\b", words_of(pdf))
