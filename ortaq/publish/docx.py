"""A document as a Word file, for those who must go on editing it."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
import segno
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Length, Mm
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as WordParagraph

from ortaq.publish import wordml
from ortaq.publish.archive import with_fixed_times
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
from ortaq.publish.plain import NOT_GIVEN, clean_text
from ortaq.publish.typesetting import draw_png
from ortaq.publish.wordstyles import LOCALES, SKY_MIST, TEXT_WIDTH, prepare_styles

TALLEST_FIGURE = Mm(200)
BULLET_INDENT = Mm(6.3)
"""How far Word's own bullets stand in; each level of a nested list stands in as much again."""
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def render_docx(document: Document) -> bytes:
    """The document as DOCX with Word's own styles and fields; the same document gives the same bytes."""
    word = docx.Document()
    prepare_styles(word, language=document.language)
    _set_properties(word, document)
    _add_page_furniture(word, document)
    _add_title_block(word, document)
    for block in document.blocks:
        if isinstance(block, TableOfContents):
            _add_contents(word, block, document)
        else:
            WRITERS[type(block)](word, block)
    file = BytesIO()
    word.save(file)
    return with_fixed_times(file.getvalue())


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = clean_text(document.title).replace("\n", " ")
    properties.subject = clean_text(document.subtitle)[:255]
    properties.language = LOCALES[document.language]
    properties.version = clean_text(document.version)
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.date, time(), UTC)
    properties.revision = 1


