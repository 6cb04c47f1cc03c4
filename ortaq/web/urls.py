"""Where each room's pages are. Every address carries its language, so that a link keeps it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ortaq.ground.files.pages import photo
from ortaq.stages import STAGES
from ortaq.web import office_here, own_office, pages

urlpatterns = [
    path("", pages.choose_language, name="choose_language"),
    path("office-here/<slug:question>/", office_here.answer, name="office_here"),
    path("api/v1/", include("ortaq.publish.opendata.api_urls")),
    path("photos/<uuid:id>.jpg", photo, name="photo"),
    *i18n_patterns(
        path("", pages.front, name="front"),
        path("own-office/", own_office.own_office, name="own_office"),
        path("", include("ortaq.ground.people.urls")),
        path("", include("ortaq.publish.opendata.urls")),
        path("programmes/<slug:programme>/grants/documents/", include("ortaq.publish.grant_urls")),
        path("programmes/<slug:programme>/grants/", include("ortaq.stages.grants.office_urls")),
        path("programmes/<slug:programme>/events/", include("ortaq.exchange.event_urls")),
        path("programmes/<slug:programme>/documents/", include("ortaq.publish.programme_urls")),
        path("programmes/", include("ortaq.programme.urls")),
        path("<slug:unit>/", include("ortaq.ground.cycle.urls")),
        path("<slug:unit>/places/", include("ortaq.ground.places.urls")),
        path("<slug:unit>/meetings/", include("ortaq.ground.meetings.urls")),
        path("<slug:unit>/comments/", include("ortaq.ground.comments.urls")),
        path("<slug:unit>/journal/", include("ortaq.ground.journal.urls")),
        path("<slug:unit>/exchange/", include("ortaq.exchange.urls")),
        path("<slug:unit>/documents/", include("ortaq.publish.urls")),
        *(path(f"<slug:unit>/{stage}/", include(f"ortaq.stages.{stage}.urls")) for stage in STAGES),
    ),
]

handler400 = "ortaq.web.pages.bad_request"
handler403 = "ortaq.web.pages.forbidden"
handler404 = "ortaq.web.pages.not_found"
handler500 = "ortaq.web.pages.broken"
