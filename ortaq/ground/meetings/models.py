"""Facts of meetings: one model for every kind, statutory or not."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Bilingual
from ortaq.ground.vocabulary import Group


class MeetingKind(models.TextChoices):
    """The kinds of a meeting. The first three are bodies under Law 148 and follow its procedure."""

    SEPARATE_GATHERING = "separate_gathering", _("separate gathering")
    GATHERING = "gathering", _("community gathering")
    ASSEMBLY = "assembly", _("community assembly")
    VILLAGE_MEETING = "village_meeting", _("village meeting")
    FOCUS_GROUP = "focus_group", _("focus group")
    PLANNING_GROUP = "planning_group", _("meeting of the planning group")
    AKIM_REPORT = "akim_report", _("akim's report to residents")


STATUTORY = frozenset({MeetingKind.SEPARATE_GATHERING, MeetingKind.GATHERING, MeetingKind.ASSEMBLY})


class Meeting(models.Model):
    """A meeting from its notice to its signed protocol.

    A meeting that was held has the number of those present, and of those entitled to be; its protocol is
    signed only after it was held, and handed over only after it was signed. A cancelled meeting has a reason.
    `notice_on` is the day on which people were told, as the office says; `notice_entered_on` is the day on
    which it was entered here. Residents who came are counted, never named; `has_sheet` says that the sheet
    they signed by hand is kept with the paper protocol.
    """

    # Identification
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="meetings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)

    # Notice
    title = Bilingual(max_length=200)
    place = Bilingual(max_length=200)
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="meetings")
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    starts_at = models.DateTimeField()
    called_at = models.DateTimeField()
    notice_on = models.DateField()
    notice_entered_on = models.DateField()
    materials_on = models.DateField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancellation = Bilingual()

    # Attendance
    held_at = models.DateTimeField(null=True)
    entitled = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    women_present = models.PositiveIntegerField(null=True)
    youth_present = models.PositiveIntegerField(null=True)
    invited = models.PositiveIntegerField(null=True)
    invited_names = models.TextField(blank=True, default="")
    has_sheet = models.BooleanField(default=False)

    # Protocol
    chair = models.CharField(max_length=120, blank=True, default="")
    secretary = models.CharField(max_length=120, blank=True, default="")
    summary = Bilingual()
    signed_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    handed_over_to = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="meeting_number_once_in_unit"),
            models.CheckConstraint(
                name="meeting_held_is_counted",
                condition=Q(held_at__isnull=True) | Q(entitled__isnull=False, present__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_parts_within_present",
                condition=Q(women_present__isnull=True) | Q(women_present__lte=F("present")),
            ),
            models.CheckConstraint(
                name="meeting_youth_within_present",
                condition=Q(youth_present__isnull=True) | Q(youth_present__lte=F("present")),
            ),
            models.CheckConstraint(
                name="meeting_signed_was_held", condition=Q(signed_on__isnull=True) | Q(held_at__isnull=False)
            ),
            models.CheckConstraint(
                name="meeting_notice_is_past_when_entered", condition=Q(notice_on__lte=F("notice_entered_on"))
            ),
            models.CheckConstraint(
                name="meeting_handed_over_was_signed",
                condition=Q(handed_over_on__isnull=True, handed_over_to="")
                | Q(signed_on__isnull=False, handed_over_on__gte=F("signed_on")) & ~Q(handed_over_to=""),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_was_not_held",
                condition=Q(cancelled_at__isnull=True) | Q(held_at__isnull=True),
            ),
        ]

    @property
    def is_statutory(self) -> bool:
        """Whether the law sets the procedure of this kind of meeting."""
        return self.kind in STATUTORY


class AgendaItem(models.Model):
    """One question on a meeting's agenda, with what was said on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = Bilingual(max_length=300)
    speaker = models.CharField(max_length=120, blank=True, default="")
    discussion = Bilingual()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once_in_meeting")]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit whose meeting this item belongs to."""
        return self.meeting.unit_id


class Motion(models.Model):
    """A proposal put to the vote under an agenda item, and how the vote went.

    For, against and abstained are all counted or none is; `carried` says what the rule made of them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="motions")
    number = models.PositiveSmallIntegerField()
    text = Bilingual()
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    chair_casts = models.CharField(
        max_length=7, blank=True, default="", choices=[("for", _("for")), ("against", _("against"))]
    )
    carried = models.BooleanField(null=True)
    voted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="motion_number_once_in_item"),
            models.CheckConstraint(
                name="motion_counted_whole_or_not",
                condition=Q(
                    votes_for__isnull=True,
                    votes_against__isnull=True,
                    abstained__isnull=True,
                    carried__isnull=True,
                    voted_at__isnull=True,
                )
                | Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    abstained__isnull=False,
                    carried__isnull=False,
                    voted_at__isnull=False,
                ),
            ),
        ]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit in whose meeting this was moved."""
        return self.item.meeting.unit_id


class Election(models.Model):
    """An election of representatives under an agenda item: each candidate is voted on separately, most votes win.

    An item holds one election at most.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="election")
    seats = models.PositiveSmallIntegerField()
    voted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="election_has_a_seat", condition=Q(seats__gte=1))]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit in whose meeting this election was held."""
        return self.item.meeting.unit_id


class Candidate(models.Model):
    """Somebody who stood in an election, with the votes for them.

    `votes_again` are those of the second vote, which only candidates with equal votes for the last seats have.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    name = models.CharField(max_length=120)
    votes = models.PositiveIntegerField()
    votes_again = models.PositiveIntegerField(null=True)
    is_elected = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "name"], name="candidate_stands_once")]


class AssemblyMember(models.Model):
    """A resident delegated by the gathering to the community assembly for four years (public office).

    `until` is the last day of the term, or of a membership that ended before it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assembly_members")
    name = models.CharField(max_length=120)
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="assembly_members")
    since = models.DateField()
    until = models.DateField(null=True)
    elected_by = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="elected_members")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assembly_member_term_runs_forward",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            )
        ]


class Attendance(models.Model):
    """An assembly member was present at a meeting of the assembly."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(AssemblyMember, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once_in_meeting")]


class RuleOverride(models.Model):
    """A number that the maslikhat adopted for this unit in place of, or beside, the national one.

    `value` is written as in the law's data: a whole number, a share such as "1/2", or the name of a rule. It
    holds from `adopted_on` until `valid_to`, both included; one that was entered by mistake ends before it began.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rule_overrides")
    parameter = models.CharField(max_length=60)
    value = models.JSONField()
    act = Bilingual(max_length=300)
    adopted_on = models.DateField()
    valid_to = models.DateField(null=True)
    verified_by = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "parameter", "adopted_on"])]


class MovedDay(models.Model):
    """A day that a decree or the moon moved: a weekday off (Құрбан айт, a bridge day), or a weekend day worked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="moved_days")
    day = models.DateField()
    is_working = models.BooleanField()
    act = Bilingual(max_length=300)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="moved_day_once_in_unit")]
