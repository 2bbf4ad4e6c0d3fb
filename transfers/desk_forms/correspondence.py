"""Letters that go on or are void, and what the two agencies ask each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from kit.form_fields.choices import Option
from letters.models import Letter
from transfers.addressees import Addressee, addressees
from transfers.desk_forms.looked_at import DeskForm, note_field


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
