"""Who may do what: the one table of roles × actions that feeds the rules, the docs and the tests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in a unit or a programme. `ANYONE` is everybody, with an account or without."""

    AKIM = "akim", _("akim")
    PLANNER = "planner", _("planner (akim's team)")
    CLERK = "clerk", _("clerk of the akim's office")
    MODERATOR = "moderator", _("moderator")
    GROUP_MEMBER = "group_member", _("member of the planning group")
    DELEGATE = "delegate", _("member of the assembly")
    REVIEWER = "reviewer", _("grant reviewer")
    ADVISER = "adviser", _("adviser (NGO)")
    MANAGER = "manager", _("programme manager")
    DONOR = "donor", _("donor (reads)")
    PARTNER = "partner", _("partner")
    RESIDENT = "resident", _("resident with an account")
    ANYONE = "anyone", _("everybody")


OFFICE = frozenset({Role.AKIM, Role.PLANNER, Role.CLERK})
TEAM = frozenset({Role.AKIM, Role.PLANNER})
EVERYBODY = frozenset({Role.ANYONE})
WATCHERS = OFFICE | {Role.MODERATOR, Role.GROUP_MEMBER, Role.DELEGATE, Role.ADVISER, Role.MANAGER, Role.DONOR}
HELPERS = OFFICE | {Role.MODERATOR, Role.GROUP_MEMBER, Role.ADVISER}

