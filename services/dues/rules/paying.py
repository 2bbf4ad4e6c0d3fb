"""Whether a month can be paid by the person themselves, and what stands against it.

社会保险法 art. 60: who has an employer is paid for by them; whoever has none pays directly.
"""

from dataclasses import dataclass
from datetime import date

from casework.rules.verdicts import Condition, Verdict, outcome_of, reasons_against
from law.wording import Text
from services.dues.rules import reasons

# How a due stands, as the rows say it.
OPEN, IN_ORDER, PAID, LAPSED = "open", "in-order", "paid", "lapsed"


@dataclass(frozen=True, kw_only=True)
class PayFacts:
    """What the conditions ask: the month, who pays, how the due stands (None: none is known)."""

    month: date | None
    who: str
    state: str | None
    last_day: date | None
    is_known: bool
    today: date
    payer_lives: bool = True
    has_channel: bool = True


def _is_over(facts: PayFacts) -> bool:
    if facts.state == LAPSED:
        return True
    is_open = facts.state == OPEN
    return is_open and facts.last_day is not None and facts.last_day < facts.today


def _is_of_earlier_year(facts: PayFacts) -> bool:
    return (
        facts.who == "flexible"
        and facts.state is None
        and facts.month is not None
        and facts.month.year < facts.today.year
    )


CONDITIONS = (
    Condition[PayFacts](
        reasons.PAYER_DIED,
        Text("参保人健在吗？", "Is the insured person alive?"),
        Text("健在。", "They are."),
        Text("参保人已登记去世。", "Their death is recorded."),
        lambda facts: not facts.payer_lives,
        ends=True,
    ),
    Condition[PayFacts](
        reasons.BY_EMPLOYER,
        Text("该月份由本人缴费吗？", "Does the insured person pay this month themselves?"),
        Text("由本人缴费。", "They do."),
        Text("由单位缴纳。", "An employer pays it."),
        lambda facts: facts.who == "employee",
        ends=True,
    ),
    Condition[PayFacts](
        reasons.PAID_ALREADY,
        Text("该月份还没有缴费吗？", "Is the month still unpaid?"),
        Text("还没有缴费。", "It is."),
        Text("已经缴费。", "It has been paid."),
        lambda facts: facts.state == PAID,
        ends=True,
    ),
    Condition[PayFacts](
        reasons.IN_ORDER,
        Text("该月份没有在支付中吗？", "Is the month in no open order?"),
        Text("没有未完成的订单。", "It is in none."),
        Text("在一张未完成的订单中。", "It lies in an open order."),
        lambda facts: facts.state == IN_ORDER,
    ),
    Condition[PayFacts](
        reasons.EARLIER_YEAR,
        Text("是本年度的月份吗？", "Is it a month of the running year?"),
        Text("是。", "It is."),
        Text("是以前年度的月份。", "It is of an earlier year."),
        _is_of_earlier_year,
    ),
    Condition[PayFacts](
        reasons.LAPSED,
        Text("还在缴费期内吗？", "Has the last day not passed?"),
        Text("还在缴费期内。", "It has not."),
        Text("缴费期已过。", "It has passed."),
        _is_over,
    ),
    Condition[PayFacts](
        reasons.NO_CHANNEL,
        Text("有可用的支付渠道吗？", "Is a way of paying open?"),
        Text("有。", "There is."),
        Text("没有可用的渠道。", "None is open."),
        lambda facts: not facts.has_channel,
    ),
    Condition[PayFacts](
        reasons.NOTHING_DUE,
        Text("有需要缴纳的费用吗？", "Is there something to pay?"),
        Text("有。", "There is."),
        Text("没有列出的待缴费用。", "Nothing is listed."),
        lambda facts: facts.is_known and facts.state is None and facts.month is None,
    ),
)


def may_pay(facts: PayFacts) -> Verdict:
    """Say whether a month can be paid now by the person themselves, and if not why.

    What is only held (a last day that no text confirms, a month of an earlier year) is for the
    agency of the place: no month is lost by the answer.
    """
    reasons_found = reasons_against(CONDITIONS, facts)
    return Verdict(outcome_of(reasons_found), reasons_found)
