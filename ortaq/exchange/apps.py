"""Django's entry for this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Akims learn from each other."""

    name = "ortaq.exchange"
    label = "exchange"
    verbose_name = _("Exchange")

    def ready(self) -> None:
        """Join the chain, and the comments with news."""
        from ortaq.exchange import chain, commented

        chain.register()
        commented.register()
