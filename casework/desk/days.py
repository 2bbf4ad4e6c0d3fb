"""A day in a form of the desk: typed as one writes it, whatever the browser's language."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FULL_WIDTH = str.maketrans("０１２３４５６７８９－／．　", "0123456789-/. ")
# 2026-09-07, 2026/9/7, 2026.9.7, 20260907, 2026年9月7日
WRITTEN = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))"
)


class DayField(forms.Field):
    """A day, year first as the law and the letters write it.

    It is a box of text: the browser's own box writes days as its language does, so that in an
    English one 09/07/2026 stands beside letters of 2026-09-07.
    """

    default_error_messages = {
        "required": _("Enter the day."),
        "invalid": _("This is no day. Write it as 2026-09-07."),
    }

    def __init__(self, **kwargs: Any) -> None:
        box = {"placeholder": "2026-09-07", "size": 12, "autocomplete": "off", "maxlength": 20}
        kwargs.setdefault("widget", forms.DateInput(box, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the day that was typed, or nothing; raises `ValidationError`."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        found = WRITTEN.fullmatch(str(value).strip().translate(FULL_WIDTH))
        try:
            year, month, day, short_month, short_day = found.groups() if found else ()
            return date(int(year), int(month or short_month), int(day or short_day))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
