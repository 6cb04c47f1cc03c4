"""Photos and documents that people give."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Photos and documents that people give."""

    name = "ortaq.ground.files"
    label = "files"
    verbose_name = _("Files")
