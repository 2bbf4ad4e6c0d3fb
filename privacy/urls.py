"""Addresses of this room."""

from django.urls import path

from privacy.files import Kind
from privacy.views import closing, data

urlpatterns = [
    path("settings/data/", data.my_data, name="my_data"),
    path("settings/data/ask/", data.ask, name="my_data_ask"),
    *(
        path(
            f"settings/data/{kind.value}",
            data.fetch,
            {"kind": kind},
            name=f"my_data_{kind.name.lower()}",
        )
        for kind in Kind
    ),
    path("settings/close/", closing.close_account, name="close_account"),
    path("settings/close/keep/", closing.keep_account, name="keep_account"),
    path("privacy/format.json", data.data_format, name="my_data_format"),
]
