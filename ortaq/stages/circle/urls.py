"""Addresses of the pages of the circle."""

from django.urls import path

from ortaq.stages.circle.pages import calling, front, group, mapping, volunteering

app_name = "circle"
urlpatterns = [
    path("", front.home, name="home"),
    path("stakeholders/", mapping.stakeholders, name="stakeholders"),
    path("stakeholders/new/", mapping.add, name="add_stakeholder"),
    path("stakeholders/<uuid:id>/", mapping.stakeholder, name="stakeholder"),
    path("stakeholders/<uuid:id>/change/", mapping.change, name="change_stakeholder"),
    path("stakeholders/<uuid:id>/end/", mapping.end, name="end_stakeholder"),
    path("call/", calling.call, name="call"),
    path("call/write/", calling.write, name="write_call"),
    path("call/quotas/", calling.quotas, name="quotas"),
    path("call/open/", calling.open_call, name="open_call"),
    path("call/volunteer/", volunteering.volunteer, name="volunteer"),
    path("call/volunteer/<int:number>/receipt/", volunteering.receipt, name="receipt"),
    path("call/help/", volunteering.volunteer_for_person, name="volunteer_for_person"),
    path("call/sheet/", volunteering.import_sheet, name="import_sheet"),
    path("call/sheet/<uuid:id>/", volunteering.imported, name="imported"),
    path("call/volunteers/", volunteering.volunteers, name="volunteers"),
    path("call/volunteers/<int:number>/withdraw/", volunteering.withdraw, name="withdraw"),
    path("call/draw/<str:name>.csv", volunteering.draw_file, name="draw_file"),
    path("group/", group.group, name="group"),
    path("group/new/", group.appoint, name="appoint"),
    path("group/volunteers/<int:number>/", group.accept, name="accept"),
    path("group/<uuid:id>/change/", group.change, name="change_member"),
    path("group/<uuid:id>/end/", group.end, name="end_membership"),
]
