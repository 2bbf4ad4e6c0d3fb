"""The form of an act at the desk, drawn from the questions that the act declares."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.words import Words
from applications import known
from applications.act import Act
from applications.acts.questions import SAY_WRONG
from applications.desk.forms import typed_again
from applications.fields import always
from applications.form_fields import form_field
from applications.models import Application
from casework.rules.reasons import Reason
from casework.rules.verdicts import cleared_by
from kit.spelling import wording

REASONS, WRONG = "reasons", "wrong"
Row = dict[str, Any]


class ActForm(forms.Form):
    """What an act needs to know; each answer is judged by the question that the act declares."""

    words: Words | None = None

    def __init__(
        self, *args: Any, act: Act, application: Application, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.today = application, today
        self.asked = {each.name: each for each in act.fields(application.service)}
        answers = known.answers_of(application)
        self.given = dict(known.said(application.service, answers))
        askable = {field.name for field in self.given}
        for name, field in self.asked.items():
            if name.startswith(SAY_WRONG) and name.removeprefix(SAY_WRONG) not in askable:
                continue  # this applicant was not asked
            self.fields[name] = form_field(field, required=field.required is always)
            if not field.prompt:
                self.fields[name].error_messages["required"] = wording(known.PROMPT_MISSING)
        for name in self.fields:
            if name.startswith(SAY_WRONG):
                self.fields[name].label = gettext_lazy("What is wrong with it")

    def clean(self) -> dict[str, Any]:
        """Hold each answer against its question, beside the others."""
        said = super().clean() or {}
        for name in self.fields:
            if name in self.errors:
                continue
            found = known.fault(self.asked[name], said, today=self.today)
            if found is not None:
                self.add_error(name, wording(found))
        return said

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)

    @property
    def blocks(self) -> Iterable[Row]:
        """The questions in their order; reasons and answers to correct are drawn their own way."""
        for name in self.fields:
            if name == REASONS:
                chosen = self._chosen(REASONS)
                yield {"reasons": reason_rows(self.known_reasons, chosen, self._cleared)}
            elif name == WRONG:
                yield {"points": self._points()}
            elif not name.startswith(SAY_WRONG):
                yield {"field": self[name]}

    @property
    def again(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again after the preview."""
        return typed_again(self)

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told."""
        return self.cleaned_data

    def _chosen(self, name: str) -> set[str]:
        return set(self.data.getlist(name)) if self.is_bound else set()

    def _points(self) -> list[Row]:
        ticked = self._chosen(WRONG)
        return [
            {
                "name": field.name,
                "label": wording(field.label),
                "given": wording(value),
                "checked": field.name in ticked,
                "text": self[f"{SAY_WRONG}{field.name}"],
            }
            for field, value in self.given.items()
        ]

    # --- Reasons ---------------------------------------------------------------------------------
    @property
    def known_reasons(self) -> list[Reason]:
        """Every reason that may be chosen; those that the checks have found stand first."""
        found = self._found
        reasons = self.application.service.grounds_of_refusal.values()
        return sorted(reasons, key=lambda each: each.code not in found)

    @cached_property
    def _rules_say(self) -> known.PreCheck:
        return known.rules_say(self.application, today=self.today)

    @property
    def _found(self) -> set[str]:
        return {each.code for each in self._rules_say.verdict.reasons}

    @property
    def _cleared(self) -> set[str]:
        return cleared_by(self._rules_say.checks) - self._found

    @property
    def reader_hint(self) -> str:
        """Who reads the reasons, where it is not the insured person."""
        return ""

    @property
    def reasons_hint(self) -> str:
        """How many of the reasons the checks have found."""
        number = len(self._found & set(self.application.service.grounds_of_refusal))
        if not number:
            return _("The checks have found none of these. Choose what you have found.")
        return ngettext(
            "The checks have found the first of these.",
            "The checks have found the first %(n)s of these.",
            number,
        ) % {"n": number}

    @property
    def reasons_error(self) -> str:
        """What is wrong with the choice of reasons, if anything."""
        return " ".join(str(each) for each in self[REASONS].errors)


def reason_rows(reasons: Iterable[Reason], chosen: set[str], cleared: set[str]) -> list[Row]:
    """Return reasons as the reason chooser draws them; it folds what the records speak against."""
    return [
        {
            "code": each.code,
            "mark": each.code,
            "sentence": wording(each.sentence),
            "article": wording(each.basis.label),
            "forward": wording(each.way_forward),
            "checked": each.code in chosen,
            "cleared": each.code in cleared,
        }
        for each in reasons
    ]
