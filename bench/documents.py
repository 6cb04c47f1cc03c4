"""What the plan's document costs in a village with 10,000 needs: made the first time, and kept.

`python -m bench.documents` draws up a plan in a database of its own and asks for its files as a page does, first
when they have to be made, then when they are kept. Prints wall and CPU seconds (with those of the typesetter),
the largest memory of the process that made them and of the typesetter, and the machine's load.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.web import make_village, prepare

KINDS = ("pdf", "docx", "xlsx")


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.documents", description=__doc__)
    parser.add_argument("--needs", type=int, default=10_000)
    needs = parser.parse_args(arguments).needs
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        found = _measure(needs)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


def _measure(count: int) -> dict[str, Any]:
    from conftest import make_actor
    from ortaq.ground.people.roles import Role
    from ortaq.publish.plan_files import PlanFile
    from ortaq.stages.plan import actions
    from ortaq.stages.plan.tests import plans

    cycle = make_village(count)
    desk = plans.draw_up(cycle, make_actor(cycle.unit, Role.AKIM, username="akim"))
    version = desk.do(actions.close_version, plan=desk.plan)
    today = plans.IN_PLAN_STEP.date()
    made = {kind: _cost(lambda kind=kind: PlanFile(version, kind, "kk").make(today=today)) for kind in KINDS}
    kept = {kind: _cost(lambda kind=kind: PlanFile(version, kind, "kk").ask()) for kind in KINDS}
    largest = {
        "maker": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "typesetter": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    load = [round(load, 2) for load in os.getloadavg()]
    return {"needs": count, "made": made, "kept": kept, "largest_mb": largest, "load": load}


def _cost(ask: Callable[[], bytes | None]) -> dict[str, float]:
    wall, cpu = time.monotonic(), _cpu()
    content = ask()
    if not content:
        raise SystemExit("The document could not be made.")
    return {
        "wall_s": round(time.monotonic() - wall, 2),
        "cpu_s": round(_cpu() - cpu, 2),
        "kb": len(content) // 1024,
    }


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
