"""Addresses of the pages of comments."""

from django.urls import path

from ortaq.ground.comments import desk, pages

app_name = "comments"
urlpatterns = [
    path("", pages.home, name="home"),
    path("received/", desk.received, name="received"),
    path("unanswered/", desk.unanswered, name="unanswered"),
    path("on/<str:about>/<uuid:id>/", pages.thread, name="thread"),
    path("on/<str:about>/<uuid:id>/help/", desk.write_for_person, name="write_for_person"),
    path("<int:number>/", pages.comment, name="comment"),
    path("<int:number>/receipt/", pages.receipt, name="receipt"),
    path("<int:number>/publish/", desk.publish, name="publish"),
    path("<int:number>/refuse/", desk.refuse, name="refuse"),
    path("<int:number>/reply/", desk.reply, name="reply"),
]
