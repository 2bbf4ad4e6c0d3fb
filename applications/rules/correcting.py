"""Corrections (更正) that follow from an objection: within which term, and why one ends otherwise.

社会保险法 art. 74: records are kept in time, whole and right, and may be checked by whose they are.
No national text was found that names days for it, so the values say that they are not confirmed.
"""

from decimal import Decimal, InvalidOperation

from casework.rules.reasons import Reason, ReasonClass, reason_for
from law.documents import HANDLING_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.values import Unit, rule, value
from law.wording import Text

RECORDS = cite(SOCIAL_INSURANCE_LAW, "74")
LAW = (RECORDS, cite(HANDLING_REGULATIONS, "52"))
DAYS = cite(SOCIAL_INSURANCE_LAW, "74", verified=False)
TERM = rule(
    "term.correction.review",
    Text("更正：自决定改正之日起", "Correction, from the day it was decided"),
    Unit.WORKING_DAYS,
    value(10, DAYS),
)
RECORD_TERM = rule(
    "term.record-objection.review",
    Text("参保记录复查：自收到异议之日起", "A record looked at again, from the day it is received"),
    Unit.WORKING_DAYS,
    value(15, DAYS),
)
DONE_ELSEWHERE: Reason = reason_for(
    None,
    "COR01",
    ReasonClass.REFUSE,
    Text(
        "需要改正的内容已经通过另一业务改正。",
        "What had to be put right has been put right with another case.",
    ),
    Text(
        "请在“我的业务”查看；仍有错误的，可以对本次更正提出异议。",
        "Look at it under “My cases”. If something is still wrong, object to this correction.",
    ),
    DAYS,
    verified=False,
    leads_to="case_list",
)
NOT_A_SHARE = Text("请填写百分数，例如 8 或 16。", "Enter a percentage, such as 8 or 16.")


def share(typed: str) -> Decimal:
    """Return a percentage as typed (`8`, `16%`) as a rate; raises `ValueError`."""
    text = typed.strip().removesuffix("%").removesuffix("％").strip()
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(typed) from error
    if not text.replace(".", "", 1).isdecimal() or not 0 <= found <= 100:
        raise ValueError(typed)
    return (found / 100).quantize(Decimal("0.00001"))
