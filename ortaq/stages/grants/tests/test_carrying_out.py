"""Money follows accepted reports; what an ended contract did not pay goes back; jobs are proved."""

import datetime

import pytest
from django.utils import translation

from conftest import make_actor
from ortaq.ground.chain import forward as chain_forward
from ortaq.ground.chain import ids_forward, public_knots
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.money import tenge
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.grants import actions
from ortaq.stages.grants.fund import fund_of
from ortaq.stages.grants.models import Application, Contract, JobCount, Report
from ortaq.stages.grants.selectors.carrying_out import contract_view
from ortaq.stages.grants.selectors.public import grants_in_unit, jobs_in_unit, public_call
from ortaq.stages.grants.tests import built
from ortaq.stages.grants.tests.browsing import photo
from ortaq.stages.grants.tests.built import HELPER
from ortaq.stages.plan.tests import plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture
def contract(site):
    """A contract of 1,000,000 in tranches of 750,000 and 250,000."""
    return site.granted()


def refused(act, *words) -> None:
    with pytest.raises(Refused) as refusal, translation.override("en"):
        act()
    with translation.override("en"):
        for word in words:
            assert word in str(refusal.value.sentence)


def selected(site):
    """Return a selected application whose protocol is not signed, and its sitting."""
    site.publish()
    application = site.apply()
    site.close()
    sitting = site.sit()
    site.decide(site.judged(application), sitting)
    application.refresh_from_db()
    return application, sitting


def test_no_contract_before_the_protocol_is_signed(site):
    application, sitting = selected(site)
    refused(lambda: site.contract(application), "Sign the protocol")
    site.sign(sitting)
    assert site.contract(application).grant == tenge(1_000_000)
    refused(lambda: site.contract(application), "already")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"tranches": [(tenge(1_000_001), datetime.date(2027, 4, 1))]}, "whole grant"),
        ({"tranches": []}, "whole grant"),
        ({"own_part": tenge(200_001)}, "at most"),
        ({"own_part": tenge(100_000)}, "at least"),
        ({"document": ""}, "number of the contract"),
        ({"ends_on": datetime.date(2027, 1, 1)}, "after it was signed"),
        ({"signed_on": datetime.date(2028, 1, 1)}, "still to come"),
    ],
)
def test_a_contract_agrees_with_the_decision_and_the_call(site, given, word):
    application, sitting = selected(site)
    site.sign(sitting)
    refused(lambda: site.contract(application, **given), word)
    assert not Contract.objects.exists()


def test_a_tranche_is_paid_after_the_report_before_it_is_accepted(site, contract):
    refused(lambda: site.pay(contract, 2), "order")
    site.pay(contract)
    refused(lambda: site.pay(contract), "already")
    refused(lambda: site.pay(contract, 2), "report on tranche 1")
    report = site.report(contract)
    refused(lambda: site.pay(contract, 2), "report on tranche 1")
    site.judge(report)
    assert site.pay(contract, 2).after_report == report
    assert fund_of(site.call).paid == tenge(1_000_000)


def test_a_payment_has_a_document_and_a_day_gone_by(site, contract):
    refused(lambda: site.pay(contract, document=" "), "payment order")
    refused(lambda: site.pay(contract, paid_on=site.now.date() + datetime.timedelta(days=1)), "still to come")


def test_a_report_is_returned_with_reasons_and_handed_in_anew(site, contract):
    site.pay(contract)
    report = site.report(contract)
    refused(lambda: site.report(contract), "being read")
    refused(lambda: site.judge(report, accepted=False), "what is missing")
    site.judge(report, accepted=False, judgment="Чек жоқ")
    refused(lambda: site.judge(report), "already")
    again = site.report(contract)
    assert again.number == 2
    site.judge(again)
    refused(lambda: site.report(contract), "Nothing was paid")


@pytest.mark.parametrize(
    ("given", "word"),
    [({"text": " "}, "what you did"), ({"spent": -1}, "less than zero"), ({"spent": tenge(750_001)}, "was paid")],
)
def test_a_report_says_something_true(site, contract, given, word):
    site.pay(contract)
    refused(lambda: site.report(contract, **given), word)


def test_nothing_is_reported_before_something_is_paid(site, contract):
    refused(lambda: site.report(contract), "Nothing was paid")


def test_photos_of_a_report_are_evidence(site, contract, photos):
    site.pay(contract)
    report = site.report(contract, photos=[photo(1), photo(2)], captions=["Чек"])
    assert list(report.evidence.order_by("-caption").values_list("caption", flat=True)) == ["Чек", ""]
    refused(lambda: site.judge(report, accepted=False, judgment=" "))
    site.judge(report, accepted=False, judgment="Тағы")
    refused(lambda: site.report(contract, photos=[photo(shade) for shade in range(6)]), "at most 5")


def test_only_the_secret_reports_on_what_was_begun_alone(site, contract, unit):
    site.pay(contract)
    clerk = Actor(account=make_actor(unit, Role.CLERK).account, **HELPER)
    given = {"contract": contract, "text": "Пеш", "spent": 0, "own_spent": 0}
    with pytest.raises(NotAllowed):
        site.do(actions.report_for_person, by=clerk, **given)
    with pytest.raises(NotAllowed):
        site.do(actions.report, by=clerk, key="0" * 64, **given)
    Application.objects.update(channel="helper")
    contract = Contract.objects.get()
    assert site.do(actions.report_for_person, by=clerk, **given | {"contract": contract}).number == 1


