"""What partners give, as the results count it, and offers of help for a line that waits for money."""

from dataclasses import replace

import pytest

from ortaq.ground import chain
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.journal.models import Payload
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.people.roles import Role
from ortaq.ground.people.throttle import TRIES_PER_SUBJECT
from ortaq.ground.text import Text
from ortaq.stages.partners.actions import (
    Gift,
    accept_proposal,
    add_partner,
    ask_partner,
    propose_help,
    record_event,
    settle_proposal,
)
from ortaq.stages.partners.models import Partner, Proposal, Stage
from ortaq.stages.partners.selectors import ledger_of
from ortaq.stages.results.selectors import results_of
from ortaq.stages.results.tests.built import AT_WORK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

MAST = Gift(kind="in_kind", year=2028, what=Text(kk="Байланыс мачтасы", ru="Мачта связи"), amount=0)
WELL, STADIUM = 2, 4


def ask(site, number):
    """Ask an operator for help with a line."""
    operator = Text(kk="Байланыс операторы", ru="Оператор связи")
    given = {"kind": "company", "name": operator, "is_named": True}
    partner = site.do(add_partner, cycle=site.desk.line(number).cycle, **given)
    return site.do(
        ask_partner,
        cycle=site.desk.line(number).cycle,
        partner=partner,
        line=site.desk.line(number),
        asked_for=Text(kk="Көмек", ru="Помощь"),
        asked_by=Text(kk="Әкім", ru="Аким"),
        happened_on=AT_WORK.date(),
    )


def deliver(site, asked, gift):
    """Record that the operator brought it, for 66 people."""
    return site.do(
        record_event,
        partnership=asked,
        stage=Stage.DELIVERED,
        happened_on=AT_WORK.date(),
        document="Акт № 12",
        gift=gift,
        people_served=66,
    )


def offer(line, **other):
    """Somebody without an account offers a tractor."""
    given = {"text": "Трактор", "name": "Асқар", "contact": "+7 701 1"} | other
    return propose_help(by=ANYONE, line=line, now=AT_WORK, **given)


def test_what_a_partner_gives_counts_in_the_results_and_is_recorded_once(site, cycle):
    asked = ask(site, WELL)
    with pytest.raises(Refused) as refusal:
        site.spend(WELL, 5, source="partner", kind="in_kind")
    assert refusal.value.field == "source"
    before = results_of(cycle=cycle).line(WELL).sums.spent
    deliver(site, asked, replace(MAST, amount=5_000_00))
    after = results_of(cycle=cycle).line(WELL)
    assert after.sums.spent == before + 5_000_00
    assert [row.partnership for row in after.spending if row.document == "Акт № 12"] == [asked.number]
    assert ledger_of(cycle=cycle).served == 66


def test_anybody_may_offer_help_for_a_line_that_waits(site):
    made = offer(site.desk.line(STADIUM))
    site.do(settle_proposal, proposal=made)
    assert Proposal.objects.get().answered_at == AT_WORK
    with pytest.raises(Refused):
        site.do(settle_proposal, proposal=made)


def accept(site, made, **other):
    """The office takes up an offer."""
    given = {"kind": "farm", "name": Text(kk="Асқар шаруашылығы")} | other
    asked = {"asked_for": Text(ru="Стадион"), "asked_by": Text(kk="Әкім")}
    return site.do(accept_proposal, proposal=made, **asked, **given)


def test_an_offer_that_is_taken_up_begins_a_partnership(site):
    made = offer(site.desk.line(STADIUM))
    begun = accept(site, made)
    made.refresh_from_db()
    assert (made.partnership, made.answered_at) == (begun, AT_WORK)
    assert (begun.stage, begun.line, begun.partner.is_named) == (Stage.TALKS, site.desk.line(STADIUM), False)
    assert begun.partner.contact.contact == "+7 701 1"
    assert [str(event.stage) for event in begun.events.order_by("number")] == ["asked", "talks"]
    assert begun.id in chain.ids_forward("plan_line", [begun.line_id])["partnership"]
    for again in (accept, lambda site, made: site.do(settle_proposal, proposal=made)):
        with pytest.raises(Refused):
            again(site, made)


def test_an_offer_of_a_known_partner_begins_a_partnership_with_it(site):
    known = ask(site, WELL).partner
    begun = accept(site, offer(site.desk.line(STADIUM)), partner=known, kind="", name=Text())
    assert begun.partner == known
    assert (Partner.objects.count(), known.contact.contact) == (1, "+7 701 1")


@pytest.mark.parametrize(
    ("other", "field"), [({"kind": ""}, "kind"), ({"name": Text()}, "name_kk"), ({"kind": "king"}, "kind")]
)
def test_an_offer_of_nobody_is_not_taken_up(site, other, field):
    made = offer(site.desk.line(STADIUM))
    with pytest.raises(Refused) as refusal:
        accept(site, made, **other)
    assert refusal.value.field == field
    assert not Partner.objects.exists()
    assert Proposal.objects.get().answered_at is None


def test_only_the_office_takes_up_an_offer(site, unit, actor):
    made = offer(site.desk.line(STADIUM))
    with pytest.raises(NotAllowed):
        accept(site, made, by=actor(unit, Role.GROUP_MEMBER))


