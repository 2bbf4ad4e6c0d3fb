"""The forecast of a pension: every month one may choose, three of them beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from agencies import rule_book
from applications.fields import Answers
from law.money import ZERO
from law.values import ValueNotInForce
from records.rules.retirement import Category
from services.retirement.forecast_questions import GROWTHS, index_of
from services.retirement.rules.comparing import (
    Card,
    Outlook,
    Row,
    cards,
    compare,
    covered,
    is_covered,
)
from services.retirement.rules.windows import Window, window

ACCOUNT_RATE = Decimal("0.08")
WHOLE = 100


@dataclass(frozen=True)
class Forecast:
    """What the page shows; `rows` is empty where the place has no base, and nothing is guessed."""

    window: Window
    outlook: Outlook
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    growth: Decimal
    first_enough: date | None

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The line of time: a column for each month, its height in hundredths of the highest."""
        most = max((row.total for row in self.rows), default=ZERO) or Decimal(1)
        return [
            {
                "x": n,
                "height": round(float(row.total / most) * WHOLE, 1),
                "tone": _tone(row, self.window),
            }
            for n, row in enumerate(self.rows)
        ]

    @property
    def cliffs(self) -> tuple[Row, ...]:
        """The months in which there would suddenly be too few again, because the minimum rises."""
        pairs = zip(self.rows, self.rows[1:], strict=False)
        return tuple(late for early, late in pairs if early.has_enough and not late.has_enough)


def _tone(row: Row, of: Window) -> str:
    if not row.has_enough:
        return "alert"
    return "ok" if row.month == of.statutory else ""


def outlook_of(answers: Answers, today: date) -> Outlook:
    """Return what somebody said, as the rules ask for it."""
    base = Decimal(answers.get("base") or 0)
    return Outlook(
        category=Category(answers["category"]),
        born=answers["born"],
        region=str(answers["place"]),
        as_of=today.replace(day=1),
        paid_months=int(answers.get("paid_months") or 0),
        deemed_months=int(answers.get("deemed_months") or 0),
        index=index_of(answers, today.year),
        account=Decimal(answers.get("account") or 0),
        credit=(base * ACCOUNT_RATE).quantize(Decimal("0.01")),
        goes_on=bool(answers.get("goes_on", True)),
    )


def forecast(outlook: Outlook, growth: Decimal = ZERO) -> Forecast:
    """Return the forecast by the rules and numbers that are known today."""
    book = rule_book.current()
    of = window(outlook.category, outlook.born, book)
    months = _to_come(covered(of, outlook.born), outlook.born, outlook.as_of)
    try:
        rows = compare(outlook, months, growth, book)
    except ValueNotInForce:
        rows = ()
    first = next((row.month for row in rows if row.has_enough), None)
    return Forecast(of, outlook, rows, cards(of, rows), growth, first)


def _to_come(months: Sequence[date], born: date, as_of: date) -> list[date]:
    """Return the months that lie ahead; whoever is past the window may go now, if under seventy."""
    ahead = [month for month in months if month >= as_of]
    return ahead or ([as_of] if is_covered(born, as_of) else [])


def growth_of(answers: Answers) -> Decimal:
    """Return the growth that was chosen; none by default."""
    return GROWTHS.get(str(answers.get("growth") or "0"), ZERO)
