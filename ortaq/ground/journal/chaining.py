"""How entries are hashed and appended, and how a chain is verified."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Book, Entry, Node, Payload

if TYPE_CHECKING:
    from django.db import models

    from ortaq.ground.people.actors import Actor

FIRST_HASH = "0" * 64
"""What the first entry of a book holds in place of the hash before it."""


def canonical(data: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys, no spaces and letters as they are: same data, same text.

    >>> canonical({"b": 1, "a": "ғ"})
    '{"a":"ғ","b":1}'
    """
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hashed_text(entry: Entry) -> str:
    """Return what the hash of an entry is taken of: every column but the hash itself, in canonical JSON."""
    return canonical(
        {
            "account": str(entry.account_id) if entry.account_id else None,
            "action": entry.action,
            "at": entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            "behalf": str(entry.behalf),
            "book": str(entry.book_id),
            "channel": str(entry.channel),
            "deed": str(entry.deed),
            "id": str(entry.id),
            "number": entry.number,
            "payload": entry.payload_hash,
            "previous": entry.previous_hash,
            "reason": entry.reason,
            "roles": entry.roles,
            "subject": [entry.subject_kind, entry.subject_id],
        }
    )


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 of `hashed_text`."""
    return digest(hashed_text(entry))


def lock_book(unit_id: UUID | None, programme_id: UUID | None = None) -> Book:
    """Return this node's book of a unit or a programme, locked until the transaction ends; made where missing."""
    node = Node.objects.get(is_here=True)
    place = {"unit_id": unit_id, "programme_id": programme_id}
    book = Book.objects.filter(node=node, **place).first() or Book.objects.create(node=node, **place)
    return Book.objects.select_for_update().get(pk=book.pk)


def append(
    *,
    book: Book,
    deed: UUID,
    action: str,
    by: Actor,
    subject: models.Model,
    payload: str,
    reason: str,
    now: datetime.datetime,
) -> Entry:
    """Add the entry of one deed to a locked book and lay its payload beside it."""
    last = book.entries.order_by("-number").values_list("number", "hash").first()
    number, previous_hash = last or (0, FIRST_HASH)
    entry = Entry(
        id=new_id(),
        book=book,
        number=number + 1,
        previous_hash=previous_hash,
        deed=deed,
        action=action,
        at=now,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        payload_hash=digest(payload),
        account=by.account,
        roles=" ".join(sorted(by.roles(book.unit_id, timezone.localdate(now), programme_id=book.programme_id))),
        channel=by.channel,
        behalf=by.behalf,
        reason=reason,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    Payload.objects.create(entry=entry, body=payload)
    return entry


@dataclass(frozen=True)
class Fault:
    """One place where a book is not what was written: `kind` is gap, chain, hash or payload."""

    book_id: UUID
    number: int
    kind: str


def faults(book: Book) -> Iterator[Fault]:
    """Walk a book from its first entry and yield every place where it was tampered with."""
    expected_number, expected_previous = 1, FIRST_HASH
    for entry in book.entries.select_related("payload").order_by("number").iterator(chunk_size=500):
        if entry.number != expected_number:
            yield Fault(book.id, expected_number, "gap")
        if entry.previous_hash != expected_previous:
            yield Fault(book.id, entry.number, "chain")
        if entry.hash != hash_of(entry):
            yield Fault(book.id, entry.number, "hash")
        payload = getattr(entry, "payload", None)
        if payload is not None and digest(payload.body) != entry.payload_hash:
            yield Fault(book.id, entry.number, "payload")
        expected_number, expected_previous = entry.number + 1, entry.hash
