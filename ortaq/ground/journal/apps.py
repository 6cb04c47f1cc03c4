"""The append-only, hash-chained record of decisions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """The append-only, hash-chained record of decisions."""

    name = "ortaq.ground.journal"
    label = "journal"
    verbose_name = _("Journal")
