"""An office that works without a rest: opened by the first run, then one deed after another until it is killed.

Run as `python -m tests.commands.office open`, `… plan` or `… work` with ORTAQ_HOME set. Every deed is told on the
output only after its action has returned, so what was told must never be lost.
"""

import datetime
import itertools
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")


def open_an_office() -> None:
    """Make the database and in it an office with a cycle."""
    from django.core.management import call_command

    from ortaq.ground import clock
    from ortaq.ground.cycle.actions import start_cycle
    from ortaq.ground.people.actors import Actor
    from ortaq.ground.people.opening import Place, open_office
    from ortaq.ground.text import Text

    call_command("migrate", verbosity=0)
    place = Place("okrug", Text(kk="Сынақ"), Text(kk="Аудан"), Text(kk="Облыс"), [Text(kk="Көктал")])
    now = clock.now()
    akim = open_office(
        place=place, akim_name="Әкім", username="akim", password="дала-көктем-қыс", language="kk", now=now
    )
    start_cycle(
        by=Actor(account=akim),
        unit=akim.appointments.get().unit,
        first_year=now.year + 1,
        last_year=now.year + 3,
        starts_on=now.date(),
        now=now,
    )


def work() -> None:
    """Move the dates of a step again and again, and tell each deed when it is done."""
    from ortaq.ground import clock
    from ortaq.ground.cycle.actions import reschedule_step
    from ortaq.ground.cycle.models import Step
    from ortaq.ground.ids import new_id
    from ortaq.ground.people.actors import Actor
    from ortaq.ground.people.models import Account

    akim, step = Actor(account=Account.objects.get()), Step.objects.get(key="needs")
    opens_on = step.opens_on
    for day in itertools.cycle(range(1, 28)):
        deed = new_id()
        reschedule_step(
            by=akim,
            step=step,
            opens_on=opens_on,
            closes_on=opens_on + datetime.timedelta(days=day),
            reason="қар " * 400,
            now=clock.now(),
            deed=deed,
        )
        sys.stdout.write(f"{deed}\n")
        sys.stdout.flush()


def plan() -> None:
    """Make the database and in it an office whose published plan lists so many needs that its document takes long.

    Tells the identifier of the published version.
    """
    from django.core.management import call_command

    from conftest import NOW, make_actor, make_cycle, make_unit
    from ortaq.ground.journal.models import Node
    from ortaq.ground.people.roles import Role
    from ortaq.publish.plan_files import QUICK
    from ortaq.stages.needs.tests.many import add_published
    from ortaq.stages.plan import actions
    from ortaq.stages.plan.tests import plans

    call_command("migrate", verbosity=0)
    Node.objects.create(name="laptop", is_here=True)
    cycle = make_cycle(make_unit("mysal", "Мысал", "Мысал", ("Көктал", "Коктал"), ("Бастау", "Бастау")))
    add_published(cycle, QUICK + 100, NOW)
    desk = plans.draw_up(cycle, make_actor(cycle.unit, Role.AKIM, username="akim"))
    version = desk.do(actions.close_version, plan=desk.plan)
    desk.do(actions.publish_version, version=version)
    sys.stdout.write(f"{version.pk}\n")


if __name__ == "__main__":
    django.setup()
    {"open": open_an_office, "plan": plan, "work": work}[sys.argv[1]]()
