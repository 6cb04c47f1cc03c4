"""Addresses of the pages of grants in a unit."""

from django.urls import URLPattern

app_name = "grants"
urlpatterns: list[URLPattern] = []
