"""The numbers of benefit: for how many months, how much, from when, what it comes to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from applications.fields import Figure
from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.values import ValueNotInForce
from law.wording import Text, filled, say_day, say_month, say_months, say_yuan
from services.unemployment.facts import BenefitFacts
from services.unemployment.rules import paying
from services.unemployment.rules.ladder import Term
from services.unemployment.rules.reasons import REVIEWING

MONTHS, AMOUNT = "months", "amount"
LABELS = {
    MONTHS: Text("可领月数", "Months of benefit"),
    AMOUNT: Text("每月金额", "Amount a month"),
}
CORRECTABLE = tuple(LABELS.items())
CLERK = Text("由经办人员按当地标准核定", "a clerk works it out by the numbers of the place")
NOT_LOADED = Text("当地标准尚未录入，不作推算", "the numbers of the place are not loaded: no guess")
MEDICAL = cite(SOCIAL_INSURANCE_LAW, "48")


def figures(facts: BenefitFacts) -> tuple[Figure, ...]:
    """Return what is drawn: months, amounts, from when, in all, and the medical cover with it."""
    if facts.counted is None and not facts.left_over:
        return (_unknown(MONTHS), _unknown(AMOUNT))
    try:
        term = facts.term
    except ValueNotInForce:
        return (_unknown(MONTHS), *_amounts_without_term(facts))
    if not term.total:
        return (_months(facts, term),)
    return (_months(facts, term), *_money(facts, term), _begins(facts), _cover(term))


def _unknown(name: str) -> Figure:
    return Figure(
        name=name,
        label=LABELS[name],
        value=CLERK,
        formula=NOT_LOADED,
        basis=REVIEWING,
        is_sure=False,
    )


def _amounts_without_term(facts: BenefitFacts) -> tuple[Figure, ...]:
    try:
        first = facts.start.first_month
        rate = paying.standard(
            facts.region, first, facts.months_paid, 1, facts.own_base, facts.book
        )
    except ValueNotInForce:
        return (_unknown(AMOUNT),)
    return (_rate(rate, None),)


def _months(facts: BenefitFacts, term: Term) -> Figure:
    total = term.total
    return Figure(
        name=MONTHS,
        label=LABELS[MONTHS],
        value=say_months(total),
        formula=term.lines,
        basis=term.basis,
        is_sure=term.basis.verified and facts.counted is not None,
    )


def _rate(rate: paying.Rate, span: Text | None) -> Figure:
    label = LABELS[AMOUNT]
    if span is not None:
        label = Text(f"{label.zh}（{span.zh}）", f"{label.en} ({span.en})")
    return Figure(
        name=AMOUNT if span is None else "",
        label=label,
        value=say_yuan(rate.amount),
        formula=rate.formula,
        basis=rate.basis,
        is_sure=rate.basis.verified,
    )


def _money(facts: BenefitFacts, term: Term) -> Iterator[Figure]:
    first = facts.start.first_month
    try:
        found = schedule_of(facts, term.total, first)
    except ValueNotInForce:
        yield _unknown(AMOUNT)
        return
    parts = stretches(found)
    for number, part in enumerate(parts):
        span = None if len(parts) == 1 else _span(part)
        figure = _rate(part[0].rate, span)
        yield figure if number else _named(figure)
    yield Figure(
        label=Text("一共", "In all"),
        value=say_yuan(paying.total(found)),
        formula=_sum(parts),
        basis=found[0].rate.basis,
        is_sure=all(each.rate.basis.verified for each in found),
    )


def _named(figure: Figure) -> Figure:
    """Return the first amount under the name by which a clerk corrects what is paid."""
    return replace(figure, name=AMOUNT)


def schedule_of(facts: BenefitFacts, months: int, first: date) -> tuple[paying.Paid, ...]:
    """Return each month with what is paid for it; raises `ValueNotInForce`."""
    return paying.schedule(
        months,
        first,
        region=facts.region,
        months_paid=facts.months_paid,
        own_base=facts.own_base,
        book=facts.book,
    )


def stretches(found: tuple[paying.Paid, ...]) -> list[tuple[paying.Paid, ...]]:
    """Return months in a row for which the same is paid."""
    return [tuple(part) for _amount, part in groupby(found, key=lambda each: each.rate.amount)]


def _span(part: tuple[paying.Paid, ...]) -> Text:
    first, last = say_month(part[0].month), say_month(part[-1].month)
    if len(part) == 1:
        return first
    return Text(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}")


def _sum(parts: list[tuple[paying.Paid, ...]]) -> Text:
    said = " + ".join(f"{len(each)} × {each[0].rate.amount:,.2f}" for each in parts)
    return Text(said, said)


def _begins(facts: BenefitFacts) -> Figure:
    begins = facts.start
    return Figure(
        label=Text("从何时起", "From"),
        value=filled(
            Text(
                "自{day}起算，首个发放月为{month}", "counts from {day}; the first month is {month}"
            ),
            day=say_day(begins.day),
            month=say_month(begins.first_month),
        ),
        formula=begins.formula,
        basis=begins.basis,
        is_sure=begins.basis.verified,
    )


def _cover(term: Term) -> Figure:
    return Figure(
        label=Text("医疗保险", "Medical insurance"),
        value=filled(
            Text(
                "领取的{months}由基金缴费，您不用缴",
                "paid by the fund for {months}: you pay nothing",
            ),
            months=say_months(term.total),
        ),
        formula=Text("领取失业保险金期间参加职工医保", "while benefit is drawn"),
        basis=MEDICAL,
    )
