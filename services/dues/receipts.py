"""The facts of a receipt (缴费凭证): insurance, months, base, rate, sums, channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from agencies.rules.terms import Insurance
from casework.models import Case
from law.money import from_fen
from law.values import percent
from law.wording import MONTH_NAMES, Text
from letters import data as paper
from letters.parties import agency_facts, agency_name, person_facts
from letters.rules.numbers import LetterNumber
from payments.channels import provider_of
from payments.models import Order, Payment
from services.dues.models import Due
from services.dues.rules.reckoning import COLLECTED, PAYS_ALONE


@dataclass(frozen=True, kw_only=True)
class PaidLine:
    """A row of the receipt: one month or year; amounts in yuan, as they are printed."""

    insurance: Text
    agency: Text
    period: Text
    base: str
    rate: str
    pooled: str
    account: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class PaymentReceipt(paper.Letter):
    """缴费凭证: what was paid, and how it was split."""

    lines: tuple[PaidLine, ...]
    total: str
    order_number: str
    channel: Text
    channel_number: str
    paid_at: datetime
    bases: tuple[Text, ...]


def yuan(fen: int) -> str:
    """Return an amount as it is printed."""
    return f"{from_fen(fen):,.2f}"


def period_of(due: Due) -> Text:
    """Return a month or a year in both languages."""
    year = due.period.year
    if due.is_year:
        return Text(f"{year}年度", f"the year {year}")
    return Text(f"{year}年{due.period.month}月", f"{MONTH_NAMES[due.period.month - 1]} {year}")


def line_of(due: Due) -> PaidLine:
    """Return the row of a due."""
    return PaidLine(
        insurance=Insurance(due.relationship.insurance).label,
        agency=agency_name(due.relationship.agency),
        period=period_of(due),
        base="—" if due.is_year else yuan(due.base_fen),
        rate="—" if due.is_year else percent(due.rate),
        pooled=yuan(due.pooled_fen),
        account=yuan(due.account_fen),
        amount=yuan(due.amount_fen),
    )


def content(
    case: Case,
    order: Order,
    payment: Payment,
    dues: list[Due],
    number: LetterNumber,
    *,
    now: datetime,
) -> dict[str, Any]:
    """Return the facts of the receipt of an order."""
    return PaymentReceipt(
        insurance=dues[0].relationship.insurance,
        number=number.identifier,
        official_number=number.official,
        case_number=case.number,
        issued_on=timezone.localdate(now),
        issuer=agency_facts(order.agency),
        person=person_facts(
            order.person, personal_number=str(dues[0].relationship.personal_number)
        ),
        lines=tuple(map(line_of, dues)),
        total=yuan(order.amount_fen),
        order_number=order.number,
        channel=provider_of(order.provider).title,
        channel_number=payment.provider_no,
        paid_at=payment.paid_at,
        bases=(PAYS_ALONE.label, COLLECTED.label),
    ).as_json()
