"""Addresses of the desk by which records come in."""

from django.urls import path

from intake.desk import arrivals, record_files

urlpatterns = [
    path("records/", record_files.record_files, name="desk_record_files"),
    path("records/arrivals/", arrivals.arrivals, name="desk_arrivals"),
    path("records/arrivals/<int:arrival>/", arrivals.place, name="desk_arrival_place"),
    path("records/<slug:file>/", record_files.record_file, name="desk_record_file"),
    path("records/<slug:file>/report.csv", record_files.report, name="desk_record_file_report"),
    path("records/<slug:file>/decide/", record_files.decide, name="desk_record_file_decide"),
]
