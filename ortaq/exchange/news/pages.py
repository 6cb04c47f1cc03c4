"""Pages of news."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.exchange.models import News
from ortaq.exchange.news import actions, selectors
from ortaq.exchange.news.forms import NewsForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, page_number, perform, show, watched


@page("exchange.read")
def home(request: UnitRequest) -> HttpResponse:
    """What is new in the unit."""
    may_write = allowed(request, "exchange.write_news")
    shown, news = selectors.list_news(unit=request.unit, page=page_number(request))
    return show(
        request,
        "exchange/news.html",
        shown=shown,
        news=news,
        may_write=may_write,
        drafts=selectors.drafts_of(request.unit) if may_write else [],
    )


@page("exchange.read")
def piece(request: UnitRequest, number: int) -> HttpResponse:
    """One piece of news, and what people say to it."""
    found = _asked(request, number)
    return show(
        request,
        "exchange/piece.html",
        news=selectors.view_of(found),
        may_write=allowed(request, "exchange.write_news"),
        breadcrumbs=_crumbs(request, ("", found.title.in_language(language()))),
    )


@page("exchange.write_news")
def new(request: UnitRequest) -> HttpResponse:
    """Begin a piece of news."""
    form = NewsForm(request.POST or None)
    if made := carry_out(request, form, actions.write_news, unit=request.unit):
        return go(request, "exchange:piece", number=made.number)
    return show(
        request,
        "exchange/form.html",
        form=form,
        heading=_("Write news"),
        button=_("Save the draft"),
        back=link(request, "exchange:news"),
        breadcrumbs=_crumbs(request, ("", _("Write news"))),
    )


@page("exchange.write_news")
def edit(request: UnitRequest, number: int) -> HttpResponse:
    """Write a piece of news anew."""
    found = _asked(request, number)
    form = watched(request, lambda sent: NewsForm(sent, news=_asked(request, number)))
    if carry_out(request, form, actions.change_news, news=found):
        messages.success(request, _("Saved."))
        return go(request, "exchange:piece", number=number)
    address = link(request, "exchange:piece", number=number)
    return show(
        request,
        "exchange/form.html",
        form=form,
        heading=_("Change the news"),
        button=_("Save"),
        advice=[_("Readers see the day on which it was corrected.")] if found.published_at else [],
        back=address,
        breadcrumbs=_crumbs(request, (address, found.title.in_language(language())), ("", _("Change"))),
    )


@page("exchange.write_news")
@require_POST
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Let everybody read a piece of news."""
    if perform(request, None, actions.publish_news, news=_asked(request, number)):
        messages.success(request, _("Everybody can read this now."))
    return go(request, "exchange:piece", number=number)


def _asked(request: UnitRequest, number: int) -> News:
    """Return a piece of news that the reader may see: a draft is for those who write news here."""
    found = selectors.news_by_number(request.unit, number)
    if found is None or (found.published_at is None and not allowed(request, "exchange.write_news")):
        raise Http404
    return found


def _crumbs(request: UnitRequest, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(reverse("exchange:news", args=[request.unit.slug]), _("News")), *steps]
