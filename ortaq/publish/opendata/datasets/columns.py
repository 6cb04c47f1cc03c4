"""Columns that several data sets share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.vocabulary import Theme
from ortaq.publish.opendata.shape import bilingual, code, integer, text

CYCLE = integer("cycle", _("First year of the plan that the planning cycle makes"))
NUMBER = integer("number", _("Number within the place, for ever"))
LINE = integer("line", _("Number of the plan line within its plan"))
YEAR = integer("year", _("Year"))
THEME = code("theme", _("Theme"), Theme.choices)
SOURCE = code("source", _("Who gives"), Source.choices)
MONEY_KIND = code("kind", _("In what form: money, in kind, or labour valued in tenge"), MoneyKind.choices)
SETTLEMENT = (
    text("settlement", _("Identifier of the settlement: the key to the table of settlements")),
    *bilingual("settlement_name", _("Name of the settlement")),
)
TITLE = bilingual("title", _("Title"))
DESCRIPTION = bilingual("description", _("Description"))
SDG = text("sdg_target", _("Target of sustainable development that it is near to, by its official number"))
NATIONAL = text("national_programme", _("National programme that it is near to, by its key"))
