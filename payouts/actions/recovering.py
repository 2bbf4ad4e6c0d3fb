"""Demanding back what was paid and was not due; a demand never touches other money by itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import Person
from agencies import rule_book
from agencies.models import Agency
from casework.models import Case
from kit import wall
from kit.clock import day_of
from law.money import from_fen, to_fen
from law.wording import Text, say_month
from payouts.actions import telling
from payouts.models import Entitlement, Recovery, RecoveryMonth
from payouts.rules.amounts import Line, keep
from payouts.rules.recovering import DEMAND, back_by

DEMANDS = "demand back what was paid too much"


@wall.as_house(DEMANDS)
@transaction.atomic
def demand(
    of: Entitlement | Case,
    *,
    person: Person,
    amount: Decimal,
    lines: Sequence[Line],
    reason: str,
    at: datetime,
    agency: Agency | None = None,
    key: str = "",
) -> Recovery:
    """Demand an amount back, once for each key; the agency of a case has to be named.

    Without a key a reason demands once of an entitlement or case.
    """
    entitlement = of if isinstance(of, Entitlement) else None
    case = of.case if isinstance(of, Entitlement) else of
    owner = agency or (entitlement.agency if entitlement else None)
    if owner is None:
        raise ValueError("whose money it is has to be said")
    made, is_new = Recovery.objects.get_or_create(
        key=key or f"{'e' if entitlement else 'c'}{of.pk}:{reason}",
        defaults={
            "entitlement": entitlement,
            "case": case,
            "person": person,
            "agency": owner,
            "amount_fen": to_fen(amount),
            "reason": reason,
            "lines": keep(lines),
            "demanded_at": at,
            "due_on": back_by(day_of(at), rule_book.current()),
        },
    )
    if is_new:
        telling.demanded(made, at)
    return made


def demand_months(
    entitlement: Entitlement, over: Mapping[date, int], *, reason: str, at: datetime
) -> Recovery:
    """Demand back what months of an entitlement were paid too much; within a transaction."""
    number = Recovery.objects.filter(entitlement=entitlement).count() + 1
    made = demand(
        entitlement,
        person=entitlement.person,
        amount=from_fen(sum(over.values())),
        lines=[_line(month, fen) for month, fen in sorted(over.items())],
        reason=reason,
        at=at,
        key=f"e{entitlement.pk}:over:{number}",
    )
    RecoveryMonth.objects.bulk_create(
        RecoveryMonth(
            recovery=made,
            entitlement=entitlement,
            person_id=entitlement.person_id,
            agency_id=entitlement.agency_id,
            month=month,
            amount_fen=fen,
        )
        for month, fen in sorted(over.items())
    )
    return made


def _line(month: date, fen: int) -> Line:
    name = say_month(month)
    title = Text(f"{name.zh}多发", f"Paid too much for {name.en}")
    return Line(
        name=f"over-{month:%Y-%m}",
        title=title,
        amount=from_fen(fen),
        formula="",
        basis=DEMAND,
    )
