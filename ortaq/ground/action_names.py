"""Every action in words, as the journal and the table of roles name it."""

from django.utils.translation import gettext_lazy as _

ACTION_NAMES = {
    # Places and people
    "places.read": _("Read about the place"),
    "places.create_unit": _("Register a unit"),
    "places.change_unit": _("Change what is known of the unit"),
    "places.end_unit": _("End a unit and name its successor"),
    "places.add_settlement": _("Add a settlement"),
    "places.change_settlement": _("Change a settlement"),
    "places.import_kato": _("Import the KATO classifier"),
    "people.sign_in": _("Sign in"),
    "people.read": _("See the people of the office"),
    "people.appoint": _("Give somebody a role"),
    "people.dismiss": _("End somebody's role"),
    "people.renew_password": _("Give somebody a one-time password"),
    "people.recover_password": _("Recover a password at the office's computer"),
    "people.change_own_account": _("Change one's own account"),
    "people.change_own_password": _("Change one's own password"),
    "people.open_office": _("Open the office"),
    "journal.read": _("Read the journal of decisions"),
    # The cycle
    "cycle.read": _("See the way of the plan"),
    "cycle.start": _("Start a planning cycle"),
    "cycle.reschedule_step": _("Change the dates of a step"),
    "cycle.close_step": _("Close a step early"),
    "cycle.close": _("Close the planning cycle"),
    # Meetings
    "meetings.read": _("See meetings"),
    "meetings.call": _("Call a meeting"),
    "meetings.change": _("Change a meeting"),
    "meetings.cancel": _("Cancel a meeting"),
    "meetings.adopt_rule": _("Record a rule of the place's own"),
    "meetings.record_attendance": _("Record who attended"),
    "meetings.propose_motion": _("Put a question to the meeting"),
    "meetings.record_votes": _("Record the votes of a meeting"),
    "meetings.write_protocol": _("Write the protocol"),
    "meetings.sign_protocol": _("Sign the protocol"),
    "meetings.hand_over": _("Hand over the protocol"),
    # Profile
    "profile.read": _("Read the passport of the place"),
    "profile.record_population": _("Record the population"),
    "profile.record_service": _("Record a service"),
    "profile.record_budget": _("Record the budget"),
    # Needs
    "needs.read": _("Read needs"),
    "needs.submit": _("Say a need"),
    "needs.submit_for_person": _("Write down somebody's need"),
    "needs.import": _("Take in needs from a spreadsheet"),
    "needs.moderate": _("Publish or decline a need"),
    "needs.translate": _("Translate a need"),
    "needs.merge": _("Merge needs into a problem"),
    "needs.answer": _("Answer a need officially"),
    "needs.read_received": _("See needs before they are published"),
    # Projects
    "projects.read": _("Read projects"),
    "projects.draft": _("Write a project"),
    "projects.submit": _("Hand in a project"),
    "projects.review": _("Review whether a project can be done"),
    "projects.withdraw": _("Withdraw a project"),
    "projects.read_drafts": _("See projects that are being written"),
    # Vote
    "vote.read": _("See the residents' vote"),
    "vote.prepare": _("Prepare the residents' vote"),
    "vote.open": _("Open the residents' vote"),
    "vote.print_cards": _("Print voting cards"),
    "vote.void_cards": _("Make voting cards invalid"),
    "vote.cast": _("Cast an advisory ballot"),
    "vote.type_paper_ballot": _("Type in a paper ballot"),
    "vote.close": _("Close the residents' vote"),
    "vote.count": _("Count the residents' vote"),
    # Plan
    "plan.read": _("Read the plan"),
    "plan.set_vision": _("Write the vision and the goals"),
    "plan.draft": _("Work on the plan"),
    "plan.close_version": _("Close a version of the plan"),
    "plan.publish": _("Publish the plan"),
    "plan.read_draft": _("See the plan that is being written"),
    # Assembly and maslikhat
    "assembly.read": _("See the assembly"),
    "assembly.elect_member": _("Record the election of an assembly member"),
    "assembly.end_membership": _("End an assembly membership"),
    "assembly.agree": _("Record the assembly's agreement"),
    "assembly.record_adoption": _("Record the maslikhat's adoption"),
    # Results
    "results.read": _("See results"),
    "results.report_progress": _("Report progress"),
    "results.record_spending": _("Record spending"),
    "results.measure": _("Record a measurement"),
    "results.confirm": _("Confirm what was done"),
}


def action_name(action: str) -> str:
    """Return the action in words; its plain name where an older version wrote it and this one has none."""
    return str(ACTION_NAMES.get(action, action))
