"""The acceptance case: talks with an operator, 560 people connected, not one tenge of a budget.

Public facts of the programme of 2017–2020: the akim of Zharaspai talked with a mobile operator; since 2018 560
people have a connection.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from conftest import make_actor, make_unit
from ortaq.ground.cycle.actions import start_cycle
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.publish.pdf import render_pdf
from ortaq.publish.plan_document import plan_data, plan_document
from ortaq.publish.report import report_data, report_document
from ortaq.stages.partners.actions import Gift, add_partner, ask_partner, record_event, sign_memorandum, verify
from ortaq.stages.partners.models import Stage
from ortaq.stages.partners.selectors import ledger_of
from ortaq.stages.plan.actions import add_line, close_version, publish_version, set_vision, start_plan
from ortaq.stages.results.actions import report_progress
from ortaq.stages.results.selectors import results_of
from ortaq.stages.results.tests.built import agree

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
PLANNED = datetime.datetime(2017, 7, 10, 12, tzinfo=ALMATY)
TALKED = datetime.datetime(2018, 2, 1, 12, tzinfo=ALMATY)
CONNECTED = datetime.datetime(2018, 9, 1, 12, tzinfo=ALMATY)
CONNECTION = Text(kk="Ұялы байланыс", ru="Мобильная связь")
MAST = Gift("in_kind", 2018, Text(kk="Байланыс жабдығы", ru="Оборудование связи"), amount=0)


@pytest.fixture
def zharaspai(node):
    return make_unit("zharaspai", "Жараспай ауылдық округі", "Жараспайский сельский округ", ("Ауыл", "Село"))


@pytest.fixture
def told(zharaspai):
    """The whole case: a line without a budget, talks, what was delivered, and who looked."""
    akim, delegate = make_actor(zharaspai, Role.AKIM), make_actor(zharaspai, Role.DELEGATE)
    for actor in (akim, delegate):
        actor.account.appointments.update(since=datetime.date(2016, 1, 1))
    started = datetime.datetime(2017, 2, 1, 12, tzinfo=ALMATY)
    cycle = start_cycle(
        by=akim, unit=zharaspai, first_year=2018, last_year=2020, starts_on=started.date(), now=started
    )
    plan = start_plan(by=akim, cycle=cycle, now=PLANNED)
    set_vision(by=akim, plan=plan, vision=CONNECTION, goals={1: CONNECTION}, now=PLANNED)
    line = add_line(
        by=akim,
        plan=plan,
        origin="talks",
        title=CONNECTION,
        owner=Text(kk="Әкім", ru="Аким"),
        cost=0,
        reason=Text(kk="Оператормен келіссөз", ru="Переговоры с оператором"),
        now=PLANNED,
    )
    version = close_version(by=akim, plan=plan, now=PLANNED)
    publish_version(by=akim, version=version, now=PLANNED)
    agree(version)
    operator = add_partner(
        by=akim, cycle=cycle, kind="company", name=Text(kk="Beeline", ru="Beeline"), is_named=True, now=TALKED
    )
    asked = ask_partner(
        by=akim,
        cycle=cycle,
        partner=operator,
        line=line,
        asked_for=CONNECTION,
        asked_by=Text(kk="Жараспай әкімі", ru="Аким Жараспая"),
        happened_on=TALKED.date(),
        now=TALKED,
    )
    record_event(by=akim, partnership=asked, stage=Stage.TALKS, happened_on=TALKED.date(), now=TALKED)
    sign_memorandum(
        by=akim, partnership=asked, happened_on=TALKED.date(), document="Меморандум", gift=MAST, now=TALKED
    )
    record_event(
        by=akim,
        partnership=asked,
        stage=Stage.DELIVERED,
        happened_on=CONNECTED.date(),
        document="Акт",
        gift=MAST,
        people_served=560,
        now=CONNECTED,
    )
    verify(
        by=delegate, partnership=asked, happened_on=CONNECTED.date(), note=Text(kk="Байланыс бар"), now=CONNECTED
    )
    report_progress(
        by=akim,
        line=line,
        state="done",
        note=Text(kk="Байланыс қосылды", ru="Связь есть"),
        happened_on=CONNECTED.date(),
        now=CONNECTED,
    )
    return version


def test_560_people_are_connected_and_no_budget_paid(told):
    cycle = told.plan.cycle
    ledger, results = ledger_of(cycle=cycle), results_of(cycle=cycle)
    assert ledger.served == 560
    assert [one.label for one in ledger.delivered] == [str(Stage.VERIFIED.label)]
    assert (results.sums.planned, results.sums.spent) == (0, 0)
    assert (results.done, len(results.promised)) == (1, 1)


@pytest.mark.parametrize(("language", "word"), [("kk", "Байланыс жабдығы"), ("ru", "Оборудование связи")])
def test_the_plan_and_the_report_tell_it_on_paper(told, tmp_path, language, word):
    documents = {
        "plan": plan_document(plan_data(told), language=language, today=CONNECTED.date()),
        "report": report_document(report_data(told.plan.cycle), language=language, today=CONNECTED.date()),
    }
    for name, document in documents.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(render_pdf(document))
        read = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
        assert "Beeline" in read
        assert "560" in read
        assert word in read
