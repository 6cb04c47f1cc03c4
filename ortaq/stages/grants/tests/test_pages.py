"""What applicants, helpers, reviewers and managers see and do on the pages of grants."""

from __future__ import annotations

import datetime
import html
import re
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from conftest import make_actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.grants import actions
from ortaq.stages.grants.models import Application, Call, Contract, Interest, Report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_site", "cycle")]

UNIT = "/kk/mysal/grants/"
DESK = "/ru/programmes/damu/grants/"
SENT = {"csrfmiddlewaretoken": "a browser always sends one"}
HOSTILE = "<script>alert('1')</script>{{ 7 }} \u202eкері\" onload=\"x"


def words(answer) -> str:
    """Return what a person reads on a page."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.account)
    return client


def photo(shade: int = 90) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), (shade, 120, 90)).save(out, "JPEG")
    return SimpleUploadedFile(f"{shade}.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def manager(site):
    return signed_in(site.manager)


@pytest.fixture
def reviewers(site):
    return [signed_in(actor) for actor in site.reviewers]


def begin(client, address=f"{UNIT}damu/1/") -> tuple[str, str]:
    """Begin an application; return the address of its page and its secret."""
    form = client.get(f"{address}apply/")
    secret = re.search(r'name="secret" value="(\w+)"', form.content.decode())[1]
    deed = re.search(r'name="deed" value="([\w-]+)"', form.content.decode())[1]
    receipt = client.post(f"{address}apply/", {"secret": secret, "deed": deed})
    number = re.search(r'id="number">(\d+)<', receipt.content.decode())[1]
    return f"{address}files/{number}/", secret


def fill_in(client, file, settlement) -> None:
    """Fill in the four parts of an application."""
    parts = {
        "business": {
            "title": "Сынақтың наубайханасы",
            "idea": "Нан пісіреміз",
            "use_for_village": "Жаңа нан",
            "person_kind": "future",
            "woman_led": "yes",
            "settlement": str(settlement.pk),
        },
        "money": {
            "requested": "800 000",
            "own_part": "200 000",
            "title_1": "Пеш",
            "grant_1": "800 000",
            "own_1": "100 000",
            "title_2": "Ұн",
            "own_2": "100 000",
        },
        "jobs": {"jobs": "3", "jobs_women": "2", "jobs_youth": "1"},
        "person": {"name": "Сынақ Сынақов", "contact": "+7 700 111 22 33", "consents": "on"},
    }
    for part, data in parts.items():
        answer = client.post(f"{file}parts/{part}/", data)
        assert answer.status_code == 302, words(answer)


def come_back(client, file, secret) -> None:
    """Open an application again on a later day."""
    door = file.partition("files/")[0] + "mine/"
    client.post(door, {"number": file.rstrip("/").rpartition("/")[2], "secret": secret})


def test_a_draft_is_saved_empty_and_resumed_with_number_and_secret(site, client):
    site.publish()
    file, secret = begin(client)
    for part in ("business", "money", "jobs", "person"):
        assert client.post(f"{file}parts/{part}/", SENT).status_code == 302
    another_day = Client()
    assert another_day.get(file).headers["Location"] == f"{UNIT}damu/1/mine/"
    answer = another_day.post(f"{UNIT}damu/1/mine/", {"number": "1", "secret": f" {secret.lower()} "})
    assert answer.headers["Location"] == file
    assert another_day.get(file).status_code == 200


def test_the_secret_is_kept_only_as_a_keyed_hash_and_stands_in_no_session(site, client):
    from django.contrib.sessions.models import Session

    site.publish()
    _file, secret = begin(client)
    assert secret not in str(list(Application.objects.values_list()))
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())


def test_the_receipt_names_nobody_and_is_kept_out_of_search_engines(site, client):
    site.publish()
    form = client.get(f"{UNIT}damu/1/apply/")
    secret = re.search(r'name="secret" value="(\w+)"', form.content.decode())[1]
    receipt = client.post(f"{UNIT}damu/1/apply/", {"secret": secret})
    assert receipt.headers["X-Robots-Tag"].startswith("noindex")
    assert receipt.headers["Cache-Control"] == "no-store, private"
    assert 'name="robots" content="noindex"' in receipt.content.decode()
    assert f"{secret[:4]}-{secret[4:8]}" in words(receipt)


def test_beginning_twice_with_the_same_form_shows_the_same_receipt(site, client):
    site.publish()
    form = client.get(f"{UNIT}damu/1/apply/").content.decode()
    sent = {name: re.search(rf'name="{name}" value="([\w-]+)"', form)[1] for name in ("secret", "deed")}
    first, again = (client.post(f"{UNIT}damu/1/apply/", sent) for _time in range(2))
    assert words(first).split("id=")[0] == words(again).split("id=")[0]
    assert Application.objects.count() == 1


def test_whoever_saw_a_deed_does_not_get_the_application_by_repeating_it(site, client):
    site.publish()
    form = client.get(f"{UNIT}damu/1/apply/").content.decode()
    sent = {name: re.search(rf'name="{name}" value="([\w-]+)"', form)[1] for name in ("secret", "deed")}
    client.post(f"{UNIT}damu/1/apply/", sent)
    thief = Client()
    own = re.search(r'name="secret" value="(\w+)"', thief.get(f"{UNIT}damu/1/apply/").content.decode())[1]
    answer = thief.post(f"{UNIT}damu/1/apply/", {"secret": own, "deed": sent["deed"]})
    assert answer.status_code == 422
    assert thief.get(f"{UNIT}damu/1/files/1/").status_code == 302


def test_wrong_secrets_are_slowed_down(site, client):
    site.publish()
    file, secret = begin(client)
    stranger = Client()
    door = f"{UNIT}damu/1/mine/"
    for _time in range(10):
        assert stranger.post(door, {"number": "1", "secret": "23456789ABCDG"}).status_code == 422
    answer = stranger.post(door, {"number": "1", "secret": secret})
    assert answer.status_code == 422
    assert "Он минут" in words(answer)
    assert client.get(file).status_code == 200


def test_one_can_close_the_application_on_a_shared_phone(site, client):
    site.publish()
    file, _secret = begin(client)
    client.post(f"{file}leave/")
    assert client.get(file).status_code == 302


def test_two_hours_later_the_secret_is_asked_for_again(site, client):
    site.publish()
    file, _secret = begin(client)
    site.now += datetime.timedelta(hours=2, minutes=1)
    assert client.get(file).status_code == 302


def test_what_is_missing_is_listed_and_then_handed_in(site, client, unit):
    site.publish()
    file, _secret = begin(client)
    assert "Жобаңызға атау беріңіз" in words(client.get(file))
    answer = client.post(f"{file}hand-in/", SENT, follow=True)
    assert Application.objects.get().state == "draft"
    fill_in(client, file, unit.settlements.first())
    assert f'action="{file}hand-in/"' in client.get(file).content.decode()
    answer = client.post(f"{file}hand-in/", SENT, follow=True)
    assert Application.objects.get().state == "submitted"
    assert "тапсырылды" in words(answer)
    assert client.get(f"{file}parts/money/").headers["Location"] == file


def test_a_part_with_a_mistake_says_so_and_keeps_what_was_written(site, client):
    site.publish()
    file, _secret = begin(client)
    answer = client.post(f"{file}parts/person/", {"name": HOSTILE, "contact": "123"})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_hostile_words_are_escaped_everywhere(site, client, manager, unit):
    site.publish()
    file, secret = begin(client)
    fill_in(client, file, unit.settlements.first())
    client.post(
        f"{file}parts/business/",
        {
            "title": HOSTILE,
            "idea": HOSTILE,
            "use_for_village": HOSTILE,
            "person_kind": "farm",
            "settlement": str(unit.settlements.first().pk),
        },
    )
    client.post(f"{file}hand-in/", SENT)
    site.close()
    come_back(client, file, secret)
    for page in (client.get(file), manager.get(f"{DESK}1/"), manager.get(f"{DESK}1/files/1/")):
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_a_helper_types_for_somebody_who_is_present(site, unit):
    site.publish()
    helper = signed_in(make_actor(unit, Role.CLERK))
    form = helper.get(f"{UNIT}damu/1/help/").content.decode()
    secret = re.search(r'name="secret" value="(\w+)"', form)[1]
    sent = {"secret": secret, "channel": "paper", "language": "ru"}
    assert helper.post(f"{UNIT}damu/1/help/", sent).status_code == 200
    application = Application.objects.get()
    assert (application.channel, application.language) == ("paper", "ru")
    colleague = signed_in(make_actor(unit, Role.PLANNER))
    file = f"{UNIT}damu/1/files/1/"
    assert file in colleague.get(f"{UNIT}help/").content.decode()
    fill_in(colleague, file, unit.settlements.first())
    colleague.post(f"{file}hand-in/", SENT)
    application.refresh_from_db()
    assert application.state == "submitted"


def test_a_helper_does_not_open_what_somebody_began_alone(site, client, unit):
    site.publish()
    file, _secret = begin(client)
    helper = signed_in(make_actor(unit, Role.CLERK))
    assert helper.get(file).status_code == 302
    assert file not in helper.get(f"{UNIT}help/").content.decode()


def test_before_and_after_its_days_a_call_takes_nothing_and_says_when(site, client):
    opens = site.now.date() + datetime.timedelta(days=5)
    site.publish(opens_on=opens, closes_on=opens + datetime.timedelta(days=30))
    assert client.get(UNIT).status_code == 200
    answer = client.get(f"{UNIT}damu/1/apply/")
    assert "бастап қабылданады" in words(answer)
    site.close()
    answer = client.get(f"{UNIT}damu/1/apply/")
    assert "жабылды" in words(answer)
    assert 'name="secret"' not in answer.content.decode()


def test_a_draft_call_is_nobodys_business(site, client, reviewers):
    site.draft()
    assert client.get(f"{UNIT}damu/1/").status_code == 404
    assert reviewers[0].get(f"{DESK}1/").status_code == 404


def test_a_call_of_another_unit_is_not_shown_here(site, client, other_unit, actor):
    actor(other_unit, Role.AKIM)
    site.publish()
    assert client.get(f"/kk/{other_unit.slug}/grants/damu/1/").status_code == 404


def test_a_manager_draws_up_and_publishes_a_call(site, manager, unit):
    new = manager.post(f"{DESK}new/", {"title_ru": "Малые гранты"})
    assert new.headers["Location"] == f"{DESK}1/"
    page = words(manager.get(f"{DESK}1/"))
    assert "закрытый перечень" in page
    assert f'action="{DESK}1/publish/"' not in manager.get(f"{DESK}1/").content.decode()
    day = site.now.date()
    terms = {
        "title_ru": "Малые гранты",
        "unit_ids": [str(unit.pk)],
        "objectives_ru": "Рабочие места",
        "activities_ru": "Оборудование",
        "persons_ru": "ИП",
        "amount_criteria_ru": "По смете",
        "largest_grant": "1 000 000",
        "fund": "3 000 000",
        "least_own_share": "10",
        "most_own_share": "12,5",
        "opens_on": day.isoformat(),
        "closes_on": (day + datetime.timedelta(days=30)).isoformat(),
    }
    assert manager.post(f"{DESK}1/terms/", terms).status_code == 302
    criteria = {"title_1_ru": "Польза", "points_1": "60", "title_2_kk": "Жұмыс", "points_2": "40"}
    assert manager.post(f"{DESK}1/criteria/", criteria).status_code == 302
    assert manager.post(f"{DESK}1/requirements/", {"text_1_ru": "Живёт здесь"}).status_code == 302
    assert manager.get(f"{DESK}1/terms/").status_code == 200
    assert manager.get(f"{DESK}1/criteria/").status_code == 200
    manager.post(f"{DESK}1/publish/")
    call = Call.objects.get()
    assert call.published_at == site.now
    assert call.most_own_share == 125
    assert manager.get(f"{DESK}1/terms/").status_code == 404


def test_the_whole_way_on_the_pages(site, client, manager, reviewers, unit, photos):
    site.publish()
    file, secret = begin(client)
    fill_in(client, file, unit.settlements.first())
    client.post(f"{file}hand-in/", SENT)
    site.close()
    come_back(client, file, secret)
    at = f"{DESK}1/files/1/"
    assert manager.post(f"{at}eligibility/", {"met_1": "yes"}).status_code == 302
    for actor, reviewer in zip(site.reviewers[:2], reviewers[:2], strict=True):
        assert manager.post(f"{at}assign/", {"reviewer": str(actor.account.pk)}).status_code == 302
        marks = {"points_1": "30", "points_2": "50", "comment": "Жоспар нақты"}
        assert reviewer.post(f"{at}assess/", marks).status_code == 302
    sat = {
        "held_on": site.now.date().isoformat(),
        "chair": "Төраға",
        "secretary": "Хатшы",
        "members": "5",
        "present": "3",
        "present_names": "Үшеуі",
    }
    assert manager.post(f"{DESK}1/sittings/new/", sat).status_code == 302
    sitting = str(Call.objects.get().sittings.get().pk)
    decided = {
        "sitting": sitting,
        "outcome": "selected",
        "grant": "800000",
        "reasons_kk": "Балы жоғары",
        "reasons_ru": "Высокий балл",
        "public_title_kk": "Наубайхана",
        "public_title_ru": "Пекарня",
    }
    answer = manager.post(f"{at}decide/", decided)
    assert answer.status_code == 302, words(answer)
    assert "Балы жоғары" not in words(client.get(file))
    assert manager.post(f"{DESK}1/sittings/1/sign/", {"signed_on": site.now.date().isoformat()}).status_code == 302
    assert "Балы жоғары" in words(client.get(file))
    day = site.now.date().isoformat()
    contract = {
        "document": "Г-1",
        "own_part": "200000",
        "signed_on": day,
        "ends_on": (site.now.date() + datetime.timedelta(days=90)).isoformat(),
        "amount_1": "600000",
        "due_1": day,
        "amount_2": "200000",
        "due_2": day,
    }
    answer = manager.post(f"{at}contract/", contract)
    assert answer.status_code == 302, words(answer)
    of = f"{DESK}1/contracts/1/"
    assert manager.post(f"{of}tranches/1/", {"paid_on": day, "document": "ПП-1"}).status_code == 302
    assert manager.post(f"{of}tranches/2/", {"paid_on": day, "document": "ПП-2"}).status_code == 422
    report = {"text": "Пеш алдық", "spent": "600000", "own_spent": "100000", "photos": [photo()]}
    answer = client.post(f"{file}report/", report)
    assert answer.status_code == 302, words(answer)
    assert manager.post(f"{of}reports/1/", {"accepted": "no", "judgment": "Чек?"}).status_code == 302
    assert "Чек?" in words(client.get(file))
    client.post(f"{file}report/", report | {"photos": [photo(10)]})
    assert manager.post(f"{of}reports/2/", {"accepted": "yes"}).status_code == 302
    assert manager.post(f"{of}tranches/2/", {"paid_on": day, "document": "ПП-2"}).status_code == 302
    visited = {"on": day, "seen": "Пеш тұр", "recommendations": "Маңдайша іліңіз"}
    assert manager.post(f"{of}visit/", visited).status_code == 302
    assert "Маңдайша іліңіз" in words(client.get(file))
    jobs = {"on": day, "jobs": "3", "women": "2", "youth": "1", "proof": "Шарттар"}
    assert manager.post(f"{of}jobs/", jobs).status_code == 302
    site.now += datetime.timedelta(days=300)
    later = {"on": site.now.date().isoformat(), "works": "yes", "jobs": "3", "women": "2", "youth": "1"}
    assert manager.post(f"{of}after/6/", later).status_code == 302
    held = Contract.objects.get()
    assert all(tranche.paid_on for tranche in held.tranches.all())
    assert (held.survivals.get().works, held.visits.count(), held.job_counts.count()) == (True, 1, 1)
    for page in (DESK, f"{DESK}1/", at, f"{DESK}1/sittings/1/", of, f"{DESK}contracts/"):
        assert manager.get(page).status_code == 200
    public = words(client.get(UNIT))
    assert "Наубайхана" in public
    assert "Сынақ" not in public
    assert "тым аз, көрсетілмейді" in public


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_opens_in_every_language(site, client, manager, language):
    contract = site.granted()
    site.pay(contract)
    for path in ("", "damu/1/", "damu/1/mine/", "damu/1/apply/"):
        assert client.get(f"/{language}/mysal/grants/{path}").status_code == 200
    for path in (
        "",
        "new/",
        "contracts/",
        "1/",
        "1/files/1/",
        "1/sittings/1/",
        "1/sittings/new/",
        "1/contracts/1/",
    ):
        assert manager.get(f"/{language}/programmes/damu/grants/{path}").status_code == 200


def test_an_interest_closes_the_file_its_numbers_and_its_photos(site, client, manager, reviewers, photos):
    contract = site.granted()
    site.pay(contract)
    report = site.report(contract, photos=[photo()])
    picture = f"/photos/{report.evidence.get().photo_id}.jpg"
    assert manager.get(picture).status_code == 200
    assert "1" in words(manager.get(f"{DESK}1/"))
    answer = manager.post(f"{DESK}1/files/1/interest/", SENT)
    assert answer.headers["Location"] == f"{DESK}1/"
    assert Interest.objects.filter(account=site.manager.account).exists()
    closed = [
        f"{DESK}1/files/1/",
        f"{DESK}1/files/1/decide/",
        f"{DESK}1/contracts/1/",
        f"{DESK}1/contracts/1/reports/1/",
        f"{DESK}documents/1/letters/1.pdf",
        f"{DESK}documents/1/protocols/1.pdf",
    ]
    assert {manager.get(page).status_code for page in closed} == {403}
    assert manager.get(picture).status_code == 404
    page = words(manager.get(f"{DESK}1/"))
    assert "Наубайхана" not in page
    assert "Сынақ" not in words(manager.get(f"{DESK}1/sittings/1/"))
    assert "Г-1" not in words(manager.get(f"{DESK}contracts/"))
    with pytest.raises(Exception, match="заинтересованности"):
        site.judge(Report.objects.get())


def test_a_reviewer_sees_only_what_was_given_and_no_other_assessment_before_the_own(site, reviewers):
    site.publish()
    first, second = site.apply(), site.apply(name="Басқа Кісі")
    site.close()
    for application in (first, second):
        site.check(application)
    site.assign(first)
    site.assess(first, site.reviewers[0], 40, 11)
    file = f"{DESK}1/files/1/"
    assert "51" in words(reviewers[0].get(file))
    assert "51 / 100" not in words(reviewers[1].get(file))
    assert "51" not in words(reviewers[1].get(f"{DESK}1/")).partition("Критерий")[0]
    assert reviewers[0].get(f"{DESK}1/files/2/").status_code == 404
    assert reviewers[2].get(file).status_code == 404
    site.assess(first, site.reviewers[1], 10, 20)
    assert "51 / 100" in words(reviewers[1].get(file))
    assert "оценки сильно расходятся" in words(reviewers[1].get(file))


def test_the_contact_of_an_applicant_is_the_managers_alone(site, manager, reviewers):
    site.publish()
    application = site.apply()
    site.close()
    site.check(application)
    site.assign(application)
    assert "+7 700 000 00 00" in words(manager.get(f"{DESK}1/files/1/"))
    assert "+7 700 000 00 00" not in words(reviewers[0].get(f"{DESK}1/files/1/"))


@pytest.mark.parametrize(("language", "said"), [("kk", "Жобаңыз таңдалды"), ("ru", "Ваш проект отобран")])
def test_the_letter_is_in_the_applicants_language(site, manager, language, said):
    contract = site.granted()
    Application.objects.update(language=language)
    address = f"{DESK}documents/1/letters/1"
    printed = "".join(
        page.extract_text() for page in PdfReader(BytesIO(manager.get(f"{address}.pdf").content)).pages
    )
    written = docx.Document(BytesIO(manager.get(f"{address}.docx").content))
    text = " ".join(paragraph.text for paragraph in written.paragraphs)
    assert "".join(said.split()) in "".join(printed.split())
    assert said in text
    assert contract.application.applicant.name in " ".join(
        [text, *(cell.text for table in written.tables for row in table.rows for cell in row.cells)]
    )


def test_the_holder_reads_the_own_letter_and_nobody_else(site, client):
    site.publish()
    application = site.apply()
    site.close()
    site.check(application, met=False)
    address = "/kk/mysal/documents/grants/damu/1/1.pdf"
    assert client.get(address).status_code == 302
    door = {"number": "1", "secret": site.secrets[application.pk]}
    client.post(f"{UNIT}damu/1/mine/", door)
    letter = client.get(address)
    printed = "".join(PdfReader(BytesIO(letter.content)).pages[0].extract_text().split())
    assert "Басқаауылдатұрады" in printed
    assert letter.headers["X-Robots-Tag"].startswith("noindex")


def test_there_is_no_letter_before_the_protocol_is_signed(site, manager):
    site.publish()
    application = site.apply()
    site.close()
    site.decide(site.judged(application), site.sit(), "refused", reasons=Text(kk="Балы төмен"))
    assert manager.get(f"{DESK}documents/1/letters/1.pdf").status_code == 404


def test_the_protocol_says_every_decision(site, manager):
    site.granted()
    content = manager.get(f"{DESK}documents/1/protocols/1.docx").content
    cells = [
        cell.text for table in docx.Document(BytesIO(content)).tables for row in table.rows for cell in row.cells
    ]
    assert any("Высокие баллы" in cell for cell in cells)


def test_lists_take_the_same_number_of_queries_however_long(site, manager, django_assert_max_num_queries):
    site.publish()
    applications = [site.apply(name=f"Кісі {number}", grant=450_000, own=100_000) for number in range(5)]
    site.close()
    sitting = site.sit()
    for application in applications:
        site.decide(site.judged(application), sitting)
    site.sign(sitting)
    with django_assert_max_num_queries(32):
        manager.get(f"{DESK}1/")
    with django_assert_max_num_queries(16):
        Client().get(UNIT)


def test_the_office_is_told_of_an_open_call(site, unit):
    site.publish()
    office = signed_in(make_actor(unit, Role.CLERK))
    assert f"{UNIT}damu/1/" in office.get("/kk/mysal/").content.decode()


def test_withdrawing_with_the_secret(site, client):
    site.publish()
    file, _secret = begin(client)
    client.post(f"{file}withdraw/", {"words": ""})
    assert Application.objects.get().state == "withdrawn"
    with pytest.raises(Exception, match="қайтарып алды"):
        site.do(actions.record_withdrawal, application=Application.objects.get(), words="Қайта")