def test_the_office_takes_up_an_offer_on_its_page(client, site, at_work):
    offer(site.desk.line(STADIUM))
    client.force_login(site.clerk.account)
    page = "/ru/mysal/partners/offers/1/accept/?cycle=2028"
    assert "Трактор" in client.get(page).text
    wrong = client.post(page, {"asked_for_ru": "Трактор", "asked_by_ru": "Аким"})
    assert (wrong.status_code, wrong.context["form"].errors.keys()) == (422, {"kind", "name_kk"})
    sent = {"kind": "farm", "name_ru": "Хозяйство", "asked_for_ru": "Трактор", "asked_by_ru": "Аким"}
    began = client.post(page, sent, follow=True)
    assert "+7 701 1" in began.text
    client.logout()
    assert client.get(began.redirect_chain[-1][0]).status_code == 404


def test_an_offer_of_help_never_enters_the_journal(site):
    offer(site.desk.line(STADIUM))
    written = " ".join(Payload.objects.values_list("body", flat=True))
    assert [word for word in ("Трактор", "Асқар", "+7 701 1") if word in written] == []


@pytest.mark.parametrize("empty", ["text", "name", "contact"])
def test_an_offer_of_help_without_a_way_to_answer_is_sent_back(site, empty):
    with pytest.raises(Refused) as refusal:
        offer(site.desk.line(STADIUM), **{empty: "  "})
    assert refusal.value.field == empty
    assert not Proposal.objects.exists()


def test_a_line_that_was_helped_looks_for_nobody_any_more(site):
    deliver(site, ask(site, STADIUM), MAST)
    with pytest.raises(Refused):
        offer(site.desk.line(STADIUM))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_everybody_reads_which_lines_look_for_a_partner_and_who_helped(client, site, cycle, at_work, language):
    deliver(site, ask(site, WELL), MAST)
    page = client.get(f"/{language}/mysal/partners/?cycle=2028").content.decode()
    assert "Оператор связи" in page if language == "ru" else "Байланыс операторы" in page
    assert f"/{language}/mysal/partners/lines/{STADIUM}/help/" in page
    one = client.get(f"/{language}/mysal/partners/1/?cycle=2028").content.decode()
    assert "Акт № 12" in one
    result = client.get(f"/{language}/mysal/results/lines/{WELL}/?cycle=2028").content.decode()
    assert f"/{language}/mysal/partners/1/?cycle=2028" in result
    paper = client.get(f"/{language}/mysal/documents/plan/lines/{STADIUM}/partner-kk.pdf?cycle=2028")
    assert paper.content.startswith(b"%PDF")


def test_a_partner_who_is_only_asked_is_exposed_by_no_page(client, site, at_work):
    ask(site, WELL)
    assert "Байланыс операторы" not in client.get("/kk/mysal/partners/?cycle=2028").content.decode()
    assert client.get("/kk/mysal/partners/1/").status_code == 404
    assert "Байланыс операторы" not in client.get(f"/kk/mysal/results/lines/{WELL}/?cycle=2028").content.decode()


def test_an_offer_is_sent_by_a_form_without_an_account(client, site, at_work):
    address = f"/kk/mysal/partners/lines/{STADIUM}/help/?cycle=2028"
    assert client.post(address, {"text": "Трактор", "name": "", "contact": "1"}).status_code == 422
    sent = client.post(address, {"text": "<b>Трактор</b>", "name": "Асқар", "contact": "1"})
    assert sent.status_code == 302
    client.force_login(site.clerk.account)
    office = client.get("/kk/mysal/partners/?cycle=2028").content.decode()
    assert "&lt;b&gt;Трактор&lt;/b&gt;" in office
    assert client.get(f"/kk/mysal/partners/lines/{WELL}/help/?cycle=2028").status_code == 404


def test_who_offers_very_much_from_one_place_is_asked_to_wait(client, site, at_work):
    address = f"/kk/mysal/partners/lines/{STADIUM}/help/?cycle=2028"
    sent = {"text": "Трактор", "name": "Асқар", "contact": "1"}
    for _count in range(TRIES_PER_SUBJECT):
        assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 422
    assert Proposal.objects.count() == TRIES_PER_SUBJECT


def test_the_office_walks_a_partnership_by_its_forms(client, site, at_work):
    client.force_login(site.clerk.account)
    base = "/ru/mysal/partners"
    added = client.post(f"{base}/add/?cycle=2028", {"kind": "farm", "name_ru": "КХ Дала", "contact": "8 777"})
    assert added.status_code == 302
    asking = {"asked_for_ru": "Трактор", "asked_by_ru": "Аким", "happened_on": "2028-03-01", "line": ""}
    partner = added.headers["Location"].rpartition("partner=")[2]
    assert client.post(f"{base}/ask/?cycle=2028", asking | {"partner": partner}).status_code == 302
    page = client.get(f"{base}/1/").content.decode()
    assert "8 777" in page
    assert f"{base}/1/memorandum/" not in page
    wrong = client.post(f"{base}/1/delivered/", {"happened_on": "2028-03-02", "what_ru": "Трактор"})
    assert wrong.status_code == 422
    given = {
        "happened_on": "2028-03-02",
        "document": "Акт № 1",
        "what_ru": "Трактор на день",
        "gift_kind": "labour",
        "year": "2028",
        "days": "2",
        "people_served": "12",
    }
    assert client.post(f"{base}/1/delivered/", given).status_code == 302
    assert "Трактор на день" in client.get(f"{base}/1/").content.decode()
