"""Which months move with a transfer, and which stay."""

from collections.abc import Iterable

from agencies import rule_book
from agencies.models import Agency
from agencies.rules.terms import Insurance
from law.money import from_fen, to_fen
from records.models import InsuredPeriod, Relationship, Scheme
from records.rules import contributions
from transfers.models import Transfer
from transfers.rules import staying
from transfers.rules.form_lines import FIRST_YEAR
from transfers.rules.staying import (
    Stay,
    marked,
    principal_made_up,
)


def place_of(original: Relationship, period: InsuredPeriod) -> Agency:
    return period.came_from or original.agency


def own_months(periods: Iterable[InsuredPeriod]) -> list[InsuredPeriod]:
    return [each for each in periods if each.came_from_id is None]


def by_shares(left: Iterable[InsuredPeriod]) -> list[InsuredPeriod]:
    """Return the months that moved by the prescribed shares: with others the whole account did."""
    moved = [each for each in left if each.gone_as == InsuredPeriod.Gone.MOVED]
    if not moved:
        return []
    numbers = {each.gone_with for each in moved}
    cases = Transfer.objects.filter(
        case__number__in=numbers,
        insurance=Insurance.PENSION,
        from_scheme=Scheme.EMPLOYEE,
        to_scheme=Scheme.EMPLOYEE,
    )
    shares = set(cases.values_list("case__number", flat=True))
    return [each for each in moved if each.gone_with in shares]


def made_up(original: Relationship, number: str) -> int:
    """Return, in fen, what the agency makes up for months that moved with a case (70号)."""
    moved = by_shares(original.periods.filter(gone_with=number))
    periods = [contribution_of(original, each) for each in moved]
    return to_fen(principal_made_up(periods, rule_book.current()))


def schemes(transfer: Transfer) -> tuple[str, str]:
    """Return the scheme the insurance comes from and the one it goes to."""
    return transfer.from_scheme, transfer.to_scheme


def stays_of(transfer: Transfer) -> list[Stay]:
    """Return the months of which the person was told that they cannot be moved."""
    return [part.stay for part in transfer.parts_that_stay.with_months()]


def months_that_would_move(transfer: Transfer, stay: Stay) -> int:
    """Return how many paid months of the record lie in a stretch and would otherwise move.

    What was paid before 1998 moves as one sum (①), of which no month can be taken out.
    """
    if stay.first_month.year < FIRST_YEAR:
        return 0
    held = Relationship.objects.filter(pk=transfer.original_relationship_id)
    there = InsuredPeriod.objects.lying_there().filter(relationship__in=held)
    periods = there
    original = held.get()
    paid = [contribution_of(original, each) for each in periods]
    return staying.months_that_would_move(marked(paid, stays_of(transfer)), stay)


def contribution_of(
    original: Relationship, period: InsuredPeriod
) -> contributions.ContributionPeriod:
    return contributions.ContributionPeriod(
        region=place_of(original, period).code,
        first_month=period.first_month,
        last_month=period.last_month,
        base=from_fen(period.base_fen),
        account_rate=period.account_rate,
        employer_rate=period.employer_rate,
        personal_rate=period.personal_rate,
        paid=period.is_paid,
        personal_arrears=period.is_personal_arrears,
        scheme=period.scheme,
    )
