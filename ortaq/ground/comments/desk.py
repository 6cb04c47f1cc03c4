"""Pages of comments for the office: reading, answering, and typing what others said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.comments import actions, rules, selectors
from ortaq.ground.comments.forms import HelperCommentForm, ReplyForm
from ortaq.ground.comments.models import Comment
from ortaq.ground.comments.pages import asked_subject
from ortaq.ground.forms import DeedForm, ObjectionForm
from ortaq.ground.moderation import TO_A_REMARK
from ortaq.ground.pages import UnitRequest, carry_out, language, page, page_number, perform, show
from ortaq.ground.people.actors import Behalf, Channel

BEHALF = {Channel.HELPER: Behalf.PERSON, Channel.PAPER: Behalf.PERSON, Channel.MEETING: Behalf.MEETING}


@page("comments.moderate")
def received(request: UnitRequest) -> HttpResponse:
    """What waits for a moderator, the oldest first."""
    found = selectors.received(unit=request.unit, page=page_number(request), today=clock.today())
    return show(request, "comments/received.html", found=found)


@page("comments.reply")
def unanswered(request: UnitRequest) -> HttpResponse:
    """What waits for an answer, those due first."""
    today = clock.today()
    found = selectors.unanswered(unit=request.unit, page=page_number(request), today=today)
    return show(
        request, "comments/unanswered.html", found=found, days=rules.days_to_answer(request.unit.id, on=today)
    )


@page("comments.moderate")
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Publish a comment."""
    comment = _comment(request, number)
    form = DeedForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, actions.publish_comment, comment=comment):
        return redirect("comments:received", unit=request.unit.slug)
    return show(request, "comments/publish.html", form=form, comment=_shown(comment))


@page("comments.moderate")
def refuse(request: UnitRequest, number: int) -> HttpResponse:
    """Keep a comment from being published, with a reason."""
    comment = _comment(request, number)
    form = ObjectionForm(request.POST or None, offered=TO_A_REMARK)
    if carry_out(request, form, actions.refuse_comment, comment=comment):
        return redirect("comments:received", unit=request.unit.slug)
    return show(request, "comments/refuse.html", form=form, comment=_shown(comment))


@page("comments.reply")
def reply(request: UnitRequest, number: int) -> HttpResponse:
    """Answer a comment."""
    comment = _comment(request, number)
    form = ReplyForm(request.POST or None)
    if carry_out(request, form, actions.reply_to_comment, comment=comment):
        return redirect("comments:comment", unit=request.unit.slug, number=number)
    return show(request, "comments/reply.html", form=form, comment=_shown(comment))


@page("comments.write_for_person")
def write_for_person(request: UnitRequest, about: str, id: UUID) -> HttpResponse:
    """A helper types what a person, a paper or a meeting says of something."""
    subject = asked_subject(request, about, id)
    initial = {"channel": Channel.HELPER, "language": "ru" if language() == "ru" else "kk"}
    form = HelperCommentForm(request.POST or None, unit=request.unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        channel = form.cleaned_data["channel"]
        given = {"unit": request.unit, "about": about, "about_id": id} | form.given()
        by = request.actor.through(channel, BEHALF[channel])
        comment = perform(request, form, actions.write_comment_for_person, by=by, **given)
        if comment:
            messages.success(request, _("Recorded as comment № %(number)s.") % {"number": comment.number})
            return redirect("comments:write_for_person", unit=request.unit.slug, about=about, id=id)
    return show(request, "comments/write_for_person.html", form=form, subject=subject, about=about)


def _comment(request: UnitRequest, number: int) -> Comment:
    comment = selectors.comment_by_number(request.unit, number)
    if comment is None:
        raise Http404
    request.cycle = comment.cycle or request.cycle
    return comment


def _shown(comment: Comment) -> selectors.CommentPage:
    return selectors.comment_page(comment=comment, today=clock.today(), for_office=True)
