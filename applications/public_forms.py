"""What everybody may type before they begin: words to search by, a place, facts to try."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.places import region_choices
from applications.declaring import Answers, Field, always
from applications.form_fields import form_field
from applications.known import PROMPT_MISSING, fault
from kit.form_fields import RegionField
from kit.spelling import wording
from law.wording import Text

LONGEST_SEARCH = 100


class SearchForm(forms.Form):
    """An errand in somebody's own words."""

    q = forms.CharField(
        label=_("What do you want to do?"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Enter at most 100 characters.")},
    )


class PlaceForm(forms.Form):
    """The place whose agency would do it."""

    region = RegionField(label=_("Your place"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices(_("Choose a place"))


class CheckForm(forms.Form):
    """The questions of a pre-check: those that matter after the answers so far, none kept.

    A question that an answer has just brought up is asked, not missed. `held` is what the records
    answer already.
    """

    drawn = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, asked: Sequence[Field], held: Answers, today: date
    ) -> None:
        super().__init__(data)
        self.asked, self.held, self.today = asked, held, today
        self.answers: dict[str, Any] = dict(held)
        self.is_more_asked = False
        for each in asked:
            is_required = each.shown is always and each.required({})
            made = form_field(each, required=is_required)
            made.error_messages["required"] = wording(PROMPT_MISSING)
            self.fields[each.name] = made

    def clean(self) -> dict[str, Any]:
        """Judge each answer beside the others, and leave out what is not asked."""
        given = super().clean() or {}
        self.answers |= {name: given[name] for name in self._names if name in given}
        drawn = set(str(given.get("drawn") or "").split())
        for each in self.visible:
            if each.name not in drawn and each.shown is not always:
                self.is_more_asked = True
            elif each.name not in self.errors and (wrong := self._fault(each)):
                self.add_error(each.name, wording(wrong))
        shown = {each.name for each in self.visible} | set(self.held)
        self.answers = {name: value for name, value in self.answers.items() if name in shown}
        return given

    def _fault(self, field: Field) -> Text | None:
        return fault(field, self.answers, today=self.today)

    @property
    def _names(self) -> list[str]:
        return [each.name for each in self.asked]

    @property
    def visible(self) -> list[Field]:
        """The questions that matter after the answers so far."""
        return [each for each in self.asked if each.shown(self.answers)]

    @property
    def rows(self) -> list[forms.BoundField]:
        """Those questions as the page draws them."""
        return [self[each.name] for each in self.visible]

    @property
    def drawn_names(self) -> str:
        """Which questions this page draws, so that the next one knows what is new."""
        return " ".join(each.name for each in self.visible)

    def keep_as_typed(self) -> None:
        """Show what was typed without judging it."""
        self.full_clean()
        self._errors = forms.utils.ErrorDict()


class UndoForm(forms.Form):
    """What the message to a replaced contact says."""

    number = forms.CharField(
        label=_("Case number"),
        max_length=32,
        error_messages={"required": _("Enter the case number from the message.")},
    )
    code = forms.CharField(
        label=_("Code from the message"),
        max_length=40,
        help_text=_("Ten letters and digits, such as 7KQ2M-49XDA."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Enter the code from the message.")},
    )
