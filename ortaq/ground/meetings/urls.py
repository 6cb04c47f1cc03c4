"""Addresses of this room's pages."""

from django.urls import path

from ortaq.ground.meetings import held_pages, pages, rule_pages

app_name = "meetings"
urlpatterns = [
    path("", pages.calendar, name="home"),
    path("rules/", rule_pages.rules, name="rules"),
    path("rules/<str:id>/adopt/", rule_pages.adopt, name="adopt_rule"),
    path("rules/<uuid:id>/end/", rule_pages.end, name="end_rule"),
    path("rules/days/", rule_pages.add_day, name="add_day"),
    path("rules/days/<uuid:id>/take-back/", rule_pages.take_back_day, name="take_back_day"),
    path("new/", pages.choose_kind, name="new"),
    path("new/<str:kind>/", pages.call, name="call"),
    path("<int:number>/", pages.meeting, name="meeting"),
    path("<int:number>/change/", pages.change, name="change"),
    path("<int:number>/cancel/", pages.cancel, name="cancel"),
    path("<int:number>/agenda/", pages.add_question, name="add_item"),
    path("<int:number>/agenda/<int:item>/", pages.change_question, name="change_item"),
    path("<int:number>/agenda/<int:item>/remove/", pages.remove_question, name="remove_item"),
    path("<int:number>/attendance/", held_pages.attendance, name="attendance"),
    path("<int:number>/agenda/<int:item>/propose/", held_pages.propose, name="propose"),
    path("<int:number>/agenda/<int:item>/election/", held_pages.election, name="election"),
    path("<int:number>/motions/<uuid:id>/", held_pages.votes, name="votes"),
    path("<int:number>/protocol/", held_pages.protocol, name="protocol"),
    path("<int:number>/sign/", held_pages.sign, name="sign"),
    path("<int:number>/hand-over/", held_pages.hand_over, name="hand_over"),
]
