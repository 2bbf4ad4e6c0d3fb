"""The form of one page of the wizard, of the last page, and of a correction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from agencies.models import Agency
from applications import kinds, known
from applications.fields import Answers, Field, Kind, Known
from applications.form_fields import form_field
from applications.kinds import EMPTY
from applications.table_fields import TableField, TableWidget, count_in, rearranged
from kit.form_fields.choices import Option
from kit.form_fields.texts import PlainTextField
from kit.spelling import wording

LONGEST_NOTE = 500


class QuestionsForm(forms.Form):
    """Some questions of a declaration, each with its reason; `answers` are those given so far.

    A question depends on what is answered before it, here and now: what was posted decides which
    questions are asked, not what the page showed. `proven` names the codes that need no answer;
    `held` is what the records hold, from which some choices come.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        questions: Iterable[Field],
        answers: Answers,
        today: date,
        proven: frozenset[str] = frozenset(),
        held: Known | None = None,
    ) -> None:
        self.questions = list(questions)
        self.before = answers
        self.held = held
        self.today = today
        self.hidden: list[str] = []
        self.asked: list[Field] = []
        arranged, self.is_arranged = _arranged(data, self.questions)
        data = arranged
        said = self._questions_asked(data, proven)
        initial = {each.name: _shown_again(each, answers) for each in self.asked}
        super().__init__(data, initial=initial)
        for each in self.asked:
            self.fields[each.name] = drawn(each, said, self._kept(each))
        if self.is_arranged:
            self._point_at_new_row(self.is_arranged)

    def _point_at_new_row(self, name: str) -> None:
        widget = self.fields[name].widget if name in self.fields else None
        if isinstance(widget, TableWidget):
            widget.fresh = count_in(self.data, name) - 1

    def full_clean(self) -> None:
        """Judge nothing where a button has only changed the rows of a table."""
        if not self.is_arranged:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}
        return None

    def is_valid(self) -> bool:
        """Say whether it can be used; a page whose rows were changed is drawn again."""
        return not self.is_arranged and super().is_valid()

    def _questions_asked(self, data: QueryDict | None, proven: frozenset[str]) -> dict[str, Any]:
        said = dict(self.before)
        for each in self.questions:
            if not each.shown(said):
                self.hidden.append(each.name)
            elif each.name not in proven:
                asked = each.offering(self.held, said)
                self.asked.append(asked)
                if data is not None:
                    said[each.name] = _typed(asked, data, self._kept(each))
        return said

    def _kept(self, field: Field) -> Any:
        """Return the answer of a masked question, which is kept where nothing new is typed."""
        return self.before.get(field.name) if field.is_masked else None

    def clean(self) -> dict[str, Any]:
        """Hold each answer against the others; an empty masked one keeps what is there."""
        cleaned = super().clean() or self.cleaned_data
        for each in self.asked:
            if each.name in cleaned and cleaned[each.name] in EMPTY:
                cleaned[each.name] = self._kept(each)
        said = {**self.before, **cleaned}
        for each in self.asked:
            if each.name in cleaned and self.is_judged(each):
                for text in self._faults(each, said):
                    self.add_error(each.name, text)
        return cleaned

    def _faults(self, field: Field, said: Answers) -> list[str]:
        """Return what is wrong with an answer; of a table each cell, and it is marked."""
        made, value = self.fields[field.name], said.get(field.name)
        if isinstance(made, TableField) and value:
            cells = known.cell_faults(field, value, said, today=self.today)
            found = [made.mark(e.row, e.column.name, wording(e.text)) for e in cells]
            if found:
                return found
        wrong = known.fault(field, said, today=self.today)
        return [] if wrong is None else [wording(wrong)]

    def is_judged(self, field: Field) -> bool:
        """Whether an answer is held against the others; whether a code fits is asked later."""
        return field.kind is not Kind.CODE

    def field_of(self, name: str) -> str | None:
        """Return the field at which a refusal is shown, or nothing: at the head of the form."""
        return name if name in self.fields else None

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, without the codes that were left empty."""
        codes = {each.name for each in self.asked if each.kind is Kind.CODE}
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in {each.name for each in self.asked}
            if not (name in codes and not value)
        }


def drawn(field: Field, said: Answers, kept: Any = None) -> forms.Field:
    """Return a question with its reason and article, as `field.html` shows them."""
    is_code = field.kind is Kind.CODE  # whether one is still missing is asked when it is sent on
    required = field.required(said) and not is_code and kept in EMPTY
    made = form_field(field, required=required)
    made.is_optional = not field.required(said)
    made.why = wording(field.why)
    made.article = wording(field.basis.label) if field.basis else ""
    made.kept_as = kinds.masked(field, kept) if kept not in EMPTY else ""
    made.is_secret = field.is_masked or is_code
    return made


def _shown_again(field: Field, answers: Answers) -> Any:
    return None if field.is_masked or field.kind is Kind.CODE else answers.get(field.name)


def _arranged(data: QueryDict | None, questions: Iterable[Field]) -> tuple[QueryDict | None, str]:
    """Return the data as a button of a table wants its rows, and which table it is."""
    for each in questions if data is not None else ():
        if each.kind is Kind.TABLE:
            made = form_field(each, required=False)
            changed = rearranged(data, each, made)
            if changed is not None:
                return changed, each.name
    return data, ""


def _typed(field: Field, data: QueryDict, kept: Any) -> Any:
    """Return an answer as it was just typed; None where it cannot be read."""
    made = form_field(field, required=False)
    try:
        value = made.clean(made.widget.value_from_datadict(data, {}, field.name))
    except ValidationError:
        return None
    return kept if value in EMPTY else value


class AgencyForm(forms.Form):
    """Who handles it, where there are several."""

    agency = forms.ChoiceField(
        label=gettext_lazy("Which agency shall handle it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the agency that handles it.")},
    )

    def __init__(self, data: QueryDict | None, *, agencies: Mapping[Agency, str], **kwargs: Any):
        super().__init__(data, **kwargs)
        self.agencies = {each.code: each for each in agencies}
        self.fields["agency"].choices = [
            (each.code, Option(each.local_name, note)) for each, note in agencies.items()
        ]


class SendForm(forms.Form):
    """The last word before sending."""

    despite_checks = forms.BooleanField(
        label=gettext_lazy("I ask a clerk to decide"),
        help_text=gettext_lazy(
            "You may ask that a person decides and not a program (Personal Information Protection "
            "Law, art. 24). The clerk may refuse for the reasons above."
        ),
        error_messages={
            "required": gettext_lazy(
                "The rules speak against this. Tick this box to ask a clerk to decide, or go back."
            )
        },
    )
    declared = forms.BooleanField(
        label=gettext_lazy("My answers are true, and I ask for this"),
        error_messages={"required": gettext_lazy("Please confirm that your answers are true.")},
    )

    def __init__(self, data: QueryDict | None = None, *, by: Actor, asks_a_clerk: bool) -> None:
        super().__init__(data)
        if by.present is not None:  # the answers are not those of the clerk who ticks this
            declared = self.fields["declared"]
            declared.label = _("The person says that the answers are true, and asks for this")
            declared.error_messages["required"] = _("Please confirm that the person says so.")
        if not asks_a_clerk:
            del self.fields["despite_checks"]


class WithdrawalForm(forms.Form):
    """Taking the application back."""

    note = PlainTextField(
        label=gettext_lazy("Why do you withdraw it?"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


def code_is_missing() -> str:
    """Return what stands at a code that was not typed."""
    return _("Enter the code that we sent there.")
