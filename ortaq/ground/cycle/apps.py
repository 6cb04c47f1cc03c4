"""A planning cycle, its steps and dates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CycleConfig(AppConfig):
    """A planning cycle, its steps and dates."""

    name = "ortaq.ground.cycle"
    label = "cycle"
    verbose_name = _("Cycle")
