"""Tries every kind of deed in the wrong way as well: sent again, by strangers, when its step is closed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from ortaq.ground import action
from ortaq.ground.cycle import windows
from ortaq.ground.cycle.template import steps_that_open
from ortaq.ground.errors import NotAllowed, Refused, StepClosed
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account

Given = dict[str, Any]
Deed = Callable[[Given], Any]

_perform = action._perform


@dataclass
class Probe:
    """What was tried: function → its action; `wrong` says what should not have been let pass."""

    tried: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def carry_out(self, name: str, function: Callable[..., Any], given: Given, private: frozenset[str]) -> Any:
        """Carry out a deed as ever; the first of its kind is then tried in the wrong ways."""
        as_sent = {key: copy(value) if isinstance(value, Model) else value for key, value in given.items()}
        record = _perform(name, function, given, private)
        kind = f"{function.__module__}.{function.__qualname__}"
        if kind in self.tried:
            return record
        self.tried[kind] = name
        entries = Entry.objects.count()

        def deed(other: Given) -> Any:
            return _perform(name, function, as_sent | {"deed": given["deed"]} | other, private)

        if deed({}).pk != record.pk:
            self.wrong.append(f"{kind}: sent twice, it answers with another record")
        self._by_strangers(kind, deed)
        self._when_closed(kind, as_sent, deed)
        if Entry.objects.count() != entries:
            self.wrong.append(f"{kind}: something tried in a wrong way stands in the journal")
        return record

    def _by_strangers(self, kind: str, deed: Deed) -> None:
        stranger = Account.objects.create(username="stranger-of-the-probe", name="Бөтен")
        for by in (Actor(), Actor(account=stranger)):
            if not by.may(self.tried[kind], unit_id=None, programme_id=None, on=datetime.date.max):
                self._expect(NotAllowed, f"{kind}: by a stranger", deed, {"by": by, "deed": None})
        stranger.delete()

    def _when_closed(self, kind: str, given: Given, deed: Deed) -> None:
        cycle, name = action._answer(given, "cycle"), self.tried[kind]
        if cycle is None or not steps_that_open(name):
            return
        now = given["now"]
        while windows.is_open(cycle, name, on=now.date()):
            now += datetime.timedelta(days=7)
        self._expect(StepClosed, f"{kind}: when its step is closed", deed, {"now": now, "deed": None})

    def _expect(self, refusal: type[Refused], tried: str, deed: Deed, other: Given) -> None:
        try:
            deed(other)
        except refusal:
            return
        except Refused as reason:
            self.wrong.append(f"{tried}: {type(reason).__name__}: {reason.sentence}")
        else:
            self.wrong.append(f"{tried}: it was carried out")


@contextmanager
def probing() -> Iterator[Probe]:
    """Probe the deeds that are carried out in this block; nothing of it stays in the database."""
    probe = Probe()
    action._perform = probe.carry_out
    try:
        yield probe
    finally:
        action._perform = _perform
