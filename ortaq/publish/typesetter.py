"""The typesetter as a process of its own: a job as JSON on standard input, the file on standard output.

It lives for one file on purpose. The typesetter keeps what it has set in memory: about 100 MB in a process
that goes on serving pages, and among it voting codes, which must be nowhere but on their cards.
"""

import json
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main() -> None:
    """Set one job: `template`, its `data`, and `output`, the typesetter's own options for the file."""
    job = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"])
    try:
        file = typst.compile(
            input=HERE / "templates" / f"{job['template']}.typ",
            root=HERE / "templates",
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(job["data"], ensure_ascii=False)},
            **job["output"],
        )
    except typst.TypstError as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(file)


if __name__ == "__main__":
    main()
