"""The page of one's own particulars."""

from django.urls import path

from services.particulars import mine

urlpatterns = [
    path("my/particulars/", mine.my_particulars, name="my_particulars"),
    path("my/particulars/compare/", mine.compare, name="compare_particulars"),
]
