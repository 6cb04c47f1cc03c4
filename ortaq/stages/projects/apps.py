"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Answers to problems"""

    name = "ortaq.stages.projects"
    label = "projects"
    verbose_name = _(" owner, cost, use, risks, and a public review.:Projects")
