"""Facts of the exchange between units."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.places.models import Area, Programme, Unit
from ortaq.ground.text import Bilingual
from ortaq.ground.vocabulary import Theme
from ortaq.stages.grants.models import Application
from ortaq.stages.partners.models import Partnership
from ortaq.stages.plan.models import PlanLine
from ortaq.stages.projects.models import Project


class CaseKind(models.TextChoices):
    """What a case teaches."""

    PEOPLE = "people", _("how we brought people in")
    RESOURCE = "resource", _("how we found the resource")
    CHANGE = "change", _("how a plan changed something")


class Case(models.Model):
    """What one unit did that others can learn from, linked to what really happened in one of its cycles.

    A published case names the plan line, the partnership, the grant or the meeting that it tells of; through the
    chain it leads to the needs from which that came. `people` is how many it concerned, `cost` what it cost in all
    (tiyn).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="cases")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=CaseKind.choices)
    theme = models.CharField(max_length=20, choices=Theme.choices)
    title = Bilingual(max_length=200)
    before = Bilingual()
    done = Bilingual()
    after = Bilingual()
    lesson = Bilingual()
    people = models.PositiveIntegerField(null=True)
    cost = models.BigIntegerField(null=True)

    line = models.ForeignKey(PlanLine, models.PROTECT, null=True, related_name="cases")
    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="cases")
    grant = models.ForeignKey(Application, models.PROTECT, null=True, related_name="cases")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="cases")

    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="case_number_once_in_unit"),
            models.CheckConstraint(
                name="case_published_tells_of_something",
                condition=Q(published_at__isnull=True)
                | Q(line__isnull=False)
                | Q(partnership__isnull=False)
                | Q(grant__isnull=False)
                | Q(meeting__isnull=False),
            ),
        ]


class CaseUse(models.Model):
    """A unit copied the project sheet of a case into its own cycle."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="case_uses")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="case_uses")
    source_case = models.ForeignKey(Case, models.PROTECT, related_name="uses")
    project = models.OneToOneField(Project, models.PROTECT, related_name="case_use")
    used_at = models.DateTimeField()


class Event(models.Model):
    """A seminar, a forum, a study visit: who holds it, its agenda, what was left in hand, what followed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    title = Bilingual(max_length=200)
    within = Bilingual(max_length=200)
    place = Bilingual(max_length=200)
    organisers = Bilingual(max_length=500)
    partners = Bilingual(max_length=500)
    description = Bilingual()
    starts_on = models.DateField()
    ends_on = models.DateField()
    registration_until = models.DateField(null=True)
    follow_up = Bilingual()
    announced_at = models.DateTimeField()
    attended = models.PositiveIntegerField(null=True)
    oblasts = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="event_number_once_in_programme"),
            models.CheckConstraint(name="event_runs_forward", condition=Q(ends_on__gte=F("starts_on"))),
        ]


class OfEvent(models.Model):
    """A record about one event: its programme is the event's."""

    class Meta:
        abstract = True

    event: models.ForeignKey[Event, Event]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme that holds the event."""
        return self.event.programme_id


class EventItem(OfEvent):
    """One item of an event's agenda; it may tell a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    begins = models.TimeField(null=True)
    title = Bilingual(max_length=300)
    speaker = models.CharField(max_length=120, blank=True, default="")
    tells = models.ForeignKey(Case, models.PROTECT, null=True, related_name="told_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="event_item_number_once")]


class Material(OfEvent):
    """Something to take home from an event: a link, or a text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="materials")
    title = Bilingual(max_length=200)
    text = Bilingual()
    link = models.URLField(blank=True, default="")
    added_at = models.DateTimeField()


class Guest(OfEvent):
    """Somebody registered for an event. Their name and contact are seen by the organisers only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="guests")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120)
    office = models.CharField(max_length=200, blank=True, default="")
    is_akim = models.BooleanField(default=False)
    oblast = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    consented_at = models.DateTimeField()
    came = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="guest_number_once_at_event")]


class Question(models.Model):
    """What one akim's team asks the others."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    theme = models.CharField(max_length=20, choices=Theme.choices)
    title = Bilingual(max_length=200)
    text = Bilingual()
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="question_number_once_in_unit")]


class Advice(models.Model):
    """What another team answers to a question; it may point to a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="advice")
    text = Bilingual()
    points_to = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()


class News(models.Model):
    """News of a unit in both languages, with whom the press may ask. Corrected news says so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="news")
    number = models.PositiveIntegerField()
    title = Bilingual(max_length=200)
    text = Bilingual()
    press_contact = Bilingual(max_length=200)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="news_number_once_in_unit")]
