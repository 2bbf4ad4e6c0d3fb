"""Telling people what became of their money; a notice names no amount and no account."""

from datetime import datetime

from django.db import transaction

from casework.actions.telling import tell_agency, tell_person
from casework.models import Duty, Notice
from payouts.models import Batch, BatchLine, Payable, Recovery, Suspension
from payouts.rules.returns import PAID

AT_ONCE = 200


def demanded(recovery: Recovery, at: datetime) -> None:
    """Tell somebody that money is asked back; nobody who has died is told."""
    if recovery.person.deceased_on is not None:
        return
    tell_person(
        recovery.person,
        "benefit-demanded",
        {"due_on": recovery.due_on.isoformat()},
        now=at,
        occasion=f"recovery:{recovery.pk}",
    )


def suspended(suspension: Suspension, at: datetime) -> None:
    """Tell somebody that their money stops for a while, why, and what makes it go on."""
    entitlement = suspension.entitlement
    if entitlement.person.deceased_on is not None:
        return
    data = {"from": suspension.from_month.isoformat(), "reason": suspension.reason}
    occasion = f"suspension:{suspension.pk}"
    tell_person(entitlement.person, "benefit-suspended", data, now=at, occasion=occasion)


def resumed(suspension: Suspension, at: datetime) -> None:
    """Tell somebody that their money goes on."""
    entitlement = suspension.entitlement
    data = {"pays_back": suspension.pays_back}
    occasion = f"suspension:{suspension.pk}"
    tell_person(entitlement.person, "benefit-resumed", data, now=at, occasion=occasion)


def held(payable: Payable, at: datetime) -> None:
    """Tell somebody, once, that a payment waits for an account to go to."""
    key = f"payable:{payable.pk}:held"
    if payable.person.deceased_on is None and not _was_told(f"{key}:benefit-held", payable):
        tell_person(payable.person, "benefit-held", {}, now=at, occasion=key)


def _was_told(start: str, payable: Payable) -> bool:
    return Notice.objects.filter(key=f"{start}:{payable.person_id}").exists()


# --- What a bank has answered ---------------------------------------------------------------------
def do_tell(duty: Duty, now: datetime) -> None:
    """Tell everybody of a batch what became of their payment, some at a time; safe to repeat."""
    lines = BatchLine.objects.filter(batch=int(duty.subject), told_at=None).exclude(code="")
    while some := list(lines.select_related("person", "payable").order_by("pk")[:AT_ONCE]):
        _tell_some(some, now)


@transaction.atomic
def _tell_some(lines: list[BatchLine], now: datetime) -> None:
    keys = [each.pk for each in lines]
    for line in lines:
        if line.person.deceased_on is None:
            _tell_line(line, now)
    BatchLine.objects.filter(pk__in=keys).update(told_at=now)


def _tell_line(line: BatchLine, now: datetime) -> None:
    is_paid = line.code == PAID
    booked = line.booked_on.isoformat() if line.booked_on else ""
    data = {"booked_on": booked} if is_paid else {"code": line.code}
    tell_person(
        line.person,
        "benefit-paid" if is_paid else "benefit-returned",
        data,
        now=now,
        occasion=f"line:{line.pk}",
    )


def unanswered(batch: Batch, at: datetime) -> None:
    """Tell an agency that a bank has not answered for some of its payments."""
    data = {"number": batch.number, "lines": batch.open_lines}
    tell_agency(batch.agency, "benefit-unanswered", data, now=at, occasion=f"batch:{batch.number}")
