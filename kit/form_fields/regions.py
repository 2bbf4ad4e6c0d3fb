"""Cities grouped by province."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.form_fields.long_lists import LongSelect


class RegionSelect(LongSelect):
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
