"""Slows down guessing of secrets and floods of texts: a few tries are free, then the door stays shut for a while.

Kept in the database, so that it outlives a restart. A whole village may sit behind one address, so what is
counted is the pair of place and secret's owner first, and the place alone only much later.
"""

import datetime

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.people.models import Attempt

WINDOW = datetime.timedelta(minutes=10)
TRIES_PER_SUBJECT = 10
TRIES_PER_PLACE = 200


def is_shut(*, what: str, subject: str, place: str, now: datetime.datetime) -> bool:
    """Whether so many tries failed in the last ten minutes that another is not looked at."""
    since = now - WINDOW
    return _failures(what, subject, since) >= TRIES_PER_SUBJECT or _failures(what, place, since) >= TRIES_PER_PLACE


def record_failure(*, what: str, subject: str, place: str, now: datetime.datetime) -> None:
    """Count one failed try; tries older than the window are forgotten."""
    Attempt.objects.filter(at__lt=now - WINDOW).delete()
    Attempt.objects.bulk_create(Attempt(key=_key(what, part), at=now) for part in (subject, place))


def take_turn(*, what: str, subject: str, place: str, now: datetime.datetime) -> None:
    """Count one sending of a stranger; refused where too much was sent within ten minutes."""
    if is_shut(what=what, subject=f"{place} {subject}", place=place, now=now):
        raise Refused(
            _("Much was sent from here just now. Wait ten minutes, or give your words to the office on paper.")
        )
    record_failure(what=what, subject=f"{place} {subject}", place=place, now=now)


def _failures(what: str, part: str, since: datetime.datetime) -> int:
    return Attempt.objects.filter(key=_key(what, part), at__gte=since).count()


def _key(what: str, part: str) -> str:
    return salted_hmac(f"ortaq.throttle.{what}", part, algorithm="sha256").hexdigest()
