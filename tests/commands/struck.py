"""A deed struck down before each of its statements: `kill -9` takes its process, one statement later each time.

Run as `python -m tests.commands.struck` with ORTAQ_HOME set. Tells of each deed, line by line, `whole` where it
was killed and the office was as before it, `broken` where it was not, and at last `done`.
"""

import hashlib
import itertools
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")
Deed = Callable[[], object]


def count_a_vote(cycle) -> Deed:
    """A closed vote with ballots; the deed is its count."""
    from conftest import make_actor
    from ortaq.stages.vote.tests.village import BALLOTS, make_village

    village = make_village(cycle, make_actor)
    village.open()
    for code, approvals in zip(village.print(len(BALLOTS)), BALLOTS, strict=True):
        village.cast(code, approvals)
    village.close()
    return village.count


def close_a_plan(cycle) -> Deed:
    """A plan whose sums agree; the deed freezes its version."""
    from conftest import make_actor
    from ortaq.ground.people.roles import Role
    from ortaq.stages.plan import actions
    from ortaq.stages.plan.tests import plans

    desk = plans.draw_up(cycle, make_actor(cycle.unit, Role.AKIM))
    return lambda: desk.do(actions.close_version, plan=desk.plan)


def report_with_a_photo(cycle) -> Deed:
    """An agreed plan; the deed reports on a line with a photo."""
    from conftest import NOW, make_actor
    from ortaq.stages.results.tests.built import build, photo

    site = build(cycle, make_actor, NOW)
    return lambda: site.report(2, photos=[photo()])


DEEDS = (count_a_vote, close_a_plan, report_with_a_photo)


def state() -> str:
    """Return a digest of everything the database holds."""
    from django.conf import settings

    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as database:
        return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()


def strike(deed: Deed, *, at: int) -> bool:
    """Do the deed in a process of its own that is killed before its statement `at`; return whether it was."""
    from django.db import connection

    def kill_in_time(execute, *statement):
        if next(begun) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    begun = itertools.count(1)
    child = os.fork()
    if child == 0:
        with connection.execute_wrapper(kill_in_time):
            deed()
        os._exit(0)
    ended = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
    return os.WIFSIGNALED(ended)


def strike_everywhere(deed: Deed) -> Iterator[str]:
    """Yield what each stroke left behind, and whether the deed was done where nothing struck any more."""
    from django.db import connections

    connections.close_all()
    before = state()
    for statement in itertools.count(1):
        if not strike(deed, at=statement):
            break
        yield "whole" if state() == before else "broken"
    yield "done" if state() != before else "nothing done"


def main() -> None:
    from django.core.management import call_command

    from conftest import make_cycle, make_unit
    from ortaq.ground.journal.models import Node

    call_command("migrate", verbosity=0)
    Node.objects.create(name="laptop", is_here=True)
    for prepare in DEEDS:
        unit = make_unit(prepare.__name__, "Мысал", "Мысал", ("Көктал", "Коктал"), ("Бастау", "Бастау"))
        for told in strike_everywhere(prepare(make_cycle(unit))):
            sys.stdout.write(f"{prepare.__name__} {told}\n")


if __name__ == "__main__":
    django.setup()
    main()
