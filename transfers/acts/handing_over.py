"""Information form and remittance: prepared by one person, sent or sent back by another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.rules.authorisation import Action
from casework.serializers.bodies import NoteBody
from law.money import from_fen
from letters.models import Letter
from transfers import bank_forms
from transfers.actions import bouncing, correcting_form, handing_over, preparing_form
from transfers.acts.sides import original_agency
from transfers.desk_forms import form_and_money, record_line
from transfers.models import InformationForm, Transfer
from transfers.rules.stages import HANDING_OVER
from transfers.serializers import bodies_of_money


def prepared_form(transfer: Transfer) -> InformationForm | None:
    """Return the form that waits for a second person."""
    return transfer.forms.filter(sent_at=None).select_related("prepared_by").last()


def _waiting(transfer: Transfer) -> InformationForm:
    form = prepared_form(transfer)
    if form is None:
        raise MoveNotPossible(_("No information form has been prepared."))
    form.transfer = transfer
    return form


def _pinned(transfer: Transfer, said: Mapping[str, Any]) -> dict[str, Any]:
    """Name the form that was looked at; the day as a text, since a held act is kept as JSON."""
    return {"form": _waiting(transfer).version, **said, "sent_on": str(said["sent_on"])}


def _send(transfer: Transfer, *, form: int, sent_on: str, **said: Any) -> Any:
    found = transfer.forms.filter(version=form).first()
    if found is None:
        raise somebody_was_faster()
    found.transfer = transfer
    return handing_over.send_form(found, sent_on=date.fromisoformat(sent_on), **said)


def _sent(letter: Letter) -> str:
    """Say what was sent: the money goes along only as far as it was still owed."""
    form = InformationForm.objects.filter(transfer=letter.case_id).exclude(sent_at=None).last()
    if form is None:
        return ""
    money = form.remittances.first()
    if money is None:
        return _(
            "The form has been sent to the new agency. No money goes with it: nothing is owed."
        )
    said = _("The form has been sent to the new agency, and %(amount)s with it.")
    return said % {"amount": f"¥{from_fen(money.amount_fen):,.2f}"}


def _send_back(transfer: Transfer, **said: Any) -> None:
    preparing_form.send_back_form(_waiting(transfer), **said)


PAGE = Act(
    name="form",
    title=gettext_lazy("Information form and remittance"),
    row=Action.HAND_OVER,
    at=HANDING_OVER,
    kind="primary",
    key="f",
)
PREPARE = Act(
    name="prepare-form",
    title=gettext_lazy("Prepare the information form"),
    about="Make the information form from the records, for a second person to check and send.",
    row=Action.HAND_OVER,
    run=preparing_form.prepare_form,
    done=gettext_lazy("The form is prepared. A second person has to check and send it."),
    form=form_and_money.RemarkForm,
    body=bodies_of_money.PrepareFormBody,
    page="desk_form",
)
CORRECT = Act(
    name="correct-form-line",
    title=gettext_lazy("Put a line of the record right"),
    about="Write down what a line of the record should say; it counts with the form that is sent.",
    row=Action.HAND_OVER,
    run=correcting_form.correct_line,
    done=gettext_lazy("Written down. It counts when a second person sends the form."),
    form=record_line.LineForm,
    body=bodies_of_money.CorrectLineBody,
    page="desk_form_line",
)
DROP = Act(
    name="drop-form-correction",
    title=gettext_lazy("Take out what was to be put right"),
    about="Take out again what was written down of a line, by its number.",
    row=Action.HAND_OVER,
    run=correcting_form.drop_correction,
    done=gettext_lazy("Taken out. The record stays as it is."),
    body=bodies_of_money.DropLineBody,
    page="desk_form",
)
SEND = Act(
    name="send-form",
    is_second=True,
    title=gettext_lazy("Send form and money"),
    about="Send form and money, as a second person; an agency's system may not.",
    row=Action.HAND_OVER,
    run=_send,
    issuer=original_agency,
    pinned=_pinned,
    done=_sent,
    form=form_and_money.SendForm,
    body=bodies_of_money.SendFormBody,
    page="desk_form",
)
SEND_BACK = Act(
    name="send-back-form",
    title=gettext_lazy("Send the prepared form back"),
    about="The second person finds a fault in the prepared form: it is prepared anew.",
    row=Action.HAND_OVER,
    run=_send_back,
    done=gettext_lazy("Sent back. The form can be prepared anew."),
    form=form_and_money.SendBackForm,
    body=NoteBody,
    page="desk_form",
)
SEND_ANEW = Act(
    name="send-anew",
    is_second=True,
    title=gettext_lazy("Send returned money anew"),
    about="Send once more what the bank returned, as a second person; a system may not.",
    row=Action.HAND_OVER,
    run=bouncing.send_anew,
    done=gettext_lazy("Sent anew. The new agency has been told."),
    form=bank_forms.SentAnewForm,
    body=bodies_of_money.SendFormBody,
    page="desk_anew",
)
