"""The money of months paid twice: out of the fund, to the person's account, and back if it must."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import moving
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.living import check_person_lives
from casework.actions.moving import take_up
from casework.actions.second_persons import expect
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.rules.authorisation import Action
from kit.clock import day_of
from kit.errors import NotValid
from records.models import Posting
from transfers.actions import left_over
from transfers.actions.handing_over import check_second_person
from transfers.models import Clearing, Repayment, Transfer

Movement, Side = Posting.Movement, Posting.Side
# From where to where each movement takes the money of a clearing.
WAYS = {
    Movement.SET_ASIDE: (Side.FUND, Side.OWED),
    Movement.PAID_BACK: (Side.OWED, Side.PERSON),
    Movement.PAYMENT_BOUNCED: (Side.PERSON, Side.OWED),
}
LONGEST_NOTE = 200


def payment(clearing: Clearing) -> Repayment | None:
    """Return the payment that counts: prepared or paid, and not come back."""
    return clearing.repayments.filter(bounced_on=None).first()


def is_waiting(clearing: Clearing) -> bool:
    """Whether money is owed to the person and nobody is paying it."""
    if clearing.approved_at is None or not clearing.amount_fen:
        return False
    return payment(clearing) is None


def _post(
    transfer: Transfer, movement: Posting.Movement, reference: str, fen: int, *, now: datetime
) -> None:
    for side, sign in zip(WAYS[movement], (-1, 1), strict=True):
        Posting.objects.create(
            case_number=transfer.case.number,
            movement=movement,
            reference=reference,
            side=side,
            agency=transfer.new_agency if side == Side.FUND else None,
            amount_fen=sign * fen,
            at=now,
        )


def set_aside(transfer: Transfer, clearing: Clearing, *, now: datetime) -> None:
    """Take the money out of the fund with the clearing, and pay it where an account is known.

    Without one it is owed to the person: it lies in nobody's fund and moves with no transfer.
    """
    fen = clearing.amount_fen or 0
    if not fen:
        return
    _post(transfer, Movement.SET_ASIDE, "1", fen, now=now)
    if not clearing.has_account or transfer.case.person.deceased_on is not None:
        return
    paid = _new_payment(clearing)
    paid.prepared_by, paid.prepared_by_client = clearing.prepared_by, clearing.prepared_by_client
    paid.prepared_at = clearing.prepared_at or now
    paid.approved_by, paid.approved_at = clearing.approved_by, now
    paid.save()
    _post(transfer, Movement.PAID_BACK, str(paid.number), fen, now=now)


def _new_payment(clearing: Clearing) -> Repayment:
    last = clearing.repayments.aggregate(last=Max("number"))["last"] or 0
    return Repayment(
        clearing=clearing,
        number=last + 1,
        amount_fen=clearing.amount_fen or 0,
        bank_name=clearing.bank_name,
        account_number=clearing.account_number,
    )


def _cleared(transfer: Transfer) -> Clearing:
    found = Clearing.objects.filter(transfer=transfer).exclude(approved_at=None).first()
    if found is None:
        raise MoveNotPossible(_("No months paid twice have been cleared in this case."))
    return found


@transaction.atomic
def record_bounce(
    transfer: Transfer,
    *,
    bounced_on: date,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Write down that the bank sent the payment back; the person is asked for another account."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    clearing = _cleared(transfer)
    paid = payment(clearing)
    if paid is None or paid.approved_at is None:
        raise MoveNotPossible(_("No payment is under way that could have come back."))
    if bounced_on > day_of(now) or bounced_on < day_of(paid.approved_at):
        raise NotValid({"bounced_on": _("The money cannot have come back on that day.")})
    if not note.strip() or len(note) > LONGEST_NOTE:
        raise NotValid({"note": _("Write why the bank sent it back, in at most 200 characters.")})
    paid.bounced_on, paid.bounce_note, paid.bounce_recorded_by = bounced_on, note.strip(), by.user
    paid.save()
    clearing.bank_name = clearing.account_number = ""
    clearing.save()
    _post(transfer, Movement.PAYMENT_BOUNCED, str(paid.number), paid.amount_fen, now=now)
    moving.turn_page(case)
    data = {"payment": paid.number, "fen": paid.amount_fen, "on": bounced_on.isoformat()}
    event = record(case, Event.Kind.PAYMENT_BOUNCED, by=by, now=now, note=note.strip(), data=data)
    tell(case, [Told("payment-bounced")], now=now, occasion=f"bounced:{event.sequence}")
    left_over.keep(transfer, now=now)


@transaction.atomic
def prepare(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> Repayment:
    """Prepare the payment of money that waits, to the account the person has given since."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    check_person_lives(case.person)
    clearing = _cleared(transfer)
    if not is_waiting(clearing):
        raise MoveNotPossible(_("No money of this case waits to be paid."))
    if not clearing.has_account:
        raise MoveNotPossible(_("The person has not given an account yet."))
    paid = _new_payment(clearing)
    paid.prepared_by, paid.prepared_at = by.user, now
    paid.prepared_by_client = by.client.client_id if by.client else ""
    paid.save()
    moving.turn_page(case)
    event = expect(record(case, Event.Kind.PREPARED, by=by, now=now, data={"payment": paid.number}))
    told = Told("payment-prepared", transfer.sides[1])
    tell(case, [told], now=now, occasion=f"payment:{event.sequence}")
    return paid


def _prepared(transfer: Transfer) -> Repayment:
    paid = payment(_cleared(transfer))
    if paid is None or paid.approved_at is not None:
        raise MoveNotPossible(_("No payment waits for a second person."))
    return paid


@transaction.atomic
def approve(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> Repayment:
    """Pay as the second person; whoever wrote the account down is a first person too."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    check_person_lives(case.person)
    check_may_issue(transfer.sides[1])
    paid = _prepared(transfer)
    check_second_person(paid.clearing.answered_by_id, by)
    paid.approved_by, paid.approved_at = check_second_person(paid.prepared_by_id, by), now
    paid.save()
    _post(transfer, Movement.PAID_BACK, str(paid.number), paid.amount_fen, now=now)
    moving.turn_page(case)
    data = {"payment": paid.number, "fen": paid.amount_fen}
    event = record(case, Event.Kind.PAID_BACK, by=by, now=now, data=data)
    tell(case, [Told("paid-back")], now=now, occasion=f"paid-back:{event.sequence}")
    left_over.keep(transfer, now=now)
    return paid


@transaction.atomic
def send_back(
    transfer: Transfer, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault in the payment: it is prepared anew."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    paid = _prepared(transfer)
    number = paid.number
    paid.delete()
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note, data={"payment": number})
