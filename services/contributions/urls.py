"""The address of the page of one's contributions."""

from django.urls import path

from services.contributions import views

urlpatterns = [path("my/contributions/", views.contributions, name="my_contributions")]
