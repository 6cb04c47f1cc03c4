"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Answers to problems: owner, cost, use, risks, and a public review."""

    name = "ortaq.stages.projects"
    label = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        """Join the chain from needs to results and the comments, and say what waits in this room."""
        from ortaq.ground import todo
        from ortaq.stages.projects import chain, commented, waiting

        chain.register()
        commented.register()
        todo.add_room(waiting.tasks)
