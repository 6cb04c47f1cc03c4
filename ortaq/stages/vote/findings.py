"""What the check in the browser can find, in the language that is active.

In English the sentences are those of `ortaq check`; `{id}` and the like are filled in by the page's script.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "right": _("the count is right"),
    "wrong": _("wrong:"),
    "working": _("Checking…"),
    "unreadable": _("the certificate or the ballots cannot be read"),
    "format": _("this is not a certificate of a count"),
    "ballots": _("the certificate is about other ballots"),
    "filled": _("the greedy rule fills up with {filled}"),
    "winners": _("the winners are not those bought and filled up"),
    "share": _("the share is not the equal share"),
    "over_budget": _("the purchases cost more than the budget"),
    "only_add1": _("only Add1 raises the share"),
    "left_out": _("the steps before {at} are left out"),
    "step_over_budget": _("step {at} costs more than the budget"),
    "step_full": _("Add1 ends at step {at}, where nothing fits any more"),
    "last_step": _("the last step did not buy what the certificate says"),
    "goes_on": _("Add1 goes on although nothing fits any more"),
    "ends_early": _("Add1 ends although something fits"),
    "ends_within": _("Add1 ends before step {before}, which is within the budget"),
    "twice": _("a project is bought twice or unknown"),
    "gifts": _("projects without cost come first"),
    "prices_fall": _("the prices fall from one purchase to the next"),
    "still_buy": _("the supporters of {id} could still buy it"),
    "nobody_in_full": _("nobody pays the price of {id} in full"),
    "payments": _("the payments for {id} do not add up to its cost"),
    "cheaper": _("{id} could be had for less than {winner}"),
    "tie": _("the tie of {winner} and {id} went wrong"),
    "nobody_can_pay": _("a step of Add1 buys what nobody can pay"),
}


def sentences() -> dict[str, str]:
    """Return every finding in the language that is active."""
    return {code: str(sentence) for code, sentence in FINDINGS.items()}
