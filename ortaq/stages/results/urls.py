"""Addresses of this room's pages."""

from django.urls import path

from ortaq.stages.results import desk, pages

app_name = "results"
urlpatterns = [
    path("", pages.home, name="home"),
    path("needs/<str:became>/", pages.needs, name="needs"),
    path("lines/<int:number>/", pages.line, name="line"),
    path("lines/<int:number>/report/", desk.report, name="report"),
    path("lines/<int:number>/spend/", desk.spend, name="spend"),
    path("lines/<int:number>/measure/", desk.measure, name="measure"),
    path("spending/<uuid:id>/reverse/", desk.reverse_row, name="reverse"),
    path("reports/<uuid:id>/confirm/", desk.confirm, name="confirm"),
]
