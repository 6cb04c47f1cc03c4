"""The outline of a district, from a GeoJSON file that the office may have: found by its KATO code."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

CREDIT = "A. Rodionov (geokz), HDX cod-ab-kaz; CC BY 4.0"
"""Of the file of districts that the guide names; a file with a member `attribution` says its own."""


def district_outline(kato: str | None) -> tuple[dict[str, Any], str] | None:
    """Return the GeoJSON geometry of a district and whom to credit, or None without a file or a match.

    The file is named by the setting DISTRICTS_FILE: a FeatureCollection, plain or gzipped, whose features have a
    property `KATO` of nine digits.
    """
    if not kato or not settings.DISTRICTS_FILE:
        return None
    path = Path(settings.DISTRICTS_FILE)
    if not path.is_file():
        return None
    outlines, credit = _outlines(path, path.stat().st_mtime_ns)
    return (outlines[kato], credit) if kato in outlines else None


@lru_cache(maxsize=1)
def _outlines(path: Path, _changed: int) -> tuple[dict[str, dict[str, Any]], str]:
    try:
        packed = path.read_bytes()
        data = json.loads(gzip.decompress(packed) if path.suffix == ".gz" else packed)
        found = {_kato(feature): feature["geometry"] for feature in data["features"] if feature.get("geometry")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError):
        return {}, ""
    return found, str(data.get("attribution") or CREDIT)


def _kato(feature: dict[str, Any]) -> str:
    properties = feature.get("properties") or {}
    return next((str(value) for name, value in properties.items() if name.casefold() == "kato"), "")
