"""What is plausible in the record of a programme, beyond the table of roles."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text
from ortaq.programme.content import Description, Measure, Participants, Session
from ortaq.programme.models import Profile

LONGEST_SESSION = 24 * 60
"""Minutes in a day: what took longer is several entries."""


def require_text(text: Text, field: str) -> None:
    """Refuse a text that is empty in Kazakh and in Russian."""
    if not text:
        raise Refused(_("Write this in Kazakh or in Russian."), field=f"{field}_kk")


def require_past(day: datetime.date, *, today: datetime.date) -> None:
    """Refuse a day that is still to come."""
    if day > today:
        raise Refused(_("This day is still to come. Choose today or an earlier day."), field="on")


def require_description(said: Description, *, known: Profile | None) -> None:
    """Refuse days that run backward, a share that is none, and another currency than that of the budget."""
    require_text(said.aim, "aim")
    if said.ends_on <= said.starts_on:
        raise Refused(_("The programme ends before it begins. Check the two days."), field="ends_on")
    if not 0 < said.target_share <= 1000:
        raise Refused(_("Write a share from 1 to 100 per cent."), field="target")
    if known and known.currency != said.currency and known.programme.budget_lines.exists():
        raise Refused(
            _("The budget is already kept in another currency. Its lines would change their worth."),
            field="currency",
        )


def require_year(year: int | None, profile: Profile) -> None:
    """Refuse a year in which the programme does not run."""
    first, last = profile.starts_on.year, profile.ends_on.year
    if year is not None and not first <= year <= last:
        raise Refused(
            _("The programme runs from %(first)s to %(last)s. Check the year.") % {"first": first, "last": last},
            field="year",
        )


def require_unit_in(programme: Programme, unit: Unit | None, *, field: str) -> None:
    """Refuse a unit that does not take part in the programme."""
    if unit is not None and not programme.units.filter(pk=unit.pk).exists():
        raise Refused(_("This place does not take part in the programme."), field=field)


def require_participants(people: Participants) -> None:
    """Refuse more young people than there were people."""
    if people.youth > people.total:
        raise Refused(_("There are more young people than women and men together."), field="youth")


def require_session(said: Session, *, today: datetime.date) -> None:
    """Refuse a session without a topic or a length, one still to come, and a next day without a next step."""
    require_text(said.topic, "topic")
    require_past(said.on, today=today)
    if not 0 < said.minutes <= LONGEST_SESSION:
        raise Refused(_("Write how long it took: more than nothing, at most 24 hours."), field="hours")
    require_participants(said.people)
    if said.next_on and not said.next_step:
        raise Refused(_("Write what is to be done on that day."), field="next_step_kk")
    if said.next_on and said.next_on < said.on:
        raise Refused(_("The next step lies before this day. Check the two days."), field="next_on")


def require_measure(said: Measure) -> None:
    """Refuse an indicator that nobody could read: without a title, or with a value of no year."""
    require_text(said.title, "title")
    require_text(said.measured_in, "measured_in")
    for name in ("baseline", "target"):
        if (getattr(said, name) is None) != (getattr(said, f"{name}_year") is None):
            raise Refused(_("A value and its year belong together: write both or neither."), field=f"{name}_year")


def require_whole(value: Decimal, people: Participants | None) -> None:
    """Refuse a value that is not women and men together where people are counted."""
    if people is None:
        return
    require_participants(people)
    if value != people.total:
        raise Refused(
            _("Women and men together are %(total)s. Write this value, or leave the people empty.")
            % {"total": people.total},
            field="value",
        )
