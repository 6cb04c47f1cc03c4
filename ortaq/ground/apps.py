"""Django's entry for this room."""

from django.apps import AppConfig


class GroundConfig(AppConfig):
    """Django's entry for this room."""

    name = "ortaq.ground"
    label = "ground"
