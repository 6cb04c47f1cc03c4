"""Where the pages are."""

from django.urls import path

from ortaq.stages.grants import pages

app_name = "grants"
urlpatterns = [path("", pages.home, name="home")]
