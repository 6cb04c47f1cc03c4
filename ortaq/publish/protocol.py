"""Documents of a meeting: its notice, the sheet that those present sign, and its protocol."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.ground.meetings.models import Meeting, MeetingKind
from ortaq.ground.meetings.selectors import ElectionView, ItemView, MeetingView, MotionView
from ortaq.ground.places.models import Unit
from ortaq.publish.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Language,
    Numbered,
    Paragraph,
    Signatures,
    Table,
)
from ortaq.publish.poster import Poster

SHEET_ROWS = 40


def notice_poster(*, unit: Unit, view: MeetingView, language: Language) -> Poster:
    """Return the notice of a meeting as one page to put up on a wall."""
    with override(language):
        return Poster(
            language=language,
            date=timezone.localdate(view.line.starts_at),
            notice=_("Notice"),
            kind=capfirst(_kind(view)),
            title=view.line.title.in_language(language),
            moment=_moment(view),
            place=_place(view, language),
            agenda_heading=_("Agenda"),
            agenda=tuple(item.title.in_language(language) for item in view.items),
            invitation=_invitation(view.line.kind),
            given=_("The notice was given on %(day)s.") % {"day": date_format(view.notice_on)},
            footer=_footer(unit, language),
        )


def signature_sheet(*, unit: Unit, view: MeetingView, language: Language) -> Document:
    """Return an empty sheet on which those present sign by hand; what is written there is never typed in."""
    with override(language):
        columns = (
            Column(_("No."), "right", 0.6),
            Column(_("Full name"), weight=4),
            Column(_("Street, house"), weight=3),
            Column(_("Signature"), weight=2),
        )
        rows = tuple((str(number), "\u00a0\n\u00a0", "", "") for number in range(1, SHEET_ROWS + 1))
        blocks: tuple[Block, ...] = (
            Facts(((_("Day and hour"), _moment(view)), (_("Place"), _place(view, language)))),
            Table(columns, rows, caption=_("Those present")),
            Paragraph(_("This sheet is kept with the paper protocol and is not published."), "soft"),
        )
        return _document(unit, view, language, subtitle=_("Sheet of those present"), blocks=blocks)


def protocol_document(*, unit: Unit, view: MeetingView, language: Language) -> Document:
    """Return the protocol of a held meeting. Residents are counted, assembly members named."""
    with override(language):
        blocks: list[Block] = []
        if view.signed_on is None:
            blocks.append(Paragraph(_("Draft: the protocol is not signed yet."), "warning"))
        blocks.append(Facts(tuple(_facts(view, language))))
        if view.members_present:
            blocks += [Heading(_("Members of the assembly who came")), Numbered(view.members_present)]
        if view.items:
            blocks.append(Heading(_("Agenda")))
            blocks.append(Numbered(tuple(_agenda_line(item, language) for item in view.items)))
            blocks.append(Heading(_("Speeches and decisions")))
        for item in view.items:
            blocks += _item_blocks(item, view, language)
        if view.summary:
            blocks += [Heading(_("Summary")), Paragraph(view.summary.in_language(language))]
        blocks.append(Signatures(((_("Chair"), view.chair), (_("Secretary"), view.secretary))))
        if view.handed_over_on is not None:
            handed = {"day": date_format(view.handed_over_on), "whom": view.handed_over_to}
            blocks.append(Paragraph(_("The protocol was handed over on %(day)s to: %(whom)s.") % handed, "soft"))
        if view.has_sheet:
            blocks.append(Paragraph(_("Annex: the sheet signed by those present, kept on paper."), "soft"))
        subtitle = _("Protocol No. %(number)s of the meeting: %(kind)s") % {
            "number": view.line.number,
            "kind": _kind(view),
        }
        return _document(unit, view, language, subtitle=subtitle, blocks=blocks)


def _document(
    unit: Unit, view: MeetingView, language: Language, *, subtitle: str, blocks: list[Block] | tuple[Block, ...]
) -> Document:
    return Document(
        title=view.line.title.in_language(language),
        subtitle=subtitle,
        language=language,
        date=timezone.localdate(view.line.starts_at),
        date_text=date_format(timezone.localdate(view.line.starts_at)),
        place=unit.name.in_language(language),
        footer=_footer(unit, language),
        blocks=tuple(blocks),
    )


def _footer(unit: Unit, language: Language) -> str:
    name = unit.name.in_language(language)
    return _("%(place)s. An example: made up.") % {"place": name} if unit.is_fictional else name


def _facts(view: MeetingView, language: Language) -> list[tuple[str, str]]:
    facts = [(_("Day and hour"), _moment(view)), (_("Place"), _place(view, language))]
    if view.line.is_statutory:
        facts.append((_entitled_label(view.line.kind), _number(view.entitled)))
    facts.append((_("Notice given"), _notice(view)))
    facts.append((_("Present"), _number(view.line.present)))
    if view.women is not None:
        facts.append((_("Of them women"), _number(view.women)))
    if view.youth is not None:
        facts.append((_("Of them young people, 14 to 34"), _number(view.youth)))
    if view.quorum is not None and view.quorum.code in {"met", "not_met"}:
        said = _("there is a quorum") if view.quorum.code == "met" else _("there is no quorum")
        required = _("at least %(n)s are needed") % {"n": number_format(view.quorum.required)}
        facts.append((_("Quorum"), f"{capfirst(said)} ({required})"))
    if view.invited is not None:
        facts.append((_("Invited"), _number(view.invited)))
    if view.invited_names:
        facts.append((_("Who was invited"), view.invited_names))
    facts += [(_("Chair"), view.chair), (_("Secretary"), view.secretary)]
    return facts


def _notice(view: MeetingView) -> str:
    day = date_format(view.notice_on)
    if view.notice_on == view.notice_entered_on:
        return day
    return _("%(day)s (entered on %(entered)s)") % {"day": day, "entered": date_format(view.notice_entered_on)}


def _entitled_label(kind: str) -> str:
    if kind == MeetingKind.ASSEMBLY:
        return _("Members of the assembly in all")
    if kind == MeetingKind.GATHERING:
        return _("Residents' representatives in all")
    return _("Residents entitled to take part")


def _invitation(kind: str) -> str:
    if kind == MeetingKind.ASSEMBLY:
        return _("The members of the assembly vote. Everybody may come and listen.")
    if kind == MeetingKind.GATHERING:
        return _("The residents' representatives vote. Everybody may come and listen.")
    if kind == MeetingKind.SEPARATE_GATHERING:
        return _("Every adult resident of this place may come and vote. Bring your identity card.")
    return _("Everybody is welcome. What is said here helps to make the plan.")


def _agenda_line(item: ItemView, language: Language) -> str:
    title = item.title.in_language(language)
    return f"{title} ({item.speaker})" if item.speaker else title


def _item_blocks(item: ItemView, view: MeetingView, language: Language) -> list[Block]:
    blocks: list[Block] = [Heading(f"{item.number}. {item.title.in_language(language)}", 2)]
    if item.discussion:
        blocks.append(Paragraph(item.discussion.in_language(language)))
    for motion in item.motions:
        blocks.append(Paragraph(_("Proposal: %(text)s") % {"text": motion.text.in_language(language)}))
        blocks.append(Paragraph(_vote_line(motion, view)))
    if item.election is not None:
        blocks += _election_blocks(item.election)
    return blocks


def _election_blocks(election: ElectionView) -> list[Block]:
    said = _("Each candidate was voted on separately. Representatives to be elected: %(seats)s.")
    blocks: list[Block] = [Paragraph(said % {"seats": _number(election.seats)})]
    if election.elected:
        votes = _("%(name)s, votes for: %(votes)s")
        named = (votes % {"name": name, "votes": _number(number)} for name, number in election.elected)
        blocks += [Paragraph(_("Elected by most votes:")), Numbered(tuple(named))]
    if election.others:
        others = ", ".join(_number(votes) for votes in election.others)
        blocks.append(Paragraph(_("Candidates not elected, votes for each: %(votes)s.") % {"votes": others}))
    return blocks


def _vote_line(motion: MotionView, view: MeetingView) -> str:
    if not motion.is_voted:
        return _("Not voted on yet.")
    counted = _("For %(votes_for)s, against %(votes_against)s, abstained %(abstained)s.") % {
        "votes_for": _number(motion.votes_for),
        "votes_against": _number(motion.votes_against),
        "abstained": _number(motion.abstained),
    }
    if view.line.is_statutory:
        outcome = _("Decided: carried.") if motion.carried else _("Decided: not carried.")
    else:
        outcome = _("Supported (advice).") if motion.carried else _("Not supported (advice).")
    return " ".join([counted, outcome, *([_("By the deciding vote of the chair.")] if motion.by_chair else [])])


def _kind(view: MeetingView) -> str:
    return str(MeetingKind(view.line.kind).label)


def _moment(view: MeetingView) -> str:
    moment = timezone.localtime(view.line.starts_at)
    return f"{date_format(moment)}, {moment:%H:%M}"


def _place(view: MeetingView, language: Language) -> str:
    parts = (view.line.place.in_language(language), view.settlement.in_language(language))
    return ", ".join(part for part in parts if part)


def _number(number: int | None) -> str:
    return number_format(number, use_l10n=True, force_grouping=True) if number is not None else ""


def file_name(meeting: Meeting, *, what: str, language: str, suffix: str) -> str:
    """Return the name under which a document of a meeting is saved: plain Latin letters only."""
    day = timezone.localdate(meeting.starts_at)
    return f"{what}-{meeting.number}-{day:%Y-%m-%d}-{language}.{suffix}"
