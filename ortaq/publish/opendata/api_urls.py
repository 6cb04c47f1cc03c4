"""Addresses of the read API."""

from django.urls import path

from ortaq.publish.opendata import api

app_name = "api"
urlpatterns = [
    path("", api.home, name="home"),
    path("openapi.json", api.openapi, name="openapi"),
    path("units", api.list_units, name="units"),
    path("units/<slug:unit>/<str:wanted>", api.of_unit, name="of_unit"),
    path("programmes", api.list_programmes, name="programmes"),
    path("programmes/<slug:programme>/<str:wanted>", api.of_programme, name="of_programme"),
    path("<path:path>", api.nothing, name="nothing"),
]
