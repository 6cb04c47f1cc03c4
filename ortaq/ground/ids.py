"""Identifiers: made where a record is born, so that the same record sent twice is known again."""

import uuid


def new_id() -> uuid.UUID:
    """Return a random identifier, drawn from the system's secure source."""
    return uuid.uuid4()
