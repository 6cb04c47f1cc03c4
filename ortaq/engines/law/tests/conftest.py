from collections.abc import Callable
from datetime import date

import pytest

from ortaq.engines.law import Override, Words
from ortaq.engines.law.values import Raw


@pytest.fixture
def decided() -> Callable[..., Override]:
    """A decision of a district maslikhat that gives a unit its own number."""

    def make(id: str, value: Raw, *, adopted_on: date = date(2026, 5, 4), verified_by: str = "") -> Override:
        title = Words(kk="Мысал аудандық мәслихатының шешімі", ru="Решение маслихата", en="Maslikhat decision")
        return Override(id=id, value=value, act=title, adopted_on=adopted_on, verified_by=verified_by)

    return make
