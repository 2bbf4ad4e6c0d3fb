"""Nothing is lost and nothing moves twice: what left one place lies at another, to the fen."""

from collections.abc import Iterable, Iterator

from django.db.models import Sum

from records.accounts import COLUMNS
from records.models import AccountEntry, AccountYear, InsuredPeriod
from records.rules.contributions import month_number

Kind = AccountEntry.Kind


def accounts_together_hold_what_they_held() -> Iterator[str]:
    """With each case one account gains exactly what another loses."""
    moved = AccountEntry.objects.filter(kind__in=(Kind.MOVED_OUT, Kind.ARRIVED)).order_by()
    sums = moved.values_list("case_number").annotate(Sum("amount_fen"), Sum("pre_1998_fen"))
    for number, fen, pre_1998_fen in sums:
        if fen or pre_1998_fen:
            yield f"case {number}: {fen} fen were lost or made between two accounts"


def accounts_say_what_cases_did() -> Iterator[str]:
    """Each year of an account holds what its entries add up to, and no case changed it unseen."""
    entered: dict[tuple[int, int, str], int] = {}
    for relationship, year, kind, fen, pre_1998_fen in AccountEntry.objects.values_list(
        "relationship", "year", "kind", "amount_fen", "pre_1998_fen"
    ):
        key = (relationship, year, kind)
        entered[key] = entered.get(key, 0) + fen - pre_1998_fen
    kinds = list(COLUMNS.items())
    columns = [column for _kind, (column, _sign) in kinds]
    changed = AccountYear.objects.exclude(**dict.fromkeys(columns, 0))
    for relationship, year, *fens in changed.values_list("relationship", "year", *columns):
        for (kind, (_column, sign)), fen in zip(kinds, fens, strict=True):
            if sign * fen != entered.pop((relationship, year, kind), 0):
                yield f"account {relationship}: {kind} in {year} is not what cases did"
    for (relationship, year, kind), fen in entered.items():
        if fen:
            yield f"account {relationship}: {kind} in {year} stands in no year"


def months_that_left_have_arrived() -> Iterator[str]:
    """The months a case took from one place are the months it brought to another."""
    gone = InsuredPeriod.objects.filter(gone_as=InsuredPeriod.Gone.MOVED)
    left = _months_by_case(gone.values_list("gone_with", "scheme", "first_month", "last_month"))
    came = InsuredPeriod.objects.exclude(case_number="")
    arrived = _months_by_case(
        came.values_list("case_number", "scheme", "first_month", "last_month")
    )
    for number in sorted(left.keys() | arrived.keys()):
        if left.get(number) != arrived.get(number):
            yield f"case {number}: other months left than arrived"


def _months_by_case(rows: Iterable[tuple]) -> dict[str, set[tuple[str, int]]]:
    months: dict[str, set[tuple[str, int]]] = {}
    for number, scheme, first, last in rows:
        numbers = range(month_number(first), month_number(last) + 1)
        months.setdefault(number, set()).update((scheme, each) for each in numbers)
    return months


INVARIANTS = (
    accounts_together_hold_what_they_held,
    accounts_say_what_cases_did,
    months_that_left_have_arrived,
)
