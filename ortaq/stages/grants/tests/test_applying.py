"""An application is saved with gaps, handed in whole by its holder or a helper, and fixed from then on."""

import pytest
from django.utils import translation

from conftest import make_actor
from ortaq.ground.errors import NotAllowed, Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.money import tenge
from ortaq.ground.people.actors import ANYONE, Actor
from ortaq.ground.people.roles import Role
from ortaq.stages.grants import actions
from ortaq.stages.grants.content import Item, Jobs, Money, Person
from ortaq.stages.grants.keys import draw_secret
from ortaq.stages.grants.models import Application, BudgetItem
from ortaq.stages.grants.rules import what_an_application_lacks
from ortaq.stages.grants.states import WAYS
from ortaq.stages.grants.tests.built import HELPER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture
def draft(site):
    """A complete draft: 1,000,000 asked, 200,000 of one's own."""
    site.publish()
    application = site.start()
    return site.write(application, *site.parts(application))


def money(grant: int, own: int, *items: Item) -> Money:
    """Return amounts in tenge; without rows, one row that agrees with them."""
    return Money(
        requested=tenge(grant),
        own_part=tenge(own),
        items=items or (Item("Пеш", tenge(grant), tenge(own)),),
    )


def lacks(application) -> set[str]:
    with translation.override("en"):
        return {lack.field for lack in what_an_application_lacks(application)}


def test_a_draft_may_be_empty_and_says_all_that_is_missing(site):
    site.publish()
    application = site.start()
    assert lacks(application) == {
        *("title", "idea", "use_for_village", "person_kind", "settlement"),
        *("name", "jobs", "requested", "own_part"),
    }
    with pytest.raises(Several):
        site.hold(actions.hand_in, application)


def test_a_complete_draft_is_handed_in_and_fixed(site, draft):
    done = site.hold(actions.hand_in, draft)
    assert (done.state, done.submitted_at) == ("submitted", site.now)
    for part in site.parts(done):
        with pytest.raises(Refused):
            site.hold(actions.write_draft, done, part=part)
    with pytest.raises(Refused):
        site.hold(actions.hand_in, done)


@pytest.mark.parametrize(
    ("grant", "own", "wrong"),
    [
        (1_080_000, 120_000, None),
        (960_000, 240_000, None),
        (1_080_001, 119_999, "own_part"),
        (959_999, 240_001, "own_part"),
        (1_000_001, 200_000, "requested"),
        (450_000, 50_000, None),
        (449_999, 50_000, "requested"),
        (1_200_001, 200_000, "requested"),
    ],
)
def test_amounts_are_checked_to_the_last_tenge(site, draft, grant, own, wrong):
    draft = site.write(draft, money(grant, own))
    if wrong is None:
        assert site.hold(actions.hand_in, draft).state == "submitted"
    else:
        assert wrong in lacks(draft)
        with pytest.raises(Several):
            site.hold(actions.hand_in, draft)


@pytest.mark.parametrize(
    "items",
    [
        (Item("Пеш", tenge(1_000_000), tenge(199_999)),),
        (Item("Пеш", tenge(999_999), tenge(200_000)),),
        (Item("Пеш", tenge(500_000), 0), Item("Ұн", tenge(500_001), tenge(200_000))),
    ],
)
def test_what_is_bought_comes_to_the_amounts_above(site, draft, items):
    assert lacks(site.write(draft, money(1_000_000, 200_000, *items))) == {"items"}


def test_a_thing_has_a_name_and_a_price(site, draft):
    for item in (Item(" ", 5, 5), Item("Пеш", 0, 0)):
        with pytest.raises(Refused):
            site.hold(actions.write_draft, draft, part=money(10, 1, item))
    assert BudgetItem.objects.filter(application=draft).count() == 2


def test_women_and_young_people_are_among_all_jobs(site, draft):
    with pytest.raises(Refused):
        site.hold(actions.write_draft, draft, part=Jobs(jobs=1, jobs_women=2, jobs_youth=0))


def test_a_name_is_kept_with_consent_only_and_can_be_taken_back(site, draft):
    with pytest.raises(Refused) as refusal:
        site.hold(actions.write_draft, draft, part=Person(name="Басқа", contact="1"))
    assert refusal.value.field == "consents"
    site.hold(actions.write_draft, draft, part=Person())
    assert not hasattr(Application.objects.get(), "applicant")


def test_another_secret_opens_nothing(site, draft):
    other = site.start()
    for action, given in (
        (actions.write_draft, {"part": Jobs(jobs=9, jobs_women=0, jobs_youth=0)}),
        (actions.hand_in, {}),
        (actions.withdraw, {}),
    ):
        with pytest.raises(NotAllowed):
            site.do(action, by=ANYONE, application=draft, key=site.key(other), **given)


