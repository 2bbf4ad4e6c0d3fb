"""What clerks type at the desk of a transfer."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.contacts import readable
from accounts.words import Words
from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.desk.forms import typed_again
from kit.form_fields import MoneyField, MonthField, Option, ThreeBoxDateField
from kit.spelling import wording
from law.money import to_fen
from letters.models import Letter
from transfers.actions.asking_again import ABOUT_NEW_PLACE, standing
from transfers.addressees import Addressee, addressees
from transfers.facts import verdict
from transfers.models import Transfer
from transfers.rules.reasons import Reason, Use, choosable
from transfers.rules.told_agencies import TO_AGENCY

LONGEST_NOTE = 1000
LONGEST_MARK = 4
ANSWER_LABELS = {
    "original_region": _("Where the insurance comes from"),
    "from_scheme": _("Scheme there"),
    "new_region": _("Where the person is insured now"),
    "to_scheme": _("Scheme here"),
    "employer_name": _("New employer"),
    "contact_phone": _("Contact phone"),
    "contact_address": _("Postal address"),
    "arrears": _("Months still owed"),
    "is_approved_move": _("Move approved by a personnel department"),
    "note": _("Note for the clerk"),
}
PENSION_ANSWERS = {"arrears", "is_approved_move"}


def note_field(label: Any, *, required: bool = True, hint: Any = "", error: Any = "") -> Any:
    """Return a text of a few lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": error} if error else {},
    )


