"""Addresses of the pages of the dialogue."""

from django.urls import path

from ortaq.stages.dialogue import desk, pages

app_name = "dialogue"
urlpatterns = [
    path("", pages.home, name="home"),
    path("new/", desk.open_conversation, name="open"),
    path("<int:number>/", pages.conversation, name="conversation"),
    path("<int:number>/join/", pages.join, name="join"),
    path("<int:number>/speak/", pages.speak, name="speak"),
    path("<int:number>/propose/", pages.propose, name="propose"),
    path("<int:number>/results/", pages.results, name="results"),
    path("<int:number>/received/", desk.received, name="received"),
    path("<int:number>/sheets/", desk.type_sheet, name="type_sheet"),
    path("<int:number>/close/", desk.close, name="close"),
    path("<int:number>/statements/new/", desk.add_statement, name="add_statement"),
    path("<int:number>/statements/<int:statement>/", pages.statement, name="statement"),
    path("<int:number>/statements/<int:statement>/publish/", desk.publish, name="publish_statement"),
    path("<int:number>/statements/<int:statement>/refuse/", desk.refuse, name="refuse_statement"),
]
