"""Chapters 1 to 3 of the plan's document: the passport, how the plan was made, the situation."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.ground.meetings.models import MeetingKind
from ortaq.ground.people.actors import Channel
from ortaq.ground.vocabulary import Group, Theme
from ortaq.publish.document import Block, Branch, Bullets, Column, Heading, Nested, Paragraph, Table
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_words import Words, capital, count, day
from ortaq.stages.circle.models import AgeBand, Sex
from ortaq.stages.needs import selectors
from ortaq.stages.plan.background import Background, Heard, People, Planners
from ortaq.stages.profile.selectors.population import SexLine


def passport(background: Background, words: Words) -> list[Block]:
    """Return chapter 1: who lives where, and which services they lack."""
    return [
        Heading(_("1. Passport of the unit")),
        *_people(background.people, words),
        Heading(_("Services that are missing"), 2),
        *_gaps(background, words),
    ]


def _people(people: People | None, words: Words) -> list[Block]:
    if people is None:
        return [Paragraph(_("The population has not been recorded yet."), "warning")]
    rows = tuple((words(line.name), *_by_sex(line)) for line in people.settlements)
    total = (_("Together"), *_by_sex(people.together))
    columns = (
        Column(_("Settlement"), weight=2),
        Column(_("Women"), "right"),
        Column(_("Men"), "right"),
        Column(_("Together"), "right"),
    )
    caption = _("Population on 1 January %(year)s") % {"year": people.year}
    note = _("Numbers below five are not shown, nor those from which they could be worked out.")
    return [Table(columns, rows, total, caption, note)]


def _by_sex(line: SexLine) -> tuple[str, str, str]:
    return count(line.women), count(line.men), count(line.people)


def _gaps(background: Background, words: Words) -> list[Block]:
    if not background.gaps:
        return [Paragraph(_("No missing service has been recorded."))]
    columns = (
        Column(_("Settlement"), weight=1),
        Column(_("Missing"), weight=2),
        Column(_("There only in part"), weight=2),
    )
    rows = tuple(
        (words(gap.settlement), words.join(gap.missing) or NOT_GIVEN, words.join(gap.partly) or NOT_GIVEN)
        for gap in background.gaps
    )
    blocks: list[Block] = [Table(columns, rows)]
    if not background.standard_is_checked:
        blocks.append(
            Paragraph(
                _("The list of services is a template; nobody has checked it against the annex of decree № 710."),
                "warning",
            )
        )
    return blocks


def how_it_was_made(background: Background, words: Words) -> list[Block]:
    """Return chapter 2: who was heard and how, who was not, and what was not taken up."""
    heard = background.heard
    return [
        Heading(_("2. How the plan was made")),
        Paragraph(
            ngettext(
                "Residents told %(number)s need. Every one has a number and a public page.",
                "Residents told %(number)s needs. Every one has a number and a public page.",
                heard.needs,
            )
            % {"number": count(heard.needs)}
        ),
        *_made_by(background.planners, words),
        Heading(_("Who was heard"), 2),
        *_channels(heard),
        *_groups(heard),
        *_meetings(heard),
        Heading(_("Who has not been heard"), 2),
        *_unheard(heard, words),
        Heading(_("What was not taken up, and why"), 2),
        *_not_taken_up(heard, words),
    ]


def _made_by(planners: Planners, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(_("Who made the plan"), 2)]
    if planners.members:
        sentence = ngettext(
            "The inclusive planning group has %(number)s member, from: %(places)s.",
            "The inclusive planning group has %(number)s members, from: %(places)s.",
            planners.members,
        )
        given = {"number": count(planners.members), "places": words.join(planners.settlements)}
        blocks += [Paragraph(sentence % given), _composition(planners)]
    else:
        blocks.append(Paragraph(_("No planning group has been composed."), "warning"))
    items = []
    if planners.reached:
        names = ", ".join(str(Group(group).label) for group in planners.reached)
        items.append(_("Groups for which somebody stands on the stakeholder map: %s") % names)
    if planners.not_reached:
        names = ", ".join(str(Group(group).label) for group in planners.not_reached)
        items.append(_("Groups for which nobody stands there: %s") % names)
    return [*blocks, Bullets(tuple(items))]


def _composition(planners: Planners) -> Table:
    parts = [
        *((Sex(value).label, number) for value, number in planners.by_sex),
        *((AgeBand(value).label, number) for value, number in planners.by_age),
    ]
    columns = (Column(_("Members of the planning group"), weight=3), Column(_("Number"), "right"))
    note = _("Numbers below five are not shown, nor those from which they could be worked out.")
    return Table(columns, tuple((capital(label), count(number)) for label, number in parts), note=note)


def _channels(heard: Heard) -> list[Block]:
    if not heard.channels:
        return []
    rows = tuple((capital(Channel(channel).label), count(needs)) for channel, needs in heard.channels)
    columns = (Column(_("How the needs came"), weight=3), Column(_("Needs"), "right"))
    return [Table(columns, rows, (_("Together"), count(heard.needs)))]


def _groups(heard: Heard) -> list[Block]:
    if not heard.groups:
        return []
    rows = tuple((capital(Group(group).label), count(needs)) for group, needs in heard.groups)
    columns = (Column(_("Groups that speakers named of their own will"), weight=3), Column(_("Needs"), "right"))
    note = _("Numbers below five are not shown, nor those from which they could be worked out.")
    return [Table(columns, rows, note=note)]


def _meetings(heard: Heard) -> list[Block]:
    if not heard.meetings:
        return [Paragraph(_("No meeting has been held yet."))]
    rows = tuple(
        (capital(MeetingKind(row.kind).label), count(row.held), count(row.present)) for row in heard.meetings
    )
    columns = (
        Column(_("Kind of meeting"), weight=3),
        Column(_("Meetings held"), "right"),
        Column(_("People present, all meetings together"), "right", 2),
    )
    return [Table(columns, rows)]


def _unheard(heard: Heard, words: Words) -> list[Block]:
    items = []
    if heard.unheard_settlements:
        items.append(_("Settlements: %s") % words.join(heard.unheard_settlements))
    if heard.unheard_groups:
        names = ", ".join(str(Group(group).label) for group in heard.unheard_groups)
        items.append(_("Groups: %s") % names)
    if not items:
        return [Paragraph(_("Every settlement and every group was heard."))]
    return [Bullets(tuple(items))]


def _not_taken_up(heard: Heard, words: Words) -> list[Block]:
    blocks: list[Block] = []
    if heard.not_taken_up:
        columns = (
            Column("№", "right", 0.5),
            Column(_("Need"), weight=3),
            Column(_("Answer of the office"), weight=3),
        )
        rows = tuple((str(row.number), words(row.text), words(row.answer)) for row in heard.not_taken_up)
        blocks.append(Table(columns, rows))
    else:
        blocks.append(Paragraph(_("No need has been answered with a refusal.")))
    if heard.unanswered:
        blocks.append(
            Paragraph(
                ngettext(
                    "%(number)s need has no answer yet.", "%(number)s needs have no answer yet.", heard.unanswered
                )
                % {"number": count(heard.unanswered)},
                "warning",
            )
        )
    return blocks


def situation(background: Background, words: Words) -> list[Block]:
    """Return chapter 3: the problems, what comes from what, and the SWOT analysis with what it rests on."""
    return [
        Heading(_("3. Situation")),
        *_problems(background, words),
        Heading(_("Problem tree"), 2),
        *_trees(background.trees, words),
        Heading(_("SWOT analysis"), 2),
        *_swot(background.swot, words),
    ]


def _problems(background: Background, words: Words) -> list[Block]:
    if not background.problems:
        return [Paragraph(_("Needs have not been merged into problems yet."))]
    columns = (
        Column("№", "right", 0.5),
        Column(_("Problem"), weight=4),
        Column(_("Theme"), weight=2),
        Column(_("Needs"), "right"),
        Column(_("Projects"), weight=1),
    )
    rows = tuple(
        (
            str(row.number),
            words(row.title),
            theme_name(row.theme),
            count(row.needs),
            ", ".join(f"№ {number}" for number in row.projects) or NOT_GIVEN,
        )
        for row in background.problems
    )
    return [Table(columns, rows, caption=_("Problems, by the number of needs that tell them"))]


def _trees(trees: Iterable[selectors.Branch], words: Words) -> list[Block]:
    branches = tuple(_branch(tree, words) for tree in trees)
    if not branches:
        return [Paragraph(_("Nobody has said yet which problem comes from which."))]
    return [Paragraph(_("A cause stands first; what comes of it stands below it.")), Nested(branches)]


def _branch(problem: selectors.Branch, words: Words) -> Branch:
    below = tuple(_branch(effect, words) for effect in problem.effects)
    return Branch(f"№ {problem.number} {words(problem.title)}", below)


def _swot(lists: Iterable[selectors.SwotList], words: Words) -> list[Block]:
    if not any(one.statements for one in lists):
        return [Paragraph(_("Strengths, weaknesses, opportunities and threats have not been written yet."))]
    blocks: list[Block] = [Paragraph(_("Below every statement stands what it rests on."))]
    for one in lists:
        statements = tuple(Branch(words(line.text), _evidence(line, words)) for line in one.statements)
        said = Nested(statements) if statements else Paragraph(_("Nothing has been written here yet."))
        blocks += [Heading(one.heading, 3), said]
    return blocks


def _evidence(line: selectors.StatementLine, words: Words) -> tuple[Branch, ...]:
    found = []
    if line.problem:
        number, title = line.problem
        found.append(_("problem № %(number)s: %(title)s") % {"number": number, "title": words(title)})
    if line.service:
        service = line.service
        given = {"place": words(service.settlement), "service": words(service.name)}
        found.append(
            _("%(place)s, %(service)s: %(state)s (%(day)s)")
            % (given | {"state": service.state, "day": day(service.seen_on)})
        )
    if line.stakeholder:
        found.append(_("stakeholder: %s") % words(line.stakeholder[1]))
    elif line.is_private:
        found.append(_("a private person who stands on the stakeholder map"))
    if line.source:
        found.append(words(line.source))
    return tuple(Branch(text) for text in found)


def theme_name(theme: str) -> str:
    """Return the name of a theme; one that was not chosen is a dash."""
    return str(Theme(theme).label) if theme else NOT_GIVEN
