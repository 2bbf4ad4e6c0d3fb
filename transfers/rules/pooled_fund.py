"""What moves from the pooled fund: 12% of the bases since 1998 (国办发〔2009〕66号 art. 4)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from law.documents import (
    PENSION_TRANSFER,
    cite,
)
from law.money import ZERO, round_half_up
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from records.rules.benefit_place import GENERAL
from records.rules.contributions import (
    EMPLOYEE,
)
from transfers.rules.form_lines import (
    FIRST_YEAR,
    FormLine,
)

# From a temporary account all that was paid moves, be it more or less (66号 art. 5(2)).
POOLED_RATE = rule(
    "pension.pooled-share-that-moves",
    Text("统筹基金按缴费基数转移的比例", "Share of the base that moves from the pooled fund"),
    Unit.RATE,
    value("0.12", cite(PENSION_TRANSFER, "4(2)"), date(FIRST_YEAR, 1, 1)),
)


def pooled_money(
    lines: Iterable[FormLine], account: str, *, on: date, book: RuleBook | None = None
) -> Decimal:
    """Return what moves from the pooled fund since 1998, without interest, rounded once."""
    since_1998 = [line for line in lines if line.year >= FIRST_YEAR and line.scheme == EMPLOYEE]
    if not since_1998:
        return ZERO
    prescribed = POOLED_RATE.number(on, book)
    shares = (
        line.base * line.months * _pooled_rate(line, account, prescribed) for line in since_1998
    )
    return round_half_up(sum(shares, ZERO))


def _pooled_rate(line: FormLine, account: str, prescribed: Decimal) -> Decimal:
    """Return 12%, or for a temporary account all that was paid beside the personal account.

    国办发〔2009〕66号 art. 5(2) moves all contributions of employer and person; what was not paid
    is none of them, whoever did not pay it.
    """
    if account == GENERAL:
        return prescribed
    return max(ZERO, line.employer_rate + line.personal_rate - line.account_rate)
