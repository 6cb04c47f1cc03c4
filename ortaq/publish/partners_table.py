"""What partners gave or promised, as a table of the plan's document and of the report."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.publish.document import Block, Column, Table
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_words import Words, capital, count, money
from ortaq.stages.partners.selectors import Given, Ledger, PartnershipView


def partners_table(ledger: Ledger, words: Words) -> list[Block]:
    """Return what partners gave or promised, one row each, and the sum; nothing where nobody helps yet."""
    if not ledger.partnerships:
        return []
    columns = (
        Column(_("Partner"), weight=2.4),
        Column(_("For what"), weight=3),
        Column(_("What was given or promised"), weight=3),
        Column(_("Thousand tenge"), "right", 1.3),
        Column(_("People served"), "right", 1.2),
    )
    rows = tuple(_row(one, words) for one in ledger.partnerships)
    return [Table(columns, rows, note=_note(ledger))]


def _row(one: PartnershipView, words: Words) -> tuple[str, ...]:
    gifts = one.delivered or one.promised
    served = NOT_GIVEN if not one.delivered else count(None if one.few else one.served)
    return (
        f"{words(one.name) if one.name else capital(one.kind_label)}\n{capital(one.label)}",
        words(one.asked_for),
        "\n".join(_gift(gift, words) for gift in gifts) or NOT_GIVEN,
        money(sum(gift.amount for gift in gifts)),
        served,
    )


def _gift(gift: Given, words: Words) -> str:
    told = f"{words(gift.what)} ({gift.kind_label}, {gift.year})"
    if gift.days is None:
        return told
    days = ngettext("%(count)s day of work", "%(count)s days of work", gift.days) % {"count": count(gift.days)}
    return f"{told}, {days}"


def _note(ledger: Ledger) -> str:
    if not ledger.delivered:
        return _("Nothing has been delivered yet.")
    return _("Delivered, thousand tenge: %(value)s. Help that nobody could value is not in the sum.") % {
        "value": money(ledger.value)
    }
