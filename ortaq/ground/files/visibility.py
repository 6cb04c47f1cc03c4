"""Who may see a photo: rooms register how they show theirs, and nobody sees a photo that no room shows."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from ortaq.ground.files.models import StoredFile

Shows = Callable[[StoredFile, HttpRequest], bool]

SHOWN_BY: list[Shows] = []


def add_shows(shows: Shows) -> None:
    """Register a room's answer to whether it shows this photo to whoever asks."""
    if shows not in SHOWN_BY:
        SHOWN_BY.append(shows)


def is_shown(stored: StoredFile, request: HttpRequest) -> bool:
    """Whether some room shows the photo to whoever asks."""
    return any(shows(stored, request) for shows in SHOWN_BY)
