"""Nothing private leaves: what was planted through the actions stands in no file and in no answer."""

import pytest

from ortaq.exchange.cases import actions as cases
from ortaq.exchange.events import actions as events
from ortaq.exchange.tests.built import SAID as CASE
from ortaq.exchange.tests.built import a_seminar
from ortaq.ground import clock
from ortaq.ground.comments.actions import publish_comment, write_comment
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.publish.opendata.catalogue import OF_PROGRAMME, OF_UNIT
from ortaq.publish.opendata.tests.reading import get, text_of
from ortaq.stages.grants.tests import built as giving
from ortaq.stages.needs import actions as needs
from ortaq.stages.partners import actions as partners
from ortaq.stages.plan import actions as planning
from ortaq.stages.plan.tests import plans
from ortaq.stages.vote.tests.village import VOTING, Village

pytestmark = pytest.mark.django_db
SECRET = "ҚҰПИЯ"


def everything(*, programmes=()):
    """Return every table of the unit and of the programmes, as CSV, as JSON and as an answer, in one text."""
    addresses = [f"/api/v1/units/mysal/{name}" for name in OF_UNIT]
    addresses += [f"/api/v1/programmes/{slug}/{name}" for slug in programmes for name in OF_PROGRAMME]
    whole = [text_of(f"{address}{kind}") for address in addresses for kind in ("", ".csv", ".json")]
    for standard in ("/units/mysal/iati.xml", *(f"/programmes/{slug}/iati.xml" for slug in programmes)):
        answer = get(f"/api/v1{standard}")
        whole.append(b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode())
    whole += [get(f"/api/v1/programmes/{slug}/360giving.json").content.decode() for slug in programmes]
    return "\n".join(whole)


def assert_kept(whole, *also):
    assert "mysal" in whole
    for word in (SECRET, *also):
        assert word not in whole


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def say(cycle, unit, now):
    def submit(text, **other):
        place = unit.settlements.order_by("name_kk").first()
        given = {"by": Actor(), "cycle": cycle, "settlement": place, "language": "kk", "now": now}
        return needs.submit_need(text=text, **given | other)

    return submit


def test_of_needs_no_contact_no_group_and_no_word_before_the_moderator(say, clerk, now):
    say(f"{SECRET} оқылмаған")
    needs.refuse_need(by=clerk, need=say(f"{SECRET} балағат"), objection="insult", now=now)
    open_one = say("Көшеге жарық керек", phone="+7 701 555 01 23", group="herders")
    needs.publish_need(by=clerk, need=open_one, theme="roads", now=now)
    whole = everything()
    assert_kept(whole, "555 01 23", "herders")
    assert "Көшеге жарық керек" in whole
    assert '"state": "refused"' in whole


def test_of_comments_no_signature_no_group_no_word_before_the_moderator(say, clerk, unit, now):
    need = needs.publish_need(by=clerk, need=say("Көшеге жарық керек"), theme="roads", now=now)
    write_comment(
        by=Actor(), unit=unit, about="need", about_id=need.id, text=f"{SECRET} пікір", language="kk", now=now
    )
    comment = write_comment(
        by=Actor(),
        unit=unit,
        about="need",
        about_id=need.id,
        text="Фонарь де керек",
        language="kk",
        signature=f"{SECRET} Асан",
        contact="+7 704 000 00 00",
        now=now,
    )
    publish_comment(by=clerk, comment=comment, now=now)
    whole = everything()
    assert_kept(whole, "Тест Тестов", "+7 704")
    assert "Фонарь де керек" in whole


def test_of_a_unit_whose_office_does_not_work_here_only_what_others_tell(say, clerk, unit, now):
    needs.publish_need(by=clerk, need=say(f"{SECRET} бұрынғы"), theme="roads", now=now)
    unit.appointments.all().delete()
    assert_kept(everything())
    page = get("/kk/mysal/data/").content.decode()
    assert "/api/v1/units/mysal/partnerships.csv" in page
    assert "/api/v1/units/mysal/needs.csv" not in page


