"""How long questions wait and are kept: customs of this portal, for the law names no days.

Advice is free (社会保险法 art. 74, 社会保险经办条例 art. 32); within which time nobody says.
"""

from law.documents import PORTAL_PRACTICE, cite
from law.values import Rule, Unit, rule, value
from law.wording import Text

_PRACTICE = cite(PORTAL_PRACTICE)


def _days(name: str, zh: str, en: str, unit: Unit, number: str) -> Rule:
    return rule(name, Text(zh, en), unit, value(number, _PRACTICE))


ANSWERED_WITHIN = _days(
    "term.question.review",
    "政策咨询答复：自提问之日起",
    "Question: time to answer",
    Unit.WORKING_DAYS,
    "5",
)
INTERPRETED_WITHIN = _days(
    "term.interpretation.review",
    "经办机构之间的政策请示：答复期限",
    "Question between agencies: time to answer",
    Unit.WORKING_DAYS,
    "10",
)
RECHECKED_WITHIN = _days(
    "term.answer.recheck",
    "答案被指有误：复核期限",
    "An answer that a reader calls wrong: time to look at it",
    Unit.WORKING_DAYS,
    "5",
)
ANSWER_LASTS = _days(
    "advice.answer-lasts",
    "答案复核：最长间隔",
    "An answer is looked at again after",
    Unit.MONTHS,
    "12",
)
ANONYMOUS_KEPT = _days(
    "keeping.anonymous-questions",
    "保存期限：匿名提问的内容",
    "Kept: what was asked without a name",
    Unit.DAYS,
    "90",
)
SIGNED_KEPT = _days(
    "keeping.questions",
    "保存期限：本人提问的内容",
    "Kept: questions of somebody",
    Unit.MONTHS,
    "24",
)
RULES = (
    ANSWERED_WITHIN,
    INTERPRETED_WITHIN,
    RECHECKED_WITHIN,
    ANSWER_LASTS,
    ANONYMOUS_KEPT,
    SIGNED_KEPT,
)
