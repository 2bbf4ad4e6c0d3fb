"""Addresses of the desk by which a head looks after webhooks."""

from django.urls import path

from feeds import desk

urlpatterns = [
    path("systems/webhooks/", desk.webhooks, name="desk_webhooks"),
    path("systems/webhooks/<slug:name>/", desk.webhook_act, name="desk_webhook_act"),
]
