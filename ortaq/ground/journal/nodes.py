"""Which computer this is, in the record."""

from __future__ import annotations

from django.db import transaction

from ortaq.ground.journal.models import Node


def become_new_node() -> Node | None:
    """Make this copy of the record a node of its own, so that its entries never mix with those of the first.

    Returns None where the record names no computer yet.
    """
    with transaction.atomic():
        before = Node.objects.select_for_update().filter(is_here=True).first()
        if before is None:
            return None
        Node.objects.filter(pk=before.pk).update(is_here=False)
        return Node.objects.create(name=before.name, is_here=True, is_example=before.is_example)