PERMISSIONS: dict[str, frozenset[Role]] = {
    # What everybody may read
    "places.read": EVERYBODY,
    "people.sign_in": EVERYBODY,
    "cycle.read": EVERYBODY,
    "meetings.read": EVERYBODY,
    "journal.read": EVERYBODY,
    "comments.read": EVERYBODY,
    "profile.read": EVERYBODY,
    "circle.read": EVERYBODY,
    "needs.read": EVERYBODY,
    "dialogue.read": EVERYBODY,
    "projects.read": EVERYBODY,
    "vote.read": EVERYBODY,
    "plan.read": EVERYBODY,
    "assembly.read": EVERYBODY,
    "grants.read": EVERYBODY,
    "partners.read": EVERYBODY,
    "results.read": EVERYBODY,
    # Places and people
    "places.create_unit": frozenset({Role.MANAGER}),
    "places.change_unit": TEAM,
    "places.end_unit": frozenset({Role.MANAGER}),
    "places.add_settlement": OFFICE,
    "places.change_settlement": OFFICE,
    "places.import_kato": TEAM | {Role.MANAGER},
    "people.appoint": frozenset({Role.AKIM, Role.MANAGER}),
    "people.dismiss": frozenset({Role.AKIM, Role.MANAGER}),
    "people.read": frozenset(Role) - EVERYBODY,
    "people.renew_password": frozenset({Role.AKIM, Role.MANAGER}),
    "people.recover_password": frozenset(),  # no page: a command for whoever has the home folder
    "people.change_own_account": EVERYBODY,
    "people.change_own_password": EVERYBODY,
    "people.open_office": EVERYBODY,
    # The cycle
    "cycle.start": TEAM,
    "cycle.reschedule_step": TEAM,
    "cycle.close_step": TEAM,
    "cycle.close": frozenset({Role.AKIM}),
    # Meetings of every kind
    "meetings.call": OFFICE,
    "meetings.change": OFFICE,
    "meetings.cancel": OFFICE,
    "meetings.record_attendance": OFFICE,
    "meetings.propose_motion": OFFICE | {Role.DELEGATE},
    "meetings.record_votes": OFFICE,
    "meetings.write_protocol": OFFICE,
    "meetings.sign_protocol": OFFICE,
    "meetings.hand_over": OFFICE,
    "meetings.adopt_rule": OFFICE,
    # Comments on anything
    "comments.write": EVERYBODY,
    "comments.write_for_person": HELPERS,
    "comments.moderate": OFFICE | {Role.MODERATOR},
    "comments.reply": OFFICE,
    # Profile
    "profile.record_population": OFFICE,
    "profile.record_service": OFFICE,
    "profile.record_budget": OFFICE,
    # Circle
    "circle.map": OFFICE,
    "circle.read_contacts": OFFICE,
    "circle.call": TEAM,
    "circle.volunteer": EVERYBODY,
    "circle.volunteer_for_person": HELPERS,
    "circle.import_volunteers": OFFICE,
    "circle.withdraw_volunteer": OFFICE,
    "circle.appoint_member": TEAM,
    "circle.end_membership": TEAM,
    # Needs
    "needs.submit": EVERYBODY,
    "needs.submit_for_person": HELPERS,
    "needs.import": OFFICE,
    "needs.moderate": OFFICE | {Role.MODERATOR},
    "needs.translate": HELPERS,
    "needs.merge": TEAM | {Role.MODERATOR, Role.GROUP_MEMBER},
    "needs.link_problem": TEAM | {Role.MODERATOR, Role.GROUP_MEMBER},
    "needs.assess": TEAM | {Role.GROUP_MEMBER},
    "needs.answer": OFFICE,
    "needs.read_received": OFFICE | {Role.MODERATOR},
    # Dialogue
    "dialogue.open": TEAM,
    "dialogue.propose": EVERYBODY,
    "dialogue.moderate": OFFICE | {Role.MODERATOR},
    "dialogue.take_stance": EVERYBODY,
    "dialogue.take_stance_for_person": HELPERS,
    "dialogue.close": TEAM,
    # Projects
    "projects.draft": TEAM | {Role.GROUP_MEMBER, Role.ADVISER},
    "projects.submit": TEAM | {Role.GROUP_MEMBER},
    "projects.review": TEAM,
    "projects.withdraw": TEAM,
    "projects.read_drafts": HELPERS,
    # Vote: advisory, of residents
    "vote.prepare": TEAM,
    "vote.open": frozenset({Role.AKIM}),
    "vote.print_cards": OFFICE,
    "vote.void_cards": OFFICE,
    "vote.cast": EVERYBODY,
    "vote.type_paper_ballot": OFFICE | {Role.GROUP_MEMBER},
    "vote.close": TEAM,
    "vote.count": TEAM,
    # Plan
    "plan.set_vision": TEAM,
    "plan.draft": TEAM,
    "plan.close_version": frozenset({Role.AKIM}),
    "plan.publish": frozenset({Role.AKIM}),
    "plan.open_comments": TEAM,
    "plan.read_draft": WATCHERS,
    # Assembly and maslikhat: statutory
    "assembly.elect_member": OFFICE,
    "assembly.end_membership": OFFICE,
    "assembly.record_initiative": OFFICE,
    "assembly.answer_initiative": frozenset({Role.AKIM}),
    "assembly.agree": OFFICE,
    "assembly.record_adoption": OFFICE,
    # Grants of a programme
    "grants.draft_call": frozenset({Role.MANAGER}),
    "grants.publish_call": frozenset({Role.MANAGER}),
    "grants.apply": EVERYBODY,
    "grants.apply_for_person": HELPERS,
    "grants.withdraw": EVERYBODY,
    "grants.record_withdrawal": frozenset({Role.MANAGER}),
    "grants.check_eligibility": frozenset({Role.MANAGER}),
    "grants.assign_reviewer": frozenset({Role.MANAGER}),
    "grants.declare_interest": frozenset({Role.REVIEWER, Role.MANAGER}),
    "grants.assess": frozenset({Role.REVIEWER}),
    "grants.decide": frozenset({Role.MANAGER}),
    "grants.sign_contract": frozenset({Role.MANAGER}),
    "grants.end_contract": frozenset({Role.MANAGER}),
    "grants.pay": frozenset({Role.MANAGER}),
    "grants.report": EVERYBODY,
    "grants.report_for_person": HELPERS,
    "grants.judge_report": frozenset({Role.MANAGER}),
    "grants.monitor": frozenset({Role.MANAGER, Role.ADVISER}),
    "grants.read_applications": frozenset({Role.MANAGER, Role.REVIEWER}),
    # Partners
    "partners.ask": OFFICE,
    "partners.record": OFFICE,
    "partners.sign": frozenset({Role.AKIM}),
    "partners.verify": frozenset({Role.GROUP_MEMBER, Role.DELEGATE}),
    "partners.propose": EVERYBODY,
    "partners.read_contacts": OFFICE,
    # Results
    "results.report_progress": OFFICE,
    "results.record_spending": OFFICE,
    "results.measure": OFFICE | {Role.ADVISER},
    "results.confirm": frozenset({Role.GROUP_MEMBER, Role.DELEGATE}),
    # Exchange
    "exchange.read": EVERYBODY,
    "exchange.write_case": TEAM,
    "exchange.use_case": TEAM,
    "exchange.ask": TEAM,
    "exchange.advise": TEAM,
    "exchange.write_news": OFFICE,
    "exchange.hold_event": frozenset({Role.MANAGER}),
    "exchange.register": EVERYBODY,
    # Programme
    "programme.read": EVERYBODY,
    "programme.read_inside": frozenset({Role.MANAGER, Role.ADVISER, Role.DONOR}),
    "programme.change": frozenset({Role.MANAGER}),
    "programme.appoint": frozenset({Role.MANAGER}),
    "programme.dismiss": frozenset({Role.MANAGER}),
    "programme.record_budget": frozenset({Role.MANAGER}),
    "programme.record_support": frozenset({Role.MANAGER, Role.ADVISER}),
    "programme.record_result": frozenset({Role.MANAGER, Role.ADVISER}),
}
"""Action → the roles that permit it in the unit where they are held. An action without a row permits nobody."""


def permits(action: str, roles: frozenset[Role]) -> bool:
    """Whether a person holding these roles in a unit may do the action there.

    >>> permits("needs.submit", frozenset({Role.ANYONE}))
    True
    >>> permits("needs.answer", frozenset({Role.ANYONE, Role.DONOR}))
    False
    """
    return not PERMISSIONS[action].isdisjoint(roles)
