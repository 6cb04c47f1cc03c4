"""Addresses made of names: «Мысал ауылдық округі» is found at /mysal-auyldyq-okrugi/."""

import re

from ortaq.ground.places.models import Unit

CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "a,a,b,v,g,g,d,e,e,zh,z,i,i,k,q,l,m,n,n,o,o,p,r,s,t,u,u,u,f,h,h,ts,ch,sh,shch,,y,i,,e,yu,ya"
LETTERS = dict(zip(map(ord, CYRILLIC), LATIN.split(","), strict=True))
RESERVED = {"account", "photos", "static", "programmes", "exchange", "field", "api", "data", "kk", "ru", "en"}
LONGEST = 50


def slug_of(name: str) -> str:
    """Return the name in Latin letters, as an address writes it; `unit` where nothing is left of it.

    >>> slug_of("Мысал ауылдық округі"), slug_of("Жаңа-Өзен №2"), slug_of("村")
    ('mysal-auyldyq-okrugi', 'zhana-ozen-2', 'unit')
    """
    latin = name.lower().translate(LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:LONGEST].strip("-") or "unit"


def free_slug(name: str) -> str:
    """Return the name's address, with a number where another unit or a page of Ortaq has it already."""
    wanted = slug_of(name)
    taken = RESERVED | set(Unit.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
