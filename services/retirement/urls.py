"""Addresses of this room: the forecast for everybody, and one's own."""

from django.urls import path

from services.retirement import employer_views, views

urlpatterns = [
    path("employer/agreements/", employer_views.agreements, name="employer_agreements"),
    path("employer/agreements/<int:key>/", employer_views.agreement, name="employer_agreement"),
    path("retirement/forecast/", views.forecast_page, name="pension_forecast"),
    path("my/forecast/", views.my_forecast, name="my_forecast"),
    path("publications/", views.publications, name="publications"),
    path("publications/<int:key>/object/", views.object_to, name="object_to_publication"),
]
