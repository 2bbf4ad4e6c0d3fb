"""Dates and months in boxes."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Chinese keyboards type full-width digits by habit; a person should not be sent back for it.
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_FULL_WIDTH = {**_FULL_WIDTH_DIGITS, **str.maketrans("－／．", "-/.")}
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


class DateBoxesWidget(forms.MultiWidget):
    """Year, month and day in three boxes, in the order of the reader's language."""

    template_name = "components/widgets/boxes.html"
    parts = ("year", "month", "day")
    labels = {"year": _("Year"), "month": _("Month"), "day": _("Day")}

    def __init__(self, attrs: dict | None = None) -> None:
        boxes = {
            part: forms.TextInput({"inputmode": "numeric", "maxlength": 4 if part == "year" else 2})
            for part in self.parts
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list:
        """Return what stands in the boxes for a date."""
        return [getattr(value, part) for part in self.parts] if value else [None] * len(self.parts)

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Give each box its label and put them in the order the language writes a date."""
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        for part, box in zip(self.parts, boxes, strict=True):
            box["part"] = part
            box["label"] = self.labels[part]
        if not (get_language() or "").startswith("zh"):
            boxes.reverse()
        return context


class MonthBoxesWidget(DateBoxesWidget):
    """Year and month in two boxes."""

    parts = ("year", "month")


class ThreeBoxDateField(forms.Field):
    """A date typed into three boxes; what cannot be a date is answered with the reason."""

    widget = DateBoxesWidget
    default_error_messages = {
        "required": _("Enter the date."),
        "incomplete": _("Enter the year, the month and the day."),
        "not_a_number": _("Use digits only, for example 6 4 1968."),
        "year": _("The year must have four digits, between 1900 and 2100."),
        "month": _("The month must be between 1 and 12."),
        "no_such_day": _("There is no such day in that month. Check the day."),
        "too_early": _("The date must not be before %(limit)s."),
        "too_late": _("The date must not be after %(limit)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any):
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the date in the boxes, or None when all are empty."""
        if value is None or isinstance(value, date):
            return value
        typed = [str(part or "").strip().translate(_FULL_WIDTH_DIGITS) for part in value]
        if not any(typed):
            return None
        return self._made_from(*self._numbers(typed))

    def _numbers(self, typed: list[str]) -> list[int]:
        if not all(typed):
            raise self._error("incomplete")
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in typed):
            raise self._error("not_a_number")
        return [int(part) for part in typed]

    def _made_from(self, year: int, month: int, day: int = 1) -> date:
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise self._error("year")
        if not 1 <= month <= 12:
            raise self._error("month")
        try:
            return date(year, month, day)
        except ValueError:
            raise self._error("no_such_day") from None

    def validate(self, value: date | None) -> None:
        """Refuse a date outside what the question allows."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise self._error("too_early", limit=self.spell(self.earliest))
        if value and self.latest and value > self.latest:
            raise self._error("too_late", limit=self.spell(self.latest))

    def spell(self, day: date) -> str:
        """Return a limit as the message shows it."""
        return day.isoformat()

    def has_changed(self, initial: date | None, data: Any) -> bool:
        """Compare what was there with what was typed."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def _error(self, code: str, **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class MonthField(ThreeBoxDateField):
    """A month typed into two boxes; it is kept as its first day."""

    widget = MonthBoxesWidget
    default_error_messages = {
        "required": _("Enter the month."),
        "incomplete": _("Enter both the year and the month."),
        "not_a_number": _("Use digits only, for example 3 2019."),
    }

    def spell(self, day: date) -> str:
        """Return a limit as the message shows it."""
        return f"{day:%Y-%m}"


class OneBoxDateField(ThreeBoxDateField):
    """A date in one box, where many stand in rows: 2026-09-07, also as other hands write it."""

    widget = forms.TextInput
    parts = 3
    digits = 8  # typed without anything between them
    default_error_messages = {
        "incomplete": _("Write the date as 2026-09-07."),
        "not_a_number": _("Write the date as 2026-09-07."),
    }

    def to_python(self, value: Any) -> date | None:
        """Return the date that was typed, or None for an empty box."""
        if value is None or isinstance(value, date):
            return value
        typed = "".join(str(value).translate(_FULL_WIDTH).split())
        if len(typed) == self.digits and typed.isascii() and typed.isdigit():
            typed = "-".join(filter(None, (typed[:4], typed[4:6], typed[6:])))
        if not typed:
            return None
        found = [each for each in re.split(r"[-/.年月日]", typed[:20]) if each]
        if len(found) != self.parts:
            raise self._error("incomplete")
        return self._made_from(*self._numbers(found))

    def prepare_value(self, value: Any) -> Any:
        """Show a kept date as it may be typed."""
        return self.spell(value) if isinstance(value, date) else value


class CalendarWidget(forms.DateInput):
    """The browser's own calendar; where it has none, a box to type into."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class CalendarDateField(OneBoxDateField):
    """A day as clerks choose it many times a day: in a calendar, or typed as 2026-09-07."""

    widget = CalendarWidget

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Let the calendar offer only what the question allows."""
        ends = {"min": self.earliest, "max": self.latest}
        return {name: day.isoformat() for name, day in ends.items() if day}


class OneBoxMonthField(OneBoxDateField):
    """A month in one box; it is kept as its first day."""

    parts, digits = 2, 6
    default_error_messages = {
        "incomplete": _("Write the month as 2026-09."),
        "not_a_number": _("Write the month as 2026-09."),
    }

    def spell(self, day: date) -> str:
        """Return a month as it may be typed."""
        return f"{day:%Y-%m}"


class MonthCalendarWidget(forms.DateInput):
    """The browser's own choice of a month; where it has none, a box to type into."""

    input_type = "month"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m")


class CalendarMonthField(OneBoxMonthField):
    """A month as clerks choose it: in a calendar, or typed as 2026-09."""

    widget = MonthCalendarWidget
