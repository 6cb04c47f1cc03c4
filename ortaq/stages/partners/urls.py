"""Addresses of this room's pages."""

from django.urls import path

from ortaq.stages.partners import desk, pages

app_name = "partners"
urlpatterns = [
    path("", pages.home, name="home"),
    path("add/", desk.add, name="add"),
    path("ask/", desk.ask, name="ask"),
    path("offered/", pages.proposed, name="proposed"),
    path("<int:number>/", pages.partnership, name="partnership"),
    path("<int:number>/<slug:stage>/", desk.step, name="step"),
    path("steps/<uuid:id>/take-back/", desk.take_back, name="take_back"),
    path("lines/<int:number>/help/", pages.propose, name="propose"),
    path("offers/<int:number>/accept/", desk.accept, name="accept"),
    path("offers/<int:number>/settle/", desk.settle, name="settle"),
]
