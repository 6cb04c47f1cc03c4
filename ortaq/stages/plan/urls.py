"""Addresses of the pages of the plan."""

from django.urls import path

from ortaq.stages.plan.pages import drafting, reading

app_name = "plan"
urlpatterns = [
    path("", reading.home, name="home"),
    path("lines/<int:number>/", reading.line, name="line"),
    path("versions/", reading.versions, name="versions"),
    path("versions/<int:number>/", reading.version, name="version"),
    path("versions/<int:number>/content.json", reading.frozen, name="frozen"),
    path("versions/<int:before>/<int:after>/", reading.changes, name="changes"),
    path("versions/<int:number>/publish/", drafting.publish, name="publish"),
    path("versions/<int:number>/comments/", drafting.open_comments, name="open_comments"),
    path("draft/", drafting.draft, name="draft"),
    path("draft/start/", drafting.start, name="start"),
    path("draft/vision/", drafting.vision, name="vision"),
    path("draft/sources/", drafting.envelopes, name="envelopes"),
    path("draft/winners/", drafting.take_winners, name="take_winners"),
    path("draft/carry/", drafting.carry, name="carry"),
    path("draft/close/", drafting.close, name="close"),
    path("draft/lines/new/", drafting.add_line, name="add_line"),
    path("draft/lines/<int:number>/", drafting.change_line, name="change_line"),
    path("draft/lines/<int:number>/money/", drafting.money, name="money"),
    path("draft/lines/<int:number>/remove/", drafting.remove_line, name="remove_line"),
    path("draft/lines/<int:number>/restore/", drafting.restore_line, name="restore_line"),
]
