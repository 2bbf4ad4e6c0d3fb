"""Comparing a month with the one before it; what is unlike is held until somebody has looked."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from agencies import rule_book
from agencies.actors import Actor
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted
from kit.inserting import insert_missing
from payouts.models import Finding, Payable, PaymentAccount, Run
from payouts.rules.drawing import month_before
from payouts.rules.running import Compared, age_on, unlike
from payouts.rules.states import Held, Kind, Owed

CHUNK = 5000


def next_chunk(run: Run, *, now: datetime) -> bool:
    """Compare the next payments of a run with last month; say whether there were any."""
    of_month = of_period(run).filter(kind__in=[Kind.REGULAR.value, Kind.BACK_PAY.value])
    after = of_month.filter(pk__gt=run.compared_to).order_by("pk")
    chunk: list[Row] = list(after.values_list(*NAMES)[:CHUNK])
    if not chunk:
        return False
    if run.compared_to == 0:
        run.median_fen = _median(run)
        Run.objects.filter(pk=run.pk).update(median_fen=run.median_fen)
    _compare_chunk(run, chunk, now)
    run.compared_to = chunk[-1][0]
    return True


def add_up(run: Run, *, now: datetime) -> None:
    """Write down what a run comes to, once everything of it was compared."""
    sums = of_period(run).aggregate(lines=Count("pk"), fen=Sum("amount_fen"))
    Run.objects.filter(pk=run.pk, state=Run.State.OPEN).update(
        state=Run.State.COMPARED,
        compared_at=now,
        owed_lines=sums["lines"],
        owed_fen=sums["fen"] or 0,
        begun=_begun(run),
        ended=_ended(run),
    )


def of_period(run: Run) -> QuerySet[Payable]:
    """Return what came to be owed in the month of a run and was not cancelled."""
    return Payable.objects.counting().filter(agency=run.agency_id, fund=run.fund, period=run.month)


NAMES = ("pk", "entitlement_id", "person_id", "kind", "gross_fen", "person__born_on", "state")
Row = tuple[int, int, int, str, int, date, str]


def _compare_chunk(run: Run, chunk: list[Row], now: datetime) -> None:
    keys = [each[1] for each in chunk]
    regular = Payable.objects.counting().filter(
        entitlement__in=keys, month=month_before(run.month), kind=Kind.REGULAR.value
    )
    before = dict(regular.order_by("pk").values_list("entitlement_id", "gross_fen"))
    shared = _shared_accounts({each[2] for each in chunk})
    found = list(_findings(run, chunk, before, shared, now))
    with transaction.atomic():
        insert_missing(found)
        held = [each.payable_id for each in found]
        Payable.objects.filter(
            pk__in=held, state=Owed.OWED.value, findings__cleared_at=None
        ).update(state=Owed.HELD.value, held_because=Held.NOT_CLEARED.value)
        last = chunk[-1][0]
        Run.objects.filter(pk=run.pk, compared_to__lt=last).update(compared_to=last)


def _findings(
    run: Run, chunk: list[Row], before: dict[int, int], shared: dict[int, int], now: datetime
) -> Iterator[Finding]:
    book = rule_book.current()
    for pk, entitlement, person, kind, fen, born_on, _state in chunk:
        of = Compared(
            fen=fen,
            before_fen=before.get(entitlement) if kind == Kind.REGULAR.value else None,
            median_fen=run.median_fen,
            on_account=shared.get(person, 0),
            age=age_on(run.month, born_on),
        )
        for each in unlike(of, run.month, book):
            yield Finding(
                run=run,
                payable_id=pk,
                person_id=person,
                agency_id=run.agency_id,
                kind=each.value,
                before_fen=of.before_fen or 0,
                found_at=now,
            )


def _median(run: Run) -> int:
    regular = of_period(run).filter(kind=Kind.REGULAR.value)
    middle = (regular.count() - 1) // 2
    if middle < 0:
        return 0
    return int(regular.order_by("gross_fen").values_list("gross_fen", flat=True)[middle])


def _shared_accounts(persons: set[int]) -> dict[int, int]:
    """Return which of these have an account that others have as well, and how many have it."""
    in_force = PaymentAccount.objects.filter(state=PaymentAccount.State.IN_FORCE).order_by()
    own = dict(in_force.filter(person__in=persons).values_list("person_id", "number_index"))
    having = in_force.filter(number_index__in=set(own.values())).values("number_index")
    many = having.annotate(n=Count("pk")).filter(n__gt=1)
    counts: dict[str, int] = dict(many.values_list("number_index", "n"))
    return {person: counts[index] for person, index in own.items() if index in counts}


def _begun(run: Run) -> int:
    """Return how many are paid for the first time."""
    of_fund = Payable.objects.filter(agency=run.agency_id, fund=run.fund)
    earlier = of_fund.filter(period=month_before(run.month))
    return _without(of_period(run).filter(kind=Kind.REGULAR.value), earlier)


def _ended(run: Run) -> int:
    """Return how many were paid a month ago and are not any more."""
    counting = Payable.objects.counting().filter(agency=run.agency_id, fund=run.fund)
    before = counting.filter(period=month_before(run.month), kind=Kind.REGULAR.value)
    return _without(before, counting.filter(month=run.month))


def _without(payables: QuerySet[Payable], others: QuerySet[Payable]) -> int:
    """Count those of whose entitlement the others have nothing, some thousands at a time.

    Of a month that has just been made the database has no statistics yet: as one statement it may
    take the slowest of ways.
    """
    found = last = 0
    rows = payables.order_by("pk").values_list("pk", "entitlement_id")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1][0]
        keys = [entitlement for _pk, entitlement in chunk]
        theirs = others.filter(entitlement__in=keys).order_by()
        there = set(theirs.values_list("entitlement_id", flat=True))
        found += sum(each not in there for each in keys)
    return found


@transaction.atomic
def clear(finding: Finding, *, by: Actor, now: datetime) -> None:
    """Say that a payment is right although it is unlike last month's; then it goes on."""
    if by.user is None or by.agency is None or not may_generally(by, Action.CHANGE_ENTITLEMENT):
        raise NotPermitted
    if not Finding.objects.at_desk_of(by).filter(pk=finding.pk).exists():
        raise NotPermitted(_("This is not for you to clear."))
    with wall.as_house("let a payment go on that somebody has looked at"):
        open_one = Finding.objects.filter(pk=finding.pk, cleared_at=None)
        open_one.update(cleared_at=now, cleared_by=by.user)
        left = Finding.objects.filter(payable=finding.payable_id, cleared_at=None)
        held = Payable.objects.filter(
            pk=finding.payable_id,
            state=Owed.HELD.value,
            held_because=Held.NOT_CLEARED.value,
        )
        if not left.exists():
            held.update(state=Owed.OWED.value, held_because="")
