"""The first run: out of one form a node, a unit with its settlements, and an akim who can sign in."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import ACTIONS
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import append, canonical, lock_book
from ortaq.ground.journal.models import Entry, Node
from ortaq.ground.people.actors import Actor, Behalf
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Area, AreaLevel, Settlement, Unit
from ortaq.ground.places.naming import free_slug, latin
from ortaq.ground.text import Text

NAME = "people.open_office"
ACTIONS.setdefault(NAME, set()).add(f"{__name__}.open_office")


@dataclass(frozen=True)
class Place:
    """What an office says of its place."""

    kind: str
    name: Text
    district: Text
    oblast: Text
    settlements: Sequence[Text]


def can_open() -> bool:
    """Whether this computer still waits for its office: no unit yet, and not the example. Two queries."""
    return not Unit.objects.exists() and not Node.objects.filter(is_here=True, is_example=True).exists()


def open_office(
    *,
    place: Place,
    akim_name: str,
    username: str,
    password: str,
    language: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Account:
    """Make the office and return the akim's account; the first entry of the unit's journal says so.

    Not decorated as an action, since it makes the very node, unit and actor that an action stands on. Sent
    twice it answers the same; when somebody else has opened the office meanwhile it is refused.
    """
    deed = deed or new_id()
    with transaction.atomic():
        node, _made = Node.objects.get_or_create(is_here=True, defaults={"name": str(place.name)})
        Node.objects.select_for_update().get(pk=node.pk)
        earlier = Entry.objects.filter(deed=deed, action=NAME).select_related("account").first()
        if earlier is not None and earlier.account is not None:
            return earlier.account
        if not can_open():
            raise Refused(_("The office is open already. Sign in instead."))
        unit = _make_unit(place, timezone.localdate(now))
        akim = _make_akim(unit, akim_name, username, password, language, timezone.localdate(now))
        append(
            book=lock_book(unit.id),
            deed=deed,
            action=NAME,
            by=Actor(account=akim, behalf=Behalf.OFFICE),
            subject=unit,
            payload=canonical(asdict(place) | {"akim_name": akim_name, "username": username}),
            reason="",
            now=now,
        )
    return akim


def _make_unit(place: Place, today: datetime.date) -> Unit:
    oblast = Area(level=AreaLevel.OBLAST)
    district = Area(level=AreaLevel.DISTRICT, parent=oblast)
    slug = free_slug(latin(str(place.name)), taken=set())
    unit = Unit(slug=slug, kind=place.kind, district=district, valid_from=today)
    for record, name in ((oblast, place.oblast), (district, place.district), (unit, place.name)):
        record.name = name
        record.save(force_insert=True)
    for name in place.settlements:
        settlement = Settlement(unit=unit)
        settlement.name = name
        settlement.save(force_insert=True)
    return unit


def _make_akim(
    unit: Unit, name: str, username: str, password: str, language: str, today: datetime.date
) -> Account:
    account = Account(username=username, name=name, language=language)
    account.set_password(password)
    account.save(force_insert=True)
    Appointment.objects.create(account=account, role=Role.AKIM, unit=unit, since=today)
    return account


def settlements_from_lines(text: str, *, language: str) -> list[Text]:
    """Read one settlement from each line: «Көктал / Коктал», or one name, in the language of the page.

    Raises ValidationError that names the line where a name is too long or stands twice.

    >>> settlements_from_lines("Көктал / Коктал\\n\\nБастау", language="kk")[1].kk
    'Бастау'
    """
    found: list[Text] = []
    for number, line in enumerate(text.splitlines(), start=1):
        first, _slash, second = (part.strip() for part in line.partition("/"))
        if not first and not second:
            continue
        if max(len(first), len(second)) > 200:
            raise ValidationError(
                _("Line %(line)d: the name is longer than 200 letters."), params={"line": number}
            )
        only_russian = language == "ru" and not second
        name = Text(ru=first) if only_russian else Text(kk=first, ru=second)
        if any((name.kk and name.kk == other.kk) or (name.ru and name.ru == other.ru) for other in found):
            raise ValidationError(_("Line %(line)d: this settlement stands twice."), params={"line": number})
        found.append(name)
    if not found:
        raise ValidationError(_("Write at least one settlement."))
    return found
