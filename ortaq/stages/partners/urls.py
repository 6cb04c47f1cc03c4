"""Where the pages are."""

from django.urls import path

from ortaq.stages.partners import pages

app_name = "partners"
urlpatterns = [path("", pages.home, name="home")]
