"""Addresses of the events of a programme."""

from django.urls import path

from ortaq.exchange.events import pages

app_name = "events"
urlpatterns = [
    path("", pages.home, name="home"),
    path("new/", pages.new, name="new"),
    path("<int:number>/", pages.event, name="event"),
    path("<int:number>/edit/", pages.edit, name="edit"),
    path("<int:number>/agenda/", pages.item, name="item"),
    path("<int:number>/agenda/<int:item>/", pages.change_item, name="change_item"),
    path("<int:number>/agenda/<int:item>/take-off/", pages.take_off_item, name="take_off_item"),
    path("<int:number>/materials/", pages.material, name="material"),
    path("<int:number>/materials/<uuid:id>/", pages.change_material, name="change_material"),
    path("<int:number>/materials/<uuid:id>/take-off/", pages.take_off_material, name="take_off_material"),
    path("<int:number>/came/", pages.came, name="came"),
    path("<int:number>/follow-up/", pages.follow_up, name="follow_up"),
    path("<int:number>/register/", pages.register, name="register"),
]
