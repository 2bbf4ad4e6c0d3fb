"""Addresses of this room."""

from django.urls import path

from services.cards.views import losing, mine

urlpatterns = [
    path("cards/", mine.cards, name="cards"),
    path("cards/lost/", losing.lost, name="card_lost"),
    path("cards/<slug:key>/show/", mine.show, name="card_show"),
    path("cards/<slug:key>/report/<slug:wish>/", mine.report, name="card_report"),
]
