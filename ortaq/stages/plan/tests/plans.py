"""A plan in the making: projects, a counted vote, ceilings and lines, in the plan step of the cycle."""

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from ortaq.engines.schedule import Part
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account
from ortaq.ground.text import Text, in_columns
from ortaq.stages.plan import actions
from ortaq.stages.plan.content import Ceiling
from ortaq.stages.plan.models import Plan
from ortaq.stages.projects.models import Project, ProjectCost
from ortaq.stages.vote.models import Candidate, Outcome, Vote

IN_PLAN_STEP = datetime.datetime(2027, 6, 10, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))


def make_project(cycle, number, kk, ru, *costs, state="feasible", **other):
    """Return a feasible project; `costs` are (year, source, kind, thousand tenge)."""
    texts = {
        "title": Text(kk=kk, ru=ru),
        "owner": Text(kk="Әкім аппараты", ru="Аппарат акима"),
        "risks": Text(kk="Бағаның өсуі", ru="Рост цен"),
        "who_may_lose": Text(kk="Су тасушылар"),
        "indicator": Text(kk="Таза суы бар үйлер", ru="Дома с чистой водой"),
        "indicator_unit": Text(kk="үй", ru="домов"),
    } | other
    project = Project.objects.create(
        unit=cycle.unit,
        cycle=cycle,
        number=number,
        state=state,
        theme="water",
        baseline=12,
        baseline_year=2027,
        target=40,
        target_year=2030,
        made_at=IN_PLAN_STEP,
        submitted_at=IN_PLAN_STEP,
        submitted_by=Account.objects.first(),
        **in_columns(**texts),
    )
    project.settlements.set(cycle.unit.settlements.all()[:1])
    ProjectCost.objects.bulk_create(
        ProjectCost(project=project, year=year, source=source, kind=kind, amount=thousand_tenge(amount))
        for year, source, kind, amount in costs
    )
    return project


def count_vote(cycle, won, lost=()):
    """Return a counted vote of the cycle that chose `won` in this order and not `lost`."""
    vote = Vote.objects.create(
        unit=cycle.unit,
        cycle=cycle,
        state="counted",
        budget=thousand_tenge(10_000),
        opens_at=IN_PLAN_STEP - datetime.timedelta(days=30),
        closes_at=IN_PLAN_STEP - datetime.timedelta(days=5),
        **in_columns(title=Text(kk="Дауыс беру", ru="Голосование")),
    )
    for number, project in enumerate([*won, *lost], start=1):
        candidate = Candidate.objects.create(vote=vote, project=project, number=number, cost=thousand_tenge(1_000))
        is_chosen = project in won
        Outcome.objects.create(
            candidate=candidate,
            won=is_chosen,
            place=number if is_chosen else None,
            approvals=60 - number,
            won_by_greedy=is_chosen,
            reason={},
        )
    return vote


@dataclass
class Desk:
    """The akim's desk: the plan, and every action with what they all take."""

    cycle: object
    akim: Actor
    plan: Plan | None = None
    now: datetime.datetime = IN_PLAN_STEP
    projects: dict[int, Project] = field(default_factory=dict)

    def do(self, action, **given):
        """Carry out an action as the akim in the plan step."""
        return action(**{"by": self.akim} | given | {"now": self.now})

    def line(self, number):
        """Return a line by its number."""
        return self.plan.lines.get(number=number)

    def ceil(self, *rows):
        """Write ceilings: (year, source, thousand tenge)."""
        ceilings = [
            Ceiling(year, source, thousand_tenge(amount), Text(kk="Хат", ru="Письмо"))
            for year, source, amount in rows
        ]
        return self.do(actions.set_envelope, plan=self.plan, ceilings=ceilings)

    def pay(self, number, *parts):
        """Write a line's money: (year, source, kind, thousand tenge)."""
        money = [Part(year, source, kind, thousand_tenge(amount)) for year, source, kind, amount in parts]
        return self.do(actions.set_line_money, line=self.line(number), money=money)

    def add(self, **other):
        """Add a duty of 500 thousand tenge."""
        given = {
            "plan": self.plan,
            "origin": "duty",
            "title": Text(kk="Көше жарығы", ru="Освещение улиц"),
            "owner": Text(kk="Әкім аппараты", ru="Аппарат акима"),
            "cost": thousand_tenge(500),
        } | other
        return self.do(actions.add_line, **given)


def begin(cycle, akim):
    """Return a desk with an empty plan."""
    desk = Desk(cycle, akim)
    desk.plan = desk.do(actions.start_plan, cycle=cycle)
    return desk


def draw_up(cycle, akim):
    """Return a desk with a plan that agrees: two winners, a duty, a line that waits; one loser of the vote."""
    desk = begin(cycle, akim)
    desk.projects = {
        1: make_project(
            cycle,
            1,
            "Көкталда құдық",
            "Колодец в Коктале",
            (2028, "district_budget", "money", 2_400),
            (2028, "residents", "labour", 100),
        ),
        2: make_project(cycle, 2, "Бастауда көпір", "Мост в Бастау", (2029, "grant", "money", 900)),
        3: make_project(cycle, 3, "Стадион", "Стадион", (2030, "oblast_budget", "money", 9_000)),
    }
    count_vote(cycle, [desk.projects[2], desk.projects[1]], [desk.projects[3]])
    goals = {1: Text(kk="Әр үйде таза су", ru="Чистая вода в каждом доме"), 2: Text(kk="Қауіпсіз жол")}
    vision = Text(kk="Су, жол және байланыс бар ауыл", ru="Село, где есть вода, дорога и связь")
    desk.do(actions.set_vision, plan=desk.plan, vision=vision, goals=goals)
    desk.do(actions.take_winners, plan=desk.plan)
    desk.add()
    desk.pay(3, (2028, "okrug_budget", "money", 250), (2029, "okrug_budget", "money", 250))
    desk.add(
        origin="waiting",
        title=Text(),
        owner=Text(),
        cost=None,
        project=desk.projects[3],
        reason=Text(kk="Облыс ақшасы жоқ", ru="Нет денег области"),
    )
    desk.ceil(
        (2028, "district_budget", 3_000),
        (2028, "residents", 100),
        (2029, "grant", 900),
        (2028, "okrug_budget", 300),
        (2029, "okrug_budget", 250),
    )
    return desk
