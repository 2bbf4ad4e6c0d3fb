"""What a person answers, declares, puts right and takes back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agencies.models import Region
from applications.fields import Answers, Field, always
from applications.page_forms import QuestionsForm
from kit import held
from law.wording import Text
from transfers import questions
from transfers.actions.places import agency_for
from transfers.models import Transfer

MUST_BE_WRITTEN = ("contact_address", "note")
ASKED_FOR = Text("请在这里填写经办机构要求的内容。", "Write here what the agency asks for.")


class AnswersForm(QuestionsForm):
    """Some of the questions, as they stand in the transfer.

    `beside` is what the page knows besides the answers and some questions hang on.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        transfer: Transfer,
        asked: Iterable[Field],
        today: date,
        beside: Answers | None = None,
    ) -> None:
        self.transfer = transfer
        answers = {**answers_shown(transfer), **(beside or {})}
        super().__init__(data, questions=asked, answers=answers, today=today)

    @property
    def names(self) -> list[str]:
        """The answers this form asks for."""
        return [each.name for each in self.asked]


class ArrearsForm(AnswersForm):
    """The choice about months still owed, once more while nothing is accepted."""

    def __init__(self, data: QueryDict | None = None, *, transfer: Transfer, today: date) -> None:
        asked, beside = [questions.NAMED["arrears"]], {"owes_months": True}
        super().__init__(data, transfer=transfer, asked=asked, beside=beside, today=today)
        version = forms.IntegerField(widget=forms.HiddenInput, initial=transfer.case.version)
        self.fields["version"] = version


def answers_shown(transfer: Transfer) -> dict[str, Any]:
    """Return the answers as a form shows them; the employer may stand in the new record."""
    answers = questions.answers(transfer)
    if transfer.new_relationship and not answers["employer_name"]:
        answers["employer_name"] = transfer.new_relationship.employer_name
    return answers


class CorrectionForm(AnswersForm):
    """Exactly the answers the agency points at, each with what is wrong with it."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        transfer: Transfer,
        wrong: Iterable[dict[str, str]],
        today: date,
    ) -> None:
        said = {each["field"]: each["message"] for each in wrong}
        asked = [each for each in questions.asked_in(transfer.insurance) if each.name in said]
        asked = [_asked_again(each) for each in asked or [questions.NAMED["note"]]]
        super().__init__(data, transfer=transfer, asked=asked, today=today)
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=transfer.case.version
        )
        self.order_fields(["version"])
        for name, message in said.items():
            if name in self.fields:
                self.fields[name].help_text = format_html(
                    '<strong class="asked">{}</strong> {}',
                    _("The agency writes: %(message)s") % {"message": message},
                    self.fields[name].help_text,
                )

    def clean(self) -> dict[str, Any]:
        """Make sure that an agency serves each place that was named."""
        cleaned = super().clean()
        for each in questions.PLACES:
            code = cleaned.get(each.name) if each.name.endswith("_region") else None
            if code and agency_for(held.row(Region, code), self.transfer.insurance) is None:
                self.add_error(each.name, _("No agency there handles this insurance online."))
        return cleaned


def _asked_again(field: Field) -> Field:
    """Return a question as a correction asks it: whatever it hung on, it is asked now."""
    if field.name in MUST_BE_WRITTEN:  # whoever is asked for it can no longer leave it out
        return replace(field, shown=always, required=always, hint=None, prompt=ASKED_FOR)
    required = always if field.name == "arrears" else field.required
    return replace(field, shown=always, required=required)
