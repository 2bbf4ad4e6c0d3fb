"""What a person answers, declares, puts right and takes back."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Region
from kit import held
from kit.form_fields.texts import PlainTextField
from transfers.actions.places import agency_for
from transfers.forms.questions import LONGEST_NOTE, MUST_BE_WRITTEN, QUESTIONS, REGIONS, answers_of
from transfers.models import Transfer


class AnswersForm(forms.Form):
    """Some of the questions, as they stand in the transfer."""

    def __init__(self, *args: Any, transfer: Transfer, names: list[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", answers_of(transfer, names))
        super().__init__(*args, **kwargs)
        self.transfer = transfer
        for name in names:
            self.fields[name] = QUESTIONS[name]()

    @property
    def asked(self) -> list[str]:
        """The answers this form asks for."""
        return list(self.fields)

    def field_of(self, answer: str) -> str | None:
        """Return the field in which an answer is given."""
        return answer if answer in self.fields else None

    @property
    def answers(self) -> dict[str, Any]:
        """What was understood of the answers, as `applying.save` takes it."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


class CorrectionForm(AnswersForm):
    """Exactly the answers the agency points at, each with what is wrong with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, transfer: Transfer, asked: list[dict[str, str]], **kwargs: Any):
        wrong = {each["field"]: each["message"] for each in asked if each["field"] in QUESTIONS}
        names = list(wrong) or ["note"]
        initial = {**answers_of(transfer, names), "version": transfer.case.version}
        super().__init__(*args, transfer=transfer, names=names, initial=initial, **kwargs)
        for name, message in wrong.items():
            field = self.fields[name]
            if name in MUST_BE_WRITTEN:  # whoever is asked for it can no longer leave it out
                field.required, field.help_text = True, ""
                field.error_messages["required"] = _("Write here what the agency asks for.")
            field.help_text = format_html(
                '<strong class="asked">{}</strong> {}',
                _("The agency writes: %(message)s") % {"message": message},
                field.help_text,
            )

    def clean(self) -> dict[str, Any]:
        """Turn codes of places into places."""
        answers = super().clean()
        for name in REGIONS:
            if answers.get(name):
                answers[name] = held.row(Region, answers[name])
                if agency_for(answers[name], self.transfer.insurance) is None:
                    self.add_error(name, _("No agency there handles this insurance online."))
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        """What was corrected, without the version that was looked at."""
        return {name: value for name, value in super().answers.items() if name != "version"}


class DeclarationForm(forms.Form):
    """The last word before sending."""

    despite_checks = forms.BooleanField(
        label=gettext_lazy("I ask a clerk to decide"),
        help_text=gettext_lazy(
            "You may ask that a person decides and not a program (Personal Information Protection "
            "Law, art. 24). The clerk may refuse for the reasons above."
        ),
        error_messages={
            "required": gettext_lazy(
                "The rules speak against this transfer. Tick this box to ask a clerk to decide, "
                "or go back."
            )
        },
    )
    declared = forms.BooleanField(
        label=gettext_lazy("My answers are true, and I ask for this transfer"),
        error_messages={"required": gettext_lazy("Please confirm that your answers are true.")},
    )

    def __init__(self, *args: Any, may_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_file:
            del self.fields["despite_checks"]


class WithdrawalForm(forms.Form):
    """Taking the application back."""

    note = PlainTextField(
        label=gettext_lazy("Why do you withdraw it?"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
