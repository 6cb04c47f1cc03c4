"""The letter in which an applicant for a grant reads what was decided, and why, in the applicant's language."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.ground.errors import Refused
from ortaq.publish.document import Block, Bullets, Document, Facts, Language, Paragraph, Signatures
from ortaq.stages.grants.models import Application, ApplicationState, Decision, EligibilityAnswer, Outcome
from ortaq.stages.grants.rules import tenge

LANGUAGES: dict[str, Language] = {"kk": "kk", "ru": "ru"}


def letter_document(application: Application) -> Document:
    """Return the letter on an application; raises Refused while nothing is decided that may be told.

    A decision is told once the protocol of its sitting is signed; that the conditions are not met, at once.
    """
    language = LANGUAGES[application.language]
    with override(language):
        decision = _decision(application)
        unmet = list(application.eligibility.filter(met=False).select_related("requirement"))
        if application.state == ApplicationState.INELIGIBLE:
            title, blocks = _("Your application does not meet the conditions"), _unmet(unmet, language)
        elif decision is not None:
            title, blocks = _told(decision, language)
        else:
            raise Refused(_("Nothing is decided yet that could stand in a letter."))
        call = application.call
        on = decision.sitting.held_on if decision else localdate(application.submitted_at)
        return Document(
            title=title,
            subtitle=call.title.in_language(language),
            language=language,
            date=on,
            date_text=date_format(on) if decision else "",
            place=application.unit.name.in_language(language),
            footer=_footer(application, language),
            blocks=(
                Facts(
                    (
                        (_("To"), application.applicant.name),
                        (_("Application"), f"№ {application.number}"),
                        (_("Project"), application.title),
                    )
                ),
                *blocks,
                Paragraph(
                    _("You can read all of this at any time with the number and the secret on your receipt."),
                    "soft",
                ),
                Signatures(((_("For the programme"), ""),)),
            ),
        )


def _decision(application: Application) -> Decision | None:
    """Return the latest decision that may be told."""
    signed = application.decisions.filter(sitting__signed_on__isnull=False).select_related("sitting")
    return signed.order_by("-decided_at").first()


def _unmet(answers: list[EligibilityAnswer], language: Language) -> list[Block]:
    return [
        Paragraph(_("We read your application and could not accept it for assessment, because:")),
        Bullets(
            tuple(
                f"{answer.requirement.text.in_language(language)}: {answer.reason.in_language(language)}"
                for answer in answers
            )
        ),
        Paragraph(_("You may apply again in a later call.")),
    ]


def _told(decision: Decision, language: Language) -> tuple[str, list[Block]]:
    outcome = Outcome(decision.outcome)
    on = date_format(decision.sitting.held_on)
    facts = [(_("Decision"), capfirst(str(outcome.label))), (_("Committee"), on)]
    reasons = decision.reasons.in_language(language)
    if outcome == Outcome.SELECTED:
        facts.append((_("Grant"), tenge(decision.grant or 0)))
        title = _("Your project was selected")
        after = _("Next we sign a contract with your own part, the tranches and the reports. Please contact us.")
    elif outcome == Outcome.RESERVE:
        facts.append((_("Place on the reserve list"), str(decision.place)))
        title = _("Your project is on the reserve list")
        after = _("If somebody who was selected withdraws, the committee decides on the next one of the list.")
    else:
        title = _("Your project was not selected")
        after = _("Thank you for your work. You may apply again in a later call.")
    return title, [Facts(tuple(facts)), Paragraph(_("Reasons: %s") % reasons), Paragraph(after)]


def _footer(application: Application, language: Language) -> str:
    programme = application.call.programme
    name = programme.name.in_language(language)
    return _("%(place)s. An example: made up.") % {"place": name} if programme.is_fictional else name
