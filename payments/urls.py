"""Addresses of the invented provider's page."""

from django.urls import path

from payments.views import sandbox

urlpatterns = [path("pay/sandbox/<str:order_no>/", sandbox.sandbox_pay, name="sandbox_pay")]
