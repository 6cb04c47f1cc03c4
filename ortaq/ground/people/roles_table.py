"""The table of roles as a document: `python -m ortaq.ground.people.roles_table` writes docs/roles.md."""

import os
from itertools import groupby
from pathlib import Path

import django

HEAD = """# Who may do what

This page is made from the table `PERMISSIONS` in `ortaq/ground/people/roles.py`, which the pages, the actions and
the tests ask as well. A role counts in the unit (or programme) in which it is held. What a step of the cycle
opens is open only while that step is; see `ortaq/ground/cycle/template.toml`.
"""


def as_markdown() -> str:
    """Return the document, in English."""
    from django.utils.translation import override

    from ortaq.ground.action_names import action_name
    from ortaq.ground.people.roles import PERMISSIONS, Role

    parts = [HEAD]
    with override("en"):
        roles = [f"| `{role.value}` | {role.label} |" for role in Role]
        parts.append("\n".join(["## Roles", "", "| role | who |", "|---|---|", *roles, ""]))
        for room, names in groupby(sorted(PERMISSIONS), key=lambda name: name.split(".")[0]):
            lines = [f"| `{name}` | {action_name(name)} | {_who(name)} |" for name in names]
            parts.append("\n".join([f"## {room}", "", "| action | what | who |", "|---|---|---|", *lines, ""]))
    return "\n".join(parts)


def _who(name: str) -> str:
    from ortaq.ground.people.roles import PERMISSIONS, Role

    permitted = PERMISSIONS[name]
    if Role.ANYONE in permitted:
        return "everybody"
    if permitted == frozenset(Role) - {Role.ANYONE}:
        return "everybody who holds a role"
    return ", ".join(str(role.label) for role in Role if role in permitted)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")
    django.setup()
    Path("docs/roles.md").write_text(as_markdown(), encoding="utf-8")
