"""Reading what somebody draws and was paid, for whoever decides on it; nothing is changed here."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from accounts.models import Person
from casework.models import Case
from kit import wall
from kit.once import once_a_page
from law.money import from_fen
from payouts.models import Entitlement, Payable, RecoveryMonth
from payouts.rules.states import Owed, Recovered

READS = "decide on what somebody draws, wherever that is"


@once_a_page
@wall.as_house(READS)
def drawn_months(person: Person, benefit: str) -> tuple[date, ...]:
    """Return the months of a benefit that were paid or are owed, without those demanded back."""
    found: dict[date, int] = defaultdict(int)
    owed = Payable.objects.counting().filter(person=person, benefit=benefit)
    for month, fen in owed.values_list("month").annotate(fen=Sum("gross_fen")).order_by("month"):
        found[month] += fen
    back = RecoveryMonth.objects.filter(entitlement__person=person, entitlement__benefit=benefit)
    live = back.exclude(recovery__state=Recovered.WITHDRAWN.value)
    for month, fen in live.values_list("month").annotate(fen=Sum("amount_fen")).order_by("month"):
        found[month] -= fen
    return tuple(sorted(month for month, fen in found.items() if fen > 0))


@once_a_page
@wall.as_house(READS)
def booked_months(person: Person, benefit: str) -> tuple[date, ...]:
    """Return the months of a benefit that a bank has booked."""
    paid = Payable.objects.filter(person=person, benefit=benefit, state=Owed.PAID.value)
    return tuple(paid.order_by("month").values_list("month", flat=True).distinct())


@once_a_page
@wall.as_house(READS)
def paid_total(case: Case) -> Decimal:
    """Return what was paid in a case (yuan)."""
    paid = Payable.objects.filter(case=case, state=Owed.PAID.value)
    return from_fen(paid.aggregate(fen=Sum("gross_fen"))["fen"] or 0)


def is_paid(payable: Payable) -> bool:
    """Whether a bank has said that a payment is booked."""
    return payable.status is Owed.PAID


def entitlements_of(person: Person) -> QuerySet[Entitlement]:
    """Return what a person draws or has drawn, the newest first; asked for by whoever may."""
    return Entitlement.objects.filter(person=person).order_by("-from_month", "-pk")


def draws(person: Person, benefit: str) -> Entitlement | None:
    """Return what a person draws of a benefit now, suspended or not."""
    return next((each for each in _running(person) if each.benefit == benefit), None)


@once_a_page
@wall.as_house(READS)
def _running(person: Person) -> list[Entitlement]:
    return list(Entitlement.objects.running().filter(person=person))


@wall.as_house(READS)
def excluding(
    person: Person, benefit: str, first: date, last: date | None = None
) -> Entitlement | None:
    """Return what somebody draws in these months that excludes a benefit, if anything."""
    drawn = entitlements_of(person)
    return next((each for each in drawn if each.excludes(benefit, first, last)), None)
