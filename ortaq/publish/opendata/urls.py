"""Addresses of the pages about open data that belong to no place."""

from django.urls import path

from ortaq.publish.opendata import pages

app_name = "opendata"
urlpatterns = [
    path("data/", pages.guide, name="guide"),
    path("data/tables/<slug:name>/", pages.table, name="table"),
    path("programmes/<slug:programme>/data/", pages.of_programme, name="programme"),
    path("<slug:unit>/data/", pages.of_unit, name="unit"),
]
