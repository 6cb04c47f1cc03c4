"""Draws the picture of the house from what the code says of itself: the import contract and the stages.

`.venv/bin/python docs/draw_house.py` writes `docs/house.svg`; a test proves that the file is current.
"""

from __future__ import annotations

import configparser
from html import escape
from pathlib import Path

from ortaq.commands import COMMANDS
from ortaq.stages import STAGES

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "house.svg"
WIDTH, FLOOR, GAP, MARGIN = 760, 64, 14, 24
ROOMS_IN_ROW = 6
SAYS = {
    "__main__": "the laptop's one door",
    "commands": ", ".join(COMMANDS),
    "web": "settings, base pages, style",
    "demo": "the example, built through the actions",
    "publish": "documents: PDF, DOCX, XLSX",
    "programme": "many places: budget, log, results",
    "exchange": "akims learn from one another",
    "stages": "the way, one room each",
    "ground": "units, people, cycle, meetings, journal, chain, files",
    "engines": "pure decisions: count, law, inclusion, sums",
}
STYLE = """text{font:15px system-ui,sans-serif;fill:#15323a}.soft{font-size:12.5px;fill:#48626a}
.floor{fill:#e9f4f4;stroke:#0e6b74}.room{fill:#fff;stroke:#b06f12}.name{font-weight:700}"""


def floors() -> list[list[str]]:
    """Return the floors of the house from the roof down, as the import contract names them."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:house"]["layers"].split("\n")
    return [[room.strip().removeprefix("ortaq.") for room in line.split("|")] for line in lines if line.strip()]


def house() -> str:
    """Return the picture as SVG."""
    drawn, top = [], MARGIN
    for floor in floors():
        drawn += _floor(floor, top)
        top += _height(floor) + GAP
    drawn.append(_text(MARGIN, top + 8, "Imports lead down only; what people read grows from below.", "soft"))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + MARGIN}" role="img">',
            "<title>The house: each floor may use those below it, never those above</title>",
            f"<style>{STYLE}</style>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            *drawn,
            "</svg>",
            "",
        ]
    )


def _height(floor: list[str]) -> int:
    return FLOOR * (1 + -(-len(STAGES) // ROOMS_IN_ROW)) if floor == ["stages"] else FLOOR


def _floor(floor: list[str], top: int) -> list[str]:
    wide = (WIDTH - 2 * MARGIN - GAP * (len(floor) - 1)) // len(floor)
    drawn = []
    for place, room in enumerate(floor):
        left = MARGIN + place * (wide + GAP)
        drawn.append(_box(left, top, wide, _height(floor), "floor"))
        drawn.append(_text(left + 16, top + 27, room, "name"))
        drawn.append(_text(left + 16, top + 48, SAYS[room], "soft"))
    return drawn + (_rooms(top + FLOOR) if floor == ["stages"] else [])


def _rooms(top: int) -> list[str]:
    wide = (WIDTH - 2 * MARGIN - 32) // ROOMS_IN_ROW
    drawn = []
    for place, stage in enumerate(STAGES):
        row, column = divmod(place, ROOMS_IN_ROW)
        left, head = MARGIN + 16 + column * wide, top + row * FLOOR
        drawn.append(_box(left, head, wide - 8, FLOOR - 16, "room"))
        drawn.append(_text(left + 10, head + 29, stage, "name"))
    return drawn


def _box(left: int, top: int, wide: int, high: int, kind: str) -> str:
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{wide}" height="{high}" rx="8"/>'


def _text(left: int, base: int, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{left}" y="{base}">{escape(words)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(house(), encoding="utf-8")
