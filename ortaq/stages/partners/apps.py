"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Who helps where there is no budget."""

    name = "ortaq.stages.partners"
    label = "partners"
    verbose_name = _("Partners")
