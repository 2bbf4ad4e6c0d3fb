"""Owing one payment that comes once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from agencies.actors import Actor
from agencies.models import Agency
from casework.models import Case
from kit import wall
from kit.clock import day_of
from law.money import to_fen
from payouts.models import Payable
from payouts.registry import benefit_of
from payouts.rules.amounts import Line, add_up, keep
from payouts.rules.drawing import month_of
from payouts.rules.states import Kind


@wall.as_house("owe somebody a payment")
@transaction.atomic
def owe(
    case: Case,
    *,
    benefit: str,
    person: Person,
    agency: Agency,
    key: str,
    month: date,
    lines: Sequence[Line],
    at: datetime,
    by: Actor | None = None,
) -> Payable:
    """Owe a payment; the same key of a benefit is the same payment, however often it is owed."""
    fen = to_fen(add_up(lines))
    made, _is_new = Payable.objects.get_or_create(
        key=f"{benefit}:{key}",
        defaults={
            "case": case,
            "person": person,
            "agency": agency,
            "benefit": benefit,
            "fund": benefit_of(benefit).fund,
            "kind": Kind.ONE_OFF.value,
            "month": month_of(month),
            "period": month_of(day_of(at)),
            "gross_fen": fen,
            "amount_fen": fen,
            "lines": keep(lines),
            "owed_at": at,
        },
    )
    return made
