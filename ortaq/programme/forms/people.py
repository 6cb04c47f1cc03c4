"""The form in which somebody gets a role in a programme."""

from __future__ import annotations

from typing import Any

from ortaq.ground.people.forms import AppointForm
from ortaq.programme.actions import PROGRAMME_ROLES


class ProgrammeAppointForm(AppointForm):
    """Who gets which role in the programme."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        role: Any = self.fields["role"]
        role.choices = [(one.value, one.label) for one in PROGRAMME_ROLES]
