"""Which payments may go to a bank, to which account; of the others it is written down why not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from payouts.actions import telling
from payouts.models import BatchLine, Finding, Payable, PaymentAccount
from payouts.rules.returns import may_go_again
from payouts.rules.running import Payee, why_held
from payouts.rules.states import AT_HAND, Held, Owed

CHUNK = 5000
NAMES = (
    "pk", "person_id", "amount_fen", "state", "attempts", "returned_because", "person__name",
    "person__deceased_on", "held_because",
)  # fmt: skip
Row = tuple[int, int, int, str, int, str, str, date | None, str]


@dataclass(frozen=True, slots=True)
class Ready:
    """One payment that may go to a bank, and to which account."""

    payable: int
    person: int
    account: int
    fen: int


def at_hand(office: int, fund: str, after: int, until: int) -> list[Row]:
    """Hold the next payments of an office that are owed and not with a bank, by their keys."""
    states = [each.value for each in AT_HAND]
    found = Payable.objects.filter(agency=office, fund=fund, state__in=states)
    found = found.filter(pk__gt=after, pk__lte=until).exclude(held_because=Held.CLERK.value)
    held = found.select_for_update(of=("self",)).order_by("pk")
    return list(held.values_list(*NAMES)[:CHUNK])


def judged(
    chunk: Sequence[Row], period: date, pay_on: date, now: datetime
) -> Iterator[tuple[str, Ready]]:
    """Yield what of some payments may go, with its bank; write down of the rest why it waits."""
    ready_on, coming = _accounts({each[1] for each in chunk}, pay_on)
    uncleared = _uncleared([each[0] for each in chunk])
    before = _last_tries([each[0] for each in chunk if each[3] == Owed.RETURNED.value])
    held: dict[Held, list[int]] = defaultdict(list)
    for pk, person, fen, state, attempts, code, name, died, why in chunk:
        account = ready_on.get(person)
        if state == Owed.RETURNED.value:
            tried, month = before.get(pk, (0, period))
            other = account is not None and account[0] != tried
            if not may_go_again(
                code,
                attempts=attempts,
                is_later_month=month < period,
                has_other_account=other,
            ):
                continue
        payee = Payee(
            is_dead=died is not None,
            is_cleared=pk not in uncleared,
            name=name,
            has_account=account is not None,
            has_new_account=person in coming,
        )
        reason = why_held(payee)
        if reason is None and account is not None:
            yield account[1], Ready(pk, person, account[0], fen)
        elif reason is not None and reason.value != why:
            held[reason].append(pk)
    for reason, keys in held.items():
        _hold(keys, reason, now)


def _accounts(persons: set[int], pay_on: date) -> tuple[dict[int, tuple[int, str]], set[int]]:
    """Return to which account and bank each is paid on a day, and whose account still waits."""
    counting = PaymentAccount.objects.counting().filter(person__in=persons)
    ready: dict[int, tuple[int, str]] = {}
    coming: set[int] = set()
    rows = counting.order_by("first_paid_on", "pk")
    for pk, person, bank, first in rows.values_list("pk", "person_id", "bank", "first_paid_on"):
        if first <= pay_on:
            ready[person] = (pk, bank)
        else:
            coming.add(person)
    return ready, coming


def _uncleared(keys: list[int]) -> set[int]:
    found = Finding.objects.filter(payable__in=keys, cleared_at=None)
    return set(found.values_list("payable_id", flat=True))


def _last_tries(keys: list[int]) -> dict[int, tuple[int, date]]:
    """Return to which account each went last, and in which month."""
    tried = BatchLine.objects.filter(payable__in=keys).order_by("pk")
    found = tried.values_list("payable_id", "account_id", "batch__period")
    return {payable: (account, period) for payable, account, period in found}


def _hold(keys: list[int], reason: Held, now: datetime) -> None:
    held = Payable.objects.filter(pk__in=keys, state__in=[each.value for each in AT_HAND])
    held.update(state=Owed.HELD.value, held_because=reason.value)
    if reason is Held.NO_ACCOUNT:
        for payable in Payable.objects.filter(pk__in=keys).select_related("person"):
            telling.held(payable, now)
