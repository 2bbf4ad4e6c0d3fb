"""A day in a form of the desk: typed or chosen in the browser's own calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, written 2026-09-07 whatever the language: as browsers send what was chosen."""

    default_error_messages = {
        "required": _("Enter the day."),
        "invalid": _("This is no day. Write it as 2026-09-07."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d", "%Y%m%d"], **kwargs)
