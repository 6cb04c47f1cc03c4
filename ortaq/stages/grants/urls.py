"""Addresses of the pages of grants in a unit."""

from django.urls import path

from ortaq.stages.grants.pages import applying, public

CALL = "<slug:programme>/<int:call>/"
FILE = f"{CALL}files/<int:number>/"

app_name = "grants"
urlpatterns = [
    path("", public.home, name="home"),
    path("help/", applying.helped, name="helped"),
    path(CALL, public.call, name="call"),
    path(f"{CALL}apply/", applying.start, name="start"),
    path(f"{CALL}help/", applying.start_for_person, name="start_for_person"),
    path(f"{CALL}mine/", applying.door, name="door"),
    path(FILE, applying.file, name="file"),
    path(f"{FILE}hand-in/", applying.hand_in, name="hand_in"),
    path(f"{FILE}withdraw/", applying.withdraw, name="withdraw"),
    path(f"{FILE}report/", applying.report, name="report"),
    path(f"{FILE}leave/", applying.leave, name="leave"),
    path(f"{FILE}parts/<str:part>/", applying.part, name="part"),
]
