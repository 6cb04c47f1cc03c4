"""Facts of the journal. Rows are added by `append` only; the database refuses every change and deletion."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Programme, Unit


class Node(models.Model):
    """A computer that keeps a copy of the record: an office's laptop, a programme's server.

    Exactly one node is this one. A restored backup becomes a new node.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=100)
    is_here = models.BooleanField(default=False)
    is_example = models.BooleanField(_("shows the fictional example"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_here"], condition=models.Q(is_here=True), name="node_one_is_here")
        ]


class Book(models.Model):
    """One chain of entries: what one node wrote about one unit, one programme, or neither in particular.

    A node keeps one book for each; a writer locks the book, so that its entries are numbered one by one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, related_name="books")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="books")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="books")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "unit"], name="book_once_per_node_and_unit"),
            models.UniqueConstraint(fields=["node", "programme"], name="book_once_per_node_and_programme"),
            models.UniqueConstraint(
                fields=["node"],
                condition=models.Q(unit__isnull=True, programme__isnull=True),
                name="book_once_without_place",
            ),
            models.CheckConstraint(
                name="book_of_unit_or_programme",
                condition=models.Q(unit__isnull=True) | models.Q(programme__isnull=True),
            ),
        ]


class Entry(models.Model):
    """One deed: who did what, through which channel, on whose behalf and why.

    Entries of a book are numbered 1, 2, 3… without a gap; each holds the hash of the one before, and its own
    hash covers every column. `payload_hash` is the SHA-256 of the deed's data, which lie beside it in
    `Payload` and can be deleted without breaking the chain.
    """

    # Place in the chain
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    # The deed
    deed = models.UUIDField(unique=True)
    action = models.CharField(max_length=60)
    at = models.DateTimeField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    payload_hash = models.CharField(max_length=64)

    # The actor
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="entries")
    roles = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    behalf = models.CharField(max_length=10, choices=Behalf.choices)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="entry_number_once_in_book"),
            models.CheckConstraint(name="entry_numbers_start_at_one", condition=models.Q(number__gte=1)),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]


class Payload(models.Model):
    """The data of one deed as canonical JSON; deleted when personal data must go, the entry stays."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="payload")
    body = models.TextField()
