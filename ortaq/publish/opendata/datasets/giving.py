"""What a programme gives: calls for grants, grants in all its places, events."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ortaq.exchange.events.selectors import FEW
from ortaq.exchange.models import Event
from ortaq.ground.places.models import Programme
from ortaq.publish.opendata.datasets.columns import TITLE
from ortaq.publish.opendata.datasets.helpers import CALL, GRANT, grant_rows
from ortaq.publish.opendata.shape import Dataset, Row, bilingual, day, in_tenge, integer, money, text, texts
from ortaq.stages.grants.models import Application, Call
from ortaq.stages.grants.selectors.public import grant_lines


def calls(programme: Programme) -> Iterator[Row]:
    """Yield the published calls for grants. One query."""
    for call in Call.objects.filter(programme=programme, published_at__isnull=False):
        yield {
            "call": call.number,
            **texts(
                title=call.title, objectives=call.objectives, activities=call.activities, persons=call.persons
            ),
            **texts(amount_criteria=call.amount_criteria),
            "fund": in_tenge(call.fund),
            "smallest_grant": in_tenge(call.smallest_grant),
            "largest_grant": in_tenge(call.largest_grant),
            "opens_on": call.opens_on,
            "closes_on": call.closes_on,
        }


def grants(programme: Programme) -> Iterator[Row]:
    """Yield the grants of all its calls. Four queries."""
    for row in grant_rows(grant_lines(Application.objects.filter(call__programme=programme))):
        yield {name: value for name, value in row.items() if name != "programme"}


def events(programme: Programme) -> Iterator[Row]:
    """Yield the events. One query."""
    for event in Event.objects.filter(programme=programme):
        few = event.attended is not None and 0 < event.attended < FEW
        yield {
            "number": event.number,
            **texts(title=event.title, within=event.within, place=event.place, organisers=event.organisers),
            **texts(partners=event.partners, description=event.description, follow_up=event.follow_up),
            "starts_on": event.starts_on,
            "ends_on": event.ends_on,
            "attended": None if few else event.attended,
            "oblasts": event.oblasts,
        }


DATASETS = (
    Dataset(
        name="calls",
        title=_("Calls for grants"),
        says=_("What each published call says."),
        action="grants.read",
        about="programme",
        key=("call",),
        columns=(
            CALL,
            *TITLE,
            *bilingual("objectives", _("What the call wants to reach")),
            *bilingual("activities", _("What can be paid for")),
            *bilingual("persons", _("Who can apply")),
            *bilingual("amount_criteria", _("How the amount is found")),
            money("fund", _("Whole fund, tenge")),
            money("smallest_grant", _("Smallest grant, tenge")),
            money("largest_grant", _("Largest grant, tenge")),
            day("opens_on", _("First day")),
            day("closes_on", _("Last day")),
        ),
        few=calls,
    ),
    Dataset(
        name="programme_grants",
        title=_("Grants of the programme"),
        says=_("Grants in all places of the programme. Nobody is named."),
        action="grants.read",
        about="programme",
        key=("call", "number"),
        columns=(text("unit", _("Name of the place in addresses: the key to the list of places")), *GRANT),
        few=grants,
    ),
    Dataset(
        name="events",
        title=_("Events"),
        says=_("Seminars, forums and visits of the programme; who came is counted, nobody is named."),
        action="exchange.read",
        about="programme",
        key=("number",),
        columns=(
            integer("number", _("Number of the event")),
            *TITLE,
            *bilingual("within", _("Within which larger event")),
            *bilingual("place", _("Where it meets")),
            *bilingual("organisers", _("Organisers")),
            *bilingual("partners", _("Partners")),
            *bilingual("description", _("Description")),
            *bilingual("follow_up", _("What followed")),
            day("starts_on", _("First day")),
            day("ends_on", _("Last day")),
            integer("attended", _("How many came; empty where not known or not shown")),
            integer("oblasts", _("From how many oblasts")),
        ),
        few=events,
    ),
)
