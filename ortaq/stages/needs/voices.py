"""Who has been heard: needs counted by place, group, channel and theme, small groups protected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from ortaq.engines.inclusion import Table, protect
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.moderation import PublicState
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.models import Need


@dataclass(frozen=True)
class Voices:
    """How many needs of a cycle came from where, of which group, and how.

    Groups are protected: a number that could point to few people is left out.
    """

    total: int
    by_settlement: list[tuple[Text, int]]
    by_group: list[tuple[str, int]]
    by_channel: list[tuple[str, int]]
    by_theme: list[tuple[str, int]]


def voices(*, cycle: Cycle) -> Voices:
    """Count the needs of a cycle that were not refused. Four queries."""
    needs = Need.objects.filter(cycle=cycle).exclude(state=PublicState.REFUSED)
    names = settlement_names(cycle.unit)
    heard = dict(needs.values_list("settlement_id").annotate(count=Count("pk")))
    groups = dict(needs.exclude(group="").values_list("group").annotate(count=Count("pk")))
    channels = needs.values_list("channel").annotate(count=Count("pk")).order_by("-count")
    themes = needs.exclude(theme="").values_list("theme").annotate(count=Count("pk")).order_by("-count")
    labels = dict(Need._meta.get_field("channel").flatchoices)
    return Voices(
        total=sum(heard.values()),
        by_settlement=sorted(((name, heard.get(id, 0)) for id, name in names.items()), key=lambda p: -p[1]),
        by_group=_protected(groups),
        by_channel=[(str(labels[channel]), count) for channel, count in channels],
        by_theme=[(str(Theme(theme).label), count) for theme, count in themes],
    )


def _protected(groups: Mapping[str, int]) -> list[tuple[str, int]]:
    if not groups:
        return []
    shown = protect(Table.listed(dict(groups)))
    return [
        (str(Group(group).label), cell)
        for group, (cell,) in zip(shown.rows, shown.cells, strict=True)
        if cell is not None
    ]
