"""The plan's files as they are asked for: at once where that is quick, else made in a process beside, and kept.

A process of its own, because ten thousand needs take half a minute of a processor and hundreds of megabytes,
and pages must go on being served.
"""

from __future__ import annotations

import datetime
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from ortaq.engines import law
from ortaq.ground import clock
from ortaq.ground.turns import in_turn
from ortaq.publish import kept
from ortaq.publish.exports import plan_file_of
from ortaq.publish.plan_document import LEGAL_BASIS, PlanData, plan_data
from ortaq.stages.plan.models import Plan, PlanVersion

QUICK = 500
"""Needs in the register up to which a file is made while the visitor waits: a second or two."""
ALWAYS_QUICK = "xlsx"
"""The table has the lines of the plan and no register."""
MOST_MAKERS = 4
MAKER = "ortaq.publish.plan_maker"
SOURCES: dict[str, type[PlanVersion] | type[Plan]] = {"version": PlanVersion, "draft": Plan}
PATIENCE = 60 * 60

_makers: dict[str, subprocess.Popen[bytes]] = {}


class NotMade(RuntimeError):  # noqa: N818 - said of the file
    """The maker failed; what it said stands in the log of the server."""


@dataclass(frozen=True)
class PlanFile:
    """A version of a plan, or its draft, as a file of one kind in one language."""

    source: PlanVersion | Plan
    kind: str
    language: str

    @cached_property
    def data(self) -> PlanData:
        """Everything the file is made of but the day."""
        return plan_data(self.source)

    @cached_property
    def name(self) -> str:
        """The name under which the file is kept.

        The day is no part of a version's: what it says "as of 3 May" stays true until something in it changes.
        """
        today = clock.today()
        rules = [law.statement(rule, on=today) for rule in LEGAL_BASIS]
        day = "" if isinstance(self.source, PlanVersion) else today.isoformat()
        return f"{kept.key_of(self.data, rules, self.language, day)}.{self.kind}"

    def ask(self) -> bytes | None:
        """Return the file; None while it is being made. Raises NotMade where that failed."""
        content = kept.read(self.name)
        if content is not None:
            return content
        if self.kind == ALWAYS_QUICK or len(self.data.background.register) <= QUICK:
            return self.make(today=clock.today())
        self._begin()
        return None

    def make(self, *, today: datetime.date) -> bytes:
        """Make the file, and keep it."""
        content = plan_file_of(self.data, kind=self.kind, language=self.language, today=today)
        kept.keep(self.name, content)
        return content

    def _begin(self) -> None:
        """Start a maker where none works on this file yet; with many at work the visitor asks again later."""
        maker = _makers.get(self.name)
        if maker is not None and maker.poll():
            del _makers[self.name]
            raise NotMade
        for name in [name for name, one in _makers.items() if one.poll() is not None]:
            del _makers[name]
        if self.name not in _makers and len(_makers) < MOST_MAKERS:
            source = next(name for name, model in SOURCES.items() if isinstance(self.source, model))
            command = [sys.executable, "-m", MAKER, source, str(self.source.pk), self.kind, self.language]
            _makers[self.name] = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, start_new_session=True
            )


def make_in_turn(kind_of_source: str, id: str, kind: str, language: str) -> None:
    """Make one file after other makers have made theirs, unless it is there by then."""
    with in_turn(settings.HOME.folder / "making.turn", patience=PATIENCE):
        file = PlanFile(SOURCES[kind_of_source]._default_manager.get(pk=id), kind, language)
        if kept.read(file.name) is None:
            file.make(today=clock.today())
