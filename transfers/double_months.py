"""From the records to the rules: the months that lie twice at the new agency after a transfer."""

from agencies.rules.terms import Insurance
from law.money import from_fen
from records.models import InsuredPeriod, Relationship
from records.rules.double_months import PROPOSED, Held, Keep, Plan, plan
from transfers.models import Clearing, Transfer


def paid_at(relationship: Relationship) -> list[InsuredPeriod]:
    """Return the paid periods that lie in a relationship: one query."""
    there = relationship.periods.lying_there().filter(is_paid=True)
    return list(there.select_related("relationship"))


def plan_of(transfer: Transfer, keep: Keep = PROPOSED) -> Plan:
    """Return what goes if the months are kept so; nothing where no month lies twice.

    Only pensions: for medical insurance the texts know no clearing with the person.
    """
    new = transfer.new_relationship
    if new is None or transfer.insurance != Insurance.PENSION:
        return plan(())
    return plan((held(each, transfer.case.number) for each in paid_at(new)), keep)


def held(period: InsuredPeriod, case_number: str) -> Held:
    """Return a period as the rules of clearing see it."""
    return Held(
        key=period.pk,
        first_month=period.first_month,
        last_month=period.last_month,
        scheme=period.scheme,
        base=from_fen(period.base_fen),
        personal_rate=period.personal_rate,
        account_rate=period.account_rate,
        has_arrived=period.case_number == case_number,
    )


def chosen(clearing: Clearing) -> Keep:
    """Return what the person has chosen, or what the portal proposes."""
    return Keep(clearing.keep) if clearing.keep else PROPOSED
