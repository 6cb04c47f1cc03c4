"""The door before the codes: guessing is slowed down, and a failed guess stays remembered."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.people import throttle
from ortaq.stages.vote.codes import PREFIX
from ortaq.stages.vote.forms import BallotForm

WHAT = "vote.code"


def guarded(request: HttpRequest, form: BallotForm, look: Callable[[], object], *, now: datetime.datetime) -> bool:
    """Whether `look` found what the code of a form opens; where it did not, the form says why.

    Tries are counted by the first symbols of the code and by the address they come from.
    """
    tried = {"what": WHAT, "subject": form.cleaned_data["code"][:PREFIX], "place": request.META["REMOTE_ADDR"]}
    if throttle.is_shut(**tried, now=now):
        form.refuse(
            Refused(
                _("Too many wrong codes were tried here. Wait ten minutes, or vote on paper at the office."),
                field="code",
            )
        )
        return False
    found = look() is not None
    if not found and form.has_error("code"):
        throttle.record_failure(**tried, now=now)
    return found
