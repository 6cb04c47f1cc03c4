"""Where money and help come from: the sources that a plan of a rural unit knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Who gives. Micro-credit is a private debt and is kept out of the totals of a plan."""

    OKRUG_BUDGET = "okrug_budget", _("budget of the unit")
    DISTRICT_BUDGET = "district_budget", _("district budget")
    OBLAST_BUDGET = "oblast_budget", _("oblast budget")
    REPUBLIC_BUDGET = "republic_budget", _("republican budget")
    GRANT = "grant", _("grant")
    PARTNER = "partner", _("partner")
    RESIDENTS = "residents", _("residents")
    MICROCREDIT = "microcredit", _("micro-credit")


BUDGET_SOURCES = frozenset(
    {Source.OKRUG_BUDGET, Source.DISTRICT_BUDGET, Source.OBLAST_BUDGET, Source.REPUBLIC_BUDGET}
)
OUTSIDE_TOTALS = frozenset({Source.MICROCREDIT})


class MoneyKind(models.TextChoices):
    """In what form it is given; help in kind and labour are valued in money to be counted beside it."""

    MONEY = "money", _("money")
    IN_KIND = "in_kind", _("in kind")
    LABOUR = "labour", _("labour (asar)")
