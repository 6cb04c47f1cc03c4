"""The fictional programme that supports the okrug of the example, and its people."""

from __future__ import annotations

import datetime

from ortaq.demo.story import Story, text, texts
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.example import PASSWORD
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import in_columns


def open_fictional_programme(story: Story) -> Programme:
    """Return the programme of the example with its manager, reviewers and donor; made once.

    No action makes a programme: whoever keeps the computer does. Its people join the story under their names.
    """
    row = texts("programmes")
    known = Programme.objects.filter(slug=row["slug"]).first()
    if known is not None:
        return known
    programme = Programme.objects.create(
        slug=row["slug"], name_en=row["name_en"], is_fictional=True, **in_columns(name=text(row, "name"))
    )
    programme.units.add(story.unit)
    since = datetime.date(story.year - 2, 1, 3)
    for person in row["person"]:
        account = Account(username=person["username"], name=person["name"], language=person["language"])
        account.set_password(PASSWORD)
        account.save()
        Appointment.objects.create(account=account, role=Role(person["role"]), programme=programme, since=since)
        story.actors[person["username"]] = Actor(account=account)
    return programme
