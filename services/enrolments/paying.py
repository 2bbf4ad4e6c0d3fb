"""On which base and rates people pay who enrolled alone: what they chose, what its place says."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from agencies import rule_book
from law.values import RuleBook, ValueNotInForce
from records.models import ChosenBase, Relationship
from records.paying_alone import Terms
from services.enrolments.rules import values
from services.enrolments.rules.contributions import MEDICAL, Choice, monthly_lines


def terms(relationships: Sequence[Relationship], month: date) -> dict[int, Terms]:
    """Return the terms of a month by the key of the relationship, of those who have chosen a base.

    Left out is where a number of the place is missing, and where medical insurance costs a fixed
    amount and no share of a base: such a month waits for a clerk, and nobody is asked for a guess.
    """
    book = rule_book.current()
    chosen = ChosenBase.objects.filter(relationship__in=relationships, from_month__lte=month)
    bases = {each.relationship_id: each for each in chosen.order_by("from_month", "pk")}
    found = {
        each.pk: _terms_of(each, bases[each.pk], month, book)
        for each in relationships
        if each.pk in bases
    }
    return {key: said for key, said in found.items() if said is not None}


def _terms_of(
    relationship: Relationship, chosen: ChosenBase, month: date, book: RuleBook
) -> Terms | None:
    region = relationship.agency.region_id
    choice = Choice((relationship.insurance,), base_fen=chosen.base_fen)
    try:
        lines = monthly_lines(choice, region, month, book)
    except ValueNotInForce:
        return None
    rates = [each.rate for each in lines if each.rate is not None]
    if not rates or len(rates) < len(lines):
        return None
    is_medical = relationship.insurance == MEDICAL  # its account of flexible workers gets nothing
    return Terms(
        base_fen=lines[0].base_fen,
        rate=sum(rates, Decimal(0)),
        account_rate=Decimal(0)
        if is_medical
        else values.ACCOUNT_RATE.number(month, book, region=region),
    )