def test_no_draft_of_a_sheet_or_of_a_plan(cycle, unit, actor, now):
    akim = actor(unit, Role.AKIM)
    draft = plans.make_project(cycle, 50, f"{SECRET} жоба", SECRET, state="draft")
    type(draft).objects.filter(pk=draft.pk).update(submitted_at=None, submitted_by=None)
    desk = plans.draw_up(cycle, akim)
    desk.do(planning.set_vision, plan=desk.plan, vision=Text(kk=f"{SECRET} арман"), goals={})
    desk.line(3).__class__.objects.filter(pk=desk.line(3).pk).update(title_kk=f"{SECRET} жол")
    desk.do(planning.close_version, plan=desk.plan)
    assert_kept(everything())


def test_of_a_vote_no_ballot_and_no_count_before_it_is_counted(cycle, unit, actor, now, monkeypatch):
    village = Village(cycle=cycle, akim=actor(unit, Role.AKIM))
    village.open()
    village.cast(village.print(3)[0], [1, 2])
    monkeypatch.setattr(clock, "now", lambda: VOTING)
    (vote,) = get("/api/v1/units/mysal/votes").json()["rows"]
    assert (vote["state"], vote["ballots"], vote["lot"], vote["ballot_file"]) == ("open", None, "", "")
    for row in get("/api/v1/units/mysal/vote_projects").json()["rows"]:
        assert (row["approvals"], row["won"], row["reason"]) == (None, None, "")


def test_of_partners_no_contact_and_nobody_who_did_not_agree_or_was_only_asked(cycle, unit, clerk, now):
    shy = partners.add_partner(
        by=clerk,
        cycle=cycle,
        kind="company",
        name=Text(kk=f"{SECRET} серіктестік"),
        is_named=False,
        person=f"{SECRET} Адам",
        contact="+7 702 000 00 00",
        now=now,
    )
    for word in ("Мачта", f"{SECRET} өтініш"):
        asked = partners.ask_partner(
            by=clerk,
            cycle=cycle,
            partner=shy,
            line=None,
            asked_for=Text(kk=word),
            asked_by=Text(kk="Әкім"),
            happened_on=now.date(),
            now=now,
        )
        if word == "Мачта":
            partners.record_event(by=clerk, partnership=asked, stage="offered", happened_on=now.date(), now=now)
    whole = everything()
    assert_kept(whole, "+7 702")
    assert "Мачта" in whole


def test_of_grants_nobody_and_nothing_before_the_protocol_is_signed(unit, monkeypatch):
    site = giving.build(unit)
    monkeypatch.setattr(clock, "now", lambda: site.now)
    site.publish()
    known, hidden = site.apply(name=f"{SECRET} Әйгерім"), site.apply(name=f"{SECRET} Берік")
    site.close()
    for application in (known, hidden):
        site.judged(application)
    sitting = site.sit()
    for application in (known, hidden):
        site.decide(application, sitting, public_title=Text(kk=f"{SECRET} атау"))
    slug = site.programme.slug
    assert_kept(everything(programmes=[slug]), "+7 700", "Нан пісіреміз", "Сынақ", "sole_trader")
    site.sign(sitting)
    whole = everything(programmes=[slug]).replace(f"{SECRET} атау", "атау")
    assert_kept(whole, "+7 700", "Нан пісіреміз", "Сынақ", "sole_trader", "Көктал ауылы")
    assert "атау" in whole


def test_of_events_no_guest_and_of_cases_no_draft(cycle, unit, actor, now):
    site = giving.build(unit)
    event = a_seminar(site.programme, site.manager, now)
    events.register_guest(
        by=Actor(),
        event=event,
        name=f"{SECRET} Қонақ",
        contact="+7 703 000 00 00",
        office=f"{SECRET} ауылы",
        is_akim=True,
        oblast=None,
        now=now,
    )
    planner = actor(unit, Role.PLANNER)
    draft = cases.Told(**CASE.__dict__ | {"title": Text(kk=f"{SECRET} тәжірибе", ru=SECRET)})
    cases.write_case(by=planner, unit=unit, told=draft, evidence=None, now=now)
    assert_kept(everything(programmes=[site.programme.slug]), "+7 703")
