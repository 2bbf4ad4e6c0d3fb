"""What of recorded months goes back to the person, if they were paid twice or wrongly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.rules.verdicts import Condition, Verdict, outcome_of, reasons_against
from law.documents import Document, cite
from law.money import from_fen, to_fen
from law.values import Unit, rule, value
from law.wording import Text
from services.dues.rules import reasons

# A guide of the province as secondary sources give it: what the tax office has collected, it
# pays back.
_GUANGDONG = Document(
    "广东政务服务事项SX000297",
    Text("社会保险费退费办事指南", "Guide to refunds of contributions in Guangdong"),
    date(2020, 11, 1),
    verified=False,
)
BY_TAX = rule(
    "refund.by-tax-office",
    Text("由税务部门退费的地区（1为是）", "Whether the tax office pays it back (1: yes)"),
    Unit.NUMBER,
    value(1, cite(_GUANGDONG), region="440000"),
    is_local=True,
)
RULES = (BY_TAX,)

GROUNDS = (
    ("twice", Text("同一月份缴了两次", "The same months were paid twice")),
    ("not-insured", Text("这段时间不在这里参保", "I was not insured here then")),
    ("after-retirement", Text("退休以后还在缴", "They were paid after I had retired")),
    ("wrong-person", Text("误缴到我名下", "They were paid under my name by mistake")),
    ("year-not-begun", Text("居民年度还没有开始", "The resident year has not begun")),
)


@dataclass(frozen=True, kw_only=True)
class PaidMonths:
    """Months in a row on the record: base and own share."""

    base_fen: int
    personal_rate: Decimal
    months: int


def own_share(lines: Iterable[PaidMonths]) -> int:
    """Return what the person paid for these months, in fen; each month is rounded half up."""
    return sum(to_fen(from_fen(each.base_fen) * each.personal_rate) * each.months for each in lines)


@dataclass(frozen=True, kw_only=True)
class RefundFacts:
    """What decides whether months go back; amounts in fen."""

    lines: tuple[PaidMonths, ...]
    is_used: bool
    by_tax_office: bool
    is_known: bool


REFUNDABLE: tuple[Condition[RefundFacts], ...] = (
    Condition[RefundFacts](
        reasons.USED,
        Text("还没有计入待遇吗？", "Are the months counted in no benefit yet?"),
        Text("没有计入待遇。", "They are not."),
        Text("相关关系已在领取待遇。", "A benefit is being drawn there."),
        lambda facts: facts.is_used,
    ),
    Condition[RefundFacts](
        reasons.BY_TAX_OFFICE,
        Text("由经办机构退还吗？", "Does the agency itself pay it back?"),
        Text("由经办机构退还。", "It does."),
        Text("当地可能由税务部门退还。", "The tax office may do so there."),
        lambda facts: facts.by_tax_office,
    ),
)


def refundable(facts: RefundFacts) -> Verdict:
    """Return whether a payment can go back, and why a clerk has to look."""
    against = reasons_against(REFUNDABLE, facts)
    return Verdict(outcome_of(against), against)
