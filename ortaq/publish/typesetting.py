"""The one door to the typesetter: data and a committed template in, a file out."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

TYPESETTER = Path(__file__).parent / "typesetter.py"


class TypesettingError(RuntimeError):
    """The typesetter refused a file; the message is its own."""


def typeset_pdf(*, template: str, data: dict[str, Any], created: date) -> bytes:
    """Set `data` in ``templates/<template>.typ`` as an archival, accessible PDF (PDF/A-2a and PDF/UA-1).

    The same data give the same bytes: `created` is the only date in the file, no font of the machine is used.
    """
    midnight = datetime.combine(created, time(), UTC)
    return _typeset(
        template=template,
        data=data | {"created": [created.year, created.month, created.day]},
        output={"format": "pdf", "pdf_standards": ["a-2a", "ua-1"], "timestamp": int(midnight.timestamp())},
    )


def draw_png(*, svg: bytes, pixels_per_inch: int = 200) -> bytes:
    """An SVG picture as PNG, for formats that cannot hold SVG."""
    return _typeset(
        template="picture", data={"svg": svg.decode()}, output={"format": "png", "ppi": pixels_per_inch}
    )


def _typeset(**job: object) -> bytes:
    # -P keeps the script's folder off the import path, where docx.py would hide the library of that name
    command = [sys.executable, "-P", "-X", "utf8", str(TYPESETTER)]
    job_file = json.dumps(job).encode()
    finished = subprocess.run(command, input=job_file, capture_output=True, check=False)  # noqa: S603 - our own script
    if finished.returncode != 0:
        raise TypesettingError(finished.stderr.decode(errors="replace").strip())
    return finished.stdout
