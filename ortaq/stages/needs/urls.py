"""Addresses of the pages of needs."""

from django.urls import path

from ortaq.stages.needs import desk, pages, situation

app_name = "needs"
urlpatterns = [
    path("", pages.home, name="home"),
    path("voices/", pages.voices, name="voices"),
    path("say/", pages.submit, name="submit"),
    path("help/", desk.submit_for_person, name="submit_for_person"),
    path("sheet/", desk.import_sheet, name="import_sheet"),
    path("sheet/<uuid:id>/", desk.imported, name="imported"),
    path("received/", desk.received, name="received"),
    path("problems/", pages.problems, name="problems"),
    path("problems/new/", desk.make_problem, name="make_problem"),
    path("problems/<int:number>/", pages.problem, name="problem"),
    path("problems/<int:number>/map.json", pages.problem_map, name="problem_map"),
    path("problems/<int:number>/merge/", desk.merge, name="merge"),
    path("problems/<int:number>/answer/", desk.answer_problem, name="answer_problem"),
    path("problems/<int:number>/cause/", situation.link, name="link_problem"),
    path("swot/", situation.swot, name="swot"),
    path("swot/new/", situation.write, name="write_statement"),
    path("swot/<uuid:id>/change/", situation.change, name="change_statement"),
    path("swot/<uuid:id>/remove/", situation.remove, name="remove_statement"),
    path("<int:number>/", pages.need, name="need"),
    path("<int:number>/map.json", pages.need_map, name="need_map"),
    path("<int:number>/receipt/", pages.receipt, name="receipt"),
    path("<int:number>/publish/", desk.publish, name="publish"),
    path("<int:number>/refuse/", desk.refuse, name="refuse"),
    path("<int:number>/translate/", desk.translate, name="translate"),
    path("<int:number>/answer/", desk.answer, name="answer"),
    path("<int:number>/part/", desk.part, name="part"),
]
