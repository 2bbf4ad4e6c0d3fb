"""Addresses of letters and notices, for whoever may read them."""

from django.urls import path

from casework import views

urlpatterns = [
    path("letters/<str:number>/", views.letter, name="letter"),
    path("notices/", views.notice_list, name="notice_list"),
]
