"""Addresses of the desk for money from people."""

from django.urls import path

from payments.views import differences

urlpatterns = [
    path("differences/", differences.differences, name="desk_differences"),
    path("differences/<int:pk>/", differences.settle, name="desk_difference_settle"),
]
