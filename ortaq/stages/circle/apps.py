"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CircleConfig(AppConfig):
    """Who must be heard, and the group of residents that plans."""

    name = "ortaq.stages.circle"
    label = "circle"
    verbose_name = _("Who is heard")

    def ready(self) -> None:
        """Join the office's list of what waits."""
        from ortaq.ground import todo
        from ortaq.stages.circle import waiting

        todo.add_room(waiting.tasks)
