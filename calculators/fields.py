"""The fields of the calculators' forms: what people type is read as it was meant."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import lazy

from agencies.models import Region
from kit.form_fields.dates import MonthField, ThreeBoxDateField
from kit.form_fields.money import MoneyField
from kit.held import Held
from kit.spelling import money, month_name, short_date, wording
from law.values import percent
from law.wording import Text

SHORT = {"size": 12, "inputmode": "decimal", "autocomplete": "off"}
NUMBER = {"size": 6, "inputmode": "numeric", "autocomplete": "off"}
NO_HUKOU = "none"
Choices = list[tuple[str, Any]]
_DIGITS = re.compile(r"\s*[0-9]{1,9}\s*")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]{1,2})?")
said: Any = lazy(wording, str)


def label(zh: str, en: str) -> Any:
    """Return a label in the reader's language."""
    return said(Text(zh, en))


CHOOSE = {"required": label("请选择一项。", "Choose one.")}
ENTER_NUMBER = label("请填写数字。", "Enter a number.")
DIGITS_ONLY = label("请只填数字，如 15。", "Use digits only, for example 15.")
YES, NO = label("是", "Yes"), label("否", "No")


def as_meant(typed: Any) -> Any:
    """Return what was typed with full-width digits and signs as plain ones."""
    return unicodedata.normalize("NFKC", typed) if isinstance(typed, str) else typed


class TypedMoneyField(MoneyField):
    """An amount as people type it: full-width digits, commas between thousands, 元 behind."""

    def to_python(self, value: Any) -> Any:
        """Read the amount."""
        typed = as_meant(value)
        if isinstance(typed, str):
            typed = typed.strip().removeprefix("¥").removesuffix("元").strip()
            typed = typed.replace(",", "") if _THOUSANDS.fullmatch(typed) else typed
        return super().to_python(typed)


class Number(forms.IntegerField):
    """A small whole number."""

    default_error_messages = {"required": ENTER_NUMBER, "invalid": DIGITS_ONLY}

    def __init__(self, **kwargs: Any) -> None:
        limits = {"min_value": 0, "max_value": 9999} | kwargs
        super().__init__(widget=forms.TextInput(NUMBER), **limits)

    def to_python(self, value: Any) -> Any:
        """Read the number: digits and nothing else."""
        typed = as_meant(value)
        if isinstance(typed, str) and typed.strip() and not _DIGITS.fullmatch(typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(typed)


class Decimals(forms.DecimalField):
    """A number with decimals, such as an index."""

    default_error_messages = {
        "required": ENTER_NUMBER,
        "invalid": label("请填写数字，如 1.2。", "Enter a number, for example 1.2."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(SHORT)
        super().__init__(widget=widget, min_value=0, max_digits=8, decimal_places=5, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the number."""
        return super().to_python(as_meant(value))


class Percent(forms.DecimalField):
    """A rate typed as a percentage; the value is the share: 2.62 is 0.0262.

    Below `least` no such rate ever was: whoever types 0.08 means 8%.
    """

    default_error_messages = {
        "required": label("请填写利率，如 2.62。", "Enter the rate, for example 2.62."),
        "invalid": label("请填写百分数，如 2.62。", "Enter a percentage, for example 2.62."),
        "a_share": label(
            "请按百分数填写：8%填8，不填0.08。", "Enter a percentage: 8% is 8, not 0.08."
        ),
    }

    def __init__(self, least: str = "0.1", **kwargs: Any) -> None:
        self.least = Decimal(least)
        widget = forms.TextInput(SHORT | {"size": 6})
        super().__init__(
            widget=widget, min_value=0, max_value=100, max_digits=8, decimal_places=5, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """Read the percentage; its sign may be typed or not."""
        typed = as_meant(value)
        return super().to_python(typed.strip().removesuffix("%") if typed else typed)

    def clean(self, value: Any) -> Decimal | None:
        """Return the share."""
        found = super().clean(value)
        if found and found < self.least:
            raise forms.ValidationError(self.error_messages["a_share"], code="a_share")
        return None if found is None else found / 100


class YesNo(forms.TypedChoiceField):
    """A question one answers with yes or no."""

    widget = forms.RadioSelect
    default_error_messages = {"required": label("请选择“是”或“否”。", "Choose yes or no.")}

    def __init__(self, **kwargs: Any) -> None:
        choices = [("yes", YES), ("no", NO)]
        super().__init__(choices=choices, coerce=lambda typed: typed == "yes", **kwargs)


def choice(question: Any, choices: Choices, **more: Any) -> forms.ChoiceField:
    """Return a question with a few answers, drawn as cards."""
    return forms.ChoiceField(
        label=question, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE, **more
    )


def listed(question: Any, choices: Choices, **more: Any) -> forms.ChoiceField:
    """Return a question whose answers stand in a list."""
    return forms.ChoiceField(label=question, choices=choices, error_messages=CHOOSE, **more)


def provinces(prompt: Any) -> Choices:
    """Return the provinces to choose from, the prompt first."""
    return [("", prompt), *_provinces()]


def _read_provinces() -> Choices:
    found = Region.objects.filter(level=Region.Level.PROVINCE).order_by("code")
    return [(each.code, label(each.name, each.name_en)) for each in found]


_provinces = Held(_read_provinces, Region)


def hukou_provinces() -> Choices:
    """Return the provinces of a hukou, or none: foreigners, and people of Hong Kong and Taiwan."""
    prompt = label("请选择", "Choose")
    none = (NO_HUKOU, label("没有户籍（港澳台居民、外国人）", "No hukou"))
    return [*provinces(prompt), none]


def hukou_of(typed: str) -> str | None:
    """Return the province of the hukou, or nothing for a person without one."""
    return None if typed == NO_HUKOU else typed


def told(field: forms.Field, value: Any) -> str:
    """Return an answer as it is read back to the person, on paper."""
    if isinstance(field, YesNo):
        return "" if value is None else str(YES if value else NO)
    if value in (None, "", False):
        return ""
    if isinstance(field, forms.ChoiceField):
        return str(_labels(field.choices).get(str(value), value))
    if isinstance(field, ThreeBoxDateField):
        return month_name(value) if isinstance(field, MonthField) else short_date(value)
    if isinstance(field, MoneyField):
        return money(value)
    if isinstance(field, Percent):
        return percent(value)
    return str(YES if isinstance(field, forms.BooleanField) else value)


def _labels(choices: Any) -> dict[str, Any]:
    """Return the labels of a list of choices, those in groups too."""
    found: dict[str, Any] = {}
    for key, words in choices:
        found |= dict(words) if isinstance(words, list | tuple) else {str(key): words}
    return found
