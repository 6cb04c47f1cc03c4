"""Every deed of a programme: what it does, whom it refuses, that twice is once and half is nothing."""

import datetime
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError

from ortaq.ground.errors import Conflict, NotAllowed, Refused
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text, WithEnglish
from ortaq.programme import actions
from ortaq.programme.content import Measure, Participants
from ortaq.programme.models import (
    BudgetLine,
    Indicator,
    IndicatorValue,
    Organisation,
    Profile,
    PublicFact,
    Support,
)
from ortaq.programme.tests import built
from ortaq.programme.tests.built import NOTHING
from ortaq.stages.grants.tests.built import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


class CutError(Exception):
    """The computer stops here."""


def refused(field, deed, *arguments, **given):
    """Carry out a deed that must be refused beside a field."""
    with pytest.raises(Refused) as refusal:
        deed(*arguments, **given)
    assert refusal.value.field == field


def test_a_description_replaces_the_one_before(site):
    site.describe()
    site.describe(target_share=300, reference=" B-2 ")
    profile = Profile.objects.get()
    assert (profile.target_share, profile.reference, profile.aim.en) == (300, "B-2", "Planning together")
    entries = Entry.objects.filter(action="programme.change")
    assert entries.count() == 2
    assert set(entries.values_list("book__programme__slug", flat=True)) == {"birge"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"aim": NOTHING}, "aim_kk"),
        ({"ends_on": datetime.date(2026, 1, 1)}, "ends_on"),
        ({"target_share": 0}, "target"),
        ({"target_share": 1001}, "target"),
    ],
)
def test_a_description_that_cannot_be_is_refused_beside_its_field(site, wrong, field):
    refused(field, site.describe, **wrong)
    assert not Profile.objects.exists()


def test_the_currency_stays_once_there_is_a_budget(site):
    site.describe()
    site.describe(currency="KZT")
    site.budget()
    refused("currency", site.describe, currency="EUR")


def test_organisations_are_numbered_and_one_that_gives_money_stays(site):
    site.describe()
    first, second = site.organisation("Бір"), site.organisation("Екі")
    assert (first.number, second.number) == (1, 2)
    site.budget(given_by=first)
    for kept, organisation in ((True, first), (False, second)):
        given = {"programme": site.programme, "organisation": organisation}
        if kept:
            refused(None, site.do, actions.remove_organisation, **given)
        else:
            site.do(actions.remove_organisation, **given)
    assert list(Organisation.objects.all()) == [first]


def test_an_organisation_needs_a_name(site):
    refused("name_kk", site.organisation, name=NOTHING)


def test_a_line_of_the_budget_stands_in_a_year_of_the_programme(site):
    refused(None, site.budget)
    site.describe()
    refused("year", site.budget, year=2029)
    refused("title_kk", site.budget, title=NOTHING)
    assert site.budget(year=None).year is None
    assert site.budget(year=2028).number == 2


def test_a_giver_belongs_to_the_programme(site, other_unit, now):
    site.describe()
    theirs = Programme.objects.create(slug="theirs", name_kk="Олардікі")
    stranger = Organisation.objects.create(programme=theirs, role="funding", kind="40", name_kk="Бөтен", number=1)
    with pytest.raises(NotAllowed):
        site.budget(given_by=stranger)
    assert not BudgetLine.objects.exists()


def test_what_was_spent_has_a_document_and_earlier_sums_stay_in_the_journal(site):
    site.describe()
    line = site.budget()
    refused("document", site.do, actions.record_spent, line=line, spent=1, document="  ")
    for spent in (100_00, 250_50):
        site.do(actions.record_spent, line=line, spent=spent, document="Ш-1")
    assert BudgetLine.objects.get().spent == 250_50
    assert Entry.objects.filter(action="programme.record_budget", subject_id=line.pk).count() == 3


def test_the_log_says_who_where_how_long_and_what_next(site):
    entry = site.support(next_step=Text(kk="Қайта келу"), next_on=site.now.date() + datetime.timedelta(days=14))
    assert (entry.adviser, entry.for_unit, entry.minutes) == (site.adviser.account, site.unit, 90)
    assert (entry.women, entry.men, entry.youth) == (6, 5, 5)
    assert Entry.objects.get(subject_id=entry.pk).book.unit == site.unit


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"topic": Text()}, "topic_kk"),
        ({"minutes": 0}, "hours"),
        ({"minutes": 24 * 60 + 1}, "hours"),
        ({"on": datetime.date(2027, 2, 11)}, "on"),
        ({"youth": 12}, "youth"),
        ({"next_on": datetime.date(2027, 3, 1)}, "next_step_kk"),
        ({"next_on": datetime.date(2027, 1, 1), "next_step": Text(kk="Келу")}, "next_on"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_beside_its_field(site, wrong, field):
    refused(field, site.support, **wrong)
    assert not Support.objects.exists()


def test_advice_goes_to_a_place_of_the_programme(site, other_unit):
    refused("for_unit", site.support, unit=other_unit)


def test_an_adviser_of_another_programme_writes_nothing_here(site):
    theirs = Programme.objects.create(slug="theirs", name_kk="Олардікі")
    stranger = member(theirs, Role.ADVISER, "stranger")
    with pytest.raises(NotAllowed):
        site.support(by=stranger)


def test_an_indicator_is_numbered_and_can_be_changed(site):
    indicator = site.indicator()
    said = Measure("impact", WithEnglish(kk="Басқа"), WithEnglish(kk="дана"), NOTHING, sdg_target="9.c")
    site.do(actions.change_indicator, indicator=indicator, said=said)
    indicator.refresh_from_db()
    assert (indicator.number, indicator.level, indicator.title.kk) == (1, "impact", "Басқа")
    assert (indicator.sdg_target, indicator.target) == ("9.c", None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": NOTHING}, "title_kk"),
        ({"measured_in": NOTHING}, "measured_in_kk"),
        ({"target_year": None}, "target_year"),
        ({"baseline": Decimal(1)}, "baseline_year"),
    ],
)
def test_an_indicator_that_nobody_could_read_is_refused(site, wrong, field):
    refused(field, site.indicator, **wrong)
    assert not Indicator.objects.exists()


