"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """The costed plan of several years from many sources, its versions and its sums."""

    name = "ortaq.stages.plan"
    label = "plan"
    verbose_name = _("Plan")

    def ready(self) -> None:
        """Join the chain and the comments."""
        from ortaq.stages.plan import chain, commenting

        chain.register()
        commenting.register()
