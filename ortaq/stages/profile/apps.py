"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfileConfig(AppConfig):
    """The passport of a unit: people, services, budget, map."""

    name = "ortaq.stages.profile"
    label = "profile"
    verbose_name = _("Passport")
