"""The commands of the laptop's one door.

Each module has `purpose()`, `add_arguments(parser)` and `run(args) -> int`, the exit code.
"""

from types import ModuleType

from ortaq.commands import backup, check, count, demo, doctor, export, password, restore, run

COMMANDS: dict[str, ModuleType] = {
    "run": run,
    "doctor": doctor,
    "demo": demo,
    "backup": backup,
    "restore": restore,
    "password": password,
    "export": export,
    "count": count,
    "check": check,
}
"""Name → module, in the order in which the help lists them."""
