"""A call opens with everything that it must say, stays open long enough, and does not change."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import translation

from conftest import make_actor
from ortaq.ground.errors import Conflict, NotAllowed, Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.money import tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.grants import actions
from ortaq.stages.grants.models import Call
from ortaq.stages.grants.tests import built

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


def lacks(site, call) -> dict[str, str]:
    """Return the English sentences with which publishing is refused, by field."""
    with pytest.raises(Several) as refusal, translation.override("en"):
        site.do(actions.publish_call, call=call)
    with translation.override("en"):
        return {field: str(sentence) for field, sentence in refusal.value.sentences.items()}


def test_a_complete_call_is_published_and_journalled_in_the_book_of_its_programme(site):
    call = site.publish()
    assert call.published_at == site.now
    entry = Entry.objects.get(action="grants.publish_call")
    assert entry.book.programme == site.programme


@pytest.mark.parametrize(
    ("missing", "field", "word"),
    [
        ({"objectives": Text()}, "objectives_kk", "achieve"),
        ({"activities": Text()}, "activities_kk", "closed list"),
        ({"persons": Text()}, "persons_kk", "who may apply"),
        ({"amount_criteria": Text()}, "amount_criteria_kk", "exact amount"),
        ({"largest_grant": None}, "largest_grant", "largest amount"),
        ({"fund": None}, "fund", "how much money"),
        ({"unit_ids": ()}, "units", "units"),
        ({"opens_on": None}, "opens_on", "the day"),
    ],
)
def test_each_missing_content_is_named(site, missing, field, word):
    sentences = lacks(site, site.draft(**missing))
    assert list(sentences) == [field]
    assert word in sentences[field]


def test_a_call_without_criteria_does_not_open(site):
    call = site.draft()
    site.do(actions.set_criteria, call=call, criteria=[])
    assert list(lacks(site, call)) == ["criteria"]


def test_everything_missing_is_named_at_once(site):
    call = site.do(actions.draft_call, programme=site.programme, terms=built_terms())
    assert len(lacks(site, call)) == 9


def built_terms():
    from ortaq.stages.grants.content import Terms

    return Terms(title=Text(kk="Бос"))


def test_a_criterion_gives_points(site):
    with pytest.raises(Refused):
        site.do(actions.set_criteria, call=site.draft(), criteria=[(Text(kk="Бос"), 0)])


def test_a_call_stays_open_for_thirty_days_at_least(site):
    day = site.now.date()
    assert "30 days" in lacks(site, site.draft(closes_on=day + datetime.timedelta(days=29)))["closes_on"]
    site.publish(closes_on=day + datetime.timedelta(days=30))


def test_a_call_does_not_open_yesterday(site):
    yesterday = site.now.date() - datetime.timedelta(days=1)
    assert list(lacks(site, site.draft(opens_on=yesterday))) == ["opens_on"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"largest_grant": tenge(4_000_000)},
        {"smallest_grant": tenge(1_300_000)},
        {"smallest_project": tenge(1_300_000)},
    ],
)
def test_amounts_that_contradict_each_other_are_told(site, wrong):
    assert len(lacks(site, site.draft(**wrong))) == 1


def test_shares_that_contradict_each_other_are_not_even_saved(site):
    for wrong in ({"least_own_share": 300}, {"most_own_share": 1001}):
        with pytest.raises(Refused):
            site.draft(**wrong)


def test_once_published_nothing_changes(site):
    call = site.publish()
    for action, given in (
        (actions.change_call, {"terms": site.terms()}),
        (actions.set_criteria, {"criteria": [(Text(kk="Басқа"), 5)]}),
        (actions.set_requirements, {"requirements": []}),
        (actions.publish_call, {}),
    ):
        with pytest.raises(Refused):
            site.do(action, call=call, **given)
    assert call.criteria.count() == 2


def test_the_database_keeps_a_published_call_whole(site):
    call = site.publish()
    call.persons = Text()
    with pytest.raises(IntegrityError):
        call.save()


def test_units_outside_the_programme_cannot_be_called(site, other_unit):
    with pytest.raises(Refused):
        site.draft(unit_ids=(other_unit.pk,))


def test_only_the_programmes_manager_calls(site, unit):
    strangers = [*site.reviewers, make_actor(unit, Role.AKIM)]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            site.do(actions.draft_call, by=stranger, programme=site.programme, terms=site.terms())
    assert not Call.objects.exists()


def test_a_manager_of_another_programme_does_not_publish_here(site, other_unit):
    from ortaq.ground.places.models import Programme

    other = Programme.objects.create(slug="basqa", name_kk="Басқа")
    stranger = built.member(other, Role.MANAGER, "stranger")
    with pytest.raises(NotAllowed):
        site.do(actions.publish_call, by=stranger, call=site.draft())


def test_sent_twice_a_call_is_drafted_once(site):
    deed = new_id()
    first = site.do(actions.draft_call, programme=site.programme, terms=site.terms(), deed=deed)
    assert site.do(actions.draft_call, programme=site.programme, terms=site.terms(), deed=deed) == first
    with pytest.raises(Conflict):
        site.do(actions.draft_call, programme=site.programme, terms=site.terms(title=Text(kk="Басқа")), deed=deed)
    assert Call.objects.count() == 1
