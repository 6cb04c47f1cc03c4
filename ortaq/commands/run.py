"""`ortaq run`: make the home ready and serve it."""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from contextlib import suppress
from gettext import gettext as _

from ortaq.commands import checks, homes
from ortaq.web.home import Home, example

DEFAULT_PORT = 8000
PORTS_TRIED = 50
LOOPBACK = ("127.0.0.1", "localhost", "::1")
STANDARD_INPUT = 0
MOST_WORKERS = 2
PATIENCE_WITH_WORKERS = 5


def purpose() -> str:
    """What the help says of this command."""
    return _("start Ortaq on this computer and open it in the browser")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq run`."""
    homes.add_home(parser)
    parser.add_argument(
        "--port",
        type=int,
        default=DEFAULT_PORT,
        metavar=_("NUMBER"),
        help=_("port, usually 8000; 0 for any free one"),
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar=_("ADDRESS"),
        help=_("0.0.0.0 lets other computers and phones of this network in"),
    )
    parser.add_argument("--no-browser", action="store_true", help=_("do not open the browser"))
    parser.add_argument("--until-input-ends", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Check, migrate, compile, gather, load the example where it is missing, then serve until Ctrl-C."""
    if args.until_input_ends:
        threading.Thread(target=_stop_with_input, daemon=True).start()
    home = homes.choose(args.home)
    faults = [finding for finding in checks.before_start(home) if not finding.ok]
    if faults:
        return homes.complain("\n".join(f"{fault.said} {fault.mend}" for fault in faults))
    port = free_port(args.host, args.port)
    if port is None:
        return homes.complain(
            _("No port is free from %(port)d on. Name another one: --port") % {"port": args.port}
        )
    if args.port not in (0, port):
        print(
            _("Port %(taken)d is taken by another program, so Ortaq uses %(port)d.")
            % {"taken": args.port, "port": port}
        )
    os.environ.setdefault("ORTAQ_HOSTS", " ".join(_hosts(args.host)))
    homes.wake()
    if unprepared := prepare_apart(home):
        return unprepared
    _greet(args.host, port)
    if not args.no_browser and (os.name == "nt" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        threading.Thread(target=_open_browser, args=(f"http://127.0.0.1:{port}/",), daemon=True).start()
    home.door.write_text(str(port))
    _serve(args.host, port)
    home.door.unlink(missing_ok=True)
    print(_("Ortaq has stopped. Everything is saved."))
    return 0


def prepare_apart(home: Home) -> int:
    """Prepare a home in a process of its own; return that process's exit code.

    Workers are forked from this process: each would keep in memory what migrations and the example leave behind.
    """
    from django.db import connections

    connections.close_all()
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    process = context.Process(target=_prepare, args=(home,), daemon=True)
    process.start()
    process.join()
    return process.exitcode or 0


def _prepare(home: Home) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        homes.wake()
        reached = checks.database()
        if not reached.ok:
            sys.exit(homes.complain(f"{reached.said} {reached.mend}"))
        prepare(home)
    except KeyboardInterrupt:
        sys.exit(130)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def prepare(home: Home) -> None:
    """Bring the database and the style sheets of a home up to date, forget old contacts; fill the example once."""
    from django.core.management import call_command

    from ortaq.ground import clock
    from ortaq.ground.comments.actions import forget_contacts as forget_contacts_of_comments
    from ortaq.ground.places.models import Unit
    from ortaq.stages.needs.actions import forget_contacts

    call_command("migrate", verbosity=0, interactive=False)
    forget_contacts(now=clock.now())
    forget_contacts_of_comments(now=clock.now())
    gather_static(home)
    if home.folder == example() and not Unit.objects.exists():
        print(_("Building the example. This takes a little while, but only once."), flush=True)
        build_example()


def build_example() -> None:
    """Fill an empty database with the demonstration."""
    from django.core.management import call_command

    from ortaq.demo.build import load
    from ortaq.ground import clock

    call_command("migrate", verbosity=0, interactive=False)
    load(now=clock.now())


def gather_static(home: Home) -> bool:
    """Gather and compress the static files into the home where they have changed; say whether they had."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = [(name, os.stat(storage.path(name))) for finder in get_finders() for name, storage in finder.list([])]
    state = repr(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))
    fingerprint = hashlib.sha256(state.encode()).hexdigest()
    stamp = home.static / ".gathered"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(fingerprint)
    return True


def free_port(host: str, wanted: int) -> int | None:
    """Return the wanted port, or the next free one after it; any free one for 0."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)) if wanted else [0]:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as door, suppress(OSError):
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((host, port))
            chosen: int = door.getsockname()[1]
            return chosen
    return None


def _hosts(host: str) -> list[str]:
    own = ["localhost", "127.0.0.1", "[::1]"]
    return own if host in LOOPBACK else [*own, host, *addresses()]


def addresses() -> list[str]:
    """Return the addresses under which other computers of the network reach this one."""
    found: set[object] = set()
    with suppress(OSError):
        found.update(info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET))
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent, the system names the way
        found.add(way_out.getsockname()[0])
    return sorted(str(address) for address in found if not str(address).startswith("127."))


def _greet(host: str, port: int) -> None:
    from ortaq.ground import clock
    from ortaq.ground.people import example as examples
    from ortaq.ground.places.models import Unit

    print(_("Ortaq is ready: http://127.0.0.1:%(port)d/  (stop with Ctrl-C)") % {"port": port}, flush=True)
    for address in [] if host in LOOPBACK else addresses():
        print(_("In this network: http://%(address)s:%(port)d/") % {"address": address, "port": port})
    visitors = examples.visitors(on=clock.today())
    if visitors:
        print(
            _("This is the example. Sign in with the password %(password)s as:") % {"password": examples.PASSWORD}
        )
    for visitor in visitors:
        print(f"  {visitor.username:<14} {visitor.name}, {visitor.role}")
    if not Unit.objects.exists():
        print(_("Nothing is here yet: the first page asks for your unit, its settlements and the akim."))


def _stop_with_input() -> None:
    """Stop as Ctrl-C does when whoever started this server closes its input, or is no more.

    Read below `sys.stdin`, whose lock would be held in every worker that is forked meanwhile.
    """
    while os.read(STANDARD_INPUT, 1):
        pass
    os.kill(os.getpid(), signal.SIGINT)


def _open_browser(address: str) -> None:
    for _try in range(100):
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
            webbrowser.open(address)
            return
        time.sleep(0.1)


def _serve(host: str, port: int) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    Granian(
        "ortaq.commands.worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=2,
        backpressure=64,
        workers_kill_timeout=PATIENCE_WITH_WORKERS,
        log_level=LogLevels.warning,
    ).serve()
