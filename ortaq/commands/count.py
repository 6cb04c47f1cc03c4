"""`ortaq count FILE.pb`: count a vote, with or without an office on this computer."""

from gettext import gettext as _

from ortaq.engines.allocation.command import add_arguments, run

__all__ = ["add_arguments", "purpose", "run"]


def purpose() -> str:
    """What the help says of this command."""
    return _("count the vote in a Pabulib file")
