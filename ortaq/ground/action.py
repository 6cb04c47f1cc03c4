"""The one way to write: a verb that checks who and when, runs in one short transaction and is journalled.

An action is a function with keyword-only arguments, decorated with `@action("room.verb")`:

    @action("needs.moderate")
    def publish_need(*, by: Actor, need: Need, now: datetime, deed: UUID | None = None) -> Need: ...

The name is its row in the table of roles (people/roles.py) and, where a step opens it, in the template of the
cycle. `by` and `now` are always given. `deed` is the sender's own identifier of this deed: sent twice with
the same content it is done once and answers the same, with other content it is refused. `still` may be given with
any action: it says whether what the sender saw still stands; where somebody else saved meanwhile, the deed is
refused and nobody's work is written over unseen. The action returns the record it is about; the journal names it.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.apps import apps
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle import windows
from ortaq.ground.errors import Conflict, NotAllowed, StepClosed
from ortaq.ground.files.store import digest_of_file
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import append, canonical, digest, lock_book
from ortaq.ground.journal.models import Entry
from ortaq.ground.journal.overtaking import last_like, require_own

P = ParamSpec("P")
Record = TypeVar("Record", bound=models.Model)

ACTIONS: dict[str, set[str]] = {}
"""Action name → the functions that carry it out, filled as rooms are imported; read by docs and tests."""

NOT_IN_PAYLOAD = {"by", "now", "deed"}


def action(name: str, *, private: Collection[str] = ()) -> Callable[[Callable[P, Record]], Callable[P, Record]]:
    """Make a function an action. Arguments named `private` (a contact, a ballot) never enter the journal."""

    def decorate(function: Callable[P, Record]) -> Callable[P, Record]:
        ACTIONS.setdefault(name, set()).add(f"{function.__module__}.{function.__qualname__}")

        @functools.wraps(function)
        def perform(*args: P.args, **given: P.kwargs) -> Record:
            if args:
                raise TypeError(f"{function.__qualname__} takes keyword arguments only")
            return _perform(name, function, dict(given), frozenset(private))

        return perform

    return decorate


def _perform(name: str, function: Callable[..., Record], given: dict[str, Any], private: frozenset[str]) -> Record:
    by, now, still = given["by"], given["now"], given.pop("still", None)
    deed = given["deed"] = given.get("deed") or new_id()
    unit_id, programme_id = _answer(given, "unit_id"), _answer(given, "programme_id")
    _require_one_place(given, unit_id, programme_id)
    if not by.may(name, unit_id=unit_id, programme_id=programme_id, on=timezone.localdate(now)):
        raise NotAllowed(_("Your role does not permit this here."))
    payload = canonical(
        {key: _plain(value) for key, value in given.items() if key not in NOT_IN_PAYLOAD | private}
    )
    with transaction.atomic():
        book = lock_book(unit_id, None if unit_id else programme_id)
        earlier = Entry.objects.filter(deed=deed).first()
        if earlier is not None:
            return _repeat(earlier, name, payload)  # type: ignore[return-value]
        _require_open(name, given, timezone.localdate(now))
        if still is not None and not still():
            require_own(last_like(book=book, action=name, payload=payload), by=by)
        record = function(**given)
        append(
            book=book,
            deed=deed,
            action=name,
            by=by,
            subject=record,
            payload=payload,
            reason=str(given.get("reason") or ""),
            now=now,
        )
    return record


def _repeat(earlier: Entry, name: str, payload: str) -> models.Model:
    if earlier.action != name or earlier.payload_hash != digest(payload):
        raise Conflict(
            _("This form was sent before with other content. Open the page again and check what was saved.")
        )
    record: models.Model = apps.get_model(earlier.subject_kind)._default_manager.get(pk=earlier.subject_id)
    return record


def _require_open(name: str, given: Mapping[str, Any], on: datetime.date) -> None:
    cycle = _answer(given, "cycle")
    if cycle is not None and not windows.is_open(cycle, name, on=on):
        raise StepClosed(_("This step of the planning is closed now. Its dates stand on the page of the way."))


def _require_one_place(given: Mapping[str, Any], unit_id: UUID | None, programme_id: UUID | None) -> None:
    """Refuse a deed that mixes records of several places (a stranger's settlement, another's project)."""
    for value in given.values():
        for record in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(record, models.Model):
                continue
            if getattr(record, "unit_id", unit_id) != unit_id:
                raise NotAllowed(_("This belongs to another unit."))
            if getattr(record, "programme_id", programme_id) != programme_id:
                raise NotAllowed(_("This belongs to another programme."))


def _answer(given: Mapping[str, Any], attribute: str) -> Any:
    """Return what the arguments say of their unit, programme or cycle: named outright, or by the first record."""
    plain_name = attribute.removesuffix("_id")
    named = given.get(plain_name)
    if named is not None:
        return getattr(named, attribute) if attribute != plain_name else named
    for value in given.values():
        if isinstance(value, models.Model) and getattr(value, attribute, None) is not None:
            return getattr(value, attribute)
    return None


def _plain(value: Any) -> Any:
    """Return the value as JSON knows it: records by kind and key, files by their content's hash."""
    if isinstance(value, models.Model):
        return {"kind": value._meta.label_lower, "id": str(value.pk)}
    if isinstance(value, File):
        return {"sha256": digest_of_file(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | range | models.QuerySet):
        return [_plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(inner) for inner in value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
