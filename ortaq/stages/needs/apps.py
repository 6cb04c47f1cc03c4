"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    """What residents say they need, merged into problems, and the answer to every one."""

    name = "ortaq.stages.needs"
    label = "needs"
    verbose_name = _("Needs")

    def ready(self) -> None:
        """Join the chain."""
        from ortaq.stages.needs import chain

        chain.register()
