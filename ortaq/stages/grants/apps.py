"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    """Small grants to entrepreneurs, from the call to the jobs a year later."""

    name = "ortaq.stages.grants"
    label = "grants"
    verbose_name = _("Grants")

    def ready(self) -> None:
        """Join the chain, the office's list of what waits, and the photos that may be seen."""
        from ortaq.ground import todo
        from ortaq.ground.files import visibility
        from ortaq.stages.grants import chain, waiting
        from ortaq.stages.grants.pages import carrying_out

        chain.register()
        todo.add_room(waiting.tasks)
        visibility.add_shows(carrying_out.shows_photo)
