"""The page of one's own particulars."""

from django.urls import path

from services.particulars.mine import my_particulars

urlpatterns = [path("my/particulars/", my_particulars, name="my_particulars")]
