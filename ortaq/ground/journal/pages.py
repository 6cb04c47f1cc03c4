"""Pages of the public journal."""

from __future__ import annotations

from uuid import UUID

from django.apps import apps
from django.http import Http404, HttpResponse

from ortaq.ground.action_names import action_name
from ortaq.ground.journal import selectors
from ortaq.ground.pages import UnitRequest, page_number, show
from ortaq.ground.pages import page as page_for

Choice = tuple[str, str, bool]


@page_for("journal.read")
def home(request: UnitRequest) -> HttpResponse:
    """Who did what here, the newest first; one room or one kind of deed can be picked out."""
    what = request.GET.get("what", "").replace("\0", "")[:60]
    page, lines = selectors.page_of_entries(request.unit, what=what, number=page_number(request))
    choices = _choices(selectors.actions_in(request.unit), what)
    return show(request, "journal/home.html", page=page, lines=lines, choices=choices, what=what)


def _choices(actions: list[str], chosen: str) -> list[tuple[Choice, list[Choice]]]:
    """Return the rooms, each with its actions, as (value, label, chosen)."""
    rooms: dict[str, list[Choice]] = {}
    for name in actions:
        rooms.setdefault(name.split(".")[0], []).append((name, action_name(name), name == chosen))
    return [((room, _room_name(room), room == chosen), choices) for room, choices in rooms.items()]


def _room_name(room: str) -> str:
    return str(apps.get_app_config(room).verbose_name) if room in apps.app_configs else room


@page_for("journal.read")
def entry(request: UnitRequest, id: UUID) -> HttpResponse:
    """One entry, its hash, and how anybody can check it."""
    found = selectors.one_entry(request.unit, id)
    if found is None:
        raise Http404
    line, proof = found
    return show(request, "journal/entry.html", line=line, proof=proof)
