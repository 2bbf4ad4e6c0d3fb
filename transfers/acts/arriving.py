"""What the bank received: written down, put right, and sent back where it was too much."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from kit.errors import NotValid
from letters.models import Letter
from transfers.actions import arriving, surplus
from transfers.acts.sides import new_agency
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


def _pinned(_transfer: Transfer, said: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the day as a text, since a held act is kept as JSON."""
    return {**said, "returned_on": str(said["returned_on"])}


def _return_surplus(transfer: Transfer, *, returned_on: str, **said: Any) -> Letter:
    return surplus.return_surplus(transfer, returned_on=date.fromisoformat(returned_on), **said)


def _returned(letter: Letter) -> str:
    return _("Sent back. The original agency is told with letter %(number)s.") % {
        "number": letter.printed_number
    }


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
    is_second=True,
    title=gettext_lazy("Send back what was too much"),
    about="Send back what arrived beyond the form, as a second person; a system may not.",
    row=Action.SETTLE,
    run=_return_surplus,
    issuer=new_agency,
    pinned=_pinned,
    done=_returned,
    form=form_and_money.SurplusForm,
    body=bodies_of_money.SurplusBody,
    page="desk_settle",
)
