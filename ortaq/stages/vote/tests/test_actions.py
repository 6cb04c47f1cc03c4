"""What each write of the vote promises and refuses."""

import datetime

import pytest

from ortaq.ground.errors import Conflict, NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.money import tenge
from ortaq.ground.people.actors import ANYONE, Behalf, Channel
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.vote.actions import (
    cast_ballot,
    change_vote,
    close_vote,
    count_vote,
    open_vote,
    prepare_vote,
    print_cards,
    type_paper_ballot,
    void_cards,
)
from ortaq.stages.vote.codes import ALPHABET, draw_code
from ortaq.stages.vote.models import Card, CardBatch, Count, CountedBallot, SealedBallot, Vote
from ortaq.stages.vote.terms import Candidacy
from ortaq.stages.vote.tests.village import (
    AFTER,
    CLOSES_AT,
    LOT,
    OPENS_AT,
    PREPARED_AT,
    VOTING,
    make_projects,
    terms,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
MINUTE = datetime.timedelta(minutes=1)


def sealed() -> list[list[int]]:
    return list(SealedBallot.objects.order_by("card__serial").values_list("approvals", flat=True))


class TestPreparing:
    def test_candidates_stand_in_the_order_of_their_projects(self, village):
        vote = village.prepare()
        lines = vote.candidates.order_by("number").values_list("number", "project__number", "title_ru", "cost")
        assert lines[0] == (1, 1, "Колодец в Коктале", tenge(400_000))
        assert [line[0] for line in lines] == [1, 2, 3, 4]

    def test_a_vote_can_be_changed_until_it_opens(self, village):
        vote = village.prepare()
        changed = change_vote(
            by=village.akim,
            vote=vote,
            terms=terms(budget=tenge(500_000)),
            candidates=[Candidacy(3, tenge(200_000)), Candidacy(1, tenge(100_000))],
            now=PREPARED_AT,
        )
        assert list(changed.candidates.order_by("number").values_list("project__number", flat=True)) == [1, 3]
        open_vote(by=village.akim, vote=vote, lot=LOT, now=PREPARED_AT)
        with pytest.raises(Refused, match="frozen"):
            change_vote(by=village.akim, vote=vote, terms=terms(), candidates=[], now=PREPARED_AT)

    def test_a_cycle_has_one_vote(self, village):
        village.prepare()
        with pytest.raises(Refused, match="already"):
            prepare_vote(by=village.akim, cycle=village.cycle, terms=terms(), candidates=[], now=PREPARED_AT)

    @pytest.mark.parametrize(
        ("other", "field"),
        [
            ({"title": Text()}, "title_kk"),
            ({"budget": 0}, "budget"),
            ({"most_approvals": 0}, "most_approvals"),
            ({"closes_at": OPENS_AT}, "closes_at"),
            ({"opens_at": OPENS_AT - datetime.timedelta(days=30)}, "opens_at"),
            ({"closes_at": CLOSES_AT + datetime.timedelta(days=60)}, "closes_at"),
        ],
    )
    def test_terms_that_cannot_be_meant_are_refused_beside_their_field(self, village, other, field):
        with pytest.raises(Refused) as refusal:
            village.prepare(**other)
        assert refusal.value.field == field
        assert not Vote.objects.exists()

    @pytest.mark.parametrize("cost", [0, tenge(1_000_001)])
    def test_a_cost_of_nothing_or_above_the_budget_is_refused(self, village, cost):
        make_projects(village.cycle, village.akim)
        with pytest.raises(Refused) as refusal:
            prepare_vote(
                by=village.akim,
                cycle=village.cycle,
                terms=terms(),
                candidates=[Candidacy(2, cost)],
                now=PREPARED_AT,
            )
        assert refusal.value.field == "cost_2"

    @pytest.mark.parametrize("state", ["draft", "submitted", "not_feasible"])
    def test_only_feasible_projects_can_be_voted_on(self, village, state):
        project = make_projects(village.cycle, village.akim, state=state)[0]
        with pytest.raises(Refused) as refusal:
            prepare_vote(
                by=village.akim,
                cycle=village.cycle,
                terms=terms(),
                candidates=[Candidacy(project.number, tenge(1))],
                now=PREPARED_AT,
            )
        assert refusal.value.field == "candidates"

    def test_sent_twice_is_done_once_and_other_content_is_refused(self, village):
        deed = new_id()
        given = {"by": village.akim, "cycle": village.cycle, "candidates": [], "now": PREPARED_AT, "deed": deed}
        assert prepare_vote(terms=terms(), **given) == prepare_vote(terms=terms(), **given)
        with pytest.raises(Conflict):
            prepare_vote(terms=terms(budget=tenge(7)), **given)
        assert Vote.objects.count() == Entry.objects.filter(action="vote.prepare").count() == 1

    def test_before_its_step_nothing_is_prepared(self, village, now):
        with pytest.raises(StepClosed):
            prepare_vote(by=village.akim, cycle=village.cycle, terms=terms(), candidates=[], now=now)


class TestOpening:
    def test_only_the_akim_opens(self, village, actor):
        vote = village.prepare()
        with pytest.raises(NotAllowed):
            open_vote(by=actor(vote.unit, Role.PLANNER), vote=vote, lot=LOT, now=PREPARED_AT)
        assert open_vote(by=village.akim, vote=vote, lot=LOT, now=PREPARED_AT).state == "open"

    def test_it_takes_two_candidates_and_a_lot(self, village):
        vote = village.prepare()
        with pytest.raises(Refused) as refusal:
            open_vote(by=village.akim, vote=vote, lot="  ", now=PREPARED_AT)
        assert refusal.value.field == "lot"
        vote.candidates.filter(number__gt=1).delete()
        with pytest.raises(Refused, match="two projects"):
            open_vote(by=village.akim, vote=vote, lot=LOT, now=PREPARED_AT)

    def test_a_project_that_is_no_longer_feasible_stops_it(self, village):
        vote = village.prepare()
        vote.cycle.projects.filter(number=2).update(state="not_feasible")
        with pytest.raises(Refused, match="№ 2"):
            open_vote(by=village.akim, vote=vote, lot=LOT, now=PREPARED_AT)

    def test_the_titles_on_the_ballot_stay_when_a_sheet_changes_later(self, village):
        vote = village.prepare()
        vote.cycle.projects.filter(number=1).update(title_ru="Новый колодец")
        open_vote(by=village.akim, vote=vote, lot=LOT, now=PREPARED_AT)
        vote.cycle.projects.filter(number=1).update(title_ru="Фонтан")
        assert vote.candidates.get(number=1).title.ru == "Новый колодец"


class TestCards:
    def test_codes_are_given_once_and_kept_as_hashes_only(self, village):
        vote, deed = village.open(), new_id()
        given = {"by": village.akim, "vote": vote, "cards": 3, "now": PREPARED_AT, "deed": deed}
        made, again = print_cards(**given), print_cards(**given)
        assert (len(made.codes), again.codes, made.pk) == (3, (), again.pk)
        assert Card.objects.count() == 3
        assert CardBatch.objects.get().codes == ()
        stored = str(list(Card.objects.values())) + str(list(CardBatch.objects.values()))
        journalled = " ".join(Entry.objects.values_list("payload__body", flat=True))
        assert not any(code in stored + journalled for code in made.codes)

    def test_serials_go_on_where_the_last_batch_ended(self, village):
        village.open()
        village.print(3)
        village.print(2)
        assert list(CardBatch.objects.order_by("first_serial").values_list("first_serial", "cards")) == [
            (1, 3),
            (4, 2),
        ]
        assert sorted(Card.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5]

    @pytest.mark.parametrize("cards", [0, -1, 1_001])
    def test_a_number_that_cannot_be_meant_is_refused(self, village, cards):
        with pytest.raises(Refused) as refusal:
            print_cards(by=village.akim, vote=village.open(), cards=cards, now=PREPARED_AT)
        assert refusal.value.field == "cards"

    def test_after_the_close_no_card_is_printed(self, village):
        with pytest.raises(Refused, match="over"):
            print_cards(by=village.akim, vote=village.open(), cards=1, now=CLOSES_AT)

    def test_void_cards_cast_nothing(self, village):
        village.open()
        codes = village.print(4)
        for _twice in range(2):
            void_cards(by=village.akim, vote=village.vote, first=2, last=3, reason="жыртылған", now=VOTING)
        assert sorted(Card.objects.filter(is_void=True).values_list("serial", flat=True)) == [2, 3]
        with pytest.raises(Refused) as refusal:
            village.cast(codes[1], [1])
        assert refusal.value.field == "code"
        village.cast(codes[0], [1])

    @pytest.mark.parametrize(
        ("first", "last", "reason", "field"),
        [(1, 1, " ", "reason"), (3, 2, "жоғалды", "last"), (3, 5, "жоғалды", "last"), (1, 2, "жоғалды", "first")],
    )
    def test_cards_that_cannot_be_voided(self, village, first, last, reason, field):
        village.open()
        village.cast(village.print(4)[1], [])
        with pytest.raises(Refused) as refusal:
            void_cards(by=village.akim, vote=village.vote, first=first, last=last, reason=reason, now=VOTING)
        assert refusal.value.field == field
        assert not Card.objects.filter(is_void=True).exists()


class TestCasting:
    def test_the_same_code_again_replaces_the_ballot(self, village):
        village.open()
        code = village.print(2)[0]
        village.cast(code, [1, 2])
        village.cast(code.lower(), [3])
        village.cast(f"{code[:4]} {code[4:]}", [3])
        assert sealed() == [[3]]

    def test_an_empty_ballot_is_a_ballot(self, village):
        village.open()
        village.cast(village.print(1)[0], [])
        assert sealed() == [[]]

    def test_a_slip_and_an_unknown_code_are_told_apart(self, village):
        village.open()
        code = village.print(1)[0]
        slip = code[:-1] + ALPHABET[ALPHABET.index(code[-1]) - 1]
        with pytest.raises(Refused, match="slip"):
            village.cast(slip, [1])
        with pytest.raises(Refused, match="another card"):
            village.cast(draw_code(), [1])
        assert sealed() == []

    @pytest.mark.parametrize("approvals", [[1, 2, 3, 4], [5], [0], [-1]])
    def test_too_many_marks_and_unknown_projects_are_refused(self, village, approvals):
        village.open()
        with pytest.raises(Refused) as refusal:
            village.cast(village.print(1)[0], approvals)
        assert refusal.value.field == "approvals"

    @pytest.mark.parametrize("moment", [OPENS_AT - MINUTE, CLOSES_AT, AFTER])
    def test_outside_its_dates_a_vote_takes_no_ballot(self, village, moment):
        village.open()
        code = village.print(1)[0]
        with pytest.raises(Refused):
            village.cast(code, [1], now=moment)
        village.cast(code, [1], now=CLOSES_AT - MINUTE)
        with pytest.raises(Refused):
            village.cast(code, [2], now=CLOSES_AT)
        assert sealed() == [[1]]

    def test_nobody_casts_under_an_account(self, village):
        village.open()
        with pytest.raises(NotAllowed):
            cast_ballot(by=village.akim, vote=village.vote, code=village.print(1)[0], approvals=[1], now=VOTING)
        assert sealed() == []

    def test_the_code_of_another_vote_opens_nothing(self, village, other_unit, actor):
        from conftest import make_cycle
        from ortaq.stages.vote.tests.village import make_village

        elsewhere = make_village(make_cycle(other_unit), actor)
        elsewhere.open()
        village.open()
        with pytest.raises(Refused):
            village.cast(elsewhere.print(1)[0], [1])

    def test_a_cut_in_the_middle_leaves_nothing(self, village, monkeypatch):
        village.open()
        code = village.print(1)[0]
        monkeypatch.setattr(Card, "save", lambda *args, **options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            village.cast(code, [1])
        assert sealed() == []
        assert not Entry.objects.filter(action="vote.cast").exists()


class TestPaper:
    def type(self, village, by, code, approvals, now=VOTING):
        return type_paper_ballot(
            by=by.through(Channel.PAPER, Behalf.PERSON),
            vote=village.vote,
            code=code,
            approvals=approvals,
            now=now,
        )

    def test_paper_replaces_the_web_ballot_and_is_final(self, village, actor):
        village.open()
        code, helper = village.print(1)[0], actor(village.vote.unit, Role.GROUP_MEMBER)
        village.cast(code, [1])
        self.type(village, helper, code, [2, 3])
        with pytest.raises(Refused, match="paper ballot is final"):
            village.cast(code, [1])
        with pytest.raises(Refused, match="first one stays"):
            self.type(village, helper, code, [1])
        self.type(village, helper, code, [3, 2])
        assert sealed() == [[2, 3]]

    def test_paper_handed_in_before_the_close_is_typed_until_the_office_closes(self, village):
        village.open()
        first, second = village.print(2)
        self.type(village, village.akim, first, [1], now=CLOSES_AT + MINUTE)
        village.close()
        with pytest.raises(Refused):
            self.type(village, village.akim, second, [1], now=AFTER)
        assert sealed() == [[1]]

    @pytest.mark.parametrize("role", [Role.DELEGATE, Role.DONOR, Role.RESIDENT])
    def test_others_may_not_type_paper(self, village, actor, role):
        village.open()
        with pytest.raises(NotAllowed):
            self.type(village, actor(village.vote.unit, role), village.print(1)[0], [1])
        with pytest.raises(NotAllowed):
            self.type(village, ANYONE, village.codes[0], [1])


class TestClosing:
    def test_before_its_day_it_takes_a_reason(self, village):
        village.open()
        with pytest.raises(Refused) as refusal:
            close_vote(by=village.akim, vote=village.vote, now=VOTING)
        assert refusal.value.field == "reason"
        closed = close_vote(by=village.akim, vote=village.vote, reason="су тасқыны", now=VOTING)
        assert (closed.state, closed.closing_reason) == ("closed", "су тасқыны")
        with pytest.raises(Refused):
            village.cast(draw_code(), [1])

    def test_a_vote_that_is_not_open_cannot_be_closed(self, village):
        village.prepare()
        with pytest.raises(Refused):
            village.close()


class TestCounting:
    def test_it_is_counted_once_and_after_the_close_only(self, village):
        village.open()
        village.cast(village.print(1)[0], [1])
        with pytest.raises(Refused, match="Close the vote"):
            village.count()
        village.close()
        counted = village.count()
        with pytest.raises(Refused, match="already"):
            village.count()
        assert Count.objects.get() == counted

    def test_the_same_deed_answers_the_same_count(self, village):
        village.open()
        village.cast(village.print(1)[0], [1])
        village.close()
        deed = new_id()
        given = {"by": village.akim, "vote": village.vote, "now": AFTER, "deed": deed}
        assert count_vote(**given) == count_vote(**given)

    def test_without_a_ballot_there_is_nothing_to_count(self, village):
        village.open()
        village.close()
        with pytest.raises(Refused, match="Nobody voted"):
            village.count()

    def test_a_cut_in_the_middle_leaves_every_ballot_sealed(self, village, monkeypatch):
        village.open()
        for code in village.print(5):
            village.cast(code, [1, 2])
        village.close()
        monkeypatch.setattr(Count.objects, "create", lambda **columns: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            village.count()
        assert SealedBallot.objects.count() == 5
        assert not CountedBallot.objects.exists()
        assert Vote.objects.get().state == "closed"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AKIM, Role.PLANNER, Role.CLERK, Role.ANYONE}))
def test_only_the_office_leads_a_vote(village, actor, role):
    vote, by = village.open(), actor(village.vote.unit, role)
    for act, given in (
        (change_vote, {"terms": terms(), "candidates": []}),
        (print_cards, {"cards": 1}),
        (void_cards, {"first": 1, "last": 1, "reason": "x"}),
        (close_vote, {"reason": "x"}),
        (count_vote, {}),
    ):
        with pytest.raises(NotAllowed):
            act(by=by, vote=vote, now=VOTING, **given)


def test_an_akim_of_another_unit_has_no_say(village, other_unit, actor):
    vote, stranger = village.prepare(), actor(other_unit, Role.AKIM)
    with pytest.raises(NotAllowed):
        open_vote(by=stranger, vote=vote, lot=LOT, now=PREPARED_AT)
