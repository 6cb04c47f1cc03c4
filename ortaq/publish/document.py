"""An official document as neutral data: what it says, not how it looks. `pdf` and `docx` render the same one.

All text is plain data, already translated and formatted by the caller; ``\\n`` is a line break.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["kk", "ru", "en"]
ImageFormat: TypeAlias = Literal["svg", "png", "jpg"]

DEEPEST_HEADING = 4
LONGEST_WHOLE_CELL = 600


class DocumentError(ValueError):
    """The description of a document contradicts itself; the message says where."""


@dataclass(frozen=True)
class Heading:
    """A heading inside the document; `level` 1 is a chapter, 4 the smallest part."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `language` is given when it is not the document's (a need quoted as it was said)."""

    text: str
    style: Literal["normal", "soft", "quote", "warning"] = "normal"
    language: Language | None = None


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Numbered:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """A point of a nested list, with the points that stand below it."""

    text: str
    below: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Nested:
    """A list whose points have lists of their own."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Column:
    """A table's column; `weight` is its share of the width, numbers stand `right`."""

    heading: str
    align: Literal["left", "right", "center"] = "left"
    weight: float = 1


@dataclass(frozen=True)
class Table:
    """A table that repeats its header on every page; `total` is one more row, set apart at the end."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    caption: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise DocumentError(f"The table “{self.caption}” has no columns.")
        if any(column.weight <= 0 for column in self.columns):
            raise DocumentError(
                f"The table “{self.caption}” has a column without width: a weight must be above 0."
            )
        for number, row in enumerate(self.rows if self.total is None else (*self.rows, self.total), start=1):
            if len(row) != len(self.columns):
                raise DocumentError(
                    f"The table “{self.caption}” has {len(self.columns)} columns, "
                    f"its row {number} has {len(row)} cells."
                )

    @cached_property
    def has_short_rows(self) -> bool:
        """Whether every row can be kept on one page; a very long cell must be free to break."""
        return all(len(text) <= LONGEST_WHOLE_CELL for row in self.rows for text in row)


@dataclass(frozen=True)
class Facts:
    """Label and value pairs, as on the first lines of a protocol."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on: (role, name) of each signatory; a name may be empty."""

    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class TableOfContents:
    title: str
    depth: int = 2


@dataclass(frozen=True)
class Figure:
    """An SVG, PNG or JPEG picture; `alt` says what it shows; `width` is a share of the text's width."""

    image: bytes
    alt: str
    caption: str = ""
    width: float = 1

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise DocumentError(
                f"The figure “{self.caption}” needs an alternative text for those who cannot see it."
            )
        if not 0 < self.width <= 1:
            raise DocumentError(
                f"The figure “{self.caption}” must be wider than 0 and no wider than the text (1)."
            )
        _ = self.format

    @property
    def format(self) -> ImageFormat:
        """What the bytes are, by their beginning."""
        if self.image.startswith(b"\x89PNG\r\n\x1a\n"):
            return "png"
        if self.image.startswith(b"\xff\xd8\xff"):
            return "jpg"
        if b"<svg" in self.image[:1000]:
            return "svg"
        raise DocumentError(f"The figure “{self.caption}” is neither SVG nor PNG nor JPEG.")


@dataclass(frozen=True)
class QrCode:
    """A QR code of `text` (an address) with the words beside it."""

    text: str
    caption: str


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | Numbered
    | Nested
    | Table
    | Facts
    | Signatures
    | PageBreak
    | TableOfContents
    | Figure
    | QrCode
)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. `date` dates the file itself, `date_text` is what a reader sees.

    Headings step down one level at a time, beginning with 1: a screen reader's outline depends on it.
    """

    title: str
    language: Language
    date: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    place: str = ""
    date_text: str = ""
    version: str = ""
    footer: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DocumentError("A document needs a title.")
        above = 0
        for heading in (block for block in self.blocks if isinstance(block, Heading)):
            if not 1 <= heading.level <= min(above + 1, DEEPEST_HEADING):
                raise DocumentError(
                    f"The heading “{heading.text}” has level {heading.level}; "
                    f"here it may be 1 to {min(above + 1, DEEPEST_HEADING)}."
                )
            above = heading.level
