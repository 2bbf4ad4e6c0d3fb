"""Addresses of this room: the forecast for everybody, and one's own."""

from django.urls import path

from services.retirement import views

urlpatterns = [
    path("retirement/forecast/", views.forecast_page, name="pension_forecast"),
    path("my/forecast/", views.my_forecast, name="my_forecast"),
    path("publications/", views.publications, name="publications"),
    path("publications/<int:key>/object/", views.object_to, name="object_to_publication"),
]
