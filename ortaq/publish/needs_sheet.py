"""The empty sheet of needs: what an office or an organisation fills in and sends back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, language, page
from ortaq.ground.places.selectors import settlements_of
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.sheet import HEADINGS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAMES = {"kk": "qazhettilikter.xlsx", "ru": "potrebnosti.xlsx"}


@page("needs.read")
def needs_sheet(request: UnitRequest) -> HttpResponse:
    """Give the empty sheet in the language of the page (in Kazakh where that is English)."""
    spoken = language() if language() in FILE_NAMES else "kk"
    places = [settlement.name.in_language(spoken) for settlement in settlements_of(request.unit)]
    response = HttpResponse(_empty_sheet(spoken, places), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAMES[spoken]}"'
    return response


def _empty_sheet(spoken: str, places: list[str]) -> bytes:
    from ortaq.publish.xlsx import SheetColumn, write_table

    heading = {column: spelled[spoken == "ru"].capitalize() for column, spelled in HEADINGS.items()}
    return write_table(
        title=_("What people need"),
        sheet=_("Needs"),
        columns=[
            SheetColumn(heading["text"], 80),
            SheetColumn(heading["settlement"], 28, choices=tuple(places)),
            SheetColumn(heading["theme"], 28, choices=tuple(str(theme.label) for theme in Theme)),
            SheetColumn(heading["group"], 34, choices=tuple(str(group.label) for group in Group)),
        ],
        rows=[],
        date=clock.today(),
        instructions=[
            _("Write one need on each row, in the words of the person who said it. Name no private persons."),
            _("The need and the settlement are required; the theme and the group are not."),
            _("Choose the settlement, the theme and the group from the lists of the cells."),
            _("Keep the first row as it is. A text holds 4,000 characters, a sheet 20,000 rows."),
            _("Save the file as .xlsx and send it on the page “Take in a spreadsheet”."),
        ],
        instructions_sheet=_("How to fill in"),
        choice_error=_("Choose from the list of the cell."),
    )
