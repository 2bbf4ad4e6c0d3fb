"""Addresses of what everybody reads about the services before they begin."""

from django.urls import path

from applications.views import catalogue, checking, guide, undoing

urlpatterns = [
    path("services/", catalogue.services, name="services"),
    path("services/<str:service>/", guide.guide, name="service_guide"),
    path("services/<str:service>/pre-check/", checking.check, name="service_check"),
    path("undo/", undoing.undo, name="undo"),
]
