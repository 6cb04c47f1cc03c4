"""The voice of somebody without an account: a random sign in a signed cookie; only its keyed hash is kept."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from ortaq.stages.dialogue.models import Conversation

COOKIE = "voice"
SALT = "ortaq.dialogue.voice"
DAYS = 120


def voice_of(request: HttpRequest) -> str:
    """Return the voice that the browser holds; empty where it holds none, or one that was tampered with."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DAYS * 86_400) or ""


def new_voice() -> str:
    """Return a voice that nobody has had before."""
    return secrets.token_urlsafe(16)


def keep(answer: HttpResponse, voice: str) -> HttpResponse:
    """Let the browser hold a voice for as long as a conversation may last."""
    answer.set_signed_cookie(
        COOKIE,
        voice,
        salt=SALT,
        max_age=DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def key_of(conversation: Conversation, voice: str) -> str:
    """Return what is stored of a voice in one conversation: in another one nobody can know it again."""
    return salted_hmac(f"{SALT}.{conversation.id}", voice, algorithm="sha256").hexdigest()
