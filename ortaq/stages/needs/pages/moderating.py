"""Pages of the moderator: what waits, what everybody may read, and in which languages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from ortaq.ground import clock
from ortaq.ground.files.models import StoredFile
from ortaq.ground.forms import ObjectionForm
from ortaq.ground.moderation import TO_A_NEED, PublicState
from ortaq.ground.pages import UnitRequest, actor_of, carry_out, page, page_number, show, watched
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.forms.moderating import PublishForm, TranslateForm
from ortaq.stages.needs.models import Need
from ortaq.stages.needs.pages.found import cycle_of, need_of, shown_need, to_need


@page("needs.read_received")
def received(request: UnitRequest) -> HttpResponse:
    """What waits for a moderator, the oldest first."""
    found = selectors.received(cycle=cycle_of(request), page=page_number(request), today=clock.today())
    return show(request, "needs/received.html", cycle=request.cycle, found=found)


@page("needs.moderate")
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Publish a need under a theme."""
    need = need_of(request, number)
    form = PublishForm(request.POST or None, initial={"theme": need.theme})
    if carry_out(request, form, actions.publish_need, need=need):
        return _next_received(request, need)
    return show(request, "needs/publish.html", form=form, need=shown_need(request, need))


@page("needs.moderate")
def refuse(request: UnitRequest, number: int) -> HttpResponse:
    """Keep a text from being published, with a reason."""
    need = need_of(request, number)
    form = ObjectionForm(request.POST or None, offered=TO_A_NEED)
    if carry_out(request, form, actions.refuse_need, need=need):
        return _next_received(request, need)
    return show(request, "needs/refuse.html", form=form, need=shown_need(request, need))


def _next_received(request: UnitRequest, need: Need) -> HttpResponse:
    address = reverse("needs:received", args=[request.unit.slug])
    return redirect(f"{address}?cycle={need.cycle.first_year}")


@page("needs.translate")
def translate(request: UnitRequest, number: int) -> HttpResponse:
    """Add a checked translation."""
    need = need_of(request, number)
    shown = shown_need(request, need)

    def build(sent: QueryDict | None) -> TranslateForm:
        stands = need_of(request, number).text
        known = stands.ru if stands.original == "kk" else stands.kk
        return TranslateForm(sent, initial={"translation": known})

    form = watched(request, build)
    if carry_out(request, form, actions.translate_need, need=need):
        return to_need(need)
    return show(request, "needs/translate.html", form=form, need=shown)


def shows_photo(stored: StoredFile, request: HttpRequest) -> bool:
    """Whether a published need shows this photo, or the reader may read what is not published yet."""
    needs = Need.objects.filter(photo=stored)
    reads_received = actor_of(request).may("needs.read_received", unit_id=stored.unit_id, on=clock.today())
    return (needs if reads_received else needs.filter(state=PublicState.PUBLISHED)).exists()
