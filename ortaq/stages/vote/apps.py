"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoteConfig(AppConfig):
    """The advisory vote of residents, and its count."""

    name = "ortaq.stages.vote"
    label = "vote"
    verbose_name = _("Vote")

    def ready(self) -> None:
        """Join the chain, and the office's list of what waits."""
        from ortaq.ground import todo
        from ortaq.stages.vote import chain, waiting

        chain.register()
        todo.add_room(waiting.tasks)
