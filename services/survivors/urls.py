from django.urls import path

from services.survivors import views

urlpatterns = [
    path("my/shares/", views.mine, name="my_shares"),
    path("my/shares/<int:key>/agree/", views.agree, name="my_share_agree"),
]
