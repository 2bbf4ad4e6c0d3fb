"""Addresses of the desk by which records come in."""

from django.urls import path

from intake import desk

urlpatterns = [
    path("records/", desk.record_files, name="desk_record_files"),
    path("records/<slug:file>/", desk.record_file, name="desk_record_file"),
    path("records/<slug:file>/report.csv", desk.report, name="desk_record_file_report"),
    path("records/<slug:file>/decide/", desk.decide, name="desk_record_file_decide"),
]
