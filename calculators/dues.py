"""What an employer owes with its late fee on the day it pays."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from calculators.answers import Answer, Known
from calculators.reading import readers
from calculators.reading.refusing import BadInput
from calculators.reading.shapes import Shape, list_of, optional
from law.money import ZERO, spell_yuan
from law.values import ValueNotInForce, percent
from law.wording import Basis, Text, counted, filled, say_day
from services.contributions.rules.late_fees import (
    LATE_AFTER,
    LATE_RATE,
    LateFee,
    first_late_day,
    late_fee,
)

DAY = timedelta(days=1)
IN_ALL = Text(
    "应缴{owed}元，滞纳金{fee}元，合计{total}元。",
    "{owed} yuan owed, {fee} yuan late fee, {total} yuan in all.",
)
PART = Text(
    "{owed}元×{days}×{rate}＝{fee}元（{first}至{last}）。",
    "{owed} × {days} × {rate} = {fee} yuan ({first} to {last}).",
)
NOT_LATE = Text(
    "{day}缴纳，没有超过期限，没有滞纳金。", "Paid on {day} it is not late: there is no late fee."
)
LOCAL = Text(
    "各地的缴费期限不同；没有写明从哪天起算的，按费款所属月份的次月1日起算，请向当地核实。",
    "Places set their own last days. Where none was named, the month after is late from its first "
    "day on; ask the office there.",
)
NO_FINE = Text(
    "责令限期缴纳后仍不缴的，另有罚款，由主管部门决定，这里不算。",
    "If it is still not paid by the day that is then set, the authority may add a fine, which is "
    "not worked out here.",
)
EMPLOYER_DUES = Shape(
    {
        "paid_on": readers.day,
        "months": list_of(
            Shape(
                {
                    "month": readers.month,
                    "owed": readers.amount(),
                    "first_late_day": optional(readers.day),
                }
            )
        ),
    }
)


def employer_dues(asked: dict[str, Any], known: Known) -> Answer:
    """Say what is owed in all on the day it is paid; the day of payment itself costs nothing."""
    paid_on: date = asked["paid_on"]
    fees = [_fee(place, each, paid_on, known) for place, each in enumerate(asked["months"])]
    owed = sum((each["owed"] for each in asked["months"]), ZERO)
    fee = sum((found.total for _begin, found in fees), ZERO)
    result = {
        "owed": owed,
        "late_fee": fee,
        "total": owed + fee,
        "months": [
            {
                "month": f"{each['month']:%Y-%m}",
                "owed": each["owed"],
                "first_late_day": begin,
                "days": found.days,
                "late_fee": found.total,
            }
            for each, (begin, found) in zip(asked["months"], fees, strict=True)
        ],
    }
    return Answer(result, _basis(fees, known), tuple(_said(asked, fees, owed, fee)), fees)


def _fee(place: int, asked: dict[str, Any], paid_on: date, known: Known) -> tuple[date, LateFee]:
    try:
        begin = asked["first_late_day"] or first_late_day(asked["month"], known.book)
        return begin, late_fee(asked["owed"], begin, paid_on - DAY, known.book)
    except ValueNotInForce as error:
        raise BadInput("too_small", f"months[{place}].month", limit="1999-02") from error


def _said(
    asked: dict[str, Any], fees: list[tuple[date, LateFee]], owed: Decimal, fee: Decimal
) -> Iterator[Text]:
    total = spell_yuan(owed + fee)
    yield filled(IN_ALL, owed=spell_yuan(owed), fee=spell_yuan(fee), total=total)
    parts = [part for _begin, found in fees for part in found.parts]
    for part in parts:
        yield filled(
            PART,
            owed=spell_yuan(part.owed),
            days=counted(part.days, "天", "day"),
            rate=percent(part.rate.number),
            fee=spell_yuan(part.fee),
            first=say_day(part.first_day),
            last=say_day(part.last_day),
        )
    if not parts:
        yield filled(NOT_LATE, day=say_day(asked["paid_on"]))
    if any(each["first_late_day"] is None for each in asked["months"]):
        yield LOCAL
    yield NO_FINE


def _basis(fees: list[tuple[date, LateFee]], known: Known) -> tuple[Basis, ...]:
    used = [part.rate.basis for _begin, found in fees for part in found.parts]
    return (
        (*used, LATE_AFTER.on(known.today, known.book).basis)
        if used
        else (LATE_RATE.on(known.today, known.book).basis,)
    )
