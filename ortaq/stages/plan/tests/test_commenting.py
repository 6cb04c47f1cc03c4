"""The comment period of the plan: when people may comment, and what the office owes to those who did."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import translation

from ortaq.ground import clock
from ortaq.ground.comments import actions as comments
from ortaq.ground.comments.models import Comment
from ortaq.ground.errors import NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.plan import actions
from ortaq.stages.plan.commenting import owed, periods_of
from ortaq.stages.plan.models import CommentPeriod
from ortaq.stages.plan.tests.plans import IN_PLAN_STEP

pytestmark = pytest.mark.django_db
TODAY = IN_PLAN_STEP.date()
PLAN = "/kk/mysal/plan/"


def on(day: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=day)


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def version(desk):
    """A published version."""
    return desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))


@pytest.fixture
def period(desk, version):
    """Its comment period: today and twelve days more."""
    return desk.do(actions.open_comments, version=version, opens_on=TODAY, closes_on=on(12))


@pytest.fixture
def write(version):
    """Comment on the version as a resident, so many days from today."""

    def send(text: str = "Көпір қашан салынады?", days: int = 0) -> Comment:
        return comments.write_comment(
            by=Actor(),
            unit=version.unit,
            about="plan_version",
            about_id=version.id,
            text=text,
            language="kk",
            now=IN_PLAN_STEP + datetime.timedelta(days=days),
        )

    return send


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: IN_PLAN_STEP)


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.account)
    return client


def test_a_period_is_opened_once_and_the_journal_knows_it(desk, version):
    deed = new_id()
    given = {"version": version, "opens_on": TODAY, "closes_on": on(10), "deed": deed}
    period = desk.do(actions.open_comments, **given)
    assert desk.do(actions.open_comments, **given) == period
    assert Entry.objects.filter(action="plan.open_comments").count() == 1
    with pytest.raises(Refused, match="already"):
        desk.do(actions.open_comments, **given | {"deed": new_id()})


@pytest.mark.parametrize(
    ("opens", "closes", "field"), [(-1, 20, "opens_on"), (0, 9, "closes_on"), (5, 4, "closes_on")]
)
def test_people_get_enough_days_that_lie_ahead(desk, version, opens, closes, field):
    with pytest.raises(Refused) as refusal:
        desk.do(actions.open_comments, version=version, opens_on=on(opens), closes_on=on(closes))
    assert refusal.value.field == field
    assert not CommentPeriod.objects.exists()


def test_only_the_latest_published_version_is_opened(desk):
    first = desk.do(actions.close_version, plan=desk.plan)
    days = {"opens_on": TODAY, "closes_on": on(14)}
    with pytest.raises(Refused, match="Publish"):
        desk.do(actions.open_comments, version=first, **days)
    desk.do(actions.publish_version, version=first)
    desk.do(actions.change_line, **_renamed(desk))
    desk.do(actions.close_version, plan=desk.plan)
    with pytest.raises(Refused, match="newer"):
        desk.do(actions.open_comments, version=first, **days)


def _renamed(desk):
    line = desk.line(3)
    given = {name: getattr(line, name) for name in ("origin", "owner", "cost", "reason", "goal")}
    return {"line": line, "title": Text(kk="Көше жарығы, екі көше"), **given}


def test_who_may_not_and_when_it_is_closed(desk, version, actor, other_unit, now):
    days = {"version": version, "opens_on": TODAY, "closes_on": on(14)}
    for stranger in (Actor(), actor(desk.cycle.unit, Role.CLERK), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            actions.open_comments(by=stranger, now=IN_PLAN_STEP, **days)
    late = {"version": version, "opens_on": datetime.date(2029, 1, 10), "closes_on": datetime.date(2029, 2, 10)}
    with pytest.raises(StepClosed):
        actions.open_comments(by=desk.akim, now=now.replace(year=2029), **late)


def test_comments_are_taken_in_the_period_and_at_no_other_time(desk, version, write):
    with pytest.raises(Refused, match="has not opened"):
        write()
    desk.do(actions.open_comments, version=version, opens_on=on(2), closes_on=on(14))
    with pytest.raises(Refused, match="from"):
        write(days=1)
    assert write(days=2).number == 1
    assert write(days=14).number == 2
    with pytest.raises(Refused, match="until"):
        write(days=15)


def test_what_was_said_of_a_version_is_owed_until_the_next_one_is_agreed(desk, version, period, write):
    write()
    published = comments.publish_comment(by=desk.akim, comment=write(), now=IN_PLAN_STEP)
    desk.do(actions.change_line, **_renamed(desk))
    second = desk.do(actions.close_version, plan=desk.plan)
    assert (owed(second).received, owed(second).unanswered) == (1, 1)
    comments.reply_to_comment(
        by=desk.akim, comment=published, kind="explained", text=Text(kk="2029 жылы"), now=IN_PLAN_STEP
    )
    comments.refuse_comment(
        by=desk.akim, comment=Comment.objects.get(number=1), objection="insult", now=IN_PLAN_STEP
    )
    assert not owed(second)


def test_the_days_left_count_today(version, period):
    found = periods_of(version.plan, today=on(12))
    assert [(one.state, one.days_left) for one in found] == [("open", 1)]
    assert periods_of(version.plan, today=on(13))[0].state == "over"
    assert periods_of(version.plan, today=on(-1))[0].state == "ahead"


@pytest.mark.usefixtures("today")
def test_a_resident_reads_until_when_and_writes_below_the_plan(client, version, period):
    page = client.get(PLAN)
    assert "13 күн қалды" in words(page)
    address = f"/kk/mysal/comments/on/plan_version/{version.id}/"
    assert f'action="{address}"' in page.content.decode()
    answer = client.post(address, {"text": "Көпір қашан салынады?"})
    assert answer.headers["Location"] == "/kk/mysal/comments/1/receipt/"


@pytest.mark.usefixtures("today")
def test_a_plan_that_nobody_could_comment_on_says_so(client, desk, version, actor):
    assert "пікір қабылданған жоқ" in words(client.get(PLAN))
    office = signed_in(desk.akim)
    assert f"{PLAN}versions/1/comments/" in office.get(PLAN).content.decode()
    form = words(office.get(f"{PLAN}versions/1/comments/"))
    assert "кемінде 10 күн" in form
    assert "заңгер тексерген жоқ" in form
    sent = {"opens_on": TODAY.isoformat(), "closes_on": on(3).isoformat()}
    assert office.post(f"{PLAN}versions/1/comments/", sent).status_code == 422
    sent["closes_on"] = on(14).isoformat()
    assert office.post(f"{PLAN}versions/1/comments/", sent).status_code == 302
    assert client.get(f"{PLAN}versions/1/comments/").status_code == 302


@pytest.mark.usefixtures("today")
def test_the_page_of_the_plan_asks_the_database_little(client, period, write, desk, django_assert_max_num_queries):
    for _count in range(3):
        comments.publish_comment(by=desk.akim, comment=write(), now=IN_PLAN_STEP)
    with django_assert_max_num_queries(12):
        assert client.get(PLAN).status_code == 200
