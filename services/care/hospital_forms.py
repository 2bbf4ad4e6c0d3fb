"""What somebody looks for among the linked hospitals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.places import region_choices
from kit.form_fields.regions import RegionField
from services.care.hospitals import CARE

KINDS = dict(
    zip(
        CARE,
        (_("A stay in hospital"), _("Out-patient care"), _("Chronic diseases, out-patient")),
        strict=True,
    )
)
LONGEST = 60


class HospitalForm(forms.Form):
    """A place, a kind of care, words of a name, district or department."""

    area = RegionField(label=_("Place of treatment"))
    kind = forms.ChoiceField(
        label=_("Kind of care"), required=False, choices=[("", _("Anything")), *KINDS.items()]
    )
    q = forms.CharField(
        label=_("Name, district or department"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = region_choices(_("Choose a place"))
