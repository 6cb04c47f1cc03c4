"""What the plan's document says beside the plan: who lives here, who was heard, what was not taken up, the vote.

Numbers of persons pass `protect` here, so that what leaves this file may be published. No name, no contact and no
text of an unpublished need is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery

from ortaq.engines.inclusion import Table, protect
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.moderation import PublicState
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.selectors import settlements_of
from ortaq.ground.text import Text, columns, text_of
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import Feature, Member, Stakeholder
from ortaq.stages.circle.selectors.counting import count, shown
from ortaq.stages.needs.models import Answer, AnswerKind, Need, Problem
from ortaq.stages.needs.selectors import Branch, SwotList, swot_of, trees_of
from ortaq.stages.profile.models import Availability, Service
from ortaq.stages.profile.selectors.budget import BudgetColumn, budget_of
from ortaq.stages.profile.selectors.population import SexLine, by_sex, public_people, years_of_population
from ortaq.stages.profile.standard import standard
from ortaq.stages.projects.models import WAS_SENT, Project
from ortaq.stages.vote.models import Vote, VoteState

TEXT_IN_REGISTER = 160
ANSWER_SHOWN = 400


@dataclass(frozen=True)
class People:
    """How many live where on 1 January of a year: settlements by sex and all together, small numbers protected."""

    year: int
    settlements: tuple[SexLine, ...]
    together: SexLine


@dataclass(frozen=True)
class ServiceGap:
    """What a settlement has not, or only partly, of the regional-standard template."""

    settlement: Text
    missing: tuple[Text, ...]
    partly: tuple[Text, ...]


@dataclass(frozen=True)
class MeetingsOfKind:
    """How many meetings of a kind were held, and how many came to them together; a small number is not shown."""

    kind: str
    held: int
    present: int | None


@dataclass(frozen=True)
class NotTakenUp:
    """A need that the office did not take up, and the reason it gave."""

    number: int
    text: Text
    answer: Text


@dataclass(frozen=True)
class Heard:
    """How the plan was made: needs by channel and group (small groups protected), meetings, gaps."""

    needs: int
    channels: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int | None], ...]
    unheard_groups: tuple[str, ...]
    unheard_settlements: tuple[Text, ...]
    meetings: tuple[MeetingsOfKind, ...]
    not_taken_up: tuple[NotTakenUp, ...]
    unanswered: int


@dataclass(frozen=True)
class Planners:
    """Who made the plan: the planning group as it was composed (small numbers protected), and who was asked.

    A group is reached where a stakeholder stands for it. Parts of the planning group are (value of `Sex` or
    `AgeBand`, members or None).
    """

    members: int
    by_sex: tuple[tuple[str, int | None], ...]
    by_age: tuple[tuple[str, int | None], ...]
    settlements: tuple[Text, ...]
    reached: tuple[str, ...]
    not_reached: tuple[str, ...]


@dataclass(frozen=True)
class ProblemRow:
    """A problem, how many needs say it, and the projects that answer it."""

    number: int
    title: Text
    theme: str
    needs: int
    projects: tuple[int, ...]


@dataclass(frozen=True)
class RegisterRow:
    """A published need as the register lists it, with the number of its problem."""

    number: int
    settlement: Text
    theme: str
    text: Text
    is_answered: bool
    problem: int | None


@dataclass(frozen=True)
class VoteRow:
    """A candidate of the vote and what became of it."""

    number: int
    project: int
    title: Text
    cost: int
    approvals: int
    place: int | None


@dataclass(frozen=True)
class Background:
    """Everything that the document says beside the plan itself."""

    district: Text
    people: People | None
    gaps: tuple[ServiceGap, ...]
    standard_is_checked: bool
    heard: Heard
    planners: Planners
    problems: tuple[ProblemRow, ...]
    trees: tuple[Branch, ...]
    swot: tuple[SwotList, ...]
    register: tuple[RegisterRow, ...]
    votes: tuple[VoteRow, ...]
    vote_budget: int | None
    cast: int | None
    budgets: tuple[BudgetColumn, ...]


def background_of(cycle: Cycle) -> Background:
    """Return what the document says beside the plan, as it stands now. Some 25 queries, whatever the size."""
    vote = Vote.objects.filter(cycle=cycle, state=VoteState.COUNTED).first()
    return Background(
        district=cycle.unit.district.name,
        people=_people(cycle),
        gaps=_gaps(cycle),
        standard_is_checked=standard().checked,
        heard=_heard(cycle),
        planners=_planners(cycle),
        problems=_problems(cycle),
        trees=trees_of(cycle),
        swot=swot_of(cycle),
        register=_register(cycle),
        votes=_votes(vote) if vote else (),
        vote_budget=vote.budget if vote else None,
        cast=vote.counted_ballots.count() if vote else None,
        budgets=tuple(budget_of(cycle.unit, language="kk").by_year),
    )


def _people(cycle: Cycle) -> People | None:
    years = years_of_population(cycle.unit)
    if not years:
        return None
    settlements, together = by_sex(public_people(cycle.unit, years[-1]))
    return People(years[-1], tuple(settlements), together)


def _gaps(cycle: Cycle) -> tuple[ServiceGap, ...]:
    names = {
        key: Text(**{part: kind.name[part] for part in ("kk", "ru")}) for key, kind in standard().services.items()
    }
    found = Service.objects.filter(unit=cycle.unit_id).values_list("settlement_id", "service", "availability")
    lacking: dict[tuple[UUID, str], list[Text]] = {}
    for settlement, service, availability in found:
        lacking.setdefault((settlement, availability), []).append(names.get(service, Text(kk=service)))
    gaps = (
        ServiceGap(
            place.name,
            tuple(lacking.get((place.id, Availability.NO), ())),
            tuple(lacking.get((place.id, Availability.PARTLY), ())),
        )
        for place in settlements_of(cycle.unit)
    )
    return tuple(gap for gap in gaps if gap.missing or gap.partly)


def _heard(cycle: Cycle) -> Heard:
    needs = Need.objects.filter(cycle=cycle, state=PublicState.PUBLISHED)
    channels = dict(needs.values_list("channel").annotate(Count("id")).order_by())
    groups = dict(needs.values_list("group").annotate(Count("id")).order_by())
    speaking = {group: groups.get(group, 0) for group in Group.values}
    shown = protect(Table.listed(speaking | {"": groups.get("", 0)}))
    settlements = set(needs.values_list("settlement_id", flat=True).distinct())
    meetings = Meeting.objects.filter(cycle=cycle, held_at__isnull=False)
    met = set(meetings.exclude(settlement=None).values_list("settlement_id", flat=True))
    met_groups = set(meetings.exclude(group="").values_list("group", flat=True))
    return Heard(
        needs=sum(channels.values()),
        channels=tuple((channel, channels[channel]) for channel in Channel.values if channel in channels),
        groups=tuple(
            (group, cell[0]) for group, cell in zip(shown.rows, shown.cells, strict=True) if group and cell[0] != 0
        ),
        unheard_groups=tuple(group for group, count in speaking.items() if not count and group not in met_groups),
        unheard_settlements=tuple(
            place.name
            for place in settlements_of(cycle.unit)
            if place.is_inhabited and place.id not in settlements | met
        ),
        meetings=_meetings(meetings.values_list("kind", "present")),
        not_taken_up=_not_taken_up(cycle),
        unanswered=needs.filter(answered_at=None).count(),
    )


def _planners(cycle: Cycle) -> Planners:
    members = list(Member.objects.filter(cycle=cycle, until=None))
    places = settlements_of(cycle.unit)
    counts = count(members, settlements=[place.id for place in places])
    standing = Stakeholder.objects.filter(cycle=cycle, ended_at=None)
    reached = set(standing.exclude(group="").values_list("group", flat=True))
    return Planners(
        members=len(members),
        by_sex=tuple(shown(counts[Feature.SEX], for_office=False).by_value.items()),
        by_age=tuple(shown(counts[Feature.AGE], for_office=False).by_value.items()),
        settlements=tuple(place.name for place in places if counts[Feature.SETTLEMENT][str(place.id)]),
        reached=tuple(group for group in Group.values if group in reached),
        not_reached=tuple(group for group in Group.values if group not in reached),
    )


def _meetings(held: Iterable[tuple[str, int | None]]) -> tuple[MeetingsOfKind, ...]:
    number: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for kind, people in held:
        number[kind] += 1
        present[kind] += people or 0
    shown = protect(Table.listed(dict(present)))
    return tuple(
        MeetingsOfKind(kind, number[kind], cell[0]) for kind, cell in zip(shown.rows, shown.cells, strict=True)
    )


def _not_taken_up(cycle: Cycle) -> tuple[NotTakenUp, ...]:
    """Return the published needs whose latest answer says that they are not taken up."""
    latest = Answer.objects.filter(need=OuterRef("need")).order_by("-answered_at", "-id").values("id")[:1]
    answers = (
        Answer.objects.filter(need__cycle=cycle, need__state=PublicState.PUBLISHED, kind=AnswerKind.REFUSED)
        .filter(id=Subquery(latest))
        .select_related("need")
        .order_by("need__number")
    )
    return tuple(
        NotTakenUp(
            answer.need.number, _short(answer.need.text, TEXT_IN_REGISTER), _short(answer.text, ANSWER_SHOWN)
        )
        for answer in answers
    )


def _problems(cycle: Cycle) -> tuple[ProblemRow, ...]:
    projects: dict[UUID, list[int]] = {}
    sent = Project.objects.filter(cycle=cycle, state__in=WAS_SENT).order_by("number")
    for problem, number in sent.values_list("problem_links__problem_id", "number"):
        projects.setdefault(problem, []).append(number)
    problems = Problem.objects.filter(cycle=cycle).annotate(said=Count("needs")).order_by("-said", "number")
    return tuple(
        ProblemRow(
            number=problem.number,
            title=problem.title,
            theme=problem.theme,
            needs=problem.said,
            projects=tuple(projects.get(problem.id, ())),
        )
        for problem in problems
    )


def _register(cycle: Cycle) -> tuple[RegisterRow, ...]:
    names = {place.id: place.name for place in cycle.unit.settlements.all()}
    rows = Need.objects.filter(cycle=cycle, state=PublicState.PUBLISHED).order_by("number")
    wanted = ("number", "settlement_id", "theme", *columns("text"), "answered_at", "problem_number")
    return tuple(
        RegisterRow(
            number=row["number"],
            settlement=names[row["settlement_id"]],
            theme=row["theme"],
            text=_short(text_of(row, "text"), TEXT_IN_REGISTER),
            is_answered=row["answered_at"] is not None,
            problem=row["problem_number"],
        )
        for row in rows.annotate(problem_number=F("problem__number")).values(*wanted)
    )


def _votes(vote: Vote) -> tuple[VoteRow, ...]:
    candidates = vote.candidates.select_related("project", "outcome").order_by("number")
    rows = [
        VoteRow(
            number=candidate.number,
            project=candidate.project.number,
            title=candidate.title,
            cost=candidate.cost,
            approvals=candidate.outcome.approvals,
            place=candidate.outcome.place,
        )
        for candidate in candidates
    ]
    return tuple(sorted(rows, key=lambda row: (row.place is None, row.place or 0, -row.approvals, row.number)))


def _short(text: Text, length: int) -> Text:
    def cut(words: str) -> str:
        line = " ".join(words.split())
        return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"

    return Text(kk=cut(text.kk), ru=cut(text.ru), original=text.original, translation=text.translation)