def test_a_contract_that_ends_early_frees_what_is_not_paid(site, contract):
    site.pay(contract)
    given = {"contract": contract, "ended_on": site.now.date()}
    refused(lambda: site.do(actions.end_contract, **given, ending=Text()), "why the contract ends")
    site.do(actions.end_contract, **given, ending=Text(kk="Көшті"))
    fund = fund_of(site.call)
    assert (fund.committed, fund.paid, fund.left) == (tenge(750_000), tenge(750_000), tenge(2_250_000))
    held = Contract.objects.get()
    assert contract_view(held).freed == tenge(250_000)
    refused(lambda: site.pay(held, 2), "ended")
    refused(lambda: site.report(held), "ended")


def test_a_contract_stops_a_withdrawal(site, contract):
    refused(lambda: site.hold(actions.withdraw, contract.application), "contract already")


def test_visits_jobs_and_survival_are_recorded_by_manager_and_adviser(site, contract):
    adviser = built.member(site.programme, Role.ADVISER, "adviser")
    today = site.now.date()
    given = {"by": adviser, "contract": contract, "on": today}
    site.do(actions.visit, **given, seen="Пеш тұр", recommendations="Маңдайша")
    refused(lambda: site.do(actions.visit, **given, seen=" ", recommendations=""), "what you saw")
    site.do(actions.count_jobs, **given, jobs=3, women=2, youth=1, proof="Шарттар")
    refused(lambda: site.do(actions.count_jobs, **given, jobs=1, women=2, youth=0, proof="Ш"), "among all")
    refused(lambda: site.do(actions.count_jobs, **given, jobs=1, women=0, youth=0, proof=""), "proves")
    view = contract_view(contract)
    assert (view.promised.women, view.proved.women) == (2, 2)
    with pytest.raises(NotAllowed):
        site.do(actions.visit, **given | {"by": site.reviewers[0]}, seen="Көрдім", recommendations="")


def test_survival_is_checked_after_six_and_twelve_months_once_each(site, contract):
    found = {"contract": contract, "works": True, "jobs": 3, "women": 2, "youth": 1}
    refused(
        lambda: site.do(actions.check_survival, **found, months=6, on=site.now.date()), "6 months", "Check then"
    )
    site.now += datetime.timedelta(days=180 + 190)
    today = site.now.date()
    site.do(actions.check_survival, **found, months=6, on=today)
    refused(lambda: site.do(actions.check_survival, **found, months=6, on=today), "already")
    refused(lambda: site.do(actions.check_survival, **found, months=7, on=today), "after 6 and after 12")
    assert [view.works for view in contract_view(contract).survivals] == [True, None]


def test_an_interest_declared_later_closes_the_contract_to_the_manager(site, contract):
    site.do(actions.declare_interest, application=contract.application)
    for act in (
        lambda: site.pay(contract),
        lambda: site.do(actions.end_contract, contract=contract, ended_on=site.now.date(), ending=Text(kk="Жоқ")),
        lambda: site.do(actions.visit, contract=contract, on=site.now.date(), seen="Көрдім", recommendations=""),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_public_reads_sums_and_no_small_numbers_of_people(site, contract, unit):
    site.pay(contract)
    (line,) = grants_in_unit(unit)
    assert (line.grant, line.paid, line.state) == (tenge(1_000_000), tenge(750_000), "running")
    assert str(line.title) == "Наубайхана"
    assert public_call(site.call).handed_in is None
    given = {"contract": contract, "on": site.now.date(), "proof": "Шарттар"}
    site.do(actions.count_jobs, **given, jobs=4, women=3, youth=1)
    assert jobs_in_unit(unit).total is None
    site.do(actions.count_jobs, **given, jobs=30, women=24, youth=2)
    jobs = jobs_in_unit(unit)
    assert (jobs.total, jobs.women, jobs.youth) == (30, 24, None)
    assert JobCount.objects.count() == 2


def test_a_grant_follows_its_line_of_the_plan_from_its_decision_on(site, cycle, actor, unit):
    desk = plans.draw_up(cycle, actor(unit, Role.AKIM))
    line = desk.line(2)
    site.publish()
    application = site.apply(plan_line=line)
    site.close()
    sitting = site.sit()
    site.decide(site.judged(application), sitting)
    assert not ids_forward("plan_line", [line.pk])["grant"]
    site.sign(sitting)
    assert ids_forward("plan_line", [line.pk])["grant"] == {application.pk}
    (stretch,) = public_knots(chain_forward("plan_line", [line.pk], language="kk"))
    assert [knot.title for knot in stretch.knots] == ["Наубайхана"]


def test_sent_twice_a_payment_and_a_report_are_one(site, contract):
    deed = new_id()
    assert site.pay(contract, deed=deed) == site.pay(contract, deed=deed)
    deed = new_id()
    assert site.report(contract, deed=deed) == site.report(contract, deed=deed)
    assert Report.objects.count() == 1


@pytest.mark.parametrize("role", [Role.AKIM, Role.MANAGER])
def test_a_strangers_role_pays_nothing_here(site, contract, other_unit, role):
    stranger = make_actor(other_unit, role)
    with pytest.raises(NotAllowed):
        site.pay(contract, by=stranger)
