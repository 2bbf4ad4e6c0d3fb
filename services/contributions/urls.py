"""Addresses of one's contributions."""

from django.urls import path

from services.contributions import views

urlpatterns = [
    path("my/contributions/", views.contributions, name="my_contributions"),
    path("my/contributions/slip/", views.slip, name="my_slip"),
]
