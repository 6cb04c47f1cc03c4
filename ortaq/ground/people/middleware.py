"""Whoever signs in with a one-time password chooses their own before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ALLOWED = {"people:own_password", "people:sign_out"}


class OwnPasswordFirst:
    """Sends an account with a one-time password to the page where it is changed, whatever it asked for."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual; `process_view` has the say before."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: object, *_where: object) -> HttpResponse | None:
        """Return the way to the page of the password, or None where nothing stands in the way.

        A view that is the same for everybody asks nobody who they are.
        """
        match = request.resolver_match
        if (
            getattr(view, "is_for_everybody", False)
            or match is None
            or match.view_name in ALLOWED
            or not getattr(request.user, "must_change_password", False)
        ):
            return None
        return redirect("people:own_password")
