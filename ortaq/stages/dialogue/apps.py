"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialogueConfig(AppConfig):
    """Where people agree, and what they say about everything."""

    name = "ortaq.stages.dialogue"
    label = "dialogue"
    verbose_name = _("Dialogue")

    def ready(self) -> None:
        """Join the chain, and the office's list of what waits."""
        from ortaq.ground import todo
        from ortaq.stages.dialogue import chain, waiting

        chain.register()
        todo.add_room(waiting.tasks)
