"""What came of a conversation: how many agree with what, where everybody agrees and where opinions differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from ortaq.ground.moderation import PublicState
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.dialogue.groups import (
    AGREE,
    DISAGREE,
    LEAST,
    PASS,
    GroupCounts,
    by_size,
    shown_groups,
)
from ortaq.stages.dialogue.models import Conversation, Opinion, Participant, Stance

COMMON = 0.75
"""Where this share of all who answered, and of the sides of every group shown, agrees, is common ground."""

DIVIDED = 0.3
"""Where this share agrees and this share disagrees, opinions differ."""

NAMES = {Opinion.AGREE: AGREE, Opinion.PASS: PASS, Opinion.DISAGREE: DISAGREE}


@dataclass(frozen=True)
class GroupRow:
    """A group's line: those who took a side."""

    label: str
    agree: int
    disagree: int


@dataclass(frozen=True)
class StatementResult:
    """How all voices stand on a statement, and the groups that can be shown; `weakest` is the least agreement."""

    number: int
    text: Text
    seed: bool
    agree: int
    passed: int
    disagree: int
    groups: list[GroupRow]
    weakest: float

    @property
    def total(self) -> int:
        """How many voices answered."""
        return self.agree + self.passed + self.disagree

    @property
    def agreement(self) -> float:
        """The share of those who agree among all who answered."""
        return self.agree / self.total if self.total else 0.0

    @property
    def kind(self) -> str:
        """`common`, `divided` or neither; too few voices are neither."""
        if self.total < LEAST:
            return ""
        if min(self.agreement, self.weakest) >= COMMON:
            return "common"
        return "divided" if min(self.agree, self.disagree) >= DIVIDED * self.total else ""


@dataclass(frozen=True)
class Results:
    """The counts of a closed conversation. Of fewer than five voices nothing is counted: `statements` is empty."""

    voices: int
    statements: list[StatementResult]

    @property
    def common(self) -> list[StatementResult]:
        """Where everybody agrees, what unites most first."""
        found = [one for one in self.statements if one.kind == "common"]
        return sorted(found, key=lambda one: (-min(one.agreement, one.weakest), one.number))

    @property
    def divided(self) -> list[StatementResult]:
        """Where opinions differ, the most evenly divided first."""
        found = [one for one in self.statements if one.kind == "divided"]
        return sorted(found, key=lambda one: (abs(one.agree - one.disagree) / one.total, one.number))


def results(conversation: Conversation) -> Results:
    """Count a closed conversation. Three queries. ValueError for one that is not closed (see `shows_results`)."""
    if conversation.closed_at is None:
        raise ValueError("a conversation is counted once, when it is closed")
    spoken = Participant.objects.filter(conversation=conversation, stances__isnull=False)
    voices = dict(spoken.values_list("group").annotate(count=Count("pk", distinct=True)))
    total = sum(voices.values())
    if total < LEAST:
        return Results(total, [])
    counts = _counts(conversation)
    order = by_size(voices)
    statements = conversation.statements.filter(state=PublicState.PUBLISHED).order_by("number")
    return Results(
        total,
        [_result(one.number, one.text, one.seed, counts.get(one.number, {}), order=order) for one in statements],
    )


def _counts(conversation: Conversation) -> dict[int, dict[str, dict[str, int]]]:
    """Return voices by statement number, group and opinion."""
    rows = Stance.objects.filter(statement__conversation=conversation).values_list(
        "statement__number", "participant__group", "opinion"
    )
    counts: dict[int, dict[str, dict[str, int]]] = {}
    for number, group, opinion, count in rows.annotate(count=Count("pk")):
        counts.setdefault(number, {}).setdefault(group, {})[NAMES[Opinion(opinion)]] = count
    return counts


def _result(
    number: int, text: Text, seed: bool, counts: dict[str, dict[str, int]], *, order: list[str]
) -> StatementResult:
    whole = {name: sum(row.get(name, 0) for row in counts.values()) for name in NAMES.values()}
    groups = shown_groups(counts, order=order)
    return StatementResult(
        number=number,
        text=text,
        seed=seed,
        agree=whole[AGREE],
        passed=whole[PASS],
        disagree=whole[DISAGREE],
        groups=list(_rows(groups)),
        weakest=min((row.agreement for row in groups), default=1.0),
    )


def _rows(groups: Iterable[GroupCounts]) -> Iterable[GroupRow]:
    for row in groups:
        label = str(Group(row.group).label) if row.group else _("others, and those who named no group")
        yield GroupRow(label, row.agree, row.disagree)
