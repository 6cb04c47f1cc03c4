"""Giving out stored photos."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from ortaq.ground.files.models import StoredFile
from ortaq.ground.files.visibility import is_shown


def photo(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """Give a photo that some public record shows; another's existence is not told."""
    stored = StoredFile.objects.filter(pk=id).first()
    if stored is None or not is_shown(stored, request):
        raise Http404
    answer = FileResponse(stored.path.open("rb"), content_type=stored.media_type)
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
