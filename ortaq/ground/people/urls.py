"""Addresses of the pages about people: the visitor's own account, the first office, the people of a unit."""

from django.urls import path

from ortaq.ground.people import office, opening_pages, own

app_name = "people"
urlpatterns = [
    path("account/", own.own_account, name="own_account"),
    path("account/sign-in/", own.sign_in, name="sign_in"),
    path("account/sign-out/", own.sign_out, name="sign_out"),
    path("account/password/", own.own_password, name="own_password"),
    path("account/open-office/", opening_pages.open_office, name="open_office"),
    path("<slug:unit>/people/", office.people, name="office"),
    path("<slug:unit>/people/appoint/", office.appoint, name="appoint"),
    path("<slug:unit>/people/<uuid:id>/dismiss/", office.dismiss, name="dismiss"),
    path("<slug:unit>/people/<uuid:id>/password/", office.renew_password, name="renew_password"),
]
