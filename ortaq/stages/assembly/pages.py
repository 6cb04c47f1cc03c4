"""Pages of the assembly: who sits in it, when it meets, what it agreed, and what the maslikhat adopted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ortaq.engines import law
from ortaq.ground import clock
from ortaq.ground.cycle.windows import binding_steps
from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.meetings.models import AssemblyMember, Meeting, MeetingKind, Motion
from ortaq.ground.meetings.selectors import held_of_kind, members_in_office
from ortaq.ground.meetings.wording import cite
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, perform, show
from ortaq.stages.assembly import actions, forms
from ortaq.stages.assembly.models import Agreement, Initiative
from ortaq.stages.assembly.rules import answer_due_on, faults_of_comments
from ortaq.stages.assembly.selectors import (
    decisions_of,
    initiatives_of,
    motions_that_may_agree,
    seats_lines,
    seats_of,
)
from ortaq.stages.plan.commenting import periods_of
from ortaq.stages.plan.models import PlanVersion
from ortaq.stages.plan.selectors import latest_version, plan_of

SESSIONS_SHOWN = 12


@page("assembly.read")
def home(request: UnitRequest) -> HttpResponse:
    """Show the assembly's members and sessions, and what became of the plan of this cycle."""
    today = clock.today()
    plan = plan_of(request.cycle) if request.cycle else None
    version = latest_version(plan) if plan else None
    decisions = decisions_of(plan) if plan else None
    agreed = {one.version for one in decisions.agreements} if decisions else set()
    adopted = {one.version for one in decisions.adoptions} if decisions else set()
    return show(
        request,
        "assembly/home.html",
        members=members_in_office(request.unit, on=today),
        sessions=held_of_kind(request.unit, MeetingKind.ASSEMBLY, now=clock.now())[:SESSIONS_SHOWN],
        version=version,
        decisions=decisions,
        is_agreed=version is not None and version.number in agreed,
        is_adopted=version is not None and version.number in adopted,
        initiatives=initiatives_of(request.unit, today=today),
        may_ask=allowed(request, "assembly.record_initiative"),
        may_answer=allowed(request, "assembly.answer_initiative"),
        may_elect=allowed(request, "assembly.elect_member"),
        may_call=allowed(request, "meetings.call"),
        may_adopt=may(request, "assembly.record_adoption"),
        may_agree=may(request, "assembly.agree"),
        closed_step=_closed_step(request),
    )


def _closed_step(request: UnitRequest) -> str:
    """Return the days on which an agreement can be recorded, where only the day keeps the reader from it."""
    if request.cycle is None or not allowed(request, "assembly.agree") or may(request, "assembly.agree"):
        return ""
    return "; ".join(
        f"{date_format(step.opens_on)} – {date_format(step.closes_on)}"
        for step in binding_steps(request.cycle, "assembly.agree")
    )


@page("assembly.read")
def seats(request: UnitRequest) -> HttpResponse:
    """Show how many seats the assembly has and how the settlements share them, with the arithmetic."""
    today = clock.today()
    proposal = seats_of(request.unit, on=today)
    for_office = allowed(request, "profile.record_population")
    sources = [(cite(rule), rule.act.url, rule.verified) for rule in proposal.used] if proposal else []
    return show(
        request,
        "assembly/seats.html",
        proposal=proposal,
        sources=sources,
        lines=seats_lines(request.unit, proposal, on=today, for_office=for_office) if proposal else [],
        may_adopt=allowed(request, "meetings.adopt_rule"),
        breadcrumbs=_crumbs(request, _("Seats of the assembly")),
    )


@page("assembly.elect_member")
def add_member(request: UnitRequest) -> HttpResponse:
    """Record a member whom the gathering delegated."""
    gatherings = [
        line
        for line in held_of_kind(request.unit, MeetingKind.GATHERING, now=clock.now())
        if line.state in {"held", "signed"}
    ]
    form = forms.MemberForm(request.POST or None, unit=request.unit, gatherings=gatherings)

    def given() -> dict[str, Any]:
        number = form.cleaned_data["elected_by"]
        meeting = Meeting.objects.get(unit=request.unit, number=number) if number else None
        names = ("name", "settlement", "since")
        return {"unit": request.unit, "elected_by": meeting} | {name: form.cleaned_data[name] for name in names}

    return _deed(request, form, actions.elect_member, heading=_("Record a member"), given=given)


@page("assembly.end_membership")
def end_member(request: UnitRequest, id: Any) -> HttpResponse:
    """End a membership before its term."""
    member = get_object_or_404(AssemblyMember, pk=id, unit=request.unit)
    form = forms.EndForm(request.POST or None)
    return _deed(
        request,
        form,
        actions.end_membership,
        heading=_("End a membership"),
        given=lambda: {
            "member": member,
            "last_day": form.cleaned_data["last_day"],
            "reason": form.cleaned_data["reason"],
        },
        advice=[member.name],
    )


