"""Two decisions at the same moment, in different units, for a fund that holds one grant; prints what came of it.

Tests run inside one transaction, which other connections cannot see; so this is a program: the database is the one
that ORTAQ_HOME names, in SQLite.
"""

from __future__ import annotations

import json
import os
import sys
import threading

os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection  # noqa: E402

from conftest import make_unit  # noqa: E402
from ortaq.ground.errors import Refused  # noqa: E402
from ortaq.ground.journal.models import Node  # noqa: E402
from ortaq.ground.money import tenge  # noqa: E402
from ortaq.stages.grants.fund import fund_of  # noqa: E402
from ortaq.stages.grants.models import Decision  # noqa: E402
from ortaq.stages.grants.tests import built  # noqa: E402


def main() -> dict[str, int]:
    """Decide on two applications at once."""
    call_command("migrate", verbosity=0)
    Node.objects.create(name="laptop", is_here=True)
    units = [make_unit(slug, slug, slug, (f"{slug} ауылы", slug)) for slug in ("mysal", "basqa")]
    site = built.build(*units)
    site.publish(fund=tenge(1_200_000))
    applications = [site.apply(unit=unit) for unit in units]
    site.close()
    for application in applications:
        site.judged(application)
    sitting = site.sit()
    start = threading.Barrier(2)

    def work(application) -> None:
        start.wait()
        try:
            site.decide(application, sitting)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[application]) for application in applications]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"decided": Decision.objects.count(), "committed": fund_of(site.call).committed}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
