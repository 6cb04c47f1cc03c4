"""A document as PDF."""

from typing import Any

import segno

from ortaq.publish.document import (
    Block,
    Branch,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Nested,
    Numbered,
    PageBreak,
    Paragraph,
    QrCode,
    Signatures,
    Table,
    TableOfContents,
)
from ortaq.publish.plain import NOT_GIVEN, printable_text
from ortaq.publish.typesetting import typeset_pdf

REGIONS = {"kk": "KZ", "ru": "KZ", "en": "GB"}
LONGEST_WORD_IN_LINE = 60
LONGEST_WORD_IN_CELL = 24


def render_pdf(document: Document) -> bytes:
    """The document as an accessible, archival PDF on A4; the same document gives the same bytes."""
    head = {
        name: _line(getattr(document, name)) for name in ("subtitle", "place", "date_text", "version", "footer")
    }
    data = head | {
        "title": _heading(document.title),
        "language": document.language,
        "region": REGIONS[document.language],
        "blocks": [_block_data(block) for block in document.blocks],
    }
    return typeset_pdf(template="document", data=data, created=document.date)


def qr_svg(text: str) -> str:
    """A QR code of `text` as SVG, without a margin, at the error correction that survives a fold (M)."""
    return segno.make(text, error="m", micro=False).svg_inline(border=0, omitsize=True)


def _block_data(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower()} | _fields(block)


def _fields(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"text": _heading(text), "level": level}
        case Paragraph(text, style, language):
            return {"text": _line(text), "style": style, "language": language}
        case Bullets() | Numbered() | Nested():
            return _list_fields(block)
        case Table():
            return _table_fields(block)
        case Facts(pairs) | Signatures(pairs):
            return {"pairs": [[_line(left), _line(right)] for left, right in pairs]}
        case TableOfContents(title, depth):
            return {"title": _line(title), "depth": depth}
        case Figure():
            return _figure_fields(block)
        case QrCode(text, caption):
            return {"text": _line(text), "caption": _line(caption), "svg": qr_svg(text)}
        case PageBreak():
            return {}


def _list_fields(block: Bullets | Numbered | Nested) -> dict[str, Any]:
    if isinstance(block, Nested):
        return {"branches": [_branch(branch) for branch in block.branches]}
    return {"items": [_line(item) for item in block.items]}


def _branch(branch: Branch) -> dict[str, Any]:
    return {"text": _line(branch.text), "below": [_branch(one) for one in branch.below]}


def _table_fields(table: Table) -> dict[str, Any]:
    return {
        "columns": [
            {"heading": _cell(column.heading), "align": column.align, "weight": column.weight}
            for column in table.columns
        ],
        "rows": [[_cell(text) for text in row] for row in table.rows],
        "total": table.total and [_cell(text) for text in table.total],
        "caption": _line(table.caption),
        "note": _line(table.note),
        "whole_rows": table.has_short_rows,
    }


def _figure_fields(figure: Figure) -> dict[str, Any]:
    return {
        "image": figure.image.decode() if figure.format == "svg" else list(figure.image),
        "format": figure.format,
        "alt": _line(figure.alt),
        "caption": _line(figure.caption),
        "width": figure.width,
    }


def _heading(text: str) -> str:
    return _line(text).strip() or NOT_GIVEN


def _line(text: str) -> str:
    return printable_text(text, longest_word=LONGEST_WORD_IN_LINE)


def _cell(text: str) -> str:
    return printable_text(text, longest_word=LONGEST_WORD_IN_CELL)
