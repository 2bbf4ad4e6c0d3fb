"""On which base and rates people pay who enrolled alone: what they chose, what its place says."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from agencies import rule_book
from law.money import to_fen
from law.values import RuleBook, ValueNotInForce
from records.models import ChosenBase, Relationship
from records.paying_alone import Terms, YearTerms
from services.enrolments.rules import values
from services.enrolments.rules.contributions import MEDICAL, Choice, monthly_lines, resident_due


def terms(relationships: Sequence[Relationship], month: date) -> dict[int, Terms]:
    """Return the terms of a month by the key of the relationship, of those who have chosen a base.

    Left out is where a number of the place is missing: such a month waits for a clerk, and nobody
    is asked for a guess.
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
    tier = chosen.tier or values.FIRST
    choice = Choice((relationship.insurance,), base_fen=chosen.base_fen, medical_tier=tier)
    try:
        lines = monthly_lines(choice, region, month, book)
    except ValueNotInForce:
        return None
    rates = [each.rate for each in lines if each.rate is not None]
    if len(rates) < len(lines):  # a fixed amount is paid whole, and none of it goes to an account
        whole = sum(each.amount_fen for each in lines)
        return Terms(base_fen=whole, rate=Decimal(1), account_rate=Decimal(0))
    if not rates:
        return None
    is_medical = relationship.insurance == MEDICAL  # its account of flexible workers gets nothing
    return Terms(
        base_fen=lines[0].base_fen,
        rate=sum(rates, Decimal(0)),
        account_rate=Decimal(0)
        if is_medical
        else values.ACCOUNT_RATE.number(month, book, region=region),
    )


def years(relationships: Sequence[Relationship], year: int) -> dict[int, YearTerms]:
    """Return what residents pay for a year, by the key of the relationship, where it is known.

    Left out is who has chosen nothing here, and where the amount of the place is not loaded.
    """
    book = rule_book.current()
    chosen = ChosenBase.objects.filter(
        relationship__in=relationships, from_month__lte=date(year, 12, 1)
    ).exclude(tier="")
    last = {each.relationship_id: each for each in chosen.order_by("from_month", "pk")}
    found = {
        each.pk: _year_of(each, last[each.pk], year, book)
        for each in relationships
        if each.pk in last
    }
    return {key: said for key, said in found.items() if said is not None}


def _year_of(
    relationship: Relationship, chosen: ChosenBase, year: int, book: RuleBook
) -> YearTerms | None:
    begins = max(date(year, 1, 1), chosen.from_month)
    kind, _bar, tier = chosen.tier.partition("|")
    try:
        if relationship.insurance == MEDICAL:
            region = relationship.agency.region_id
            line = resident_due(kind, tier or values.FIRST, region, begins, book)
            return YearTerms(amount_fen=line.amount_fen, is_of_account=False)
        yuan = values.RESIDENT_PENSION_TIERS.number(begins, book, key=(chosen.tier,))
    except ValueNotInForce:
        return None
    return YearTerms(amount_fen=to_fen(yuan), is_of_account=True)
