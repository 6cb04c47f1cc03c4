"""The secret of an application: shown once on the receipt, kept only as a keyed hash."""

from __future__ import annotations

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.stages.grants.models import Application
from ortaq.stages.vote.codes import CodeTypo, draw_code, read_code

__all__ = ["draw_secret", "in_groups", "key_of", "opens", "read_secret"]

draw_secret = draw_code


def read_secret(written: str) -> str:
    """Return the secret that a person wrote; refuse what cannot be one."""
    try:
        return read_code(written)
    except CodeTypo as error:
        raise Refused(
            _("There is a slip in the secret. Compare it with your receipt, symbol by symbol."), field="secret"
        ) from error


def key_of(secret: str, *, application_id: UUID) -> str:
    """Return the keyed hash under which a secret is kept: HMAC-SHA256 with this installation's secret."""
    return salted_hmac(f"ortaq.grants.application.{application_id}", secret, algorithm="sha256").hexdigest()


def opens(application: Application, key: str) -> bool:
    """Whether this is the application's key."""
    return constant_time_compare(application.key, key)


def in_groups(secret: str) -> str:
    """Return a secret as it is printed, so that it can be copied by hand.

    >>> in_groups("23456789ABCDG")
    '2345-6789-ABCD-G'
    """
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))
