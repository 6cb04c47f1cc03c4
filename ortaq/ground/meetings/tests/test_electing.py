"""What the election of representatives promises."""

import pytest
from django.test import Client
from django.utils import translation

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry, Payload
from ortaq.ground.meetings.actions import record_attendance, record_election
from ortaq.ground.meetings.models import Candidate, Election, MeetingKind
from ortaq.ground.meetings.rules import missing_in_protocol
from ortaq.ground.meetings.selectors import meeting_view, representatives_of
from ortaq.ground.meetings.tests.samples import HELD, call, hold_assembly, moment, sign, write
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = pytest.mark.django_db

AFTER = moment(*HELD, 18)
VOTES = {"Бақыт Оспанов": 39, "Зәуре Қалиева": 28, "Мұрат Дүйсен": 28, "Әлия Жұмабек": 5}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def gathering(unit, clerk, now):
    """A separate gathering to which 43 of 214 came."""
    meeting = call(unit, clerk, now, kind=MeetingKind.SEPARATE_GATHERING)
    return record_attendance(by=clerk, meeting=meeting, present=43, entitled=214, has_sheet=True, now=AFTER)


@pytest.fixture
def elect(gathering, clerk):
    """Record an election under the only question of the agenda."""

    def record(votes=VOTES, *, seats=1, **other):
        given = {"by": clerk, "item": gathering.agenda.get(), "now": AFTER} | other
        return record_election(votes=votes, seats=seats, **given)

    return record


def elected() -> set[str]:
    return set(Candidate.objects.filter(is_elected=True).values_list("name", flat=True))


def test_most_votes_are_elected(elect):
    elect(seats=3)
    assert elected() == {"Бақыт Оспанов", "Зәуре Қалиева", "Мұрат Дүйсен"}


def test_equal_votes_for_the_last_seat_ask_for_a_second_vote_between_them(elect):
    with pytest.raises(Refused, match="Зәуре Қалиева, Мұрат Дүйсен") as refusal:
        elect(seats=2)
    assert refusal.value.field == "votes_again"
    assert not Election.objects.exists()
    elect(seats=2, votes_again={"Зәуре Қалиева": 17, "Мұрат Дүйсен": 22})
    assert elected() == {"Бақыт Оспанов", "Мұрат Дүйсен"}


@pytest.mark.parametrize(
    ("seats", "again"),
    [
        (2, {"Зәуре Қалиева": 20, "Мұрат Дүйсен": 20}),
        (2, {"Зәуре Қалиева": 20, "Әлия Жұмабек": 21}),
        (1, {"Зәуре Қалиева": 20, "Мұрат Дүйсен": 21}),
    ],
    ids=["equal again", "between others", "where none is needed"],
)
def test_a_second_vote_that_decides_nothing_is_refused(elect, seats, again):
    with pytest.raises(Refused) as refusal:
        elect(seats=seats, votes_again=again)
    assert refusal.value.field == "votes_again"


def test_nobody_has_more_votes_than_people_were_present(elect):
    with pytest.raises(Refused, match="43") as refusal:
        elect({"Бақыт Оспанов": 44})
    assert refusal.value.field == "votes"


@pytest.mark.parametrize(("votes", "seats"), [({}, 1), (VOTES, 0), ({" ": 3}, 1), ({"А" * 121: 3}, 1)])
def test_candidates_and_seats_must_be_named(elect, votes, seats):
    with pytest.raises(Refused):
        elect(votes, seats=seats)
    assert not Candidate.objects.exists()


def test_without_a_quorum_nobody_is_elected(unit, clerk, now):
    meeting = call(unit, clerk, now, kind=MeetingKind.SEPARATE_GATHERING)
    record_attendance(by=clerk, meeting=meeting, present=10, entitled=214, now=AFTER)
    with pytest.raises(Refused, match="quorum"):
        record_election(by=clerk, item=meeting.agenda.get(), seats=1, votes={"Бақыт Оспанов": 9}, now=AFTER)


def test_the_assembly_elects_nobody_by_most_votes(unit, actor, clerk, now):
    meeting, after = hold_assembly(unit, actor, now)
    with pytest.raises(Refused, match="proposal"):
        record_election(by=clerk, item=meeting.agenda.get(), seats=1, votes={"Бақыт Оспанов": 3}, now=after)


def test_a_correction_takes_the_place_of_what_was_recorded(elect):
    elect(seats=3)
    elect({"Бақыт Оспанов": 39}, seats=3)
    assert (Election.objects.count(), Candidate.objects.count()) == (1, 1)


def test_sent_twice_it_is_recorded_once(elect):
    deed = new_id()
    assert elect(deed=deed).pk == elect(deed=deed).pk
    assert Entry.objects.filter(action="meetings.record_votes").count() == 1


def test_only_the_office_of_the_unit_records_it(elect, other_unit, actor):
    for stranger in (ANYONE, actor(other_unit, Role.CLERK)):
        with pytest.raises(NotAllowed):
            elect(by=stranger)


def test_names_of_those_who_stood_stay_out_of_the_journal(elect):
    elect(seats=3)
    assert not Payload.objects.filter(body__contains="Әлия Жұмабек").exists()


def test_the_page_names_the_elected_and_only_counts_the_others(gathering, elect):
    elect(seats=3)
    (item,) = meeting_view(gathering, now=AFTER).items
    assert item.election.elected[0] == ("Бақыт Оспанов", 39)
    assert (item.election.others, item.election.seats_free) == ((5,), 0)


def test_an_election_is_a_decision_of_the_protocol(gathering, elect, clerk):
    write(gathering, clerk, AFTER, summary=Text())
    assert "decisions" in missing_in_protocol(gathering, chair_signed=True, secretary_signed=True)
    elect(seats=3)
    sign(gathering, clerk, AFTER)
    with pytest.raises(Refused, match="signed"):
        elect(seats=1)


def test_the_elected_are_those_who_may_sit_in_the_gathering(unit, gathering, elect, clerk, now):
    elect(seats=3)
    meeting = call(unit, clerk, now, kind=MeetingKind.GATHERING, starts_at=moment(*HELD, 19))
    assert representatives_of(meeting) == 3
    assert representatives_of(gathering) is None
    browser = Client()
    browser.force_login(clerk.account)
    form = browser.get(f"/kk/mysal/meetings/{meeting.number}/attendance/").context["form"]
    assert form["entitled"].value() == 3
    assert "3 өкіл" in form.fields["entitled"].help_text
    record_attendance(by=clerk, meeting=meeting, present=20, entitled=31, has_sheet=True, now=moment(*HELD, 21))
    later = call(unit, clerk, now, kind=MeetingKind.GATHERING, starts_at=moment(2027, 4, 1))
    assert representatives_of(later) == 31
