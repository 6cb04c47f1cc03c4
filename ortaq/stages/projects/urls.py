"""Addresses of the pages of projects."""

from django.urls import path

from ortaq.stages.projects import desk, pages

app_name = "projects"
urlpatterns = [
    path("", pages.home, name="home"),
    path("new/", desk.draft, name="draft"),
    path("<int:number>/", pages.project, name="project"),
    path("<int:number>/sheet/", desk.sheet, name="sheet"),
    path("<int:number>/sheet/problems/", desk.problems, name="problems"),
    path("<int:number>/sheet/basics/", desk.basics, name="basics"),
    path("<int:number>/sheet/costs/", desk.costs, name="costs"),
    path("<int:number>/sheet/upkeep/", desk.upkeep, name="upkeep"),
    path("<int:number>/sheet/people/", desk.people, name="people"),
    path("<int:number>/sheet/indicator/", desk.indicator, name="indicator"),
    path("<int:number>/sheet/care/", desk.care, name="care"),
    path("<int:number>/submit/", desk.submit, name="submit"),
    path("<int:number>/review/", desk.review, name="review"),
    path("<int:number>/withdraw/", desk.withdraw, name="withdraw"),
]
