"""A cycle whose plan the assembly agreed, with needs that ended in every way, made by the actions."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ortaq.ground.meetings.models import AgendaItem, Meeting, Motion
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.assembly.models import Agreement
from ortaq.stages.needs import actions as needs
from ortaq.stages.plan import actions as planning
from ortaq.stages.plan.tests import plans
from ortaq.stages.results import actions

AT_WORK = datetime.datetime(2028, 3, 10, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))


@dataclass
class Site:
    """Where the work goes on: the desk with the plan, who works, and what residents said, by a word for it."""

    desk: plans.Desk
    clerk: object
    delegate: object
    needs: dict = field(default_factory=dict)

    def do(self, action, **given):
        """Carry out an action as the clerk, in the first spring of the plan."""
        return action(**{"by": self.clerk, "now": AT_WORK} | given)

    def report(self, number, state="in_progress", **other):
        """Report on a line."""
        given = {
            "line": self.desk.line(number),
            "state": state,
            "note": Text(kk="Құдық қазылды", ru="Колодец выкопан"),
            "happened_on": AT_WORK.date(),
        }
        return self.do(actions.report_progress, **given | other)

    def spend(self, number, thousand, **other):
        """Record thousand tenge paid from the district's budget in 2028."""
        given = {
            "line": self.desk.line(number),
            "stage": "spent",
            "year": 2028,
            "source": "district_budget",
            "kind": "money",
            "amount": thousand_tenge(thousand),
            "document": "ШОТ-17",
            "happened_on": AT_WORK.date(),
        }
        return self.do(actions.record_spending, **given | other)

    def measure(self, number, value, **other):
        """Record a value of a line's indicator."""
        given = {
            "line": self.desk.line(number),
            "value": Decimal(value),
            "measured_on": AT_WORK.date(),
            "seen_in": Text(kk="Шаруашылық кітабы", ru="Похозяйственная книга"),
        }
        return self.do(actions.measure, **given | other)

    def answer(self, word, kind, **text):
        """Answer a need."""
        return self.do(needs.answer_need, need=self.needs[word], kind=kind, text=Text(**text))


def agree(version, *, number=1):
    """Return the assembly's agreement of a version."""
    unit, at = version.unit, version.closed_at
    meeting = Meeting.objects.create(
        unit=unit,
        number=number,
        kind="assembly",
        starts_at=at,
        called_at=at,
        notice_on=at.date(),
        notice_entered_on=at.date(),
    )
    item = AgendaItem.objects.create(meeting=meeting, number=1)
    counts = {"votes_for": 11, "votes_against": 2, "abstained": 1, "carried": True, "voted_at": at}
    motion = Motion.objects.create(item=item, number=1, **counts)
    return Agreement.objects.create(
        unit=unit, version=version, motion=motion, sha256=version.sha256, agreed_on=at.date(), recorded_at=at
    )


def say(cycle, by, now, word, *, publish=True):
    """Return a need of one word more or less, published where asked."""
    place = cycle.unit.settlements.order_by("name_kk").first()
    need = needs.submit_need(by=by, cycle=cycle, settlement=place, text=f"Керек: {word}", language="kk", now=now)
    return needs.publish_need(by=by, need=need, theme="water", now=now) if publish else need


def build(cycle, actor, now):
    """Return a site: lines 1 bridge, 2 well, 3 lighting, 4 stadium (waits), all agreed and published.

    The well answers two needs, the stadium one, the bridge one; others reached no line.
    """
    akim = actor(cycle.unit, Role.AKIM, username="akim")
    said = {
        word: say(cycle, akim, now, word) for word in ("су", "құдық", "көпір", "стадион", "байланыс", "мектеп")
    }
    said["жасырын"] = say(cycle, akim, now, "жасырын", publish=False)
    said["балағат"] = say(cycle, akim, now, "балағат", publish=False)
    needs.refuse_need(by=akim, need=said["балағат"], objection="insult", now=now)
    problems = [
        needs.make_problem(
            by=akim,
            cycle=cycle,
            title=Text(kk=title),
            description=Text(),
            theme="water",
            needs=[said[word] for word in words],
            now=now,
        )
        for title, words in (("Су жоқ", ("су", "құдық")), ("Өткел жоқ", ("көпір",)), ("Спорт", ("стадион",)))
    ]
    desk = plans.draw_up(cycle, akim)
    for project, problem in zip(desk.projects.values(), problems, strict=True):
        project.problems.add(problem)
    version = desk.do(planning.close_version, plan=desk.plan)
    agree(desk.do(planning.publish_version, version=version))
    return Site(
        desk=desk,
        clerk=actor(cycle.unit, Role.CLERK, username="clerk"),
        delegate=actor(cycle.unit, Role.DELEGATE, username="delegate"),
        needs=said,
    )


def photo(shade=100):
    """Return an uploaded photo of one colour."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (shade, 120, 90)).save(out, "JPEG")
    return SimpleUploadedFile(f"{shade}.jpg", out.getvalue(), "image/jpeg")
