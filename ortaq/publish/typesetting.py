"""The one door to the typesetter: data and a committed template in, a file out."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from ortaq.publish.plain import FONTS

TEMPLATES = Path(__file__).parent / "templates"


def typeset_pdf(*, template: str, data: dict[str, Any], created: date) -> bytes:
    """Set `data` in ``templates/<template>.typ`` as an archival, accessible PDF (PDF/A-2a and PDF/UA-1).

    The same data give the same bytes: `created` is the only date in the file, no font of the machine is used.
    """
    return typst.compile(
        input=TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(data | {"created": [created.year, created.month, created.day]}),
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(created, time(), UTC),
    )


def draw_png(*, svg: bytes, pixels_per_inch: int = 200) -> bytes:
    """An SVG picture as PNG, for formats that cannot hold SVG."""
    return typst.compile(
        input=TEMPLATES / "picture.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs({"svg": svg.decode()}),
        format="png",
        ppi=pixels_per_inch,
    )


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
