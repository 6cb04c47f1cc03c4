"""Accounts, roles, and who may do what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts, roles, and who may do what."""

    name = "ortaq.ground.people"
    label = "people"
    verbose_name = _("People")
