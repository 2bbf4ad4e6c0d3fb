"""Addresses of the desk that all services share."""

from django.urls import path

from casework.desk import escalations, inbox

urlpatterns = [
    path("notices/", inbox.desk_notices, name="desk_notices"),
    path("escalations/", escalations.desk_escalations, name="desk_escalations"),
    path("escalations/<int:pk>/close/", escalations.close, name="desk_escalation_close"),
]
