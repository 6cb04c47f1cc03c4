"""What managers and reviewers see and do on the pages of grants."""

from __future__ import annotations

import datetime
from io import BytesIO

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from conftest import make_actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.grants.models import Application, Call, Contract, Interest, Report
from ortaq.stages.grants.tests.browsing import DESK, SENT, UNIT, begin, come_back, fill_in, photo, signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_site", "cycle")]


def test_a_draft_call_is_nobodys_business(site, client, reviewers):
    site.draft()
    assert client.get(f"{UNIT}damu/1/").status_code == 404
    assert reviewers[0].get(f"{DESK}1/").status_code == 404


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
