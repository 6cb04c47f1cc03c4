"""Addresses of the pages of programmes."""

from django.urls import path

from ortaq.programme.pages import desk, people, public

app_name = "programme"
urlpatterns = [
    path("", public.index, name="index"),
    path("<slug:programme>/", public.home, name="home"),
    path("<slug:programme>/places/", public.places, name="places"),
    path("<slug:programme>/money/", public.money, name="money"),
    path("<slug:programme>/results/", public.results, name="results"),
    path("<slug:programme>/log/", public.log, name="log"),
    path("<slug:programme>/people/", people.people, name="people"),
    path("<slug:programme>/people/appoint/", people.appoint, name="appoint"),
    path("<slug:programme>/people/<uuid:id>/dismiss/", people.dismiss, name="dismiss"),
    path("<slug:programme>/describe/", desk.describe, name="describe"),
    path("<slug:programme>/organisations/new/", desk.new_organisation, name="new_organisation"),
    path("<slug:programme>/organisations/<uuid:id>/remove/", desk.remove_organisation, name="remove_organisation"),
    path("<slug:programme>/results/new/", desk.new_indicator, name="new_indicator"),
    path("<slug:programme>/results/<int:number>/", desk.indicator, name="indicator"),
    path("<slug:programme>/results/<int:number>/value/", desk.new_value, name="new_value"),
    path("<slug:programme>/facts/new/", desk.new_fact, name="new_fact"),
    path("<slug:programme>/money/new/", desk.new_budget_line, name="new_budget_line"),
    path("<slug:programme>/money/<int:number>/", desk.spent, name="spent"),
    path("<slug:programme>/log/new/", desk.new_entry, name="new_entry"),
]
