"""Addresses of this room's pages."""

from django.urls import path

from ortaq.stages.profile.pages import budget, front, population, services, sheets

app_name = "profile"
urlpatterns = [
    path("", front.home, name="home"),
    path("map/", front.map_page, name="map"),
    path("map.json", front.map_data, name="map_data"),
    path("people/", population.people, name="people"),
    path("people/all/", population.all_figures, name="all_figures"),
    path("people/sheet/", population.sheet, name="population_sheet"),
    path("people/template.xlsx", population.template, name="population_template"),
    path("people/<int:year>/<uuid:id>/", population.record, name="record_population"),
    path("services/", services.services, name="services"),
    path("services/<uuid:id>/", services.settlement, name="settlement"),
    path("services/<uuid:id>/record/", services.record, name="record_services"),
    path("budget/", budget.budget, name="budget"),
    path("budget/record/", budget.record, name="record_budget"),
    path("budget/sheet/", budget.sheet, name="budget_sheet"),
    path("budget/template.xlsx", budget.template, name="budget_template"),
    path("reports/<uuid:id>/", sheets.report, name="report"),
]
