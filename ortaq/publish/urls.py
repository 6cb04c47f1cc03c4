"""Addresses of the documents."""

from django.urls import path

from ortaq.publish import plan_pages

app_name = "publish"
urlpatterns = [
    path("plan/<int:number>.<str:kind>", plan_pages.plan_version, name="plan_version"),
    path("plan/draft.<str:kind>", plan_pages.plan_draft, name="plan_draft"),
]
