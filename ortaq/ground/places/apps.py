"""Units, settlements, and the areas around them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Units, settlements, and the areas around them."""

    name = "ortaq.ground.places"
    label = "places"
    verbose_name = _("Places")
