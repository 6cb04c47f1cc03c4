"""What the API says where it cannot answer: a kind sentence as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """The API cannot answer; `detail` says what is wrong and what to do, `field` names the parameter."""

    def __init__(self, status: HTTPStatus, detail: str, *, field: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.field = status, detail, field


def no_such_place() -> ProblemError:
    """Nothing is known under the name in the address."""
    return ProblemError(
        HTTPStatus.NOT_FOUND,
        _("Nothing is known under this name. The lists of places and programmes say what there is."),
    )


def no_such_table(known: list[str]) -> ProblemError:
    """There is no table, or file, of that name."""
    return ProblemError(
        HTTPStatus.NOT_FOUND, _("There is no such table here. There are: %(names)s.") % {"names": ", ".join(known)}
    )


def no_such_address() -> ProblemError:
    """There is nothing at the address."""
    return ProblemError(HTTPStatus.NOT_FOUND, _("There is nothing at this address. /api/v1/ says what there is."))


def only_reading() -> ProblemError:
    """The method is neither GET nor HEAD."""
    return ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, _("Here one can only read: ask with GET."))


def bad_parameter(name: str, detail: str) -> ProblemError:
    """A parameter cannot be understood."""
    return ProblemError(HTTPStatus.BAD_REQUEST, detail, field=name)


def nothing_carried_out() -> ProblemError:
    """IATI has no file without an activity."""
    return ProblemError(
        HTTPStatus.NOT_FOUND,
        _("Nothing is carried out here yet that an IATI file could tell: no agreed plan line was begun."),
    )


def no_grants() -> ProblemError:
    """360Giving has no file without a grant."""
    return ProblemError(
        HTTPStatus.NOT_FOUND, _("No single grant is recorded here yet, and a 360Giving file holds at least one.")
    )


def answer(problem: ProblemError) -> HttpResponse:
    """Return a problem as an answer."""
    body = {"type": "about:blank", "title": problem.status.phrase, "status": problem.status.value}
    body["detail"] = problem.detail
    if problem.field:
        body["parameter"] = problem.field
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE, status=problem.status.value
    )
    if problem.status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = "GET, HEAD"
    return response
