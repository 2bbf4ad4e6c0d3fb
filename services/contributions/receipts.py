"""What somebody has paid themselves, payment by payment, each with the number of its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Person
from applications.fields import Shown
from law.money import from_fen, spell_yuan
from law.wording import Text, say_day
from letters.models import Letter
from payments.models import Payment
from records.rules.contributions import month_number, month_of


@dataclass(frozen=True)
class Receipted:
    """A payment that was credited, and the receipt that says so."""

    paid_on: date
    fen: int
    title: Text
    receipt: str


def paid_by(person: Person, answers: Mapping[str, Any]) -> list[Receipted]:
    """Return the payments credited within the months that were named, the earliest first."""
    first, last = answers.get("from_month"), answers.get("until_month")
    credited = Payment.objects.filter(person=person, state=Payment.State.CREDITED)
    found = list(credited.select_related("order").order_by("paid_at", "pk"))
    numbers = _receipts({each.order.case_number for each in found})
    return [
        Receipted(
            paid_on=timezone.localdate(each.paid_at),
            fen=each.amount_fen,
            title=each.order.what_for.title,
            receipt=numbers[each.order.case_number],
        )
        for each in found
        if each.order.case_number in numbers
        and _lies_between(timezone.localdate(each.paid_at), first, last)
    ]


def _receipts(cases: set[str]) -> dict[str, str]:
    """Return the numbers of the receipts that count, by their cases."""
    issued = Letter.objects.filter(case__number__in=cases, kind=Letter.Kind.PAYMENT)
    rows = issued.order_by("pk").values_list("case__number", "official_number", "number")
    return {case: printed or number for case, printed, number in rows}


def _lies_between(day: date, first: date | None, last: date | None) -> bool:
    after_last = month_of(month_number(last) + 1) if last else None
    return (first is None or first <= day) and (after_last is None or day < after_last)


def shown(each: Receipted) -> Shown:
    """Return a line of the certificate."""
    day, yuan = say_day(each.paid_on), spell_yuan(from_fen(each.fen))
    return Shown(
        label=Text(f"{day.zh} {each.title.zh}", f"{day.en}, {each.title.en}"),
        value=Text(f"{yuan}元，凭证编号{each.receipt}", f"{yuan} yuan, receipt {each.receipt}"),
    )
