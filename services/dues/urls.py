"""Addresses of what somebody has to pay themselves."""

from django.urls import path

from services.dues import views

urlpatterns = [
    path("dues/", views.dues, name="dues"),
    path("dues/orders/<str:order_no>/", views.order, name="dues_order"),
    path("dues/orders/<str:order_no>/pay/", views.pay, name="dues_pay"),
    path("dues/orders/<str:order_no>/back/", views.back, name="dues_back"),
    path("dues/orders/<str:order_no>/cancel/", views.cancel, name="dues_cancel"),
]
