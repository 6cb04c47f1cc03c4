"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    """Agreement by the community assembly and adoption by the maslikhat."""

    name = "ortaq.stages.assembly"
    label = "assembly"
    verbose_name = _("Assembly")

    def ready(self) -> None:
        """Join the chain and the office's list of what waits."""
        from ortaq.ground import todo
        from ortaq.stages.assembly import chain, waiting

        chain.register()
        todo.add_room(waiting.tasks)
