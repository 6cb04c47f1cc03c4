"""Django's entry for this room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Django's entry for this room."""

    name = "ortaq.demo"
    label = "demo"
