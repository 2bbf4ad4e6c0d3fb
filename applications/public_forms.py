"""What everybody may type before they begin: words to search by, a place, facts to try."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.places import region_choices
from applications.fields import Answers, Field, Known, always
from applications.known import PROMPT_MISSING
from applications.page_forms import QuestionsForm
from kit.form_fields.regions import RegionField
from kit.spelling import wording

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


class CheckForm(QuestionsForm):
    """The questions of a pre-check: those that matter after the answers so far, none kept.

    A question that an answer has just brought up is asked, not missed. `held` is what the records
    answer already.
    """

    drawn = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        asked: Sequence[Field],
        held: Answers,
        today: date,
        known: Known | None = None,
    ) -> None:
        super().__init__(data, questions=asked, answers=held, today=today, held=known)
        self.new = self._brought_up(data) if data is not None else set()
        for each in self.asked:
            made = self.fields[each.name]
            made.required = made.required and each.name not in self.new
            made.error_messages["required"] = wording(PROMPT_MISSING)

    def _brought_up(self, data: Any) -> set[str]:
        """Return the questions that the page before did not draw."""
        drawn = set(str(data.get("drawn") or "").split())
        return {e.name for e in self.asked if e.name not in drawn and e.shown is not always}

    def is_judged(self, field: Field) -> bool:
        """Whether an answer is held against the others: not where nobody could give one yet."""
        return field.name not in self.new

    @property
    def is_more_asked(self) -> bool:
        """Whether the answers have brought up a question."""
        return bool(self.new)

    @property
    def answers(self) -> dict[str, Any]:
        """What is answered in all, by the records or here."""
        return {**self.before, **(super().answers if self.is_bound else {})}

    @property
    def rows(self) -> list[forms.BoundField]:
        """The questions as the page draws them."""
        return [self[each.name] for each in self.asked]

    @property
    def drawn_names(self) -> str:
        """Which questions this page draws, so that the next one knows what is new."""
        return " ".join(each.name for each in self.asked)

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
