"""Addresses of this room's pages in a unit."""

from django.urls import path

from ortaq.exchange.cases import pages as cases
from ortaq.exchange.events import unit_pages as events
from ortaq.exchange.guide import pages as guide
from ortaq.exchange.news import pages as news
from ortaq.exchange.questions import pages as questions

CASE = "cases/<slug:teller>/<int:number>/"

app_name = "exchange"
urlpatterns = [
    path("", cases.home, name="home"),
    path("cases/new/", cases.new, name="new_case"),
    path("cases/<int:number>/edit/", cases.edit, name="edit_case"),
    path("cases/<int:number>/publish/", cases.publish, name="publish_case"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}use/", cases.use, name="use_case"),
    path("events/", events.events, name="events"),
    path("questions/", questions.home, name="questions"),
    path("questions/new/", questions.new, name="ask"),
    path("questions/<int:number>/settle/", questions.settle, name="settle"),
    path("questions/<slug:asker>/<int:number>/", questions.question, name="question"),
    path("guide/", guide.guide, name="guide"),
    path("news/", news.home, name="news"),
    path("news/new/", news.new, name="new_news"),
    path("news/<int:number>/", news.piece, name="piece"),
    path("news/<int:number>/edit/", news.edit, name="edit_news"),
    path("news/<int:number>/publish/", news.publish, name="publish_news"),
]
