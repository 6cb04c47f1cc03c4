"""`ortaq check CERTIFICATE.json FILE.pb`: check somebody's count without trusting whoever made it."""

from gettext import gettext as _

from ortaq.engines.allocation.command import add_check_arguments as add_arguments
from ortaq.engines.allocation.command import run_check as run

__all__ = ["add_arguments", "purpose", "run"]


def purpose() -> str:
    """What the help says of this command."""
    return _("check a count by its certificate")
