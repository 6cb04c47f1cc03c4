"""An office that works without a rest: opened by the first run, then one deed after another until it is killed.

Run as `python -m tests.commands.office open` or `… work` with ORTAQ_HOME set. Every deed is told on the
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


if __name__ == "__main__":
    django.setup()
    {"open": open_an_office, "work": work}[sys.argv[1]]()
