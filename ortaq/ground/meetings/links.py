"""Addresses of pages, with the cycle that the reader is in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ortaq.ground.pages import UnitRequest


def link(request: UnitRequest, name: str, **where: Any) -> str:
    """Return the address of a page of the unit, with `?cycle=` where the reader chose a cycle."""
    address = reverse(name, kwargs={"unit": request.unit.slug, **where})
    chosen = request.GET.get("cycle") or request.POST.get("cycle")
    return f"{address}?cycle={chosen}" if chosen and chosen.isdigit() else address


def go(request: UnitRequest, name: str, **where: Any) -> HttpResponse:
    """Redirect to a page of the unit after a deed."""
    return redirect(link(request, name, **where))
