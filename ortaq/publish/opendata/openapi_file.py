"""Writes docs/openapi.json: `python -m ortaq.publish.opendata.openapi_file`."""

import os
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")
    django.setup()
    from ortaq.publish.opendata.openapi import as_text

    Path("docs/openapi.json").write_text(as_text(), encoding="utf-8")
