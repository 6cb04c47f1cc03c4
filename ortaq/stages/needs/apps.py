"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    """What residents say they need, merged into problems, and the answer to every one."""

    name = "ortaq.stages.needs"
    label = "needs"
    verbose_name = _("Needs")

    def ready(self) -> None:
        """Join the chain, the comments, the office's list of what waits, and the photos that may be seen."""
        from ortaq.ground import todo
        from ortaq.ground.files import visibility
        from ortaq.stages.needs import chain, commented, waiting
        from ortaq.stages.needs.pages.moderating import shows_photo

        chain.register()
        commented.register()
        todo.add_room(waiting.tasks)
        visibility.add_shows(shows_photo)
