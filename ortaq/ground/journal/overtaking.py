"""Two people at one sheet: who saved it while the other was still writing."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ortaq.ground.errors import Overtaken
from ortaq.ground.journal.models import Book, Entry
from ortaq.ground.journal.selectors import doer
from ortaq.ground.people.actors import Actor


def last_like(*, book: Book, action: str, payload: str) -> Entry | None:
    """Return the latest deed that wrote the same part of the same record, or None. One query.

    Deeds are alike where their data name the same record and have the same fields, whatever stands in them.
    """
    data = json.loads(payload)
    record = next(value["id"] for value in data.values() if _is_record(value))
    rows = book.entries.filter(action=action, payload__body__contains=record)
    alike = rows.select_related("account", "payload").order_by("-number")
    return next((entry for entry in alike if _fields(json.loads(entry.payload.body)) == _fields(data)), None)


def require_own(earlier: Entry | None, *, by: Actor) -> None:
    """Refuse to write over what somebody else saved; what the same person saved before is theirs to change.

    Raises Overtaken with a sentence that says who saved and when.
    """
    if earlier is None:
        raise Overtaken(
            _(
                "Somebody saved something here after you had opened this page. What you wrote is kept below, but "
                "not saved yet. Read what there is now, bring the two together and save again."
            )
        )
    if by.account is not None and earlier.account_id == by.account.pk:
        return
    raise Overtaken(
        _(
            "%(who)s saved this on %(day)s at %(time)s, after you had opened this page. What you wrote is kept "
            "below, but not saved yet. Read what there is now, bring the two together and save again."
        )
        % {
            "who": doer(earlier) or _("Somebody else"),
            "day": date_format(timezone.localdate(earlier.at)),
            "time": f"{timezone.localtime(earlier.at):%H:%M}",
        }
    )


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"kind", "id"}


def _fields(data: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: sorted(value) if isinstance(value, dict) and not _is_record(value) else []
        for name, value in data.items()
    }
