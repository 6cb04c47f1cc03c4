"""Facts of the circle: stakeholders, the open call, volunteers, members of the planning group."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.models import SheetReport, counts_every_row
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.people.actors import Channel
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Bilingual
from ortaq.ground.vocabulary import Group


class StakeholderKind(models.TextChoices):
    """What a stakeholder is."""

    ORGANISATION = "organisation", _("organisation")
    INFORMAL = "informal", _("informal group")
    PERSON = "person", _("person")


class Category(models.TextChoices):
    """The seven categories of people whose voice the method asks for in every village (SINS, Kyrgyzstan)."""

    UNEMPLOYED_WOMEN = "unemployed_women", _("women without work")
    ELDERLY = "elderly", _("elderly people")
    ABSENT_PARENTS = "absent_parents", _("families whose parents work elsewhere")
    POOR = "poor", _("the poorest families")
    DISABILITY = "disability", _("families with a person with a disability")
    WAGE_EARNERS = "wage_earners", _("people who work for wages")
    MINORITY = "minority", _("ethnic minorities")


class Stakeholder(models.Model):
    """Somebody who can influence the plan, or whom it concerns.

    `influence` and `interest` are the team's estimate from 1 (little) to 5 (much). A person stands here with
    their consent only; the contact lies in `StakeholderContact`. One who is no longer relevant has ended, for
    a reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stakeholders")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="stakeholders")
    kind = models.CharField(max_length=12, choices=StakeholderKind.choices)
    name = Bilingual(max_length=200)
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    category = models.CharField(max_length=20, choices=Category.choices, blank=True, default="")
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="stakeholders")
    influence = models.PositiveSmallIntegerField()
    interest = models.PositiveSmallIntegerField()
    stake = Bilingual(max_length=500)
    approach = Bilingual(max_length=500)
    consented_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = Bilingual(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stakeholder_ended_has_reason",
                condition=Q(ended_at__isnull=True) | ~Q(ending_kk="", ending_ru=""),
            ),
            models.CheckConstraint(
                name="stakeholder_on_the_map",
                condition=Q(influence__range=(1, 5), interest__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="stakeholder_person_consented",
                condition=~Q(kind="person") | Q(consented_on__isnull=False),
            ),
        ]


class StakeholderContact(models.Model):
    """How the office reaches a stakeholder; seen by the office only."""

    stakeholder = models.OneToOneField(Stakeholder, models.PROTECT, primary_key=True, related_name="contact")
    person = models.CharField(max_length=120, blank=True, default="")
    contact = models.CharField(max_length=120)
    consented_on = models.DateField()


class Sex(models.TextChoices):
    """As the population is counted."""

    FEMALE = "female", _("woman")
    MALE = "male", _("man")


class AgeBand(models.TextChoices):
    """Ages as the planning group is composed (youth 14–34: the law's own bands, not yet verified)."""

    YOUTH = "youth", _("14–34")
    MIDDLE = "middle", _("35–59")
    OLDER = "older", _("60 and older")


class Call(models.Model):
    """The open call for the inclusive planning group of a cycle: how many seats, until when.

    A cycle has one call. It may be saved with gaps, but is opened whole; quotas are part of it and cannot
    change once it is open.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_calls")
    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="group_call")
    text = Bilingual()
    seats = models.PositiveSmallIntegerField(null=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="group_call_has_seats", condition=Q(seats__isnull=True) | Q(seats__gt=0)),
            models.CheckConstraint(
                name="group_call_runs_forward",
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
            ),
            models.CheckConstraint(
                name="group_call_opened_is_whole",
                condition=Q(opened_at__isnull=True)
                | Q(seats__isnull=False, opens_on__isnull=False, closes_on__isnull=False)
                & ~Q(text_kk="", text_ru=""),
            ),
        ]


class Feature(models.TextChoices):
    """By what a quota is set."""

    SEX = "sex", _("sex")
    AGE = "age", _("age")
    SETTLEMENT = "settlement", _("settlement")
    GROUP = "group", _("group")


class Quota(models.Model):
    """At least and at most how many members have one value of one feature.

    `value` is a value of `Sex`, `AgeBand` or `Group`, or the id of a settlement.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="quotas")
    feature = models.CharField(max_length=12, choices=Feature.choices)
    value = models.CharField(max_length=40)
    minimum = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "feature", "value"], name="quota_once_in_call"),
            models.CheckConstraint(name="quota_runs_upward", condition=Q(maximum__gte=F("minimum"))),
        ]


class Volunteer(models.Model):
    """Somebody who offers to work in the planning group. The name lies in `VolunteerPerson`.

    Numbered within the call; the number is all that a receipt shows. `fingerprint` knows a row of a
    spreadsheet again, also after the volunteer withdrew and the name was deleted: it is a keyed hash.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="volunteers")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="volunteers")
    call = models.ForeignKey(Call, models.PROTECT, related_name="volunteers")
    number = models.PositiveIntegerField()
    sex = models.CharField(max_length=6, choices=Sex.choices)
    age = models.CharField(max_length=6, choices=AgeBand.choices)
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="volunteers")
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    motive = models.TextField(blank=True, default="")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="volunteer_number_once_in_call"),
            models.UniqueConstraint(
                fields=["call", "fingerprint"], condition=~Q(fingerprint=""), name="volunteer_sheet_row_once"
            ),
        ]


class VolunteerPerson(models.Model):
    """Who the volunteer is and how to reach them; seen by the office only, deleted at a withdrawal."""

    volunteer = models.OneToOneField(Volunteer, models.PROTECT, primary_key=True, related_name="person")
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True, default="")
    consented_at = models.DateTimeField()


class VolunteerSheet(SheetReport):
    """One spreadsheet of volunteers that was taken in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="volunteer_sheets")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="volunteer_sheets")
    call = models.ForeignKey(Call, models.PROTECT, related_name="sheets")

    class Meta:
        constraints = [counts_every_row("volunteer_sheet_counts_every_row")]


class Basis(models.TextChoices):
    """How somebody came into the planning group."""

    VOLUNTEER = "volunteer", _("from the open call")
    DELEGATED = "delegated", _("sent by an organisation or a group")
    OFFICE = "office", _("by office")


class Member(models.Model):
    """A member of the planning group: public work, so the name is public, with consent.

    `civil_servant` is what Q5 of an inclusive plan asks about; `interests` says what might sway the member.
    A member who left has a reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_members")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="group_members")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    volunteer = models.OneToOneField(Volunteer, models.PROTECT, null=True, related_name="membership")
    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, null=True, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=6, choices=Sex.choices)
    age = models.CharField(max_length=6, choices=AgeBand.choices)
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="group_members")
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    civil_servant = models.BooleanField(default=False)
    interests = Bilingual(max_length=500)
    consented_on = models.DateField()
    decided_by = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="appointed_members")
    since = models.DateField()
    until = models.DateField(null=True)
    leaving = Bilingual(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_member_has_basis",
                condition=Q(basis="volunteer", volunteer__isnull=False)
                | Q(basis="delegated", stakeholder__isnull=False, volunteer__isnull=True)
                | Q(basis="office", volunteer__isnull=True),
            ),
            models.CheckConstraint(
                name="group_member_term_runs_forward", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="group_member_left_has_reason",
                condition=Q(until__isnull=True) | ~Q(leaving_kk="", leaving_ru=""),
            ),
        ]
