"""The parts of Word's language that python-docx has no words for."""

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

CELL_MARGIN = "108"  # Word's own, in twentieths of a point


def element(tag: str, **values: str) -> BaseOxmlElement:
    """A new element of the `w` namespace with `values` as its attributes.

    >>> element("lang", val="kk-KZ").get(qn("w:val"))
    'kk-KZ'
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_field(paragraph: Paragraph, code: str, *, shown: str) -> None:
    """A field (PAGE, NUMPAGES) that Word computes; `shown` stands until it does."""
    for part in (_field_mark("begin"), _field_code(code), _field_mark("separate")):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(_field_mark("end"))


def wrap_in_field(first: Paragraph, last: Paragraph, code: str) -> None:
    """Make the paragraphs `first` to `last` the present result of a field that Word may bring up to date."""
    begin = _field_mark("begin")
    begin.set(qn("w:dirty"), "true")
    start = len(first._p.xpath("w:pPr"))
    for place, part in enumerate((begin, _field_code(code), _field_mark("separate")), start=start):
        run = element("r")
        run.append(part)
        first._p.insert(place, run)
    last.add_run()._r.append(_field_mark("end"))


def set_language(properties: BaseOxmlElement, locale: str) -> None:
    """Say in run properties which language the words are in, for spelling and reading aloud."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=locale, eastAsia=locale, bidi="ar-SA"))


def new_numbering(word: WordDocument, *, style: str) -> str:
    """The id of a new list, numbered from 1, that looks as `style` does."""
    numbering = word.part.numbering_part.element
    of_style = word.styles[style].element.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
    look = numbering.num_having_numId(int(of_style)).abstractNumId.val
    number = numbering.add_num(look)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(number.numId)


def set_numbering(paragraph: Paragraph, numbering: str) -> None:
    """Make `paragraph` an item of the list `numbering`."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.append(element("ilvl", val="0"))
    properties.append(element("numId", val=numbering))


def repeat_as_header(row: _Row) -> None:
    """Show `row` again at the top of every page the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def keep_row_whole(row: _Row) -> None:
    """Let no page end in the middle of `row`."""
    row._tr.get_or_add_trPr().insert(0, element("cantSplit", val="true"))


def shade(cell: _Cell, colour: str) -> None:
    """Fill `cell` with a colour given as RRGGBB."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def underline_cell(cell: _Cell) -> None:
    """Draw a line along the bottom of `cell`, to sign on."""
    borders = element("tcBorders")
    borders.append(element("bottom", val="single", sz="6", space="0", color="auto"))
    cell._tc.get_or_add_tcPr().append(borders)


def set_table_indent(table: Table) -> None:
    """Let the rules of `table`, not the text in its cells, stand at the margin."""
    table._tbl.tblPr.find(qn("w:jc")).addnext(element("tblInd", w=CELL_MARGIN, type="dxa"))


def set_column_widths(table: Table, widths: list[Length]) -> None:
    """Give the columns fixed widths, whatever stands in them."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _field_mark(kind: str) -> BaseOxmlElement:
    return element("fldChar", fldCharType=kind)


def _field_code(code: str) -> BaseOxmlElement:
    text = element("instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    return text
