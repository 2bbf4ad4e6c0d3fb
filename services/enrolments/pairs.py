"""Two accounts of one insurance with one agency: which is kept, and which months lie twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.once import once_a_page
from law.money import from_fen
from records.models import InsuredPeriod, Relationship
from records.rules.double_months import Held, Plan, plan
from services.enrolments.settling import GONE, PENSION


@dataclass(frozen=True)
class Pair:
    """The account that is kept and the one that is joined to it."""

    kept: Relationship
    other: Relationship


def pair_in(held: Iterable[Relationship], insurance: object) -> Pair | None:
    """Return two accounts of one scheme with one agency, or with it and one it took over.

    The one into which contributions run is kept, else the earlier one (人社部发〔2009〕187号 3).
    """
    by_office: dict[tuple[int, str], list[Relationship]] = {}
    for each in held:
        if each.insurance == insurance and each.status not in GONE:
            by_office.setdefault((each.agency.in_office.pk, each.scheme), []).append(each)
    for found in by_office.values():
        if len(found) > 1:
            kept, other = sorted(found, key=_order)[:2]
            return Pair(kept, other)
    return None


def _order(each: Relationship) -> tuple:
    runs = each.status in (Relationship.Status.ACTIVE, Relationship.Status.DRAWING)
    return not runs, each.opened_month, each.pk


@once_a_page
def paid_in(relationship: Relationship) -> list[InsuredPeriod]:
    """Return the paid months that lie in a relationship."""
    there = relationship.periods.lying_there().filter(is_paid=True, is_personal_arrears=False)
    return list(there.order_by("first_month", "pk"))


def doubles_of(pair: Pair) -> Plan:
    """Return which months lie in both, and what is paid back; medical months count once anyway."""
    if pair.kept.insurance != PENSION:
        return plan(())
    rows = [(each, False) for each in paid_in(pair.kept)]
    rows += [(each, True) for each in paid_in(pair.other)]
    return plan(as_held(each, has_arrived=arrived) for each, arrived in rows)


def as_held(period: InsuredPeriod, *, has_arrived: bool) -> Held:
    """Return a period as the rules of double months see it."""
    return Held(
        key=period.pk,
        first_month=period.first_month,
        last_month=period.last_month,
        scheme=period.scheme,
        base=from_fen(period.base_fen),
        personal_rate=period.personal_rate,
        account_rate=period.account_rate,
        has_arrived=has_arrived,
    )
