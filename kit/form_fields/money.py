"""Amounts in yuan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from law import money


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