def test_a_secret_with_a_slip_is_told(site):
    site.publish()
    with pytest.raises(Refused) as refusal:
        site.do(
            actions.start_application,
            by=ANYONE,
            unit=site.unit,
            call=site.call,
            secret="23456789ABCDA",
            language="kk",
        )
    assert refusal.value.field == "secret"


def test_before_the_opening_and_after_the_closing_nothing_is_begun_written_or_handed_in(site, draft):
    site.close()
    with pytest.raises(Refused):
        site.hold(actions.hand_in, draft)
    with pytest.raises(Refused):
        site.hold(actions.write_draft, draft, part=Jobs())
    with pytest.raises(Refused):
        site.start()


def test_a_call_takes_applications_from_its_own_units_only(site, other_unit):
    site.publish()
    with pytest.raises(Refused):
        site.start(unit=other_unit)


def test_numbers_go_on_within_the_call(site):
    site.publish()
    assert [site.start().number for _time in range(3)] == [1, 2, 3]


def test_sent_twice_an_application_is_begun_once(site):
    site.publish()
    deed, secret = new_id(), draw_secret()
    given = {"by": ANYONE, "unit": site.unit, "call": site.call, "secret": secret, "language": "kk"}
    first = site.do(actions.start_application, **given, deed=deed)
    assert site.do(actions.start_application, **given, deed=deed) == first
    assert Application.objects.count() == 1


def test_nothing_of_an_applicant_stands_in_the_journal(site, draft):
    site.hold(actions.hand_in, draft)
    site.close()
    site.do(actions.record_withdrawal, application=draft, words="Сынақ Кәсіпкер хат жазды")
    written = "".join(Payload.objects.values_list("body", flat=True))
    written += "".join(Entry.objects.values_list("reason", flat=True))
    for private in ("Сынақ", "наубайхана", "Нан пісіреміз", "+7 700", site.secrets[draft.pk], draft.key):
        assert private not in written


def test_a_helper_goes_on_with_what_a_helper_began_and_with_nothing_else(site, unit):
    site.publish()
    clerk = Actor(account=make_actor(unit, Role.CLERK).account, **HELPER)
    alone = site.start()
    begun = site.do(
        actions.start_application_for_person,
        by=clerk,
        unit=unit,
        call=site.call,
        secret=draw_secret(),
        language="ru",
    )
    for part in site.parts(begun):
        site.do(actions.write_draft_for_person, by=clerk, application=begun, part=part)
    done = site.do(actions.hand_in_for_person, by=clerk, application=begun)
    assert (done.channel, done.state) == ("helper", "submitted")
    entries = Entry.objects.filter(action="grants.apply_for_person")
    assert {entry.behalf for entry in entries} == {"person"}
    with pytest.raises(NotAllowed):
        site.do(actions.write_draft_for_person, by=clerk, application=alone, part=Jobs())


def test_a_helper_of_another_unit_does_not_help_here(site, other_unit):
    site.publish()
    clerk = Actor(account=make_actor(other_unit, Role.CLERK).account, **HELPER)
    with pytest.raises(NotAllowed):
        site.do(
            actions.start_application_for_person,
            by=clerk,
            unit=site.unit,
            call=site.call,
            secret=draw_secret(),
            language="kk",
        )


def test_the_manager_records_a_withdrawal_with_its_proof(site, draft):
    with pytest.raises(Refused):
        site.do(actions.record_withdrawal, application=draft, words=" ")
    with pytest.raises(NotAllowed):
        site.do(actions.record_withdrawal, by=site.reviewers[0], application=draft, words="Хат")
    assert site.do(actions.record_withdrawal, application=draft, words="Хат").state == "withdrawn"


def test_the_table_of_states_has_no_way_back_from_an_end():
    assert {state.value for state, ways in WAYS.items() if not ways} == {"ineligible", "refused", "withdrawn"}
    assert all(state not in ways for state, ways in WAYS.items())


@pytest.mark.parametrize("action", ["eligibility", "assign", "decide"])
def test_no_deed_jumps_over_a_state(site, draft, action):
    site.close()
    deeds = {
        "eligibility": lambda: site.check(draft),
        "assign": lambda: site.assign(draft),
        "decide": lambda: site.decide(draft, site.sit()),
    }
    with pytest.raises(Refused):
        deeds[action]()
    draft.refresh_from_db()
    assert draft.state == "draft"
