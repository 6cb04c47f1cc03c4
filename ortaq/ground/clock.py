"""The only place where pages and commands ask for the time; actions and engines are told it."""

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """Return this moment, aware, in the zone of the office."""
    return timezone.localtime()


def today() -> datetime.date:
    """Return today's date in the zone of the office."""
    return now().date()
