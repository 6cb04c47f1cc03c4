"""A vote with many hands at once, in a database of its own; prints as JSON what came of it.

Tests run inside one transaction, which other connections cannot see; so this is a program: the database is the one
that ORTAQ_HOME or DATABASE_URL names, and has to be empty.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection  # noqa: E402

from conftest import make_actor, make_cycle, make_unit  # noqa: E402
from ortaq.ground.errors import Refused  # noqa: E402
from ortaq.ground.journal.models import Entry, Node  # noqa: E402
from ortaq.stages.vote.actions import close_vote, count_vote  # noqa: E402
from ortaq.stages.vote.models import Count, CountedBallot, SealedBallot  # noqa: E402
from ortaq.stages.vote.tests.village import AFTER, VOTING, make_village  # noqa: E402

WAYS = ([1], [2], [3], [1, 2], [], [4])


def at_once(*deeds: Callable[[], object]) -> int:
    """Do all of it at the same moment, each on a connection of its own; return how many were not refused."""
    start, done = threading.Barrier(len(deeds)), []

    def work(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            deed()
            done.append(deed)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


def main() -> dict[str, object]:
    """Cast with one card from everywhere, then with all cards while the vote closes, then count three times."""
    call_command("migrate", verbosity=0)
    Node.objects.create(name="laptop", is_here=True)
    unit = make_unit("mysal", "Мысал", "Мысал", ("Көктал", "Коктал"))
    village = make_village(make_cycle(unit), make_actor)
    village.open()
    one, *others = village.print(9)

    cast_with_one = at_once(*(lambda ways=ways: village.cast(one, ways) for ways in WAYS * 2))
    of_one = list(SealedBallot.objects.values_list("approvals", flat=True))
    entries = Entry.objects.filter(action="vote.cast").count()

    def close() -> None:
        close_vote(by=village.akim, vote=village.vote, reason="боран", now=VOTING)

    before_or_never = at_once(*(lambda code=code: village.cast(code, [1]) for code in others), close)
    sealed = SealedBallot.objects.count()
    counts = at_once(*[lambda: count_vote(by=village.akim, vote=village.vote, now=AFTER)] * 3)
    return {
        "cast_with_one": cast_with_one,
        "ballots_of_one": of_one,
        "entries_of_one": entries,
        "taken_while_closing": before_or_never - 1,
        "sealed": sealed,
        "counts_done": counts,
        "counts_kept": Count.objects.count(),
        "counted": CountedBallot.objects.count(),
    }


if __name__ == "__main__":
    print(json.dumps(main()))  # noqa: T201 - read by the test
