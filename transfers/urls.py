"""Addresses of this room."""

from django.urls import path

from transfers.views import arrears, clearing
from transfers.views.applying import pages, sending, starting

urlpatterns = [
    path("transfer/", starting.start, name="transfer_start"),
    path("transfer/<str:number>/check/", sending.check, name="transfer_check"),
    path("transfer/<str:number>/<slug:page>/", pages.page, name="transfer_page"),
    path("cases/<str:number>/arrears/", arrears.choose, name="case_arrears"),
    path("cases/<str:number>/clearing/", clearing.answer, name="case_clearing"),
]
