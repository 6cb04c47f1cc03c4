"""What a worker of `ortaq run` serves: the pages, for as long as the process that started it is alive."""

import os
import signal
import threading
import time

from ortaq.web.wsgi import application

__all__ = ["application"]

LOOKS_EVERY = 1
STARTED_BY = os.getppid()


def _end_with_who_started_us() -> None:
    """Stop when the first process was killed: a port that is held by nobody's server cannot be used again."""
    while os.getppid() == STARTED_BY:
        time.sleep(LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=_end_with_who_started_us, daemon=True).start()