def test_a_figure_that_ortaq_counts_takes_no_typed_value(site):
    refused(None, site.value, site.indicator(counted="grants"))


def test_an_indicator_with_typed_values_does_not_become_a_counted_one(site):
    indicator = site.indicator()
    site.value(indicator)
    said = Measure("output", WithEnglish(kk="Грант"), WithEnglish(kk="дана"), NOTHING, counted="grants")
    refused("counted", site.do, actions.change_indicator, indicator=indicator, said=said)


def test_where_people_are_counted_the_value_is_women_and_men(site):
    indicator = site.indicator()
    refused("value", site.value, indicator, 560, people=Participants(300, 200, 100))
    refused("youth", site.value, indicator, 500, people=Participants(300, 200, 501))
    refused("on", site.value, indicator, on=datetime.date(2027, 2, 11))
    refused("seen_in_kk", site.value, indicator, seen_in=NOTHING)
    assert not IndicatorValue.objects.exists()
    value = site.value(indicator, 560, people=Participants(300, 260, 100))
    assert (value.women, value.men, value.youth) == (300, 260, 100)


def test_the_database_keeps_people_whole(site):
    value = site.value(site.indicator())
    value.women = 3
    with pytest.raises(IntegrityError):
        value.save()


def test_a_public_fact_names_its_source_and_a_place_of_the_programme(site, other_unit):
    refused("text_kk", site.fact, text=NOTHING)
    refused("source_kk", site.fact, source=NOTHING)
    refused("about_unit", site.fact, about_unit=other_unit)
    refused("on", site.fact, on=datetime.date(2027, 2, 11))
    site.fact()
    assert site.fact(about_unit=site.unit, link="https://example.org/").number == 2
    assert PublicFact.objects.count() == 2


def deeds(site):
    """Return every action with what it needs."""
    site.describe()
    organisation, line, indicator = site.organisation(), site.budget(), site.indicator()
    programme, measure = site.programme, Measure("output", built.AIM, built.AIM, NOTHING)
    profile = Profile.objects.get()
    said = built.Description(profile.aim, profile.starts_on, profile.ends_on, "EUR", 250)
    name = {"role": "partner", "kind": "11", "name": built.AIM}
    value = {"on": site.now.date(), "value": Decimal(5), "seen_in": built.AIM}
    return {
        actions.describe: {"programme": programme, "said": said},
        actions.add_organisation: {"programme": programme, **name},
        actions.remove_organisation: {"programme": programme, "organisation": organisation},
        actions.add_indicator: {"programme": programme, "said": measure},
        actions.change_indicator: {"indicator": indicator, "said": measure},
        actions.state_fact: {"programme": programme, "text": built.AIM, "source": built.AIM},
        actions.plan_budget: {"programme": programme, "title": built.AIM, "planned": 5},
        actions.record_spent: {"line": line, "spent": 1, "document": "Ш-1"},
        actions.record_support: {"programme": programme, "session": site.session(), "for_unit": site.unit},
        actions.record_value: {"indicator": indicator, **value},
    }


MEASURING = {actions.record_support, actions.record_value}


def test_each_deed_sent_twice_is_done_once_and_with_other_content_refused(site):
    for act, given in deeds(site).items():
        deed, before = uuid4(), Entry.objects.count()
        first, second = (site.do(act, **given, deed=deed) for _time in range(2))
        assert first == second
        assert Entry.objects.count() == before + 1
        with pytest.raises(Conflict):
            site.do(actions.describe, programme=site.programme, said=other_days(site), deed=deed)


def other_days(site):
    """Return a description that nobody gave before."""
    profile = Profile.objects.get()
    said = built.Description(profile.aim, profile.starts_on, profile.ends_on, "EUR", 777)
    return replace(said, reference=str(uuid4()))


def test_only_the_programmes_own_people_act_and_the_adviser_only_measures(site, unit, actor):
    akim = actor(unit, Role.AKIM)
    for act, given in deeds(site).items():
        for stranger in (ANYONE, akim, site.donor):
            with pytest.raises(NotAllowed):
                site.do(act, by=stranger, **given)
        if act not in MEASURING:
            with pytest.raises(NotAllowed):
                site.do(act, by=site.adviser, **given)


def test_a_deed_cut_in_the_middle_leaves_nothing(site, monkeypatch):
    work = deeds(site)
    counts = [model.objects.count() for model in (BudgetLine, Support, IndicatorValue, PublicFact, Indicator)]
    entries = Entry.objects.count()

    def cut(**given):
        raise CutError

    monkeypatch.setattr("ortaq.ground.action.append", cut)
    for act, given in work.items():
        with pytest.raises(CutError):
            site.do(act, **given)
    models = (BudgetLine, Support, IndicatorValue, PublicFact, Indicator)
    assert [model.objects.count() for model in models] == counts
    assert (Entry.objects.count(), Organisation.objects.count()) == (entries, 1)
    assert Profile.objects.get().target_share == 200
