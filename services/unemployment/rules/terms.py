"""The terms of unemployment services (社会保险经办条例 art. 24, 人社厅发〔2024〕60号)."""

from calendar import monthrange
from datetime import date

from law.documents import (
    HANDLING_REGULATIONS,
    PORTAL_PRACTICE,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.unemployment_documents import GUANGDONG
from law.values import RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Text

REVIEW = rule(
    "term.unemployment.review",
    Text("失业保险待遇审核：自收到申请之日起", "Unemployment benefit: from the application"),
    Unit.WORKING_DAYS,
    value(10, cite(HANDLING_REGULATIONS, "24")),
    value(7, cite(GUANGDONG, "36"), region="440000"),
)
EMPLOYER_ANSWERS = rule(
    "unemployment.employer-answers",
    Text("单位答复离职情况：自询问之日起", "An employer answers how work ended, from being asked"),
    Unit.WORKING_DAYS,
    value(5, cite(PORTAL_PRACTICE)),
)
REPORT_WITHIN = rule(
    "unemployment.report-within",
    Text("就业等情况变化的告知期限", "Days within which finding work is reported"),
    Unit.WORKING_DAYS,
    value(20, cite(HANDLING_REGULATIONS, "25")),
)
EMPLOYER_REPORTS = rule(
    "unemployment.employer-reports-within",
    Text("单位报送失业人员名单的期限", "Days in which an employer reports who has left"),
    Unit.DAYS,
    value(15, cite(SOCIAL_INSURANCE_LAW, "50")),
)
CONFIRMED_BY = rule(
    "unemployment.confirmed-by",
    Text("每月求职确认：最晚几号", "Word that one still looks for work: by which day of the month"),
    Unit.NUMBER,
    is_local=True,
)
REMINDED_BEFORE = rule(
    "unemployment.reminded-before",
    Text("每月求职确认：提前几天提醒", "Word that one still looks for work: reminded days before"),
    Unit.DAYS,
    value(5, cite(PORTAL_PRACTICE)),
)
RULES = (CONFIRMED_BY, REMINDED_BEFORE, EMPLOYER_ANSWERS, REPORT_WITHIN, EMPLOYER_REPORTS)


def confirmed_by(month: date, region: str, book: RuleBook | None = None) -> date | None:
    """Return by which day a month is to be confirmed; nothing where the place does not ask."""
    try:
        day = CONFIRMED_BY.count(month, book, region=region)
    except ValueNotInForce:
        return None
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))
