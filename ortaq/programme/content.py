"""What the forms of a programme give its actions: plain data, checked by the rules before it is written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ortaq.ground.text import Text, WithEnglish


@dataclass(frozen=True)
class Description:
    """What a programme says of itself. `target_share` in thousandths of the plan items."""

    aim: WithEnglish
    starts_on: datetime.date
    ends_on: datetime.date
    currency: str
    target_share: int
    reference: str = ""


@dataclass(frozen=True)
class Participants:
    """How many people took part; the young are among women and men."""

    women: int = 0
    men: int = 0
    youth: int = 0

    @property
    def total(self) -> int:
        """Women and men together."""
        return self.women + self.men


@dataclass(frozen=True)
class Session:
    """One piece of advice or training: when, how long (minutes), on what, and what comes next."""

    kind: str
    on: datetime.date
    minutes: int
    topic: Text
    people: Participants
    next_step: Text
    next_on: datetime.date | None = None


@dataclass(frozen=True)
class Measure:
    """What an indicator measures; `counted` names a figure that Ortaq counts itself."""

    level: str
    title: WithEnglish
    measured_in: WithEnglish
    national_goal: WithEnglish
    counted: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    target: Decimal | None = None
    target_year: int | None = None
    sdg_target: str = ""
