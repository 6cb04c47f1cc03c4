"""Addresses of this room's pages."""

from django.urls import path

from ortaq.stages.assembly import pages

app_name = "assembly"
urlpatterns = [
    path("", pages.home, name="home"),
    path("seats/", pages.seats, name="seats"),
    path("members/add/", pages.add_member, name="add_member"),
    path("members/<uuid:id>/end/", pages.end_member, name="end_member"),
    path("initiatives/new/", pages.record_initiative, name="record_initiative"),
    path("initiatives/<int:number>/answer/", pages.answer_initiative, name="answer_initiative"),
    path("agree/", pages.agree, name="agree"),
    path("agreements/<uuid:id>/adopt/", pages.adopt, name="adopt"),
]
