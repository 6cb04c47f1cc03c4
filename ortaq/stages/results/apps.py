"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    """What came of the plan: progress, money, measurements, and what became of every need."""

    name = "ortaq.stages.results"
    label = "results"
    verbose_name = _("Results")

    def ready(self) -> None:
        """Join the chain, the office's list of what waits, and the photos that may be seen."""
        from ortaq.ground import todo
        from ortaq.ground.files import visibility
        from ortaq.stages.results import chain, selectors, waiting

        chain.register()
        todo.add_room(waiting.tasks)
        visibility.add_shows(selectors.shows_photo)
