"""What is left to do with the money once record and money have moved, or the case has ended.

Each is a turn beside the case: of one agency, with a day, with reminders, late when it is late. It
begins when there is something left and ends by itself when there is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from accounts.models import User
from agencies.models import Agency, of_agency
from agencies.rules.terms import TermKind
from casework.actions import steps, terms
from casework.actions.telling import Told, tell
from casework.rules.statuses import Status
from kit import wall
from records.models import Posting
from transfers.actions.differences import difference
from transfers.models import Clearing, Transfer
from transfers.rules.stages import COMPARING, MERGED

AFTER = (*MERGED, Status.ENDED)
WITHOUT_MONEY = (Status.REFUSED, Status.WITHDRAWN)
# What its agency is told when a turn begins that is left once record and money have moved, or the
# case has ended.
TOLD = {
    TermKind.FIND_DIFFERENCE: "difference-left",
    TermKind.RETURN_SURPLUS: "surplus-left",
    TermKind.PAY_PERSON: "payment-left",
}
AFTER_THE_END = tuple(TOLD)
# Of an arrival to record nothing is told: its agency has just heard that the money was sent.
KINDS = (*AFTER_THE_END, TermKind.RECORD_ARRIVAL)


@dataclass(frozen=True)
class Left:
    """Something left to do: by whom, with how much in fen, and whether it can be done now.

    Of money under way less than nothing says that more arrived than was sent.
    """

    kind: TermKind
    agency: Agency
    fen: int
    clock_runs: bool = True


def takes_money(transfer: Transfer) -> bool:
    """Whether money can belong to a case: none that ended before anything was sent."""
    state = transfer.case.state
    if state == Status.ENDED:
        return transfer.remittances.exists()
    return state not in WITHOUT_MONEY


def in_transit(transfer: Transfer) -> int:
    """Return, in fen, what was sent for a case and lies in no fund."""
    lies = Posting.objects.filter(
        case_number=transfer.case.number, side=Posting.Side.TRANSIT
    ).aggregate(sum=Sum("amount_fen"))
    return lies["sum"] or 0


def astray(transfer: Transfer) -> int:
    """Return what of that belongs to no remittance which may still arrive."""
    waiting = transfer.remittances.under_way().aggregate(sum=Sum("amount_fen"))["sum"] or 0
    return in_transit(transfer) - waiting


def left_of(transfer: Transfer) -> Iterator[Left]:
    """Yield what is left to do with the money of a case."""
    if transfer.case.state in COMPARING:
        yield from _under_way(transfer)
    if transfer.case.state in AFTER:
        yield from _left_after(transfer)


def _under_way(transfer: Transfer) -> Iterator[Left]:
    """Yield the money that was sent and of which nobody has recorded the arrival."""
    waiting = transfer.remittances.under_way().aggregate(sum=Sum("amount_fen"))["sum"]
    if waiting:
        yield Left(TermKind.RECORD_ARRIVAL, transfer.sides[1].in_office, waiting)


def _left_after(transfer: Transfer) -> Iterator[Left]:
    original, new = (each.in_office for each in transfer.sides)
    under_way = in_transit(transfer)
    if under_way:
        yield Left(TermKind.FIND_DIFFERENCE, original, under_way)
    surplus = (difference(transfer) or 0) if transfer.case.state in MERGED else 0
    if surplus > 0:
        yield Left(TermKind.RETURN_SURPLUS, new, surplus)
    owed = Clearing.objects.filter(transfer=transfer).first()
    if owed is not None and owed.is_owed:
        lives = transfer.case.person.deceased_on is None
        # Nobody can pay before the person has said where to, nor through the portal to heirs.
        runs = owed.has_account and lives
        yield Left(TermKind.PAY_PERSON, new, owed.amount_fen or 0, clock_runs=runs)


def _who_has_it(transfer: Transfer, agency: Agency) -> User | None:
    """Return who has had the case at an agency last: what comes beside it is theirs as well."""
    theirs = transfer.case.steps.filter(of_agency(agency), clerk__isnull=False)
    last = theirs.select_related("clerk").last()
    return last.clerk if last else None


@wall.as_house("keep whose turn it is with money, on either side of a case")
def keep(transfer: Transfer, *, now: datetime) -> None:
    """Begin a turn for whatever is left to do, and end those with nothing left; safe to repeat."""
    left = {each.kind: each for each in left_of(transfer)}
    begun = transfer.case.steps.filter(closed_at=None, kind__in=KINDS)
    for step in begun.select_related("agency"):
        still = left.pop(TermKind(step.kind), None)
        if still is None:
            steps.close_step(step, now=now)
        elif still.clock_runs:
            terms.start_clock(step, now=now)
    for each in left.values():
        step = steps.begin_step(
            transfer.case,
            each.kind,
            each.agency,
            now=now,
            clock_runs=each.clock_runs,
            clerk=_who_has_it(transfer, each.agency),
        )
        if each.kind in TOLD:
            told = Told(TOLD[each.kind], each.agency)
            tell(transfer.case, [told], now=now, occasion=f"left:{step.pk}")
