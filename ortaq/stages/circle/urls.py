"""Where the pages are."""

from django.urls import path

from ortaq.stages.circle import pages

app_name = "circle"
urlpatterns = [path("", pages.home, name="home")]
