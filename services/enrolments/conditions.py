"""Under which conditions somebody without an employer, or a resident, is enrolled."""

from collections.abc import Callable

from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition, Verdict, outcome_of, reasons_against
from law.wording import Text
from services.enrolments.rules import enrolling, reasons
from services.enrolments.rules.enrolling import EnrolFacts

YES, NO = Text("是。", "Yes."), Text("没有。", "No.")


def _condition(
    reason: Reason,
    question: Text,
    met: Text,
    unmet: Text,
    fails: Callable[[EnrolFacts], bool],
) -> Condition[EnrolFacts]:
    return Condition(reason, question, met, unmet, fails)


OLD_ENOUGH = _condition(
    reasons.TOO_YOUNG,
    Text("参保人已满16周岁吗？", "Is the insured person sixteen or older?"),
    YES,
    Text("参保人未满16周岁。", "The insured person is younger than 16."),
    enrolling.is_too_young,
)
NOT_RETIRED = _condition(
    reasons.AGE_REACHED,
    Text("还没有达到法定退休年龄吗？", "Is the statutory age of retirement still ahead?"),
    YES,
    Text("参保人已达到法定退休年龄。", "The insured person has reached the statutory age."),
    enrolling.has_reached_age,
)
NOT_DRAWING = _condition(
    reasons.DRAWING,
    Text("正在领取养老金吗？", "Is a pension being drawn?"),
    NO,
    Text("参保人正在按月领取养老金。", "The insured person draws a pension."),
    lambda facts: facts.draws,
)
NOT_EMPLOYED = _condition(
    reasons.STILL_EMPLOYED,
    Text("近两个月有单位为其参保吗？", "Has an employer insured the person in two months?"),
    NO,
    Text(
        "记录显示仍由单位参保；请核对离职日期和单位停保情况。",
        "The record shows an employer: compare the day of leaving, and whether it was ended.",
    ),
    enrolling.is_still_employed,
)
RUNS_NOWHERE = _condition(
    reasons.RUNS_ELSEWHERE,
    Text("同一险种有有效的参保关系吗？", "Does the same insurance run already?"),
    NO,
    Text(
        "已有同一险种的有效参保关系，不能重复参保。",
        "The same insurance runs already; nobody is insured in it twice.",
    ),
    enrolling.runs_already,
)
BASE_ALLOWED = _condition(
    reasons.BASE_OUTSIDE,
    Text("缴费基数在本年度范围内吗？", "Is the base one of this year?"),
    YES,
    Text("所选基数不在已录入的本年度范围内。", "The base is outside what is loaded for this year."),
    enrolling.is_base_outside,
)
OWN_HOUSEHOLD = _condition(
    reasons.OTHER_HOUSEHOLD,
    Text("户籍或居住证在参保地吗？", "Is household or residence permit of the place?"),
    YES,
    Text(
        "户籍在外地且没有填写居住证，请按当地规定核定。",
        "The household is registered elsewhere and no permit was named: decide by local rule.",
    ),
    enrolling.is_of_other_household,
)
NOT_PAST = _condition(
    reasons.PAST_MONTH,
    Text("从本月或以后开始吗？", "Does it begin this month or later?"),
    YES,
    Text(
        "申请从以前的月份开始，请按当地规定核定。",
        "A past month is asked for: decide by local rule.",
    ),
    enrolling.is_past,
)
ONE_SCHEME = _condition(
    reasons.BOTH_SCHEMES,
    Text("同时参加另一种制度吗？", "Does the other scheme run as well?"),
    NO,
    Text(
        "另一种制度（职工或居民）的同一险种仍有效，请核对衔接月份。",
        "The other scheme of this insurance runs: compare from which month it changes over.",
    ),
    lambda facts: facts.other_scheme,
)
FOR_FLEXIBLE = (
    OLD_ENOUGH,
    NOT_RETIRED,
    NOT_DRAWING,
    NOT_EMPLOYED,
    RUNS_NOWHERE,
    ONE_SCHEME,
    BASE_ALLOWED,
    OWN_HOUSEHOLD,
    NOT_PAST,
)
FOR_RESIDENTS = (NOT_DRAWING, RUNS_NOWHERE, ONE_SCHEME, OWN_HOUSEHOLD)


def may_enrol(facts: EnrolFacts) -> Verdict:
    """Return what the rules say to somebody without an employer."""
    found = reasons_against(FOR_FLEXIBLE, facts)
    return Verdict(outcome_of(found), found)
