"""The protocol of a sitting of the committee that selects grants."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.publish.document import Block, Column, Document, Facts, Heading, Language, Paragraph, Signatures, Table
from ortaq.stages.grants.models import Call
from ortaq.stages.grants.rules import tenge
from ortaq.stages.grants.selectors.judging import SittingLine, SittingView


def protocol_document(*, call: Call, sitting: SittingView, language: Language) -> Document:
    """Return the protocol with every decision and its reasons, in kk, ru or en."""
    with override(language):
        programme = call.programme
        name = programme.name.in_language(language)
        blocks: list[Block] = []
        if sitting.signed_on is None:
            blocks.append(Paragraph(_("Draft: the protocol is not signed yet."), "warning"))
        blocks += [
            Facts(
                (
                    (_("Day"), date_format(sitting.held_on)),
                    (_("Present"), f"{sitting.present} / {sitting.members}"),
                    (_("Who was present"), sitting.present_names),
                    (_("Chair"), sitting.chair),
                    (_("Secretary"), sitting.secretary),
                )
            )
        ]
        if sitting.summary:
            blocks += [Heading(_("Summary")), Paragraph(sitting.summary.in_language(language))]
        blocks += [Heading(_("Decisions")), _decisions(sitting, language)]
        blocks.append(Signatures(((_("Chair"), sitting.chair), (_("Secretary"), sitting.secretary))))
        return Document(
            title=_("Protocol No. %s of the selection committee") % sitting.number,
            subtitle=call.title.in_language(language),
            language=language,
            date=sitting.held_on,
            date_text=date_format(sitting.held_on),
            place=name,
            footer=_("%(place)s. An example: made up.") % {"place": name} if programme.is_fictional else name,
            blocks=tuple(blocks),
        )


def _decisions(sitting: SittingView, language: Language) -> Table:
    columns = (
        Column("№", "right", 0.5),
        Column(_("Application"), weight=2.5),
        Column(_("Place"), weight=1.5),
        Column(_("Decision"), weight=1.5),
        Column(_("Reasons"), weight=3),
    )
    granted = sum(row.grant or 0 for row in sitting.decisions)
    rows = tuple(
        (
            str(row.number),
            f"{row.title}\n{row.name}",
            row.unit.in_language(language),
            _outcome(row),
            row.reasons.in_language(language),
        )
        for row in sitting.decisions
    )
    return Table(columns, rows, note=_("Granted by this sitting: %s.") % tenge(granted))


def _outcome(row: SittingLine) -> str:
    label = capfirst(row.label)
    if row.grant is not None:
        return f"{label}: {tenge(row.grant)}"
    return f"{label}, № {row.place}" if row.place else label
