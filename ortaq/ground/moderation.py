"""What the public may read of what people send: one set of states, reasons and rules for every room."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused


class PublicState(models.TextChoices):
    """Whether everybody may read a text that somebody sent."""

    RECEIVED = "received", _("received, being read by the moderator")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("not published")


class Objection(models.TextChoices):
    """Why a text is not published; its author reads the reason."""

    PERSONAL_DATA = "personal_data", _("it names a private person or gives personal data")
    INSULT = "insult", _("it insults somebody")
    ADVERTISEMENT = "advertisement", _("it is an advertisement")
    NOT_A_NEED = "not_a_need", _("it does not say what is needed")
    OFF_TOPIC = "off_topic", _("it is about something else")
    OTHER_UNIT = "other_unit", _("it is about another place")
    SENT_TWICE = "sent_twice", _("the same person sent it twice")


TO_A_NEED = tuple(one for one in Objection if one != Objection.OFF_TOPIC)
"""The objections that a moderator can have to a need."""

TO_A_REMARK = tuple(one for one in Objection if one != Objection.NOT_A_NEED)
"""The objections that a moderator can have to a remark about something: a comment, a statement."""


class Moderated(models.Model):
    """A text that somebody sent and that everybody reads only when a moderator has published it.

    A refused one, and no other, has an objection. `decided_at` is when the moderator decided last.
    """

    state = models.CharField(max_length=10, choices=PublicState.choices, default=PublicState.RECEIVED)
    objection = models.CharField(max_length=20, choices=Objection.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_refused_has_objection",
                condition=Q(state="refused") & ~Q(objection="") | ~Q(state="refused") & Q(objection=""),
            )
        ]


def publish(text: Moderated, *, now: datetime.datetime) -> None:
    """Let everybody read a text; the caller saves it. Refused where everybody can read it already."""
    if text.state == PublicState.PUBLISHED:
        raise Refused(_("This text is published already."))
    text.state, text.objection, text.decided_at = PublicState.PUBLISHED, "", now


def refuse(text: Moderated, objection: str, *, offered: Collection[str], now: datetime.datetime) -> None:
    """Keep a text from being read, for one of the reasons that its room offers; the caller saves it."""
    if objection not in offered:
        raise Refused(_("Choose why the text is not published: its author will read it."), field="objection")
    text.state, text.objection, text.decided_at = PublicState.REFUSED, objection, now


PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w"  # an e-mail address
    r"|(?<![\d№])\d{12}(?!\d)"  # an individual identification number
    r"|(?<![\d№])(?:\+7|\b[78])[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"  # a phone number
)


def personal_data_in(text: str) -> list[str]:
    """Return what in a text looks like an e-mail address, a phone number or an identification number.

    >>> personal_data_in("Маған жазыңыз: asel@mail.kz немесе 8 (701) 555-01-23")
    ['asel@mail.kz', '8 (701) 555-01-23']
    >>> personal_data_in("2028 жылы 12 000 000 теңге бөлінді, № 17 қажеттілік")
    []
    """
    return [found[0] for found in PERSONAL.finditer(text)]
