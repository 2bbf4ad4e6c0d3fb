"""The money of a transfer on its way, and both sides of each of its movements."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from casework.actions.halting import check_may_issue
from kit.clock import day_of
from kit.errors import NotValid
from records.models import Posting
from transfers.models import InformationForm, Remittance, Transfer


def owed(form: InformationForm) -> int:
    """Return, in fen, what the form promises beyond what has arrived or is under way."""
    covered = sum(
        each.amount_fen if each.arrived_fen is None else each.arrived_fen
        for each in form.transfer.remittances.filter(bounced_on=None)
    )
    returned = sum(each.amount_fen for each in form.transfer.returns.all())
    return max(form.total_fen - covered + returned, 0)


def remit(form: InformationForm, *, reference: str, sent_on: date, now: datetime) -> None:
    """Write down the money on its way; what an earlier form sent is not sent again."""
    amount = owed(form)
    if amount == 0:
        return
    transfer = form.transfer
    check_may_issue(transfer.sides[0])
    try:
        with transaction.atomic():
            sent = Remittance.objects.create(
                transfer=transfer,
                form=form,
                reference=reference.strip(),
                amount_fen=amount,
                sent_on=sent_on,
            )
    except IntegrityError as error:
        raise NotValid({"reference": _("This reference has been used already.")}) from error
    post(transfer, Posting.Movement.SENT, reference, amount, now=now)
    _announce(sent)


def check_day_of_sending(transfer: Transfer, sent_on: date, *, now: datetime) -> None:
    """Raise `NotValid` for a day on which this money cannot have been sent.

    Nothing of a case is sent before somebody has applied.
    """
    if sent_on > day_of(now):
        raise NotValid({"sent_on": _("The day of the remittance cannot lie ahead.")})
    applied = transfer.case.submitted_at
    if applied is not None and sent_on < day_of(applied):
        raise NotValid({"sent_on": _("The money cannot have been sent before the application.")})


def _announce(sent: Remittance) -> None:
    """Let what arrived before it was announced count as the arrival of what is announced."""
    early = sent.transfer.allotments.arrived().filter(remittance=None)
    days = early.aggregate(fen=Sum("amount_fen"), on=Max("entry__day"))
    if days["fen"]:
        early.update(remittance=sent)
        sent.arrived_fen, sent.arrived_on = days["fen"], days["on"]
        sent.save(update_fields=["arrived_fen", "arrived_on"])


# Whose fund a movement touches, and whether it grows or shrinks by it.
ORIGINAL, NEW = "original_agency", "new_agency"
FUNDS = {
    Posting.Movement.SENT: (ORIGINAL, -1),
    Posting.Movement.ARRIVED: (NEW, 1),
    Posting.Movement.REVERSED: (NEW, -1),
    Posting.Movement.RETURNED: (NEW, -1),
    Posting.Movement.TAKEN_BACK: (ORIGINAL, 1),
    Posting.Movement.BOUNCED: (ORIGINAL, 1),
    Posting.Movement.RESTATED: (ORIGINAL, 1),
}


def post(
    transfer: Transfer, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> None:
    """Post both sides of a movement of money, in fen; together they are nothing."""
    side, sign = FUNDS[movement]
    common = {
        "case_number": transfer.case.number,
        "movement": movement,
        "reference": reference.strip(),
        "at": now,
    }
    fund = Posting(
        **common, side=Posting.Side.FUND, agency=getattr(transfer, side), amount_fen=sign * fen
    )
    under_way = Posting(**common, side=Posting.Side.TRANSIT, amount_fen=-sign * fen)
    Posting.objects.bulk_create([fund, under_way])
