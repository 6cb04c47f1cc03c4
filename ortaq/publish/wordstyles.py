"""How a Word document looks: its page and its styles."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from ortaq.publish.document import DEEPEST_HEADING, Language
from ortaq.publish.wordml import element, set_language

LOCALES: dict[Language, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US"}
FONT = "Arial"  # on every office computer, with all the Kazakh letters and the tenge sign
TEXT_WIDTH = Mm(165)

SKY, SKY_DEEP, SKY_MIST = "0A6870", "063F45", "E3F1F1"
WHEAT, WHEAT_INK, WHEAT_MIST = "9A5B07", "5C3604", "FBF1DE"
INK, INK_SOFT, HAIRLINE = "182A2D", "4B5F62", "CFD8D6"


@dataclass(frozen=True)
class Look:
    """One paragraph style; sizes and spaces in points."""

    name: str
    size: float = 11
    before: float = 0
    after: float = 6
    colour: str = INK
    bold: bool = False
    italic: bool = False
    with_next: bool = False
    indent: float = 0
    line: str = ""
    fill: str = ""


LOOKS = (
    Look("Normal"),
    Look("Title", 21, after=4, colour=SKY_DEEP, bold=True, with_next=True),
    Look("Subtitle", 12.5, after=6, colour=INK_SOFT),
    Look("Place and date", 10, after=16, colour=INK_SOFT, line="bottom"),
    Look("Heading 1", 15, before=18, after=6, colour=SKY_DEEP, bold=True, with_next=True),
    Look("Heading 2", 12.5, before=14, after=5, colour=SKY_DEEP, bold=True, with_next=True),
    Look("Heading 3", 11, before=12, after=4, bold=True, with_next=True),
    Look("Heading 4", 11, before=10, after=4, with_next=True),
    Look("Soft", 9.5, colour=INK_SOFT),
    Look("Quote", italic=True, indent=10, before=4, after=8, line="left"),
    Look("Warning", colour=WHEAT_INK, indent=10, before=4, after=8, line="left", fill=WHEAT_MIST),
    Look("List Bullet", after=3),
    Look("List Number", after=3),
    Look("Caption", 10, before=10, after=4, bold=True, with_next=True),
    Look("Table heading", 9.5, before=2, after=2, colour=SKY_DEEP, bold=True, with_next=True),
    Look("Table text", 9.5, before=2, after=2),
    Look("Table total", 9.5, before=2, after=2, bold=True),
    Look("Table note", 8.5, before=3, after=10, colour=INK_SOFT),
    Look("Fact label", after=3, colour=INK_SOFT),
    Look("Fact", after=3),
    Look("Signature line", before=18, after=1),
    Look("Figure", before=8, after=3, with_next=True),
    Look("Figure caption", 9.5, after=10, colour=INK_SOFT),
    Look("TOC Heading", 15, before=18, after=6, colour=SKY_DEEP, bold=True, with_next=True),
    *(Look(f"toc {level}", after=3, indent=12 * (level - 1)) for level in range(1, DEEPEST_HEADING + 1)),
    Look("Header", 8.5, colour=INK_SOFT, line="bottom"),
    Look("Footer", 8.5, colour=INK_SOFT, line="top"),
)


def prepare_styles(word: WordDocument, *, language: Language) -> None:
    """Set the page (A4, wide left margin for filing), the language and every style a document uses."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = map(
        Mm, (30, 15, 20, 22)
    )
    section.header_distance = section.footer_distance = Mm(10)
    _set_defaults(word, LOCALES[language])
    for look in LOOKS:
        _dress(_style_named(word, look.name), look)
    for name in ("toc 1", "toc 2", "toc 3", "toc 4", "Footer"):
        tab_stops = word.styles[name].paragraph_format.tab_stops
        tab_stops.clear_all()
        tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _rule_tables(word)


def _style_named(word: WordDocument, name: str) -> ParagraphStyle:
    if name not in word.styles:
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    return word.styles[name]


def _set_defaults(word: WordDocument, locale: str) -> None:
    defaults = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    set_language(defaults, locale)
    word.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), locale)


def _dress(style: ParagraphStyle, look: Look) -> None:
    _set_font(style.element.get_or_add_rPr())
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.colour)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing = 1.15
    paragraph.keep_with_next = look.with_next
    if look.indent:
        paragraph.left_indent = Pt(look.indent)
    _decorate(style.element.get_or_add_pPr(), look)


def _set_font(properties: BaseOxmlElement) -> None:
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:spacing")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))


def _decorate(properties: BaseOxmlElement, look: Look) -> None:
    for old in properties.findall(qn("w:pBdr")) + properties.findall(qn("w:contextualSpacing")):
        properties.remove(old)
    parts = []
    if look.line:
        borders = element("pBdr")
        borders.append(
            _line(look.line, colour=WHEAT if look.fill else SKY, eighths=18 if look.line == "left" else 6)
        )
        parts.append(borders)
    if look.fill:
        parts.append(element("shd", val="clear", color="auto", fill=look.fill))
    spacing = properties.find(qn("w:spacing"))
    for part in parts:
        spacing.addprevious(part)


def _line(side: str, *, colour: str, eighths: int) -> BaseOxmlElement:
    return element(side, val="single", sz=str(eighths), space="4", color=colour)


def _rule_tables(word: WordDocument) -> None:
    """Tables of Word's own style, with the product's rules: strong above and below, thin between rows."""
    borders = word.styles["Table Grid"].element.xpath("w:tblPr/w:tblBorders")[0]
    for old in list(borders):
        borders.remove(old)
    for side, colour, eighths in (("top", SKY, 8), ("bottom", SKY, 8), ("insideH", HAIRLINE, 4)):
        borders.append(element(side, val="single", sz=str(eighths), space="0", color=colour))
