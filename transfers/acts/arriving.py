"""What the bank received: written down, put right, and sent back where it was too much."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from kit.errors import NotValid
from transfers.actions import arriving, surplus
from transfers.desk_forms import form_and_money
from transfers.models import Remittance, Transfer
from transfers.serializers import bodies_of_money


def _remittance(transfer: Transfer, reference: str) -> Remittance:
    found = transfer.remittances.filter(reference=reference).first()
    if found is None:
        raise NotValid({"reference": _("No remittance has this reference.")})
    found.transfer = transfer
    return found


def _record(transfer: Transfer, *, reference: str, **said: Any) -> None:
    arriving.record_arrival(_remittance(transfer, reference), **said)


def _correct(transfer: Transfer, *, reference: str, **said: Any) -> None:
    arriving.correct_arrival(_remittance(transfer, reference), **said)


RECORD = Act(
    name="record-arrival",
    title=gettext_lazy("Record the arrival of money"),
    about="Write down what the bank received for one remittance.",
    row=Action.SETTLE,
    run=_record,
    done=gettext_lazy("The arrival has been recorded."),
    form=form_and_money.ArrivalForm,
    body=bodies_of_money.ArrivalBody,
    page="desk_settle",
)
CORRECT = Act(
    name="correct-arrival",
    title=gettext_lazy("Correct a recorded arrival"),
    about="Put right an arrival that was recorded wrongly; history and ledger keep what it was.",
    row=Action.SETTLE,
    run=_correct,
    done=gettext_lazy("The arrival has been corrected; the history keeps what it was."),
    form=form_and_money.CorrectArrivalForm,
    body=bodies_of_money.CorrectedArrivalBody,
    page="desk_settle",
)
RETURN_SURPLUS = Act(
    name="return-surplus",
    title=gettext_lazy("Send back what was too much"),
    about="Send back what arrived beyond the form, as a second person; a system may not.",
    row=Action.SETTLE,
    run=surplus.return_surplus,
    done=gettext_lazy("Sent back. The original agency has been told."),
    form=form_and_money.SurplusForm,
    body=bodies_of_money.SurplusBody,
    page="desk_settle",
)
