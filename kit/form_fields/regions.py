"""Cities grouped by province."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.form_fields.long_lists import Listed


class RegionSelect(forms.Select):
    """Cities grouped by province; a script turns it into a search box."""

    template_name = "components/widgets/region.html"

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Leave a long list to `get_context`, which has it drawn already."""
        is_drawn = isinstance(self.choices, Listed)
        return [] if is_drawn else super().optgroups(name, value, attrs)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the options of a long list."""
        context = super().get_context(name, value, attrs)
        if isinstance(self.choices, Listed):
            context["widget"]["drawn"] = self.choices.drawn(context["widget"]["value"], self)
        return context

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
