from django.urls import path

from services.care import views

urlpatterns = [
    path("care/", views.which_page, name="care_which"),
    path("care/compare/", views.compare_page, name="care_compare"),
    path("care/hospitals/", views.hospitals_page, name="care_hospitals"),
    path("care/emergency/", views.emergency_page, name="care_emergency"),
    path("my/registrations/", views.my_registrations, name="my_registrations"),
]
