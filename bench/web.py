"""What the list of needs costs, beside a plain Django list of the same rows.

`python -m bench.web` makes a village with 10,000 needs in a database of its own and asks for the list: ours
with its shell, filters, dates and languages, and the yardstick, a paginated list of ORM objects in a minimal
template. Both run in the same process, one request after the other in turn, so that what else the machine does
falls on both; and since that can only add to what a request costs, the first decile of each is taken. Prints
these CPU milliseconds for one request, their ratio, the number of queries, and the machine's load.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

PAIRS = 100
WARMING_UP = 5
LIMIT_MS = 30.0
LIMIT_RATIO = 2.0
LIMIT_QUERIES = 8
PAGE_SIZE = 25
YARDSTICK = """<!doctype html><html lang="kk"><title>Needs</title><h1>Needs</h1><ul>
{% for need in page %}<li><a href="/{{ need.number }}/">
{{ need.text_kk|default:need.text_ru|truncatechars:180 }}</a>
№ {{ need.number }} · {{ need.settlement.name_kk }} · {{ need.get_theme_display }}
{% if need.answered_at %}answered{% else %}{{ need.answer_due_on|date:"d.m.Y" }}{% endif %}</li>{% endfor %}</ul>
<p>{{ page.paginator.count }}</p>
{% if page.has_next %}<a href="?page={{ page.next_page_number }}">next</a>{% endif %}"""


def main(arguments: list[str]) -> int:
    """Measure and print; 1 where the list costs more than its budget."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--needs", type=int, default=10_000)
    needs = parser.parse_args(arguments).needs
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        found = _measure(needs)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    within = found["ours_ms"] <= LIMIT_MS and found["ratio"] <= LIMIT_RATIO
    return 0 if within and found["queries"]["ours"] <= LIMIT_QUERIES else 1


def prepare(home: Path) -> None:
    """Wake Django with an empty database in a home of its own."""
    os.environ["ORTAQ_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ortaq.web.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    from ortaq.web.catalogues import compile_catalogues

    compile_catalogues()
    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    call_command("migrate", verbosity=0)


def make_village(count: int) -> Any:
    """Return a cycle of a village whose residents have told `count` published needs."""
    from conftest import NOW, make_cycle, make_unit
    from ortaq.ground.journal.models import Node
    from ortaq.stages.needs.tests.many import add_published

    Node.objects.create(name="bench", is_here=True)
    cycle = make_cycle(make_unit("mysal", "Мысал", "Мысал", *((f"Ауыл {n}", f"Село {n}") for n in range(8))))
    add_published(cycle, count, NOW)
    return cycle


def _measure(count: int) -> dict[str, Any]:
    from conftest import NOW
    from ortaq.ground import clock

    cycle = make_village(count)
    clock.now = lambda: NOW
    pages = {"ours": _ours(), "plain": _plain(cycle)}
    sizes = {name: len(ask().content) for name, ask in pages.items()}
    spent = [{name: _cpu_ms(ask) for name, ask in pages.items()} for _pair in range(WARMING_UP + PAIRS)]
    pairs = spent[WARMING_UP:]
    least = {name: quantiles([pair[name] for pair in pairs], n=10)[0] for name in pages}
    return {
        "needs": count,
        "ours_ms": round(least["ours"], 2),
        "plain_ms": round(least["plain"], 2),
        "ratio": round(least["ours"] / least["plain"], 2),
        "queries": {name: _queries(ask) for name, ask in pages.items()},
        "bytes": sizes,
        "load": [round(load, 2) for load in os.getloadavg()],
        "limits": {"ms": LIMIT_MS, "ratio": LIMIT_RATIO, "queries": LIMIT_QUERIES},
    }


def _ours() -> Any:
    from django.test import Client

    client = Client()
    return lambda: client.get("/kk/mysal/needs/")


def _plain(cycle: Any) -> Any:
    """The yardstick: what anybody would write first, behind the same middleware."""
    from django.core.paginator import Paginator
    from django.http import HttpResponse
    from django.template import Context, Engine
    from django.test import Client
    from django.urls import path

    from ortaq.stages.needs.models import Need
    from ortaq.web import urls

    template = Engine().from_string(YARDSTICK)

    def view(request: Any) -> HttpResponse:
        needs = Need.objects.filter(cycle=cycle, state="published").select_related("settlement")
        page = Paginator(needs.order_by("-number"), PAGE_SIZE).get_page(request.GET.get("page", 1))
        return HttpResponse(template.render(Context({"page": page})))

    urls.urlpatterns.insert(0, path("plain/", view))
    client = Client()
    return lambda: client.get("/plain/")


def _cpu_ms(ask: Any) -> float:
    started = time.process_time()
    if ask().status_code != 200:
        raise SystemExit("The page could not be shown.")
    return (time.process_time() - started) * 1000


def _queries(ask: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
