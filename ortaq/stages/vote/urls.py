"""Addresses of the pages of the vote."""

from django.urls import path

from ortaq.stages.vote import desk, pages

app_name = "vote"
urlpatterns = [
    path("", pages.home, name="home"),
    path("ballot/", pages.cast, name="cast"),
    path("ballot/recorded/<slug:receipt>/", pages.cast_done, name="cast_done"),
    path("result/", pages.result, name="result"),
    path("result/receipts/", pages.receipts, name="receipts"),
    path("result/ballots.pb", pages.published_file, name="published_file"),
    path("result/certificate.json", pages.certificate, name="certificate"),
    path("result/check/", pages.check, name="check"),
    path("result/why/", pages.why, name="why"),
    path("prepare/", desk.prepare, name="prepare"),
    path("open/", desk.open_vote, name="open"),
    path("cards/void/", desk.void_cards, name="void_cards"),
    path("paper/", desk.type_paper, name="type_paper"),
    path("close/", desk.close, name="close"),
    path("count/", desk.count, name="count"),
]
