"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """What people say about anything here, and what the office answers."""

    name = "ortaq.ground.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Join the office's list of what waits."""
        from ortaq.ground import todo
        from ortaq.ground.comments import waiting

        todo.add_room(waiting.tasks)
