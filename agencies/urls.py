"""Addresses of this room: its public pages."""

from django.urls import path

from agencies import views

urlpatterns = [
    path("agencies/", views.agency_directory, name="agency_directory"),
    path("agencies/<str:code>/", views.agency, name="agency"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<int:year>/", views.calendar, name="calendar_year"),
]
