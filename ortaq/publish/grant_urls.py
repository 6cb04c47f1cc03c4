"""Addresses of the documents of a programme's grants."""

from django.urls import path

from ortaq.publish import grant_pages

app_name = "grant_documents"
urlpatterns = [
    path("<int:call>/letters/<int:number>.<str:kind>", grant_pages.letter, name="letter"),
    path("<int:call>/protocols/<int:number>.<str:kind>", grant_pages.protocol, name="protocol"),
]
