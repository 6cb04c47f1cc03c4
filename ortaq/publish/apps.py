"""Django's entry for this room."""

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """Django's entry for this room."""

    name = "ortaq.publish"
    label = "publish"
