"""Comparing a month with the one before it; what is unlike is held until somebody has looked."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Sum
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


def compare(run: Run, *, now: datetime) -> None:
    """Compare what is owed with last month, hold what is unlike, and add the run up."""
    of_period = Payable.objects.counting().filter(
        agency=run.agency_id, fund=run.fund, period=run.month
    )
    of_month = of_period.filter(kind__in=[Kind.REGULAR.value, Kind.BACK_PAY.value])
    median = _median(run)
    shared = _shared_accounts()
    last = 0
    while chunk := list(of_month.filter(pk__gt=last).order_by("pk").values_list(*NAMES)[:CHUNK]):
        last = chunk[-1][0]
        _compare_chunk(run, chunk, median, shared, now)
    sums = of_period.aggregate(lines=Count("pk"), fen=Sum("amount_fen"))
    Run.objects.filter(pk=run.pk, state=Run.State.OPEN).update(
        state=Run.State.COMPARED,
        compared_at=now,
        owed_lines=sums["lines"],
        owed_fen=sums["fen"] or 0,
        median_fen=median,
        begun=_begun(run),
        ended=_ended(run),
    )


NAMES = ("pk", "entitlement_id", "person_id", "kind", "gross_fen", "person__born_on", "state")
Row = tuple[int, int, int, str, int, date, str]


def _compare_chunk(
    run: Run, chunk: list[Row], median: int, shared: dict[int, int], now: datetime
) -> None:
    keys = [each[1] for each in chunk]
    regular = Payable.objects.counting().filter(
        entitlement__in=keys, month=month_before(run.month), kind=Kind.REGULAR.value
    )
    before = dict(regular.order_by("pk").values_list("entitlement_id", "gross_fen"))
    found = list(_findings(run, chunk, before, median, shared, now))
    with transaction.atomic():
        insert_missing(found)
        held = [each.payable_id for each in found]
        Payable.objects.filter(
            pk__in=held, state=Owed.OWED.value, findings__cleared_at=None
        ).update(state=Owed.HELD.value, held_because=Held.NOT_CLEARED.value)


def _findings(
    run: Run,
    chunk: list[Row],
    before: dict[int, int],
    median: int,
    shared: dict[int, int],
    now: datetime,
) -> Iterator[Finding]:
    book = rule_book.current()
    for pk, entitlement, person, kind, fen, born_on, _state in chunk:
        of = Compared(
            fen=fen,
            before_fen=before.get(entitlement) if kind == Kind.REGULAR.value else None,
            median_fen=median,
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
    regular = Payable.objects.counting().filter(
        agency=run.agency_id, fund=run.fund, period=run.month, kind=Kind.REGULAR.value
    )
    middle = (regular.count() - 1) // 2
    if middle < 0:
        return 0
    return int(regular.order_by("gross_fen").values_list("gross_fen", flat=True)[middle])


def _shared_accounts() -> dict[int, int]:
    """Return the persons whose account others have as well, and how many they are."""
    in_force = PaymentAccount.objects.filter(state=PaymentAccount.State.IN_FORCE)
    many = (
        in_force.order_by("number_index")
        .values("number_index")
        .annotate(n=Count("person", distinct=True))
        .filter(n__gt=1)
        .values_list("number_index", "n")
    )
    counts = dict(many)
    theirs = in_force.filter(number_index__in=list(counts))
    return {
        person: counts[index] for person, index in theirs.values_list("person_id", "number_index")
    }


def _begun(run: Run) -> int:
    """Return how many are paid for the first time."""
    regular = Payable.objects.counting().filter(
        agency=run.agency_id, fund=run.fund, period=run.month, kind=Kind.REGULAR.value
    )
    earlier = Payable.objects.filter(
        agency=run.agency_id, fund=run.fund, period=month_before(run.month)
    )
    return int(regular.exclude(entitlement__in=earlier.values("entitlement")).count())


def _ended(run: Run) -> int:
    """Return how many were paid a month ago and are not any more."""
    this = Payable.objects.counting().filter(
        agency=run.agency_id, fund=run.fund, month=run.month, entitlement__isnull=False
    )
    before = Payable.objects.counting().filter(
        agency=run.agency_id,
        fund=run.fund,
        month=month_before(run.month),
        kind=Kind.REGULAR.value,
    )
    return int(before.exclude(entitlement__in=this.values("entitlement")).count())


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
