"""What may be reported of an agreed plan, by whom, and what is refused."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from conftest import make_cycle
from ortaq.ground.errors import Conflict, NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.plan import actions as planning
from ortaq.stages.plan.tests import plans
from ortaq.stages.results import actions
from ortaq.stages.results.models import Confirmation, Measurement, Progress, Spending
from ortaq.stages.results.selectors import results_of
from ortaq.stages.results.tests.built import AT_WORK, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

TOMORROW = AT_WORK.date() + datetime.timedelta(days=1)


def refused(act):
    """Return the English sentence and the field of a refusal."""
    with pytest.raises(Refused) as refusal, translation.override("en"):
        act()
    with translation.override("en"):
        return str(refusal.value.sentence), refusal.value.field


def test_progress_is_reported_with_photos_and_journalled(site):
    progress = site.report(2, photos=[photo(10), photo(200)])
    assert (progress.state, progress.photos.count()) == ("in_progress", 2)
    entry = Entry.objects.filter(action="results.report_progress").get()
    assert str(entry.subject_id) == str(progress.id)


def test_the_report_of_the_latest_day_is_the_state(site, cycle):
    site.report(2, "done")
    site.report(2, "in_progress", happened_on=AT_WORK.date() - datetime.timedelta(days=30))
    assert results_of(cycle=cycle).line(2).state == "done"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"state": "done", "note": Text()}, "note_kk"),
        ({"state": "stopped", "note": Text()}, "note_kk"),
        ({"state": "half"}, "state"),
        ({"happened_on": TOMORROW}, "happened_on"),
        ({"photos": [photo(shade) for shade in range(6)]}, "photos"),
        ({"photos": [SimpleUploadedFile("a.jpg", b"not a photo")]}, "photos"),
    ],
)
def test_a_report_that_says_nothing_is_refused(site, given, field):
    assert refused(lambda: site.report(2, **given))[1] == field
    assert not Progress.objects.exists()


def test_work_that_has_begun_may_be_reported_without_words(site):
    assert site.report(2, note=Text()).state == "in_progress"


def test_a_line_that_nobody_agreed_cannot_be_reported(cycle, actor, now):
    desk = plans.draw_up(cycle, actor(cycle.unit, Role.AKIM))
    clerk, line = actor(cycle.unit, Role.CLERK), desk.line(2)
    given = {"by": clerk, "line": line, "now": AT_WORK}
    day, words = AT_WORK.date(), Text(kk="Бар")
    for act in (
        lambda: actions.report_progress(**given, state="in_progress", note=words, happened_on=day),
        lambda: actions.record_spending(
            **given,
            stage="spent",
            year=2028,
            source="grant",
            kind="money",
            amount=1,
            document="1",
            happened_on=day,
        ),
        lambda: actions.measure(**given, value=Decimal(1), measured_on=day, seen_in=words),
    ):
        assert "has not agreed a plan with this line" in refused(act)[0]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"year": 2031}, "year"),
        ({"document": "  "}, "document"),
        ({"happened_on": TOMORROW}, "happened_on"),
        ({"source": "friends"}, "source"),
        ({"kind": "promise"}, "kind"),
        ({"stage": "hoped"}, "stage"),
    ],
)
def test_money_without_proof_is_refused(site, given, field):
    assert refused(lambda: site.spend(2, **{"thousand": 10} | given))[1] == field
    assert not Spending.objects.exists()


def test_more_than_planned_is_recorded_and_told(site, cycle):
    site.spend(2, 2_400)
    assert results_of(cycle=cycle).line(2).overspent == 0
    site.spend(2, 300)
    line = results_of(cycle=cycle).line(2)
    assert line.overspent == line.sums.spent - line.sums.planned == 200 * 100_000


def test_a_wrong_row_is_reversed_once_with_a_reason_and_stays_to_be_seen(site, cycle):
    row = site.spend(2, 100)
    assert refused(lambda: site.do(actions.reverse_spending, spending=row, reason=" "))[1] == "reason"
    reversal = site.do(actions.reverse_spending, spending=row, reason="екі рет жазылды")
    assert (reversal.amount, reversal.reverses_id) == (-row.amount, row.id)
    with translation.override("en"):
        for again, why in ((row, "reversed already"), (reversal, "reversal itself")):
            with pytest.raises(Refused) as refusal:
                site.do(actions.reverse_spending, spending=again, reason="тағы")
            assert why in str(refusal.value.sentence)
    line = results_of(cycle=cycle).line(2)
    assert line.sums.spent == 0
    assert [entry.is_reversed for entry in line.spending] == [True, False]


def test_the_indicator_is_measured(site, cycle):
    site.measure(2, "25", women=30, men=28)
    latest = results_of(cycle=cycle).line(2).latest
    assert (latest.value, latest.women, latest.men) == (25, 30, 28)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": "-1e12"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "Infinity"}, "value"),
        ({"women": 3}, "men"),
        ({"men": 3}, "women"),
        ({"women": -1, "men": 2}, "women"),
        ({"measured_on": TOMORROW}, "measured_on"),
        ({"seen_in": Text()}, "seen_in_kk"),
    ],
)
def test_a_measurement_without_ground_is_refused(site, given, field):
    value = given.pop("value", "10")
    assert refused(lambda: site.measure(2, value, **given))[1] == field
    assert not Measurement.objects.exists()


def test_a_line_without_an_indicator_is_not_measured(site):
    assert "no indicator" in refused(lambda: site.measure(3, "5"))[0]


def test_a_delegate_looks_once_and_says_what_is_not_so(site):
    progress = site.report(2, "done")

    def look(**given):
        return site.do(actions.confirm, **{"by": site.delegate, "progress": progress, "note": Text()} | given)

    assert refused(lambda: look(is_so=False))[1] == "note_kk"
    look(is_so=False, note=Text(kk="Құдық құрғақ"))
    assert "said already" in refused(lambda: look(is_so=True))[0]
    assert Confirmation.objects.get().is_so is False


def deeds(site):
    """Every action with what it takes, its permitted role, and how many records it makes."""
    progress, row = site.report(1), site.spend(1, 1)
    day, line, words = AT_WORK.date(), site.desk.line(2), Text(kk="Бар")
    money = {"stage": "spent", "year": 2028, "source": "grant", "kind": "money", "amount": 1, "document": "1"}
    return [
        (
            actions.report_progress,
            site.clerk,
            Progress,
            {"line": line, "state": "done", "note": words} | {"happened_on": day},
        ),
        (actions.record_spending, site.clerk, Spending, {"line": line, "happened_on": day} | money),
        (actions.reverse_spending, site.clerk, Spending, {"spending": row, "reason": "қате"}),
        (
            actions.measure,
            site.clerk,
            Measurement,
            {"line": line, "value": Decimal(1), "measured_on": day, "seen_in": words},
        ),
        (actions.confirm, site.delegate, Confirmation, {"progress": progress, "is_so": True, "note": words}),
    ]


def test_what_is_sent_twice_is_done_once_and_other_content_is_refused(site):
    for act, by, model, given in deeds(site):
        before, deed = model.objects.count(), new_id()
        first = act(by=by, now=AT_WORK, deed=deed, **given)
        assert act(by=by, now=AT_WORK, deed=deed, **given) == first
        assert model.objects.count() == before + 1
        assert Entry.objects.filter(deed=deed).count() == 1
        other = {key: (Text(kk="Өзге") if isinstance(value, Text) else value) for key, value in given.items()}
        other |= {"reason": "басқа"} if "reason" in given else {}
        other |= {"document": "2"} if "document" in given else {}
        with pytest.raises(Conflict):
            act(by=by, now=AT_WORK, deed=deed, **other)


def test_roles_and_units_are_kept_apart(site, actor, cycle, other_unit):
    strangers = [actor(cycle.unit, Role.DONOR), actor(other_unit, Role.AKIM, Role.CLERK, Role.DELEGATE)]
    for act, _by, model, given in deeds(site):
        before = model.objects.count()
        for stranger in strangers:
            with pytest.raises(NotAllowed):
                act(by=stranger, now=AT_WORK, **given)
        assert model.objects.count() == before
    with pytest.raises(NotAllowed):
        site.do(actions.confirm, progress=site.report(1), is_so=True, note=Text())


def test_before_the_work_begins_the_step_is_closed(site):
    for act, by, model, given in deeds(site):
        before = model.objects.count()
        with pytest.raises(StepClosed):
            act(by=by, now=plans.IN_PLAN_STEP, **given)
        assert model.objects.count() == before


def test_a_photo_that_cannot_be_read_leaves_no_half_report(site):
    refused(lambda: site.report(2, photos=[photo(7), SimpleUploadedFile("b.jpg", b"broken")]))
    assert not Progress.objects.exists()
    assert not Entry.objects.filter(action="results.report_progress").exists()


def test_a_line_of_another_cycle_is_not_agreed_by_this_one(site, cycle, actor, now):
    later = make_cycle(cycle.unit, first_year=2031, starts_on=datetime.date(2030, 1, 4))
    at = datetime.datetime(2031, 3, 1, 12, tzinfo=AT_WORK.tzinfo)
    desk = plans.Desk(later, site.desk.akim, now=datetime.datetime(2030, 6, 10, 12, tzinfo=AT_WORK.tzinfo))
    desk.plan = desk.do(planning.start_plan, cycle=later)
    line = desk.add()
    sentence, _field = refused(lambda: site.report(2, line=line, now=at, happened_on=at.date()))
    assert "has not agreed" in sentence


def test_a_day_before_the_planning_is_a_slip_of_the_year(site):
    slip = AT_WORK.date().replace(year=1928)
    for record, given, field in (
        (site.report, (2,), "happened_on"),
        (site.spend, (2, 10), "happened_on"),
        (site.measure, (2, "20"), "measured_on"),
    ):
        with pytest.raises(Refused) as refusal:
            record(*given, **{field: slip})
        assert refusal.value.field == field
