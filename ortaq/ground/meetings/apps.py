"""Meetings of every kind."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Meetings of every kind."""

    name = "ortaq.ground.meetings"
    label = "meetings"
    verbose_name = _("Meetings")
