"""Addresses of this room."""

from django.urls import path

from transfers.views import applying, clearing

urlpatterns = [
    path("transfer/", applying.start, name="transfer_start"),
    path("transfer/<str:number>/check/", applying.check, name="transfer_check"),
    path("transfer/<str:number>/<slug:page>/", applying.page, name="transfer_page"),
    path("cases/<str:number>/clearing/", clearing.answer, name="case_clearing"),
]
