"""Writes of judging: eligibility, reviewers and their interests, assessments, the sitting and its decisions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.action import action
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text, in_columns
from ortaq.stages.grants.access import require_impartial
from ortaq.stages.grants.fund import committed
from ortaq.stages.grants.models import (
    Application,
    ApplicationState,
    Assessment,
    Assignment,
    Call,
    Decision,
    EligibilityAnswer,
    Interest,
    Mark,
    Outcome,
    Sitting,
)
from ortaq.stages.grants.rules import (
    ASSESSMENTS,
    committee_quorum,
    require_closed,
    require_gone_by,
    tenge,
)
from ortaq.stages.grants.states import locked, move, require_way


@action("grants.check_eligibility")
def check_eligibility(
    *,
    by: Actor,
    application: Application,
    answers: Mapping[int, bool],
    reasons: Mapping[int, Text],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Application:
    """Answer each requirement of the call, by its number, by yes or no; a no has its reason."""
    require_impartial(by, application)
    held = locked(application)
    require_closed(held.call, now=now)
    requirements = {requirement.number: requirement for requirement in held.call.requirements.all()}
    for number in requirements:
        if number not in answers:
            raise Refused(_("Answer every requirement by yes or no."), field=f"met_{number}")
        if not answers[number] and not reasons.get(number):
            raise Refused(
                _("Write why this requirement is not met: the applicant will read it."),
                field=f"reason_{number}_kk",
            )
    are_met = all(answers[number] for number in requirements)
    move(held, ApplicationState.ELIGIBLE if are_met else ApplicationState.INELIGIBLE)
    EligibilityAnswer.objects.bulk_create(
        EligibilityAnswer(
            application=held,
            requirement=requirement,
            met=answers[number],
            **in_columns(reason=Text() if answers[number] else reasons[number]),
        )
        for number, requirement in requirements.items()
    )
    held.save()
    return held


@action("grants.assign_reviewer")
def assign_reviewer(
    *, by: Actor, application: Application, reviewer: Account, now: datetime.datetime, deed: UUID | None = None
) -> Assignment:
    """Give an application that meets the conditions to a reviewer of the programme."""
    require_impartial(by, application)
    held = locked(application)
    if held.state != ApplicationState.ELIGIBLE:
        raise Refused(_("Only an application that meets the conditions is given to reviewers."))
    roles = Actor(account=reviewer).roles(None, timezone.localdate(now), programme_id=held.call.programme_id)
    if Role.REVIEWER not in roles:
        raise Refused(_("Choose somebody who is a grant reviewer of this programme."), field="reviewer")
    if Interest.objects.filter(application=held, account=reviewer).exists():
        raise Refused(
            _("This reviewer declared an interest in the application. Choose another one."), field="reviewer"
        )
    if Assignment.objects.filter(application=held, reviewer=reviewer).exists():
        raise Refused(_("This reviewer has the application already."), field="reviewer")
    return Assignment.objects.create(id=deed, application=held, reviewer=reviewer)


@action("grants.declare_interest")
def declare_interest(
    *, by: Actor, application: Application, now: datetime.datetime, deed: UUID | None = None
) -> Interest:
    """Say that one cannot judge this application fairly; it is closed to the account from now on, for ever."""
    if by.account is None:
        raise NotAllowed(_("Sign in to declare an interest."))
    if Interest.objects.filter(application=application, account=by.account).exists():
        raise Refused(_("You have declared this interest already."))
    return Interest.objects.create(id=deed, application=application, account=by.account, declared_at=now)


@action("grants.assess", private={"comment"})
def assess(
    *,
    by: Actor,
    application: Application,
    points: Mapping[int, int],
    comment: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Assessment:
    """Hand in one's whole assessment: points for each criterion by its number, and why. It never changes."""
    require_impartial(by, application)
    held = locked(application)
    if by.account is None or not held.assignments.filter(reviewer=by.account).exists():
        raise NotAllowed(_("This application was not given to you."))
    if held.state != ApplicationState.ELIGIBLE:
        raise Refused(_("This application is not being assessed any more."))
    if Assessment.objects.filter(application=held, reviewer=by.account).exists():
        raise Refused(_("You have handed in your assessment. It does not change any more."))
    criteria = list(held.call.criteria.all())
    for criterion in criteria:
        given = points.get(criterion.number)
        if given is None or not 0 <= given <= criterion.most_points:
            raise Refused(
                _("Give this criterion 0 to %(most)s points.") % {"most": criterion.most_points},
                field=f"points_{criterion.number}",
            )
    if not comment.strip():
        raise Refused(_("Write in a few sentences why: the committee will read it."), field="comment")
    assessment = Assessment.objects.create(
        id=deed, application=held, reviewer=by.account, comment=comment.strip(), handed_in_at=now
    )
    Mark.objects.bulk_create(
        Mark(assessment=assessment, criterion=criterion, points=points[criterion.number]) for criterion in criteria
    )
    return assessment


