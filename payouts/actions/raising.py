"""Letting another amount count for very many people by few statements: the rise of a year.

Only upwards: nothing that was paid has to come back, so nothing is taken back here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, Q, Value, When

from kit import wall
from law.money import to_fen
from payouts.models import Entitlement, EntitlementRate
from payouts.rules.amounts import Line, add_up, keep


@dataclass(frozen=True, kw_only=True)
class NewRate:
    """What counts for one entitlement from a month on; its amount is no less than it was."""

    entitlement: int
    from_month: date
    lines: Sequence[Line]


@wall.as_house("raise what very many people draw")
def raise_all(rates: Sequence[NewRate], *, at: datetime) -> None:
    """Give each entitlement another rate from a month on; call it in a transaction.

    The entitlements are held by the caller, and none has a rate that begins after that month. What
    is missing of months that were paid already is owed with the next run.
    """
    keys = [each.entitlement for each in rates]
    held = Entitlement.objects.filter(pk__in=keys).annotate(n=Count("rates"))
    of = {pk: (person, agency, n) for pk, person, agency, n in held.values_list(*_HELD)}
    standing = EntitlementRate.objects.filter(entitlement__in=keys, replaced_by=None)
    months = {each.entitlement: each.from_month for each in rates}
    rows = standing.values_list("pk", "entitlement_id", "from_month")
    replaced = {own: pk for pk, own, month in rows if month == months[own]}
    # They stand in for themselves until the new one is there: one rate counts for a month.
    EntitlementRate.objects.filter(pk__in=replaced.values()).update(replaced_by=F("pk"))
    made = EntitlementRate.objects.bulk_create(
        EntitlementRate(
            entitlement_id=each.entitlement,
            person_id=of[each.entitlement][0],
            agency_id=of[each.entitlement][1],
            number=of[each.entitlement][2] + 1,
            from_month=each.from_month,
            amount_fen=to_fen(add_up(each.lines)),
            lines=keep(each.lines),
            at=at,
        )
        for each in rates
    )
    _let_replace({replaced[e.entitlement_id]: e.pk for e in made if e.entitlement_id in replaced})
    _mark(months)


def _let_replace(by_old: dict[int, int]) -> None:
    """Let each new rate stand in the place of the one before, in one statement."""
    if by_old:
        cases = [When(pk=old, then=Value(new)) for old, new in by_old.items()]
        EntitlementRate.objects.filter(pk__in=by_old).update(replaced_by=Case(*cases))


def _mark(months: dict[int, date]) -> None:
    """Let the next run work out anew what was changed, from its own month on."""
    for month in set(months.values()):
        keys = [key for key, each in months.items() if each == month]
        later = Q(reckon_from=None) | Q(reckon_from__gt=month)
        Entitlement.objects.filter(later, pk__in=keys).update(reckon_from=month)


_HELD = ("pk", "person_id", "agency_id", "n")
