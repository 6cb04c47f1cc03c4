"""Reads of the journal, as everybody may see them.

Who acted is told by role. Only the office's own people, who act in public office, are named; of everybody
else not even the account is shown, so that nobody's deeds can be put together.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from ortaq.ground.action_names import action_name
from ortaq.ground.journal.chaining import hash_of, hashed_text
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import OFFICE, Role
from ortaq.ground.places.models import Unit

ENTRIES_ON_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One deed in the list; `who` are role names, `name` is empty unless the office's own."""

    id: UUID
    number: int
    at: datetime.datetime
    what: str
    who: tuple[str, ...]
    name: str
    channel: str
    behalf: str
    reason: str


@dataclass(frozen=True)
class Proof:
    """What an entry's page lets anybody check; `text` is empty where it would show a private account."""

    hash: str
    previous_hash: str
    payload_hash: str
    text: str
    is_whole: bool
    has_payload: bool
    node: str


def page_of_entries(unit: Unit, *, what: str, number: int) -> tuple[Page[Entry], list[Line]]:
    """Return one page of a unit's journal, the newest first, and its lines. Two queries.

    `what` is a room ("needs"), an action ("needs.moderate") or empty; a page that is not there is the last.
    """
    page = Paginator(_entries(unit, what), ENTRIES_ON_PAGE).get_page(number)
    return page, [_line(entry) for entry in page]


def actions_in(unit: Unit) -> list[str]:
    """Return the names of the actions that the journal of a unit holds. One query."""
    return sorted(Entry.objects.filter(book__unit=unit).values_list("action", flat=True).distinct())


def one_entry(unit: Unit, id: UUID) -> tuple[Line, Proof] | None:
    """Return an entry of the unit and its proof, or None. One query."""
    entry = Entry.objects.filter(book__unit=unit, pk=id).select_related("account", "book__node", "payload").first()
    if entry is None:
        return None
    line = _line(entry)
    proof = Proof(
        hash=entry.hash,
        previous_hash=entry.previous_hash,
        payload_hash=entry.payload_hash,
        text=hashed_text(entry) if line.name or entry.account_id is None else "",
        is_whole=entry.hash == hash_of(entry),
        has_payload=hasattr(entry, "payload"),
        node=entry.book.node.name,
    )
    return line, proof


def _entries(unit: Unit, what: str) -> QuerySet[Entry]:
    entries = Entry.objects.filter(book__unit=unit).select_related("account").order_by("-at", "-number")
    if "." in what:
        return entries.filter(action=what)
    return entries.filter(action__startswith=f"{what}.") if what else entries


def doer(entry: Entry) -> str:
    """Return who did a deed: the office's own by name, others by their role; empty for people without one."""
    roles = _roles(entry)
    return _name(entry, roles) or next((str(role.label) for role in roles if role != Role.ANYONE), "")


def _roles(entry: Entry) -> list[Role]:
    return [Role(role) for role in entry.roles.split() if role in Role.values]


def _name(entry: Entry, roles: list[Role]) -> str:
    return entry.account.name if entry.account and not OFFICE.isdisjoint(roles) else ""


def _line(entry: Entry) -> Line:
    roles = _roles(entry)
    return Line(
        id=entry.id,
        number=entry.number,
        at=entry.at,
        what=action_name(entry.action),
        who=tuple(str(role.label) for role in roles if role != Role.ANYONE),
        name=_name(entry, roles),
        channel=entry.get_channel_display(),
        behalf=entry.get_behalf_display(),
        reason=entry.reason,
    )
