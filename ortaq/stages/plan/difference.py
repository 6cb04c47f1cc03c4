"""What changed between two contents of a plan: lines added, removed and changed, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ortaq.engines.schedule import Totals
from ortaq.ground.money import say_thousands
from ortaq.ground.sources import MoneyKind
from ortaq.ground.text import Text
from ortaq.stages.plan.content import Content, Indicator, Item, ProjectPart
from ortaq.stages.plan.models import Origin
from ortaq.stages.plan.wording import source_name


@dataclass(frozen=True)
class Change:
    """One field before and after, in words; an empty side stands for nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedItem:
    """A line that both contents have, and how it changed."""

    item: Item
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that changed from one content to another; `removed` lines with the public reason."""

    general: tuple[Change, ...]
    added: tuple[Item, ...]
    removed: tuple[tuple[Item, Text], ...]
    changed: tuple[ChangedItem, ...]
    totals: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.general or self.added or self.removed or self.changed)


def difference(before: Content, after: Content, *, language: str) -> Difference:
    """Return what changed between two contents, in words of the active language, texts in `language`."""
    old = {item.id: item for item in before.items}
    new = {item.id: item for item in after.items}
    reasons = {out.number: out.reason for out in after.left_out}
    pairs = ((item, tuple(_item_changes(old[item.id], item, language))) for item in after.items if item.id in old)
    return Difference(
        general=tuple(_general(before, after, language)),
        added=tuple(item for item in after.items if item.id not in old),
        removed=tuple((item, reasons.get(item.number, Text())) for item in before.items if item.id not in new),
        changed=tuple(ChangedItem(item, changes) for item, changes in pairs if changes),
        totals=tuple(_totals(before, after)),
    )


def _general(before: Content, after: Content, language: str) -> Iterator[Change]:
    yield from _texts(_("Unit"), before.unit, after.unit, language=language)
    yield from _texts(_("Vision"), before.vision, after.vision, language=language)
    old, new = ({goal.number: goal.title for goal in content.goals} for content in (before, after))
    for number in sorted(old.keys() | new.keys()):
        title = _("Goal %(number)s") % {"number": number}
        yield from _texts(title, old.get(number, Text()), new.get(number, Text()), language=language)
    ceilings = [{(row.year, row.source): row for row in content.ceilings} for content in (before, after)]
    for year, source in sorted(ceilings[0].keys() | ceilings[1].keys()):
        field = _("%(source)s can give in %(year)s") % {"source": source_name(source), "year": year}
        rows = [content.get((year, source)) for content in ceilings]
        yield from _values(field, *(say_thousands(row.amount) if row else "" for row in rows))
        basis = _("Basis: %(source)s, %(year)s") % {"source": source_name(source), "year": year}
        yield from _texts(basis, *(row.basis if row else Text() for row in rows), language=language)


def _item_changes(before: Item, after: Item, language: str) -> Iterator[Change]:
    for field, name in ((_("What is done"), "title"), (_("Owner"), "owner"), (_("Reason"), "reason")):
        yield from _texts(field, getattr(before, name), getattr(after, name), language=language)
    yield from _values(
        _("Why it is in the plan"), str(Origin(before.origin).label), str(Origin(after.origin).label)
    )
    yield from _values(_("Goal"), *(str(item.goal or "") for item in (before, after)))
    yield from _values(_("Cost, thousand tenge"), say_thousands(before.cost), say_thousands(after.cost))
    yield from _money(before, after)
    yield from _project(before, after, language)


def _money(before: Item, after: Item) -> Iterator[Change]:
    old, new = (
        {(part.year, part.source, part.kind): part.amount for part in item.money} for item in (before, after)
    )
    for year, source, kind in sorted(old.keys() | new.keys()):
        field = _("%(year)s, %(source)s, %(kind)s") % {
            "year": year,
            "source": source_name(source),
            "kind": MoneyKind(kind).label,
        }
        amounts = (table.get((year, source, kind)) for table in (old, new))
        yield from _values(field, *("" if amount is None else say_thousands(amount) for amount in amounts))


def _project(before: Item, after: Item, language: str) -> Iterator[Change]:
    """Yield what changed in the project's sheet, as far as the plan repeats it."""
    sheets = (before.project, after.project)
    yield from _values(_("Cost by the project's sheet"), *(say_thousands(s.cost) if s else "" for s in sheets))
    yield from _values(_("Where"), *(_places(sheet, language) for sheet in sheets))
    for field, name in ((_("Risks"), "risks"), (_("Who may lose"), "who_may_lose")):
        yield from _texts(field, *(_of(sheet, name) for sheet in sheets), language=language)
    indicators = [sheet.indicator if sheet else None for sheet in sheets]
    for field, name in (
        (_("Indicator"), "name"),
        (_("In what it is measured"), "unit"),
        (_("How it is verified"), "verification"),
    ):
        yield from _texts(field, *(_of(known, name) for known in indicators), language=language)
    for field, value, year in (
        (_("Baseline"), "baseline", "baseline_year"),
        (_("Target"), "target", "target_year"),
    ):
        yield from _values(field, *(_in_year(known, value, year) for known in indicators))
    for field, name in (
        (_("Target of sustainable development"), "sdg_target"),
        (_("National programme"), "national_programme"),
    ):
        yield from _values(field, *(getattr(sheet, name) if sheet else "" for sheet in sheets))


def _of(part: ProjectPart | Indicator | None, name: str) -> Text:
    found: Text = getattr(part, name) if part else Text()
    return found


def _places(sheet: ProjectPart | None, language: str) -> str:
    return ", ".join(place.in_language(language) for place in sheet.settlements) if sheet else ""


def _in_year(indicator: Indicator | None, value: str, year: str) -> str:
    if indicator is None:
        return ""
    figure = getattr(indicator, value)
    return f"{number_format(figure, force_grouping=True) if figure else '—'} ({getattr(indicator, year) or '—'})"


def _totals(before: Content, after: Content) -> Iterator[Change]:
    old, new = before.totals, after.totals
    yield _total(_("Whole plan"), old.total, new.total)
    for year in sorted({*before.years, *after.years}):
        yield _total(str(year), *(table.by_year.get(year, 0) for table in (old, new)))
    for source in sorted({*old.by_source, *new.by_source}):
        yield _total(source_name(source), *_of_source(source, old, new))
    yield _total(_("Waits for money"), before.waiting_cost, after.waiting_cost)


def _of_source(source: str, old: Totals, new: Totals) -> tuple[int, int]:
    return old.by_source.get(source, 0), new.by_source.get(source, 0)


def _total(field: str, before: int, after: int) -> Change:
    return Change(field, say_thousands(before), say_thousands(after))


def _values(field: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(field, before, after)


def _texts(field: str, before: Text, after: Text, *, language: str) -> Iterator[Change]:
    """Yield a changed text in the reader's language; where only the other language changed, that one."""
    if before == after:
        return
    shown = before.in_language(language), after.in_language(language)
    if shown[0] == shown[1]:
        other = "ru" if language == "kk" else "kk"
        shown = getattr(before, other), getattr(after, other)
        field = _("%(field)s, in the other language") % {"field": field}
    yield from _values(field, *shown)
