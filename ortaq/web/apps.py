"""Django's entry for this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Django's entry for this room."""

    name = "ortaq.web"
    label = "web"