@page("assembly.record_initiative")
def record_initiative(request: UnitRequest) -> HttpResponse:
    """Record that members ask for the assembly."""
    today = clock.today()
    due = answer_due_on(today, unit=request.unit)
    form = forms.InitiativeForm(request.POST or None, initial={"received_on": today})
    advice = [
        _("A request that comes today has to be answered by %(day)s.") % {"day": date_format(due.day)},
        *map(_cited, due.used),
    ]
    return _deed(
        request,
        form,
        actions.record_initiative,
        heading=_("Members ask for the assembly"),
        given=lambda: form.given() | {"unit": request.unit},
        advice=advice,
    )


@page("assembly.answer_initiative")
def answer_initiative(request: UnitRequest, number: int) -> HttpResponse:
    """Answer the members."""
    initiative = get_object_or_404(Initiative, unit=request.unit, number=number)
    form = forms.ReplyForm(request.POST or None, initial={"answered_on": clock.today()})
    return _deed(
        request,
        form,
        actions.answer_initiative,
        heading=_("Answer the members"),
        given=lambda: form.given() | {"initiative": initiative},
        advice=[
            initiative.question.in_language(language()),
            _("The answer is due on %(day)s.") % {"day": date_format(initiative.due_on)},
        ],
    )


def _cited(rule: law.Parameter) -> str:
    """Return where the law says it, with the mark of what no lawyer has checked."""
    return cite(rule) if rule.verified else _("%(source)s (not verified by a lawyer)") % {"source": cite(rule)}


@page("assembly.agree")
def agree(request: UnitRequest) -> HttpResponse:
    """Record that the assembly agreed the latest version of the plan."""
    version = _latest(request)
    motions = motions_that_may_agree(request.unit, since=version.closed_at)
    form = forms.AgreeForm(request.POST or None, motions=motions)
    advice = [
        _("Version %(number)s of the plan, frozen on %(day)s.")
        % {"number": version.number, "day": date_format(version.closed_at)},
        _("«Agreed» means: the assembly supports the plan. The maslikhat's adoption is another, later fact."),
    ]
    if not motions:
        advice.append(
            _("No proposal was carried by the assembly since this version was frozen, in a signed protocol.")
        )
    advice += _comment_advice(request, version)
    return _deed(
        request,
        form,
        actions.agree_plan,
        heading=_("The assembly agreed the plan"),
        given=lambda: {
            "version": version,
            "motion": Motion.objects.select_related("item__meeting").get(pk=form.cleaned_data["motion"]),
        },
        advice=advice,
    )


def _comment_advice(request: UnitRequest, version: PlanVersion) -> list[str]:
    """Say whether people could comment on the plan, and what they are owed, with the way to it."""
    advice = []
    if not periods_of(version.plan, today=clock.today()):
        advice.append(_("People could not comment on this plan: no comment period was opened."))
    if faults := faults_of_comments(version):
        links = [
            ("comments.moderate", "comments:received", _("Comments to be read")),
            ("comments.reply", "comments:unanswered", _("Comments to be answered")),
        ]
        doors = [
            format_html('<a href="{}">{}</a>', link(request, name), words)
            for action, name, words in links
            if allowed(request, action)
        ]
        advice.append(format_html("{} {}", " ".join(map(str, faults)), SafeString(" · ".join(doors))))
    return advice


@page("assembly.record_adoption")
def adopt(request: UnitRequest, id: Any) -> HttpResponse:
    """Record the maslikhat's decision."""
    agreement = get_object_or_404(
        Agreement.objects.select_related("version__plan__cycle", "unit"), pk=id, unit=request.unit
    )
    cycle = agreement.cycle
    form = forms.AdoptionForm(request.POST or None, cycle=cycle, initial={"year": cycle.first_year})
    names = ("decision_number", "decided_on", "year")
    return _deed(
        request,
        form,
        actions.record_adoption,
        heading=_("The maslikhat adopted the budget"),
        given=lambda: (
            {"agreement": agreement, "title": form.bilingual("title")}
            | {name: form.cleaned_data[name] for name in names}
        ),
    )


def _latest(request: UnitRequest) -> PlanVersion:
    plan = plan_of(request.cycle) if request.cycle else None
    version = latest_version(plan) if plan else None
    if version is None:
        raise Http404
    return version


def _deed(
    request: UnitRequest,
    form: DeedForm,
    action: Any,
    *,
    heading: str,
    given: Any,
    advice: list[str] | None = None,
) -> HttpResponse:
    """Show a form of the assembly; once it is carried out, go back to the assembly's page."""
    if request.method == "POST" and form.is_valid() and perform(request, form, action, **given()) is not None:
        messages.success(request, _("Saved."))
        return go(request, "assembly:home")
    return show(
        request,
        "meetings/form.html",
        form=form,
        heading=heading,
        button=_("Save"),
        back=link(request, "assembly:home"),
        advice=advice or [],
        breadcrumbs=_crumbs(request, heading),
    )


def _crumbs(request: UnitRequest, here: str) -> list[tuple[str, str]]:
    return [(link(request, "assembly:home"), _("Assembly")), ("", here)]
