"""Addresses of notices, for whoever may read them."""

from django.urls import path

from casework import views

urlpatterns = [path("notices/", views.notice_list, name="notice_list")]
