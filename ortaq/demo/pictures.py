"""Pictures of the example, drawn by hand: nobody's photo, nobody's copyright."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (1200, 800)
Pencil = ImageDraw.ImageDraw


def photo(name: str) -> ContentFile[bytes]:
    """Return a drawn picture as an uploaded file."""
    sky, draw = PICTURES[name]
    image = Image.new("RGB", SIZE, sky)
    draw(ImageDraw.Draw(image))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return ContentFile(out.getvalue(), name=f"{name}.jpg")


def _steppe(pencil: Pencil, colour: str = "#b9a35c") -> None:
    pencil.polygon([(0, 470), (300, 400), (620, 480), (900, 420), (1200, 480), (1200, 800), (0, 800)], colour)
    pencil.rectangle([(0, 560), (1200, 800)], "#a58f4a")


def _house(pencil: Pencil, x: int, y: int, roof: str = "#7a3b2e") -> None:
    pencil.rectangle([(x, y), (x + 180, y + 110)], "#efe6d2", outline="#6b5b45", width=4)
    pencil.polygon([(x - 20, y), (x + 90, y - 70), (x + 200, y)], roof)
    pencil.rectangle([(x + 30, y + 35), (x + 75, y + 75)], "#8fb6c9", outline="#6b5b45", width=3)
    pencil.rectangle([(x + 115, y + 40), (x + 155, y + 110)], "#6b5b45")


def _mast(pencil: Pencil, x: int, top: int, foot: int) -> None:
    pencil.line([(x - 55, foot), (x, top), (x + 55, foot)], "#8d2f2f", width=9)
    for step in range(1, 9):
        y = top + (foot - top) * step // 9
        half = 55 * step // 9
        pencil.line([(x - half, y), (x + half, y)], "#8d2f2f" if step % 2 else "#f1f1f1", width=7)
    for reach in (50, 85, 120):
        pencil.arc([(x - reach, top - reach), (x + reach, top + reach)], 200, 340, "#2d5f8a", width=6)


def _flooded_road(pencil: Pencil) -> None:
    _steppe(pencil)
    pencil.polygon([(480, 800), (560, 470), (640, 470), (760, 800)], "#8a7b66")
    pencil.polygon([(0, 640), (420, 590), (820, 610), (1200, 570), (1200, 720), (600, 750), (0, 720)], "#5d87a6")
    for x in range(60, 1140, 160):
        pencil.arc([(x, 630), (x + 90, 670)], 190, 350, "#cfe0ea", width=5)


def _dark_street(pencil: Pencil) -> None:
    pencil.rectangle([(0, 520), (1200, 800)], "#20242c")
    for x in (80, 420, 860):
        _house(pencil, x, 420, roof="#2c2f38")
    pencil.ellipse([(960, 70), (1050, 160)], "#e8e3c6")
    pencil.polygon([(380, 800), (560, 540), (660, 540), (860, 800)], "#343944")


def _mast_done(pencil: Pencil) -> None:
    _steppe(pencil)
    _mast(pencil, 820, 150, 560)
    _house(pencil, 140, 480)
    _house(pencil, 420, 520, roof="#3f5f46")


def _asar(pencil: Pencil) -> None:
    _steppe(pencil)
    pencil.rectangle([(430, 560), (770, 690)], "#6f5a36", outline="#4c3d24", width=6)
    for x, shirt in ((300, "#2d5f8a"), (390, "#a8442f"), (810, "#3f6f46"), (910, "#8a6a2d")):
        pencil.ellipse([(x, 490), (x + 44, 534)], "#d9b48f")
        pencil.rectangle([(x - 4, 534), (x + 48, 630)], shirt)
        pencil.line([(x + 60, 500), (x + 90, 650)], "#5b4a33", width=8)


def _well(pencil: Pencil) -> None:
    _steppe(pencil)
    pencil.rectangle([(540, 430), (590, 660)], "#3d6b8f")
    pencil.arc([(560, 420), (690, 540)], 180, 290, "#3d6b8f", width=22)
    pencil.line([(676, 470), (676, 640)], "#78b3d6", width=14)
    pencil.rectangle([(630, 640), (730, 710)], "#b7bcc2", outline="#60666d", width=5)
    _house(pencil, 120, 470)


def _lamps(pencil: Pencil) -> None:
    pencil.rectangle([(0, 520), (1200, 800)], "#2c313c")
    for x in (150, 480, 810, 1100):
        pencil.polygon([(x, 250), (x - 130, 620), (x + 130, 620)], "#5f5a3a")
        pencil.line([(x, 240), (x, 620)], "#aeb4bd", width=10)
        pencil.ellipse([(x - 22, 222), (x + 22, 262)], "#ffe08a")
    _house(pencil, 250, 440)


def _ramp(pencil: Pencil) -> None:
    pencil.rectangle([(0, 600), (1200, 800)], "#9a9a92")
    pencil.rectangle([(620, 200), (1120, 620)], "#e7dcc4", outline="#7b6b52", width=6)
    pencil.rectangle([(820, 350), (930, 580)], "#5d4a36")
    pencil.polygon([(140, 640), (620, 580), (940, 580), (940, 640)], "#c3c0b6", outline="#77746b")
    pencil.line([(160, 540), (620, 480)], "#4a5560", width=10)
    for x in (180, 330, 480, 600):
        pencil.line([(x, 540 - (x - 160) // 8), (x, 635 - (x - 160) // 9)], "#4a5560", width=7)


def _field(pencil: Pencil) -> None:
    _steppe(pencil, "#7f9b55")
    pencil.polygon([(120, 760), (330, 520), (900, 520), (1100, 760)], "#4f8a4a", outline="#f2f2ee")
    pencil.line([(615, 520), (610, 760)], "#f2f2ee", width=6)
    pencil.ellipse([(540, 600), (690, 670)], outline="#f2f2ee", width=6)
    pencil.line([(540, 520), (540, 455), (690, 455), (690, 520)], "#f2f2ee", width=8)


def _sewing(pencil: Pencil) -> None:
    pencil.rectangle([(0, 560), (1200, 800)], "#a77f55")
    for x in (120, 480, 840):
        pencil.rectangle([(x, 520), (x + 270, 555)], "#6f4f30")
        pencil.rectangle([(x + 70, 400), (x + 110, 520)], "#2f3a44")
        pencil.rectangle([(x + 70, 380), (x + 220, 425)], "#2f3a44")
        pencil.line([(x + 205, 425), (x + 205, 515)], "#b9c0c6", width=6)
        pencil.rectangle([(x + 130, 505), (x + 260, 522)], "#2d5f8a")


def _pipes(pencil: Pencil) -> None:
    _steppe(pencil)
    for x, y in ((300, 600), (430, 600), (560, 600), (365, 500), (495, 500)):
        pencil.ellipse([(x, y), (x + 125, y + 125)], "#b3b0a8", outline="#6a675f", width=10)
        pencil.ellipse([(x + 28, y + 28), (x + 97, y + 97)], "#4c4a45")


PICTURES: dict[str, tuple[str, Callable[[Pencil], None]]] = {
    "flooded_road": ("#b8cbd6", _flooded_road),
    "dark_street": ("#12151c", _dark_street),
    "mast": ("#c4dcec", _mast_done),
    "asar": ("#d8e4ea", _asar),
    "well": ("#cfe2ee", _well),
    "lamps": ("#1c2230", _lamps),
    "ramp": ("#cfdde6", _ramp),
    "field": ("#bfdcf0", _field),
    "sewing": ("#efe2cd", _sewing),
    "pipes": ("#d3dfe6", _pipes),
}