class DeskForm(forms.Form):
    """A form that knows which state of the case its clerk has looked at."""

    words: Words | None = None

    def __init__(self, *args: Any, transfer: Transfer, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.transfer = transfer
        self.today = today

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told."""
        return self.cleaned_data

    @property
    def again(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again after the preview."""
        return typed_again(self)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """What its page draws, in this order."""
        return [{"whole": True}]


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
        for name in self._asked:
            self.fields[f"wrong_{name}"] = forms.CharField(
                label=ANSWER_LABELS[name],
                required=False,
                max_length=200,
                help_text=self._given(name),
            )
        self.order_fields([f"wrong_{name}" for name in self._asked] + ["note"])

    @property
    def _asked(self) -> list[str]:
        """The names of the answers; some belong to pensions alone."""
        is_pension = self.transfer.insurance == Insurance.PENSION
        return [name for name in ANSWER_LABELS if is_pension or name not in PENSION_ANSWERS]

    def _given(self, name: str) -> str:
        shown = getattr(self.transfer, f"get_{name}_display", None)
        value = shown() if shown else getattr(self.transfer, name)
        if isinstance(value, bool):
            value = _("Yes") if value else _("No")
        if name == "contact_phone":
            value = readable(value)
        return _("Answered: %(answer)s") % {"answer": value or "—"}

    @property
    def said(self) -> dict[str, Any]:
        """What is wrong, by the name of the answer, and what the person reads first."""
        return {"wrong": self.wrong, "note": self.cleaned_data["note"]}

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by the name of the answer."""
        given = {name: self.cleaned_data.get(f"wrong_{name}", "") for name in self._asked}
        return {name: text for name, text in given.items() if text}


class ReasonsForm(DeskForm):
    """Reasons from the code list, and a note."""

    use: Use
    reasons = forms.MultipleChoiceField(
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
        return [{**self._row(each), "checked": each.code in chosen} for each in self.known]

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
    first_month = MonthField(
        label=_("First month that cannot be moved"),
        required=False,
        help_text=_("Leave both months empty if the reason says all."),
    )
    last_month = MonthField(label=_("Last month that cannot be moved"), required=False)
    field_order = ("reasons", "first_month", "last_month", "note")


class ReissueForm(DeskForm):
    """To which agency the letter goes now, and what its clerk should know."""

    addressee = forms.ChoiceField(
        label=_("To which agency the letter goes"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the agency that the letter goes to.")},
    )
    note = note_field(
        _("What you have checked"),
        required=False,
        hint=_("Stays in the history of the case, where the other agency reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["addressee"]
        found = addressees(self.transfer)
        field.choices = [
            (each.agency.code, Option(each.agency.local_name, self._why(each))) for each in found
        ]
        field.initial = self._likely([each.agency for each in found if each.relationship])

    def _likely(self, holding: list[Agency]) -> str | None:
        """Return where a record lies, first the agency that was asked; else the clerk chooses."""
        asked = self.transfer.original_agency
        if asked in holding:
            return asked.code
        return holding[0].code if len(holding) == 1 else None

    def _why(self, found: Addressee) -> str:
        """Return why the letter may go there."""
        is_same = found.agency == self.transfer.original_agency
        reasons = [_("The letter came back from there.")] if is_same else []
        if found.relationship is None:
            reasons += [_("The portal knows no record of this person there.")]
        else:
            held = {"status": found.relationship.get_status_display()}
            held["scheme"] = found.relationship.get_scheme_display()
            reasons += [_("A record of this person is there: %(scheme)s, %(status)s.") % held]
        return " ".join(str(each) for each in reasons)


class QuestionForm(DeskForm):
    """A question to the new agency."""

    question = note_field(_("Your question to the new agency"), error=_("Write the question."))


class AnswerForm(DeskForm):
    """The answer to the original agency."""

    reply = note_field(_("Your answer to the original agency"), error=_("Write the answer."))


class RemarkForm(DeskForm):
    """What the preparer adds to the information form.

    `years` are those for which no interest rate is published: for each the books have the word.
    """

    remark = note_field(_("Remark on the form"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for year in years:
            self.fields[f"interest_{year}"] = MoneyField(
                label=_("Interest your books credited for %(year)s") % {"year": year},
                error_messages={"required": _("Enter the interest, or 0 if there was none.")},
            )
        self.years = years
        self.order_fields([*(f"interest_{year}" for year in years), "remark"])

    @property
    def said(self) -> dict[str, Any]:
        """The remark, and the stated interest by year in fen."""
        interest = {year: to_fen(self.cleaned_data[f"interest_{year}"]) for year in self.years}
        return {"remark": self.cleaned_data["remark"], "interest": interest}


class SendBackForm(DeskForm):
    """What the second person found."""

    note = note_field(_("What has to be put right"), error=_("Write what has to be put right."))


class VoidForm(DeskForm):
    """What is wrong with a letter, and whether a corrected one follows at once."""

    reason = forms.CharField(
        label=_("What is wrong with the letter"),
        help_text=_("Both agencies read this in the history of the case."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write what is wrong with the letter.")},
    )
    is_reissued = forms.TypedChoiceField(
        label=_("What follows"),
        choices=[
            ("yes", _("A corrected letter at once, made from the facts as they stand now")),
            ("no", _("No letter for now: the application goes back under review")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
        initial="yes",
        error_messages={"required": _("Choose what follows.")},
    )
    note = note_field(
        _("Note in the corrected letter"),
        required=False,
        hint=_("Takes the place of the first note; left empty, that one stays."),
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if letter.kind == Letter.Kind.REFUSAL:  # a refusal is always explained in writing
            del self.fields["is_reissued"]
        else:
            del self.fields["note"]

    @property
    def said(self) -> dict[str, Any]:
        """What was typed; a refusal is always explained anew."""
        return {"is_reissued": True, "note": "", **self.cleaned_data}


class SendForm(DeskForm):
    """The remittance that goes with the information form."""

    reference = forms.CharField(
        label=_("Bank reference of the remittance"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off"}),
        error_messages={"required": _("Enter the bank's reference of the remittance.")},
    )
    sent_on = ThreeBoxDateField(label=_("Day of the remittance"))


class ArrivalForm(DeskForm):
    """What the bank received."""

    amount = MoneyField(label=_("Amount that arrived"))
    arrived_on = ThreeBoxDateField(label=_("Day it arrived"))

    @property
    def said(self) -> dict[str, Any]:
        """What arrived, in fen."""
        others = {name: said for name, said in self.cleaned_data.items() if name != "amount"}
        return {**others, "amount_fen": to_fen(self.cleaned_data["amount"])}


class CorrectArrivalForm(ArrivalForm):
    """What really arrived, and why it was written down otherwise."""

    note = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("Stays in the case history, with the old and the new amount."),
        max_length=LONGEST_NOTE,
        widget=forms.TextInput(),
        error_messages={"required": _("Write why it is corrected.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = _("Enter 0 if nothing has arrived for this case.")


class SurplusForm(DeskForm):
    """The remittance with which the surplus goes back."""

    reference = forms.CharField(
        label=_("Bank reference of the remittance"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off"}),
        error_messages={"required": _("Enter the bank's reference of the remittance.")},
    )
    returned_on = ThreeBoxDateField(label=_("Day it was sent back"))
