"""Addresses of this room's pages."""

from django.urls import path

from ortaq.ground.places import pages

app_name = "places"
urlpatterns = [
    path("", pages.home, name="home"),
    path("map.json", pages.map_data, name="map_data"),
    path("settlements/new/", pages.add_settlement, name="add_settlement"),
    path("settlements/<uuid:id>/", pages.change_settlement, name="change_settlement"),
    path("unit/", pages.change_unit, name="change_unit"),
    path("unit/end/", pages.end_unit, name="end_unit"),
    path("unit/new/", pages.create_unit, name="create_unit"),
    path("import/", pages.take_kato, name="import_kato"),
    path("import/<uuid:id>/", pages.kato_report, name="kato_report"),
]
