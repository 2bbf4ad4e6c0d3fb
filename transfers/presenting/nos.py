"""A no that leads somewhere: at which place it stands, whom to ask there, and with which case."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from agencies.models import Agency
from casework.models import Case
from casework.rules.reasons import Reason, ReasonClass
from casework.rules.statuses import Status
from transfers.facts import judging
from transfers.models import Transfer

NO = {ReasonClass.REFUSE, ReasonClass.HOLD}
# Whose books a reason speaks of. Every other one is the new agency's, which decides.
AT_ORIGINAL = {
    *("A06", "A07", "C04", "OUT_NOT_STOPPED", "OUT_ENDED", "IN_HOSPITAL"),
    *("ACCOUNT_NEGATIVE", "ARREARS", "RETIREE", "NO_RECORD"),
}
AT_BOTH = {"A01", "A05", "A10", "E02", "IDENTITY_MISMATCH", "DECEASED"}
# What speaks of another case of the same person.
OF_A_CASE = {"A05", "A11", "OPEN_TRANSFER", "OUT_ENDED"}


@dataclass(frozen=True)
class Told:
    """What stands with a reason: the agencies to ask, and the case that has done it already."""

    agencies: tuple[Agency, ...] = ()
    case: Case | None = None


def told(transfer: Transfer, reasons: Iterable[Reason]) -> dict[str, Told]:
    """Return, by the code of each reason that says no, whom to ask and which case it is about."""
    return {
        each.code: Told(_agencies(transfer, each.code), _case(transfer, each.code))
        for each in reasons
        if each.kind in NO
    }


def _agencies(transfer: Transfer, code: str) -> tuple[Agency, ...]:
    original, new = transfer.original_agency, transfer.new_agency
    asked = (original, new) if code in AT_BOTH else (original if code in AT_ORIGINAL else new,)
    return tuple(each for each in asked if each is not None)


def _case(transfer: Transfer, code: str) -> Case | None:
    """Return the person's own other case: the one under way, or the one that moved it."""
    if code not in OF_A_CASE:
        return None
    own = Case.objects.filter(person=transfer.case.person_id, service=transfer.case.service)
    others = own.exclude(pk=transfer.case_id)
    return others.open().first() or (
        others.filter(
            status=Status.COMPLETED.value,
            transfer__original_relationship=transfer.original_relationship_id,
        )
        .exclude(transfer__original_relationship=None)
        .order_by("-submitted_at")
        .first()
    )


def swapped(transfer: Transfer) -> Transfer:
    """Return the same transfer the other way round; it is not saved."""
    other = copy(transfer)
    for one, two in (
        *(("original_region", "new_region"), ("original_agency", "new_agency")),
        *(("original_relationship", "new_relationship"), ("from_scheme", "to_scheme")),
    ):
        setattr(other, one, getattr(transfer, two))
        setattr(other, two, getattr(transfer, one))
    return other


def looks_swapped(transfer: Transfer, *, today: date) -> bool:
    """Whether the rules say no to this way and yes to the other one; ask where they say no."""
    if not (transfer.original_relationship_id and transfer.new_relationship_id):
        return False
    return judging.verdict(swapped(transfer), today=today).may_file
