"""Addresses of the documents of a programme."""

from django.urls import path

from ortaq.publish import programme_pages

app_name = "programme_documents"
urlpatterns = [path("report-<int:year>.<str:kind>", programme_pages.report, name="report")]
