"""`ortaq demo`: fill the example anew."""

import argparse
import shutil
from gettext import gettext as _

from ortaq.commands import homes
from ortaq.commands.run import build_example
from ortaq.web.home import Home


def purpose() -> str:
    """What the help says of this command."""
    return _("build the example anew; what visitors changed in it is lost")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq demo`."""
    homes.add_home(parser)


def run(args: argparse.Namespace) -> int:
    """Empty an example home and fill it; a home with real data is never touched."""
    home = homes.choose(args.home)
    homes.wake()
    from django.db import connection

    if connection.vendor != "sqlite":
        return homes.complain(_("The example lives in a home folder. Run this without DATABASE_URL."))
    if home.database.exists() and _holds_real_data():
        return homes.complain(
            _("%(folder)s holds an office's own data, so it was left as it is. Name another folder with --home.")
            % {"folder": home.folder}
        )
    connection.close()
    _empty(home)
    build_example()
    print(_("The example is ready. Start it with: ortaq run"))
    return 0


def _holds_real_data() -> bool:
    from django.db import connection

    if "places_unit" not in connection.introspection.table_names():
        return False
    from ortaq.ground.people.example import is_example
    from ortaq.ground.places.models import Unit

    return Unit.objects.exists() and not is_example()


def _empty(home: Home) -> None:
    for ending in ("", "-wal", "-shm"):
        home.database.with_name(home.database.name + ending).unlink(missing_ok=True)
    shutil.rmtree(home.media, ignore_errors=True)
