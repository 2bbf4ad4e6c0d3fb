"""Form fields that several rooms share: text, date and month in boxes, money, region, choice."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from law import money

StrOrPromise = str | Promise

# Chinese keyboards type full-width digits by habit; a person should not be sent back for it.
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


@dataclass(frozen=True)
class Option:
    """The label of a choice with a sentence below it that helps to choose; both may be lazy."""

    label: StrOrPromise
    hint: StrOrPromise = ""

    def __str__(self) -> str:
        return str(self.label)


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
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

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


class MoneyInput(forms.TextInput):
    """An amount in yuan, with the sign before it."""

    template_name = "components/widgets/money.html"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class MoneyField(forms.CharField):
    """An amount in yuan; the value is a Decimal with two places."""

    widget = MoneyInput
    default_error_messages = {"required": _("Enter the amount.")}

    def to_python(self, value: Any) -> Any:
        """Read the amount by the one rule that all edges of the portal share."""
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        try:
            return money.parse_yuan(typed)
        except money.MoneyNotUnderstood as error:
            message = error.message.in_language(get_language() or "zh-hans")
            raise ValidationError(message, code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a stored amount without a thousands separator, as it may be typed."""
        return value if isinstance(value, str) or value is None else money.spell_yuan(value)


class RegionSelect(forms.Select):
    """Cities grouped by province; a script turns it into a search box."""

    template_name = "components/widgets/region.html"

    def create_option(self, name, value, label, *args: Any, **kwargs: Any) -> dict:
        """Let a place be found under its other names too: the hint of its `Option`."""
        option = super().create_option(name, value, label, *args, **kwargs)
        if hint := getattr(label, "hint", ""):
            option["attrs"]["data-search"] = str(hint)
        return option


class RegionField(forms.ChoiceField):
    """A city from a list grouped by province: `[(province, [(code, city), …]), …]`.

    A city may be an `Option` whose hint holds other names (pinyin) it can be searched by.
    """

    widget = RegionSelect
    default_error_messages = {
        "required": _("Choose the place."),
        "invalid_choice": _("This place is not in the list. Choose one from the list."),
    }


# Control characters, marks that turn the reading direction, unpaired and private characters.
_UNFIT = {"Cc", "Cf", "Cs", "Co"}
# What may be an identity number: nobody but the clerk who needs it should come to read one.
_IDENTITY_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")


def check_plain_text(value: str) -> None:
    """Refuse characters that cannot be seen; only a line may be broken."""
    unfit = (sign for sign in value if unicodedata.category(sign) in _UNFIT)
    if any(sign not in "\r\n\t\u200d" for sign in unfit):
        raise ValidationError(
            _("This text contains a character that cannot be shown. Please type it again."),
            code="unfit",
        )


def check_no_identity_number(value: str) -> None:
    """Refuse an identity number where none is asked for."""
    if _IDENTITY_NUMBER.search(unicodedata.normalize("NFKC", value)):
        raise ValidationError(
            _("Please leave the identity number out: the agency has it already."), code="identity"
        )


class PlainTextField(forms.CharField):
    """Text as people write it; too much of it is answered with how much is allowed."""

    default_validators = [check_plain_text]

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["max_length"] = _("Please write at most %(limit_value)d characters.")

    def to_python(self, value: Any) -> str:
        """Count a line break as one character, as the reader does."""
        return super().to_python(value).replace("\r\n", "\n")
