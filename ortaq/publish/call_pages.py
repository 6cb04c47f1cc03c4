"""What the open call for the planning group puts on paper and in sheets: its poster, and the empty sheet."""

from __future__ import annotations

import datetime
from typing import cast

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, language, page
from ortaq.ground.places.selectors import settlements_of
from ortaq.ground.vocabulary import Group
from ortaq.publish.document import Language
from ortaq.publish.poster import Poster, render_poster
from ortaq.stages.circle.models import AgeBand, Call, Sex
from ortaq.stages.circle.selectors.calling import call_of
from ortaq.stages.circle.sheet import HEADINGS, YES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAMES = {"kk": "erikti-musheler.xlsx", "ru": "dobrovoltsy.xlsx"}
WIDTHS = {"name": 34, "contact": 24, "motive": 50}


@page("circle.read")
def call_poster(request: UnitRequest, language: str) -> HttpResponse:
    """Give the open call as one page to put up on a wall, in kk or ru."""
    call = call_of(request.cycle) if request.cycle else None
    if call is None or call.opened_at is None or call.closes_on is None or language not in SHEET_NAMES:
        raise Http404
    content = render_poster(poster_of(call, closes_on=call.closes_on, language=cast(Language, language)))
    headers = {"Content-Disposition": f'inline; filename="call-{language}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def poster_of(call: Call, *, closes_on: datetime.date, language: Language) -> Poster:
    """Return what the poster of an opened call says."""
    with override(language):
        seats = call.seats or 0
        unit = call.unit.name.in_language(language)
        return Poster(
            language=language,
            date=timezone.localdate(call.opened_at),
            notice=_("Open call"),
            kind=_("Inclusive planning group"),
            title=_("Plan our place together with us"),
            moment=_("Until %(day)s") % {"day": date_format(closes_on)},
            place=unit,
            agenda_heading=_("How to take part"),
            agenda=(
                _("Tell the akim’s office, by phone or when you come by."),
                _("Ask a neighbour or a helper to write your name down."),
                _("Or fill in the short form on the page of the planning group."),
            ),
            invitation=call.text.in_language(language),
            given=ngettext("The group has %(seats)s seat.", "The group has %(seats)s seats.", seats)
            % {"seats": seats},
            footer=f"{unit} · Ortaq",
        )


@page("circle.read")
def volunteer_sheet(request: UnitRequest) -> HttpResponse:
    """Give the empty sheet of volunteers in the language of the page (in Kazakh where that is English)."""
    spoken = language() if language() in SHEET_NAMES else "kk"
    places = [settlement.name.in_language(spoken) for settlement in settlements_of(request.unit)]
    response = HttpResponse(empty_sheet(spoken, places), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{SHEET_NAMES[spoken]}"'
    return response


def empty_sheet(spoken: str, places: list[str]) -> bytes:
    """Return the empty sheet in kk or ru, with lists to choose from."""
    from ortaq.publish.xlsx import SheetColumn, write_table

    choices = {
        "sex": tuple(str(sex.label) for sex in Sex),
        "age": tuple(str(band.label) for band in AgeBand),
        "settlement": tuple(places),
        "group": tuple(str(group.label) for group in Group),
        "consent": (YES[spoken],),
    }
    columns = [
        SheetColumn(capfirst(spelled[spoken == "ru"]), WIDTHS.get(column, 22), choices=choices.get(column, ()))
        for column, spelled in HEADINGS.items()
    ]
    return write_table(
        title=_("Volunteers for the planning group"),
        sheet=_("Volunteers"),
        columns=columns,
        rows=[],
        date=clock.today(),
        instructions=[
            _("Write one person on each row, with the name in full and a phone or another contact."),
            _("Name, sex, age, settlement and consent are required; the rest is not."),
            _("An age is a band of the list or a number of years."),
            _("Write yes under consent only where the person agreed that the office keeps the name and contact."),
            _("Save the file as .xlsx and send it on the page “Take in a spreadsheet”."),
        ],
        instructions_sheet=_("How to fill in"),
        choice_error="",
    )
