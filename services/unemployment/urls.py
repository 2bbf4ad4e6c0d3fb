from django.urls import path

from services.unemployment import views

urlpatterns = [
    path("my/unemployment/", views.mine, name="my_unemployment"),
    path("employer/departures/", views.departures, name="employer_departures"),
    path("employer/departures/<int:key>/", views.departure, name="employer_departure"),
]