@action("grants.decide")
def hold_sitting(
    *,
    by: Actor,
    call: Call,
    held_on: datetime.date,
    chair: str,
    secretary: str,
    members: int,
    present: int,
    present_names: str,
    summary: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Sitting:
    """Record that the selection committee sat with a quorum; its decisions follow one by one."""
    held = Call.objects.select_for_update().get(pk=call.pk)
    require_closed(held, now=now)
    require_gone_by(held_on, now=now, field="held_on")
    if held.closes_on is None or held_on <= held.closes_on:
        raise Refused(_("The committee sits after the call has closed."), field="held_on")
    if not (chair.strip() and secretary.strip() and present_names.strip()):
        raise Refused(_("Write who chaired, who kept the protocol, and who was present."), field="present_names")
    if not 0 < present <= members:
        raise Refused(_("Those present are among the members. Compare the two numbers."), field="present")
    quorum = law.value_of(committee_quorum(held_on), Fraction)
    if present < quorum * members:
        raise Refused(
            _("There was no quorum: %(present)s of %(members)s members. Call the committee again.")
            % {"present": present, "members": members},
            field="present",
        )
    last: int | None = held.sittings.aggregate(last=Max("number"))["last"]
    return Sitting.objects.create(
        id=deed,
        call=held,
        number=(last or 0) + 1,
        held_on=held_on,
        chair=chair.strip(),
        secretary=secretary.strip(),
        members=members,
        present=present,
        present_names=present_names.strip(),
        **in_columns(summary=summary),
    )


@action("grants.decide")
def decide(
    *,
    by: Actor,
    application: Application,
    sitting: Sitting,
    outcome: str,
    grant: int | None = None,
    place: int | None = None,
    reasons: Text,
    public_title: Text = Text(),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Decision:
    """Record what a sitting decided on one application, and why; grants never come to more than the fund.

    The call is held while this is written, so that two decisions at once cannot spend the same money.
    """
    require_impartial(by, application)
    call = Call.objects.select_for_update().get(pk=application.call_id)
    held = locked(application)
    if outcome not in Outcome.values:
        raise Refused(_("Choose what the committee decided."), field="outcome")
    require_way(held, ApplicationState(outcome))
    _require_sitting(sitting, held)
    _require_assessments(held)
    if not reasons:
        raise Refused(
            _("Write the reasons in Kazakh or in Russian: the applicant will read them."), field="reasons_kk"
        )
    if outcome == Outcome.SELECTED:
        _check_grant(call, held, grant)
        if not public_title:
            raise Refused(
                _("Write what everybody may read about this grant, without the name of a person."),
                field="public_title_kk",
            )
        held.public_title = public_title
    if outcome == Outcome.RESERVE:
        _check_place(call, held, place)
    move(held, ApplicationState(outcome))
    held.save()
    return Decision.objects.create(
        id=deed,
        application=held,
        sitting=sitting,
        outcome=outcome,
        grant=grant if outcome == Outcome.SELECTED else None,
        place=place if outcome == Outcome.RESERVE else None,
        decided_at=now,
        **in_columns(reasons=reasons),
    )


@action("grants.decide")
def sign_protocol(
    *, by: Actor, sitting: Sitting, signed_on: datetime.date, now: datetime.datetime, deed: UUID | None = None
) -> Sitting:
    """Record that chair and secretary signed the protocol; the sitting decides nothing more."""
    held = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if held.signed_on is not None:
        raise Refused(_("The protocol of this sitting is signed already."))
    if not held.decisions.exists():
        raise Refused(_("Record the decisions of the sitting before its protocol is signed."))
    require_gone_by(signed_on, now=now, field="signed_on")
    if signed_on < held.held_on:
        raise Refused(_("A protocol is signed on the day of the sitting or later."), field="signed_on")
    held.signed_on = signed_on
    held.save()
    return held


def _require_sitting(sitting: Sitting, application: Application) -> None:
    found = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if found.call_id != application.call_id:
        raise Refused(_("This sitting was about another call."), field="sitting")
    if found.signed_on is not None:
        raise Refused(_("The protocol of this sitting is signed. Record another sitting for a new decision."))


def _require_assessments(application: Application) -> None:
    """Assessments of accounts that declared an interest, also later, do not count."""
    interested = Interest.objects.filter(application=application).values("account")
    found = Assessment.objects.filter(application=application).exclude(reviewer__in=interested).count()
    if found < ASSESSMENTS:
        raise Refused(
            _("A decision needs %(needed)s independent assessments; there are %(found)s.")
            % {"needed": ASSESSMENTS, "found": found}
        )


def _check_grant(call: Call, application: Application, grant: int | None) -> None:
    if not grant or grant <= 0:
        raise Refused(_("Write the amount of the grant."), field="grant")
    if application.requested is not None and grant > application.requested:
        raise Refused(
            _("The applicant asked for %(asked)s; a grant is not larger than that.")
            % {"asked": tenge(application.requested)},
            field="grant",
        )
    if call.smallest_grant is not None and grant < call.smallest_grant:
        raise Refused(_("One grant is at least %(least)s.") % {"least": tenge(call.smallest_grant)}, field="grant")
    left = (call.fund or 0) - committed(call)
    if grant > left:
        raise Refused(
            _("The fund has %(left)s left. Grant less, or put the application on the reserve list.")
            % {"left": tenge(left)},
            field="grant",
        )
    first = _reserve(call).order_by("place").values_list("place", flat=True).first()
    own = _reserve(call).filter(application=application).values_list("place", flat=True).first()
    if own is not None and first is not None and own > first:
        raise Refused(_("The reserve list goes in its order: number %(place)s is next.") % {"place": first})


def _check_place(call: Call, application: Application, place: int | None) -> None:
    if not place or place <= 0:
        raise Refused(_("Write the place on the reserve list, from 1."), field="place")
    if _reserve(call).filter(place=place).exclude(application=application).exists():
        raise Refused(_("Another application has this place on the reserve list."), field="place")


def _reserve(call: Call) -> QuerySet[Decision]:
    """Return the decisions that put on the reserve list what is on it now; a place is decided once."""
    return Decision.objects.filter(
        application__call=call, application__state=ApplicationState.RESERVE, outcome=Outcome.RESERVE
    )
