"""Addresses of the desk for claims by hand."""

from django.urls import path

from services.reimbursement import desk

urlpatterns = [
    path("cases/<str:number>/cost-list/", desk.desk_cost_list, name="desk_cost_list"),
]
