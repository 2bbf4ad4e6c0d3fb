"""What clerks say to what was asked: wrong answers, reasons, parts that stay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.rules.verdicts import cleared_by
from kit.form_fields.dates import CalendarMonthField
from kit.spelling import wording
from transfers import questions
from transfers.actions import telling_parts
from transfers.actions.asking_again import ABOUT_NEW_PLACE, standing
from transfers.desk_forms.looked_at import DeskForm, note_field
from transfers.facts.judging import checks, verdict
from transfers.rules.reasons import Reason, Use, choosable
from transfers.rules.told_agencies import TO_AGENCY

LONGEST_MARK = 4


class DespiteForm(DeskForm):
    """Nothing while the rules agree; else what they say, and that it goes on all the same."""

    only: frozenset[str] | None = None
    despite_checks = forms.BooleanField(
        label=_("I have looked at this; it goes on all the same."),
        error_messages={"required": _("The rules speak against this. Look, then confirm.")},
    )
    note = note_field(_("Why"), error=_("Write why it goes on."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = standing(self.transfer, today=self.today, only=self.only)
        if not found:
            self.fields.clear()
            return
        said = [reason_row(each)["sentence"] for each in found]
        self.fields["despite_checks"].help_text = " ".join(said)

    @property
    def said(self) -> dict[str, Any]:
        """What the decision is told."""
        return {name: self.cleaned_data[name] for name in self.fields}


class CompletionForm(DespiteForm):
    """The same, about the new place alone: everything else has been decided."""

    only = ABOUT_NEW_PLACE


class CorrectionForm(DeskForm):
    """What is wrong with each answer; an empty box means the answer is right."""

    note = note_field(
        _("What the person reads first"),
        required=False,
        hint=_("For example what to look at, or which paper helps."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = questions.asked_in(self.transfer.insurance)
        for each in self.asked:
            given = {"answer": wording(questions.say(self.transfer, each.name))}
            self.fields[f"wrong_{each.name}"] = forms.CharField(
                label=wording(each.short),
                required=False,
                max_length=200,
                help_text=_("Answered: %(answer)s") % given,
            )
        self.order_fields([f"wrong_{each.name}" for each in self.asked] + ["note"])

    @property
    def said(self) -> dict[str, Any]:
        """What is wrong, by the name of the answer, and what the person reads first."""
        return {"wrong": self.wrong, "note": self.cleaned_data["note"]}

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by the name of the answer."""
        given = {each.name: self.cleaned_data.get(f"wrong_{each.name}") for each in self.asked}
        return {name: text for name, text in given.items() if text}


class ReasonsForm(DeskForm):
    """Reasons from the code list, and a note."""

    use: Use
    reasons = forms.MultipleChoiceField(
        label=_("Reasons"),
        error_messages={"required": _("Choose at least one reason.")},
    )
    note = note_field(
        _("Note"),
        required=False,
        hint=_(
            "Added to the letter in your words. Names and numbers of others do not belong here."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {each.code for each in verdict(self.transfer, today=self.today).reasons}
        known = choosable(self.use, self.transfer.insurance)
        self.cleared = cleared_by(checks(self.transfer, today=self.today)) - found
        self.known = sorted(known, key=lambda each: each.code not in found)
        self.found = [each.code for each in known if each.code in found]
        self.fields["reasons"].choices = [(reason.code, reason.code) for reason in self.known]
        if self.use == Use.DISPUTE:  # no letter goes out with it
            self.fields["note"].help_text = _(
                "The other agency reads it in your words. Name amounts and days, and nobody else."
            )

    @property
    def is_to_agency(self) -> bool:
        """Whether the other agency reads the reasons; otherwise the insured person does."""
        return self.use in (Use.RETURN_OF_LETTER, Use.DISPUTE)

    @property
    def reader_hint(self) -> str:
        """Who reads the sentences, where it is not the insured person."""
        if not self.is_to_agency:
            return ""
        return _("The other agency reads these sentences; the insured person is told as well.")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The reasons as the reason chooser draws them."""
        chosen = set(self.data.getlist("reasons")) if self.is_bound else set()
        return [
            {
                **self._row(each),
                "checked": each.code in chosen,
                "cleared": each.code in self.cleared,
            }
            for each in self.known
        ]

    def _row(self, reason: Reason) -> dict[str, str]:
        return reason_row(reason, to_agency=self.is_to_agency)

    @property
    def reasons_hint(self) -> str:
        """Which of the reasons the checks have found; they stand first."""
        if not self.found:
            return _("The checks have found none of these. Choose what you have found.")
        return ngettext(
            "The checks have found the first of these.",
            "The checks have found the first %(n)s of these.",
            len(self.found),
        ) % {"n": len(self.found)}

    @property
    def reasons_error(self) -> str:
        """What is wrong with the choice of reasons, if anything."""
        return " ".join(str(each) for each in self["reasons"].errors)

    @property
    def more(self) -> list[Any]:
        """What is asked besides reasons and note, as fields."""
        return [self[name] for name in self.fields if name not in ("reasons", "note")]

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The reasons first, the note last."""
        fields = [{"field": field} for field in (*self.more, self["note"])]
        return [{"reasons": self.rows}, *fields]

    @property
    def chosen_rows(self) -> list[dict[str, Any]]:
        """The chosen reasons, to be read once more."""
        chosen = self.cleaned_data["reasons"]
        return [self._row(each) for each in self.known if each.code in chosen]


def mark(reason: Reason) -> str:
    """Return the code as clerks know it, such as A01; a name for programs is none of theirs."""
    return reason.code if len(reason.code) <= LONGEST_MARK else ""


def reason_row(reason: Reason, *, to_agency: bool = False) -> dict[str, str]:
    """Return a reason in the reader's language, as the insured person or an agency is told it."""
    sentence, forward = reason.sentence, reason.way_forward
    if to_agency:
        sentence, forward = TO_AGENCY[reason.code].found, TO_AGENCY[reason.code].needed
    return {
        "code": reason.code,
        "mark": mark(reason),
        "sentence": wording(sentence),
        "article": wording(reason.basis.label),
        "forward": wording(forward),
    }


class PartialForm(ReasonsForm):
    """What cannot be moved, and for which months."""

    use = Use.NOT_TRANSFERABLE
    first_month = CalendarMonthField(
        label=_("First month that cannot be moved"),
        required=False,
        help_text=_("Leave both months empty if the reason says all."),
    )
    last_month = CalendarMonthField(label=_("Last month that cannot be moved"), required=False)
    field_order = ("reasons", "first_month", "last_month", "note")

    def clean(self) -> dict[str, Any]:
        """Refuse half a span, or one that ends before it begins, before the notice is previewed."""
        said = super().clean() or self.cleaned_data
        if "first_month" in said and "last_month" in said:
            fault = telling_parts.fault_of_months(said["first_month"], said["last_month"])
            if fault:
                self.add_error("last_month", fault)
        return said