def _add_page_furniture(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    _put(section.header.paragraphs[0], document.title.replace("\n", " "))
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.style = word.styles["Footer"]
        _put(paragraph, document.footer)
        paragraph.add_run("\t")
        wordml.add_field(paragraph, "PAGE", shown="1")
        paragraph.add_run(" / ")
        wordml.add_field(paragraph, "NUMPAGES", shown="1")


def _add_title_block(word: WordDocument, document: Document) -> None:
    _write(word, document.title, style="Title")
    if document.subtitle:
        _write(word, document.subtitle, style="Subtitle")
    marks = [mark for mark in (document.place, document.date_text, document.version) if mark]
    _write(word, "   ·   ".join(marks), style="Place and date")


def _add_heading(word: WordDocument, block: Heading) -> None:
    _write(word, clean_text(block.text).strip() or NOT_GIVEN, style=f"Heading {block.level}")


def _add_paragraph(word: WordDocument, block: Paragraph) -> None:
    style = {"normal": "Normal", "soft": "Soft", "quote": "Quote", "warning": "Warning"}[block.style]
    paragraph = _write(word, block.text, style=style)
    if block.language:
        for run in paragraph.runs:
            wordml.set_language(run._r.get_or_add_rPr(), LOCALES[block.language])


def _add_bullets(word: WordDocument, block: Bullets) -> None:
    for item in block.items:
        _write(word, item, style="List Bullet")


def _add_nested(word: WordDocument, block: Nested) -> None:
    for branch in block.branches:
        _add_branch(word, branch, depth=0)


def _add_branch(word: WordDocument, branch: Branch, *, depth: int) -> None:
    paragraph = _write(word, branch.text, style="List Bullet")
    if depth:
        paragraph.paragraph_format.left_indent = Mm(BULLET_INDENT.mm * (depth + 1))
    for one in branch.below:
        _add_branch(word, one, depth=depth + 1)


def _add_numbered(word: WordDocument, block: Numbered) -> None:
    numbering = wordml.new_numbering(word, style="List Number")
    for item in block.items:
        wordml.set_numbering(_write(word, item, style="List Number"), numbering)


def _add_table(word: WordDocument, block: Table) -> None:
    if block.caption:
        _write(word, block.caption, style="Caption")
    texts = [
        tuple(column.heading for column in block.columns),
        *block.rows,
        *([block.total] if block.total else []),
    ]
    heading, text, total = (word.styles[f"Table {part}"] for part in ("heading", "text", "total"))
    styles = [heading, *[text] * len(block.rows), total]
    weights = [column.weight for column in block.columns]
    table = _new_table(word, style="Table Grid", rows=len(texts), weights=weights)
    for row, cells, style in zip(table.rows, texts, styles, strict=False):
        _fill_row(row, cells, block, style=style)
    wordml.repeat_as_header(table.rows[0])
    wordml.set_table_indent(table)
    _write(word, block.note, style="Table note")


def _fill_row(row: Row, texts: tuple[str, ...], block: Table, *, style: ParagraphStyle) -> None:
    for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
        _put_in_cell(cell, text, style=style)
        cell.paragraphs[0].alignment = ALIGNMENTS[column.align]
        if style.name != "Table text":
            wordml.shade(cell, SKY_MIST)
    if block.has_short_rows:
        wordml.keep_row_whole(row)


def _add_facts(word: WordDocument, block: Facts) -> None:
    table = _new_table(word, style="Normal Table", rows=len(block.pairs), weights=[11, 20])
    label_style, style = word.styles["Fact label"], word.styles["Fact"]
    for row, (label, value) in zip(table.rows, block.pairs, strict=True):
        left, right = row.cells
        _put_in_cell(left, label, style=label_style)
        _put_in_cell(right, value, style=style)
    _write(word, "", style="Table note")


def _add_signatures(word: WordDocument, block: Signatures) -> None:
    table = _new_table(word, style="Normal Table", rows=len(block.people), weights=[5, 4, 4])
    style = word.styles["Signature line"]
    for row, (role, name) in zip(table.rows, block.people, strict=True):
        left, line, right = row.cells
        _put_in_cell(left, role, style=style)
        _put_in_cell(line, "", style=style)
        _put_in_cell(right, name, style=style)
        wordml.underline_cell(line)
        wordml.keep_row_whole(row)
    _write(word, "", style="Table note")


def _add_page_break(word: WordDocument, _: PageBreak) -> None:
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_contents(word: WordDocument, block: TableOfContents, document: Document) -> None:
    """A contents field that Word brings up to date, already holding the headings for programs that do not."""
    _write(word, block.title, style="TOC Heading")
    headings = [
        heading for heading in document.blocks if isinstance(heading, Heading) and heading.level <= block.depth
    ]
    lines = [_write(word, heading.text, style=f"toc {heading.level}") for heading in headings]
    if lines:
        wordml.wrap_in_field(lines[0], lines[-1], f'TOC \\o "1-{block.depth}" \\h \\z')


def _add_figure(word: WordDocument, block: Figure) -> None:
    image = draw_png(svg=block.image) if block.format == "svg" else block.image
    _add_picture(
        word.add_paragraph(style="Figure"), image, alt=block.alt, width=Length(int(block.width * TEXT_WIDTH))
    )
    if block.caption:
        _write(word, block.caption, style="Figure caption")


def _add_qr_code(word: WordDocument, block: QrCode) -> None:
    image = BytesIO()
    segno.make(block.text, error="m", micro=False).save(image, kind="png", scale=8, border=0)
    table = _new_table(word, style="Normal Table", rows=1, weights=[1, 4])
    picture, words = table.rows[0].cells
    _add_picture(picture.paragraphs[0], image.getvalue(), alt=f"QR: {block.text}", width=Mm(26))
    _put_in_cell(words, block.caption, style=word.styles["Fact"])
    _put(words.add_paragraph(style="Soft"), block.text)
    _write(word, "", style="Table note")


def _add_picture(paragraph: WordParagraph, image: bytes, *, alt: str, width: Length) -> None:
    shape = paragraph.add_run().add_picture(BytesIO(image), width=width)
    if shape.height > TALLEST_FIGURE:
        shape.width, shape.height = Length(shape.width * TALLEST_FIGURE // shape.height), TALLEST_FIGURE
    shape._inline.docPr.set("descr", clean_text(alt))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")


def _new_table(word: WordDocument, *, style: str, rows: int, weights: list[float]) -> WordTable:
    table: WordTable = word.add_table(rows=rows, cols=len(weights), style=style)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    wordml.set_column_widths(table, [Length(int(TEXT_WIDTH * weight / sum(weights))) for weight in weights])
    return table


def _write(word: WordDocument, text: str, *, style: str) -> WordParagraph:
    paragraph = word.add_paragraph(style=style)
    _put(paragraph, text)
    return paragraph


def _put_in_cell(cell: Cell, text: str, *, style: ParagraphStyle) -> None:
    """Write into a new cell. The style is found by the caller: looked up by name it costs milliseconds a cell."""
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style.style_id
    _put(paragraph, text)


def _put(paragraph: WordParagraph, text: str) -> None:
    if text:
        paragraph.add_run(clean_text(text))


WRITERS: dict[type[Block], Callable[[WordDocument, Any], None]] = {
    Heading: _add_heading,
    Paragraph: _add_paragraph,
    Bullets: _add_bullets,
    Nested: _add_nested,
    Numbered: _add_numbered,
    Table: _add_table,
    Facts: _add_facts,
    Signatures: _add_signatures,
    PageBreak: _add_page_break,
    Figure: _add_figure,
    QrCode: _add_qr_code,
}
