"""Addresses of the public journal."""

from django.urls import path

from ortaq.ground.journal import pages

app_name = "journal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("<uuid:id>/", pages.entry, name="entry"),
]
