"""What the administration writes into its journal of a change: the old value and the new one."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import display_for_value
from django.forms import ModelForm
from django.http import HttpRequest

EMPTY = "—"


class SaysWhatChanged(ModelAdmin):
    """A row that is changed at its page: the journal names each field with old and new."""

    def construct_change_message(
        self, request: HttpRequest, form: ModelForm, formsets: Any, add: bool = False
    ) -> Any:
        """Return it as the library keeps it; the words are those of whoever changed it."""
        if add or formsets:
            return super().construct_change_message(request, form, formsets, add)
        return [{"changed": {"fields": [_said(form, name) for name in form.changed_data]}}]


def _said(form: ModelForm, name: str) -> str:
    was, now = form.get_initial_for_field(form.fields[name], name), form.cleaned_data.get(name)
    label = form.fields[name].label or name
    return f"{label}: {_value(was)} → {_value(now)}"


def _value(value: Any) -> str:
    return str(display_for_value({True: "✓", False: "✗"}.get(value, value), EMPTY))
