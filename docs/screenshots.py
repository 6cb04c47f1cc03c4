"""Makes the pictures of the README from a running example.

`.venv/bin/ortaq run`, then `.venv/bin/python docs/screenshots.py [ADDRESS]`; needs Chromium, as the journeys do.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")
django.setup()

from ortaq.ground.people.example import PASSWORD  # noqa: E402 - a module of models, which Django wakes first

FOLDER = Path(__file__).parent / "screenshots"
EXAMPLE = "http://127.0.0.1:8000"
UNIT = "mysal-auyldyq-okrugi"
COLOURS = 64
PHONE = {"viewport": {"width": 360, "height": 900}, "locale": "kk-KZ", "java_script_enabled": False}
LAPTOP = {"viewport": {"width": 1280, "height": 900}, "locale": "ru-RU"}
PHONE_PICTURES = {"need-kk": "needs/1/", "say-kk": "needs/say/"}
LAPTOP_PICTURES = {"way-ru": "", "plan-ru": "plan/?cycle=2025"}


def take(page: Page, address: str, name: str) -> None:
    """Take a picture of a page's first screen, in as few colours as a light file asks."""
    page.goto(address)
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    with Image.open(picture) as taken:
        light = taken.convert("RGB").quantize(COLOURS)
    light.save(picture, optimize=True)


def take_all(browser: Browser, address: str) -> None:
    """Take the pictures of a resident's phone, then those of the akim's laptop."""
    phone = browser.new_context(**PHONE).new_page()
    for name, path in PHONE_PICTURES.items():
        take(phone, f"{address}/kk/{UNIT}/{path}", name)
    laptop = browser.new_context(**LAPTOP).new_page()
    laptop.goto(f"{address}/ru/account/sign-in/")
    laptop.locator("[name=username]").fill("akim")
    laptop.locator("[name=password]").fill(PASSWORD)
    laptop.locator("main form[method=post] button").first.click()
    for name, path in LAPTOP_PICTURES.items():
        take(laptop, f"{address}/ru/{UNIT}/{path}", name)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        take_all(opened, sys.argv[1] if len(sys.argv) > 1 else EXAMPLE)
