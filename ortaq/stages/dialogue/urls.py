"""Where the pages are."""

from django.urls import path

from ortaq.stages.dialogue import pages

app_name = "dialogue"
urlpatterns = [path("", pages.home, name="home")]
