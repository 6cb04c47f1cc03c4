"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    """Small grants to entrepreneurs, from the call to the jobs a year later."""

    name = "ortaq.stages.grants"
    label = "grants"
    verbose_name = _("Grants")
