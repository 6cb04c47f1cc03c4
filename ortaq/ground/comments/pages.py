"""Pages of comments that everybody reads, and the form with which people speak."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from ortaq.ground import clock
from ortaq.ground.comments import actions, rules, selectors
from ortaq.ground.comments.forms import CommentForm
from ortaq.ground.comments.subjects import KINDS, Subject, find_subject
from ortaq.ground.pages import UnitRequest, allowed, by_turns, carry_out, page, page_number, show


@page("comments.read")
def home(request: UnitRequest) -> HttpResponse:
    """What was said last about anything, and the answers; for the office, what waits."""
    today = clock.today()
    return show(
        request,
        "comments/home.html",
        found=selectors.latest(unit=request.unit, today=today, page=page_number(request)),
        waiting=selectors.waiting(unit=request.unit, today=today)
        if allowed(request, "comments.moderate")
        else None,
        days=rules.days_to_answer(request.unit.id, on=today),
        can_reply=allowed(request, "comments.reply"),
    )


@page("comments.read")
def thread(request: UnitRequest, about: str, id: UUID) -> HttpResponse:
    """Everything said about one thing, and the form to say more."""
    subject = asked_subject(request, about, id)
    form = CommentForm(request.POST or None)
    given = {"unit": request.unit, "about": about, "about_id": id}
    write = by_turns(request, actions.write_comment, subject=str(id))
    if comment := carry_out(request, form, write, **given):
        return redirect("comments:receipt", unit=request.unit.slug, number=comment.number)
    today = clock.today()
    return show(
        request,
        "comments/thread_page.html",
        form=form,
        about=about,
        subject=subject,
        kind=KINDS[about].label,
        found=selectors.thread(
            unit=request.unit, about=about, about_id=id, today=today, page=page_number(request), whole=True
        ),
        can_help=subject.is_open and allowed(request, "comments.write_for_person"),
    )


def asked_subject(request: UnitRequest, about: str, id: UUID) -> Subject:
    """Return what the page's comments are about, and make its cycle the page's; 404 where it is not public."""
    subject = find_subject(request.unit, about, id, on=clock.today())
    if subject is None:
        raise Http404
    request.cycle = subject.cycle or request.cycle
    return subject


@page("comments.read")
def receipt(request: UnitRequest, number: int) -> HttpResponse:
    """The number to remember, and what happens next. It repeats nothing of what was said."""
    if selectors.comment_by_number(request.unit, number) is None:
        raise Http404
    return show(
        request,
        "comments/receipt.html",
        number=number,
        days=rules.days_to_answer(request.unit.id, on=clock.today()),
    )


@page("comments.read")
def comment(request: UnitRequest, number: int) -> HttpResponse:
    """One comment: what was said, whether everybody can read it, and what the office answered."""
    found = selectors.comment_by_number(request.unit, number)
    if found is None:
        raise Http404
    shown = selectors.comment_page(
        comment=found, today=clock.today(), for_office=allowed(request, "comments.moderate")
    )
    return show(
        request,
        "comments/comment.html",
        comment=shown,
        days=rules.days_to_answer(request.unit.id, on=clock.today()),
        can_moderate=allowed(request, "comments.moderate"),
        can_reply=allowed(request, "comments.reply") and shown.state == "published",
    )
