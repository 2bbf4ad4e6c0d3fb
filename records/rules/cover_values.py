"""How long a gap in medical cover may be, and how long one waits after it, by the law."""

from law.documents import MEDICAL_ENROLMENT, MEDICAL_TRANSFER, cite
from law.local_documents import JIANGSU_WAIT
from law.values import Rule, Unit, rule, value
from law.wording import Basis, Text


def _months(name: str, zh: str, en: str, number: int, basis: Basis) -> Rule:
    return rule(f"medical-cover.{name}", Text(zh, en), Unit.MONTHS, value(number, basis))


# The texts were read, the numbers of their articles were not.
SHORT_GAP = _months(
    "short-gap",
    "可补缴的中断月数上限",
    "Longest gap that may be paid afterwards",
    3,
    cite(MEDICAL_TRANSFER),
)
STEADY_BEFORE_SWITCH = _months(
    "steady-before-switch",
    "职工、居民医保转换时要求的连续参保月数",
    "Months without a break before a change of scheme",
    24,
    cite(MEDICAL_TRANSFER),
)
LONGEST_WAIT = _months(
    "longest-wait", "待遇等待期上限", "Longest waiting period", 6, cite(MEDICAL_TRANSFER)
)
RESIDENT_WAIT = rule(
    "medical-cover.resident-fixed-wait",
    Text("居民医保固定待遇等待期", "Fixed waiting period of residents"),
    Unit.MONTHS,
    value(3, cite(MEDICAL_ENROLMENT)),
    value(2, cite(JIANGSU_WAIT), region="320000"),
)
RESIDENT_WAIT_BY_YEAR = _months(
    "resident-wait-by-year",
    "居民医保每断保一年增加的变动待遇等待期",
    "Waiting months of residents for each missed year",
    1,
    cite(MEDICAL_ENROLMENT),
)
RESIDENT_LEAST_WAIT = _months(
    "resident-least-wait",
    "居民医保连续断保多年后修复的等待期下限",
    "Waiting period of residents that stays after many missed years",
    6,
    cite(MEDICAL_ENROLMENT),
)
YEARS_FOR_LEAST_WAIT = rule(
    "medical-cover.years-for-least-wait",
    Text("适用等待期下限的连续断保年数", "Missed years after which that period stays"),
    Unit.NUMBER,
    value(4, cite(MEDICAL_ENROLMENT, verified=False)),
)
RULES = (
    SHORT_GAP,
    STEADY_BEFORE_SWITCH,
    LONGEST_WAIT,
    RESIDENT_WAIT,
    RESIDENT_WAIT_BY_YEAR,
    RESIDENT_LEAST_WAIT,
    YEARS_FOR_LEAST_WAIT,
)
