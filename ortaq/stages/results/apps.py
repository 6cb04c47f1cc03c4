"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    """What came of it"""

    name = "ortaq.stages.results"
    label = "results"
    verbose_name = _(" progress, money, measurements, and the public report.:Results")
