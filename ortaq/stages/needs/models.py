"""Facts of needs: what residents said, what it was merged into, and what the office answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.models import SheetReport, StoredFile, counts_every_row
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.moderation import Moderated
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.text import Bilingual, Language
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.circle.models import Stakeholder
from ortaq.stages.profile.models import Service


class Problem(models.Model):
    """What several needs say together. Numbered within its unit, for ever.

    It may come from another problem of its cycle: together they are trees, whose roots are the first causes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="problems")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="problems")
    number = models.PositiveIntegerField()
    title = Bilingual(max_length=200)
    description = Bilingual()
    theme = models.CharField(max_length=20, choices=Theme.choices)
    comes_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="effects")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="problem_number_once_in_unit"),
            models.CheckConstraint(name="problem_not_from_itself", condition=~Q(comes_from=F("id"))),
        ]


class StatementKind(models.TextChoices):
    """What a statement of the SWOT analysis is: within the place or outside it, a help or a hindrance."""

    STRENGTH = "strength", _("strength")
    WEAKNESS = "weakness", _("weakness")
    OPPORTUNITY = "opportunity", _("opportunity")
    THREAT = "threat", _("threat")


class SwotStatement(models.Model):
    """One statement of the SWOT analysis, and what it rests on: a record of an earlier step, a written source.

    A statement without evidence cannot be kept. One that was taken off is read no more; the journal says why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="swot_statements")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="swot_statements")
    kind = models.CharField(max_length=11, choices=StatementKind.choices)
    text = Bilingual(max_length=500)
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    # What it rests on
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="swot_statements")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="swot_statements")
    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, null=True, related_name="swot_statements")
    source = Bilingual(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="swot_statement_rests_on_something",
                condition=Q(problem__isnull=False)
                | Q(service__isnull=False)
                | Q(stakeholder__isnull=False)
                | ~Q(source_kk="", source_ru=""),
            )
        ]


class Need(Moderated):
    """What one person, or one meeting, says is needed.

    Numbered within its unit, for ever; the number is all that a receipt shows. The author's words stand in the
    language they were said in (`text.original`). No name stands here: a contact, where one was given, lies in
    `Contact`. A need belongs to at most one problem and keeps its own page and its own answers there.
    A published one has a day by which the office answers. `search` is the text as `searchable` writes it. A place
    that was marked on the map is kept as everybody may know it, to about 100 m (`RoughPoint`); both degrees stand
    or neither.
    """

    # Identification
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="needs")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="needs")
    number = models.PositiveIntegerField()

    # What was said, where and by whom
    text = Bilingual()
    search = models.TextField()
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="needs")
    theme = models.CharField(max_length=20, choices=Theme.choices, blank=True, default="")
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)

    # How it came
    channel = models.CharField(max_length=10, choices=Channel.choices)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="needs")
    sheet = models.ForeignKey("SheetImport", models.PROTECT, null=True, related_name="needs")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    submitted_at = models.DateTimeField()

    # What became of it
    answer_due_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="needs")
    merged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *Moderated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "number"], name="need_number_once_in_unit"),
            models.UniqueConstraint(
                fields=["cycle", "fingerprint"], condition=~Q(fingerprint=""), name="need_sheet_row_once"
            ),
            models.CheckConstraint(
                name="need_published_has_due_day",
                condition=~Q(state="published") | Q(answer_due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="need_merged_is_published", condition=Q(problem__isnull=True) | Q(state="published")
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "state", "-number"]),
            models.Index(fields=["cycle", "state", "settlement", "-number"]),
            models.Index(fields=["cycle", "state", "theme", "-number"]),
            models.Index(fields=["cycle", "answered_at", "answer_due_on"]),
        ]

    @property
    def place(self) -> RoughPoint | None:
        """Where it was marked on the map, or None."""
        if self.latitude is None or self.longitude is None:
            return None
        return RoughPoint(self.latitude, self.longitude)


class Contact(models.Model):
    """How to tell an author the answer, given of their own will; seen by the office only, deleted in time."""

    need = models.OneToOneField(Need, models.PROTECT, primary_key=True, related_name="contact")
    phone = models.CharField(max_length=30)
    consented_at = models.DateTimeField()


class AnswerKind(models.TextChoices):
    """What the office says of a need."""

    TAKEN_UP = "taken_up", _("taken up in a project or in the plan")
    IN_WORK = "in_work", _("work has begun")
    DONE = "done", _("done")
    FORWARDED = "forwarded", _("passed on to the body responsible for it")
    REFUSED = "refused", _("not taken up")


class Answer(models.Model):
    """One official answer to one need. A need may be answered again as things move; nothing is overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="answers")
    need = models.ForeignKey(Need, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    text = Bilingual()
    answered_at = models.DateTimeField()


class SheetImport(SheetReport):
    """One spreadsheet of needs that was taken in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheet_imports")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="sheet_imports")
    language = models.CharField(max_length=2, choices=Language.choices)

    class Meta:
        constraints = [counts_every_row("sheet_import_counts_every_row")]
