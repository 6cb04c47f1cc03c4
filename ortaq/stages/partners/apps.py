"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Who helps where there is no budget."""

    name = "ortaq.stages.partners"
    label = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        """Join the chain and the office's list of what waits."""
        from ortaq.ground import todo
        from ortaq.stages.partners import chain, waiting

        chain.register()
        todo.add_room(waiting.tasks)
