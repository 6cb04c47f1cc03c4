"""What the public may read of what people send: one set of states and reasons for every room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    OFF_TOPIC = "off_topic", _("it is about something else")
    OTHER_UNIT = "other_unit", _("it is about another place")
    SENT_TWICE = "sent_twice", _("the same person sent it twice")
