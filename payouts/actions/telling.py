"""Telling people what became of their money; a notice names no amount and no account."""

from datetime import date, datetime

from django.db import transaction

from casework.actions.telling import ToPerson, tell_agency, tell_people, tell_person
from casework.models import Duty, Notice
from payouts.models import Batch, BatchLine, Entitlement, Payable, Recovery, Suspension
from payouts.rules.returns import PAID

AT_ONCE = 1000


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


def ordered(recovery: Recovery, at: datetime) -> None:
    """Tell somebody that money is kept back of what they are paid, as two have decided."""
    if recovery.person.deceased_on is None:
        occasion = f"recovery:{recovery.pk}:ordered"
        data = {"untouched": bool(recovery.untouched_fen)}
        tell_person(recovery.person, "benefit-set-off", data, now=at, occasion=occasion)


def visit_asked(entitlement: Entitlement, at: datetime) -> None:
    """Tell the agency, once for each time it has to be shown, that somebody asks for a visit."""
    occasion = f"visit:{entitlement.pk}:{entitlement.proven_until}"
    if not Notice.objects.filter(key__startswith=f"agency:{entitlement.agency_id}:{occasion}:"):
        tell_agency(entitlement.agency, "benefit-visit-asked", {}, now=at, occasion=occasion)


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
    while tell_some(int(duty.subject), now):
        pass


@transaction.atomic
def tell_some(batch: int, now: datetime) -> int:
    """Tell the next of a batch; return how many lines were looked at. Two at once take turns."""
    lines = BatchLine.objects.filter(batch=batch, told_at=None).exclude(code="").order_by("pk")
    held = lines.select_for_update(of=("self",)).values_list(*TOLD)
    some: list[Answered] = list(held[:AT_ONCE])
    tell_people((_told(each) for each in some if each[2] is None), now=now)
    BatchLine.objects.filter(pk__in=[each[0] for each in some]).update(told_at=now)
    return len(some)


TOLD = ("pk", "person_id", "person__deceased_on", "code", "booked_on")
Answered = tuple[int, int, date | None, str, date | None]


def _told(answered: Answered) -> ToPerson:
    line, person, _died, code, booked = answered
    occasion = f"line:{line}"
    if code == PAID:
        data = {"booked_on": booked.isoformat() if booked else ""}
        return ToPerson(person, "benefit-paid", occasion, data)
    return ToPerson(person, "benefit-returned", occasion, {"code": code})


def unanswered(batch: Batch, at: datetime) -> None:
    """Tell an agency that a bank has not answered for some of its payments."""
    data = {"number": batch.number, "lines": batch.open_lines}
    tell_agency(batch.agency, "benefit-unanswered", data, now=at, occasion=f"batch:{batch.number}")
