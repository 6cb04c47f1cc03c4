"""Pages of the planning group: its members, criteria, meetings and decisions; joining and leaving it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.meetings.links import link
from ortaq.ground.pages import UnitRequest, allowed, language, page, show, watched
from ortaq.stages.circle import actions, forms
from ortaq.stages.circle.models import Member
from ortaq.stages.circle.pages.asked import asked_cycle, crumbs, deed
from ortaq.stages.circle.selectors import group as selectors
from ortaq.stages.circle.selectors.calling import call_of
from ortaq.stages.circle.selectors.volunteers import volunteer_by_number

CRITERIA = {
    "women": lambda: _("Women"),
    "youth": lambda: _("Young people, 14–34"),
    "disability": lambda: _("People with a disability, or who care for one"),
    "civil_servants": lambda: _("Civil servants"),
}


@page("circle.read")
def group(request: UnitRequest) -> HttpResponse:
    """Show the planning group."""
    cycle, now = asked_cycle(request), clock.now()
    for_office = allowed(request, "circle.read_contacts")
    made = selectors.composition(cycle=cycle, language=language(), on=now.date(), for_office=for_office)
    call = call_of(cycle)
    return show(
        request,
        "circle/group.html",
        cycle=cycle,
        group=made,
        seats=call.seats if call else None,
        criteria=[(CRITERIA[one.key](), one) for one in made.criteria],
        members=selectors.member_lines(cycle=cycle, today=now.date(), for_office=for_office),
        meetings=selectors.group_meetings(cycle, now=now),
        decisions=selectors.group_decisions(cycle),
        may_appoint=allowed(request, "circle.appoint_member"),
        may_end=allowed(request, "circle.end_membership"),
        may_call=allowed(request, "meetings.call"),
        in_office=for_office,
        breadcrumbs=crumbs(request, here=_("Planning group")),
    )


@page("circle.appoint_member")
def accept(request: UnitRequest, number: int) -> HttpResponse:
    """Take a volunteer into the group."""
    cycle = asked_cycle(request)
    found = volunteer_by_number(cycle, number)
    if found is None:
        raise Http404
    person = getattr(found, "person", None)
    form = forms.MembershipForm(
        request.POST or None,
        meetings=selectors.deciding_meetings(cycle),
        initial={"name": person.name if person else "", "since": clock.today()},
    )
    return deed(
        request,
        form,
        actions.accept_volunteer,
        lambda: {"volunteer": found, **form.given()},
        to=("circle:group", {}),
        heading=_("Take volunteer № %(number)s into the group") % {"number": number},
        button=_("Take into the group"),
        between=(link(request, "circle:volunteers"), _("Volunteers")),
    )


@page("circle.appoint_member")
def appoint(request: UnitRequest) -> HttpResponse:
    """Take somebody into the group whom an organisation sends, or by office."""
    cycle = asked_cycle(request)
    form = forms.AppointForm(
        request.POST or None,
        unit=request.unit,
        senders=selectors.senders(cycle),
        meetings=selectors.deciding_meetings(cycle),
        initial={"since": clock.today()},
    )
    return deed(
        request,
        form,
        actions.appoint_member,
        lambda: {"cycle": cycle, **form.given()},
        to=("circle:group", {}),
        heading=_("Take somebody else into the group"),
        button=_("Take into the group"),
        advice=[
            _(
                "Volunteers are taken from their own list. Here: whom an organisation sends, "
                "or who joins by office."
            )
        ],
        between=_group(request),
    )


@page("circle.appoint_member")
def change(request: UnitRequest, id: UUID) -> HttpResponse:
    """Change the declared interests of a member, and the member's account."""
    record = _member(request, id)
    accounts = selectors.accounts_of_group(request.unit, on=clock.today())

    def build(sent: QueryDict | None) -> forms.MemberForm:
        stands = _member(request, id)
        known = {"civil_servant": stands.civil_servant, "account": str(stands.account_id or "")}
        return forms.MemberForm(sent, accounts=accounts, initial=known | forms.texts_of(stands, "interests"))

    form = watched(request, build)
    return deed(
        request,
        form,
        actions.change_member,
        lambda: {
            "member": record,
            "civil_servant": form.cleaned_data["civil_servant"],
            "interests": form.bilingual("interests"),
            "account": selectors.account_by_id(form.cleaned_data["account"]),
        },
        to=("circle:group", {}),
        heading=_("Interests and account: %(name)s") % {"name": record.name},
        button=_("Save"),
        between=_group(request),
    )


@page("circle.end_membership")
def end(request: UnitRequest, id: UUID) -> HttpResponse:
    """End a membership."""
    record = _member(request, id)
    form = forms.EndMembershipForm(request.POST or None, initial={"until": clock.today()})
    return deed(
        request,
        form,
        actions.end_membership,
        lambda: {
            "member": record,
            "until": form.cleaned_data["until"],
            "leaving": form.bilingual("leaving"),
        },
        to=("circle:group", {}),
        heading=_("End the membership: %(name)s") % {"name": record.name},
        button=_("End the membership"),
        between=_group(request),
    )


def _member(request: UnitRequest, id: UUID) -> Member:
    found = selectors.member_by_id(request.unit, id)
    if found is None:
        raise Http404
    request.cycle = found.cycle
    return found


def _group(request: UnitRequest) -> tuple[str, str]:
    return link(request, "circle:group"), _("Planning group")
