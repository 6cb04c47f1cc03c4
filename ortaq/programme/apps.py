"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    """Many units together, for a donor and for the units themselves."""

    name = "ortaq.programme"
    label = "programme"
    verbose_name = _("Programme")
