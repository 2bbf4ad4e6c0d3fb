"""Addresses of this room."""

from django.urls import include, path

urlpatterns = [
    path("", include("applications.person_urls")),
    path("", include("applications.public_urls")),
]
