"""Addresses of what somebody is paid."""

from django.urls import path

from payouts.views import mine

urlpatterns = [
    path("my/benefits/", mine.my_benefits, name="my_benefits"),
    path("my/benefits/statement.csv", mine.statement_file, name="my_statement"),
    path("my/benefits/<int:pk>/prove/", mine.prove, name="my_benefit_prove"),
    path("my/benefits/<int:pk>/visit/", mine.visit, name="my_benefit_visit"),
    path("my/recoveries/<int:pk>/", mine.recovery, name="my_recovery"),
]
