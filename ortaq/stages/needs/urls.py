"""Addresses of the pages of needs."""

from django.urls import path

from ortaq.stages.needs.pages import answering, assessing, merging, moderating, reading, saying

app_name = "needs"
urlpatterns = [
    path("", reading.home, name="home"),
    path("voices/", reading.voices, name="voices"),
    path("say/", saying.submit, name="submit"),
    path("help/", saying.submit_for_person, name="submit_for_person"),
    path("sheet/", saying.import_sheet, name="import_sheet"),
    path("sheet/<uuid:id>/", saying.imported, name="imported"),
    path("received/", moderating.received, name="received"),
    path("problems/", reading.problems, name="problems"),
    path("problems/new/", merging.make_problem, name="make_problem"),
    path("problems/<int:number>/", reading.problem, name="problem"),
    path("problems/<int:number>/map.json", reading.problem_map, name="problem_map"),
    path("problems/<int:number>/merge/", merging.merge, name="merge"),
    path("problems/<int:number>/answer/", answering.answer_problem, name="answer_problem"),
    path("problems/<int:number>/cause/", assessing.link, name="link_problem"),
    path("swot/", assessing.swot, name="swot"),
    path("swot/new/", assessing.write, name="write_statement"),
    path("swot/<uuid:id>/change/", assessing.change, name="change_statement"),
    path("swot/<uuid:id>/remove/", assessing.remove, name="remove_statement"),
    path("<int:number>/", reading.need, name="need"),
    path("<int:number>/map.json", reading.need_map, name="need_map"),
    path("<int:number>/receipt/", saying.receipt, name="receipt"),
    path("<int:number>/publish/", moderating.publish, name="publish"),
    path("<int:number>/refuse/", moderating.refuse, name="refuse"),
    path("<int:number>/translate/", moderating.translate, name="translate"),
    path("<int:number>/answer/", answering.answer, name="answer"),
    path("<int:number>/part/", merging.part, name="part"),
]
