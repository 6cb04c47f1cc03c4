"""Addresses of the pages of the cycle; the first one is the front door of a unit."""

from django.urls import path

from ortaq.ground.cycle import pages

app_name = "cycle"
urlpatterns = [
    path("", pages.way, name="way"),
    path("steps/", pages.steps, name="steps"),
    path("steps/start/", pages.start, name="start"),
    path("steps/close/", pages.close, name="close"),
    path("steps/<slug:key>/", pages.reschedule, name="reschedule"),
    path("steps/<slug:key>/close/", pages.close_step, name="close_step"),
]
