"""Gaps in medical cover: what can still be paid, and how long benefits have to wait.

Up to three months the gap may be paid at the new place and its benefits are owed after all; after a
longer one a waiting period of at most six months is allowed. Residents wait by rules of their own
since 2025. The length within these limits is a local matter.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.documents import MEDICAL_ENROLMENT, MEDICAL_TRANSFER, SOCIAL_INSURANCE_LAW_RULES, cite
from law.values import RuleBook, ValueNotInForce
from law.wording import Basis, Text, counted, filled, say_month, say_months
from records.rules.contributions import month_number, month_of
from records.rules.cover_gaps import EMPLOYEE, RESIDENT, Gap, missed_years
from records.rules.cover_values import (
    LONGEST_WAIT,
    RESIDENT_LEAST_WAIT,
    RESIDENT_WAIT,
    RESIDENT_WAIT_BY_YEAR,
    SHORT_GAP,
    STEADY_BEFORE_SWITCH,
    YEARS_FOR_LEAST_WAIT,
)

YEARS_BASIS = cite(SOCIAL_INSURANCE_LAW_RULES, "7")

STOPPED_AND_BEGAN = Text(
    "原医保待遇到{stopped}为止，新医保从{begins}开始，中间中断{months}。",
    "Cover ended with {stopped} and began again with {begins}: a gap of {months}.",
)
STOPPED = Text(
    "医保到{stopped}为止，之后还没有新的参保记录。",
    "Cover ended with {stopped}; nothing is recorded since then.",
)
WENT_ON = Text(
    "原医保到{stopped}为止，新医保从{begins}开始，没有中断，不设待遇等待期。",
    "Cover at the old place ended with {stopped} and began at the new one with {begins}:"
    " there is no gap and no waiting period.",
)
MAY_BE_PAID = Text(
    "中断不超过{short}：可以按转入地规定补缴。从缴费当月起享受待遇，中断期间的医疗费用也可以追溯报销。",
    "The gap is not longer than {short}: it may be paid by the rules of the new place."
    " Benefits begin with the month of payment, and those of the gap are owed after all.",
)
WAIT_AT_MOST = Text(
    "中断超过{short}：转入地可以设待遇等待期，最长{longest}；等待期内不能享受统筹基金待遇，具体长短由转入地规定。",
    "The gap is longer than {short}: the new place may ask for a waiting period of up to"
    " {longest} without benefits from the pooled fund. How long is decided there.",
)
SWITCH_TOO_EARLY = Text(
    "中断不超过{short}，但转换前连续参保不满{steady}，能否补缴并追溯待遇由转入地决定；等待期最长{longest}。",
    "The gap is not longer than {short}, but there were fewer than {steady} without"
    " a break before the change of scheme: the new place decides whether it may be paid; a waiting"
    " period lasts {longest} at most.",
)
STILL_TIME = Text(
    "在{until}及以前重新参保，中断就不超过{short}，可以补缴并追溯待遇；再晚转入地可以设最长{longest}的待遇等待期。",
    "Enrol again by {until}: then the gap is not longer than {short}, may be paid and keeps"
    " its benefits. Later the new place may ask for a waiting period of up to {longest}.",
)
RESIDENTS_WAIT = Text(
    "居民医保未在集中参保期参保或者未连续参保的，参保后固定等待{fixed}。",
    "Residents who enrol outside the yearly period, or after a break, wait {fixed}.",
)
RESIDENTS_MISSED = Text(
    "断保{years}，再加{variable}，一共{total}；每多缴一年费用减少一个月。",
    "{years} missed: that adds {variable}, {total} in all; each year missed that is paid afterwards"
    " takes a month away.",
)
AT_LEAST = Text(
    "连续断保{years}及以上的，补缴后等待期一般仍不少于{least}。",
    "After {years} or more missed in a row, at least {least} stay as a rule.",
)
NOBODY_NEWBORN = Text(
    "新生儿等特殊群体不设等待期。", "Newborns and certain other groups do not wait."
)
YEARS_ARE_LOCAL = Text(
    "缴费年限累计计算；退休后享受医保待遇需要的年限由各地规定。",
    "Years of contributions add up; how many cover in retirement needs is decided locally.",
)


class Kind(StrEnum):
    """What follows from a gap."""

    MAY_BE_PAID = "may-be-paid"
    LOCAL = "local"
    WAIT = "wait"
    RESIDENT_WAIT = "resident-wait"
    STILL_OPEN = "still-open"


@dataclass(frozen=True)
class Advice:
    """What a gap means for benefits: in sentences, with the longest wait and the articles."""

    kind: Kind | None
    sentences: tuple[Text, ...]
    basis: tuple[Basis, ...]
    longest_wait: int = 0


def advise(gap: Gap, *, on: date, book: RuleBook | None = None) -> Advice | None:
    """Say what a gap means by the rules in force on a day; None where none was yet."""
    try:
        if gap.begins_in is None:
            return _still_open(gap, on, book)
        return _ended(gap, gap.begins_in, on, book)
    except ValueNotInForce:
        return None


def went_on(stopped_in: date, begins_in: date) -> Advice:
    """Say that cover went on without a gap."""
    said = filled(WENT_ON, stopped=say_month(stopped_in), begins=say_month(begins_in))
    return Advice(None, (said,), (cite(MEDICAL_TRANSFER),))


def _still_open(gap: Gap, on: date, book: RuleBook | None) -> Advice:
    short, longest = SHORT_GAP.count(on, book), LONGEST_WAIT.count(on, book)
    until = month_of(month_number(gap.stopped_in) + short + 1)
    sentences = [filled(STOPPED, stopped=say_month(gap.stopped_in))]
    if until >= on.replace(day=1):
        time_left = filled(
            STILL_TIME,
            until=say_month(until),
            short=say_months(short),
            longest=say_months(longest),
        )
        sentences.append(time_left)
    else:
        sentences.append(_wait_at_most(short, longest))
    return Advice(Kind.STILL_OPEN, tuple(sentences), (cite(MEDICAL_TRANSFER),), longest)


def _ended(gap: Gap, begins: date, on: date, book: RuleBook | None) -> Advice:
    short, longest = SHORT_GAP.count(on, book), LONGEST_WAIT.count(on, book)
    steady = STEADY_BEFORE_SWITCH.count(on, book)
    what_was = filled(
        STOPPED_AND_BEGAN,
        stopped=say_month(gap.stopped_in),
        begins=say_month(begins),
        months=say_months(gap.months),
    )
    basis = (cite(MEDICAL_TRANSFER),)
    is_short = gap.months <= short
    is_steady = gap.steady >= steady
    if is_short and _may_be_paid(gap, is_steady=is_steady):
        return Advice(
            Kind.MAY_BE_PAID, (what_was, filled(MAY_BE_PAID, short=say_months(short))), basis
        )
    if gap.to_scheme == RESIDENT and RESIDENT_WAIT.values[0].is_in_force(begins):
        return _residents(gap, what_was, on, book)
    if is_short:
        local = filled(
            SWITCH_TOO_EARLY,
            short=say_months(short),
            steady=say_months(steady),
            longest=say_months(longest),
        )
        return Advice(Kind.LOCAL, (what_was, local), basis, longest)
    return Advice(Kind.WAIT, (what_was, _wait_at_most(short, longest)), basis, longest)


def _wait_at_most(short: int, longest: int) -> Text:
    return filled(WAIT_AT_MOST, short=say_months(short), longest=say_months(longest))


def _may_be_paid(gap: Gap, *, is_steady: bool) -> bool:
    """Whether a short gap may be paid: within employment, or on a change after steady cover."""
    if gap.is_switch:
        return is_steady
    return gap.to_scheme == EMPLOYEE


def _residents(gap: Gap, what_was: Text, on: date, book: RuleBook | None) -> Advice:
    """Say how long a resident waits: fixed months, and one more for each year missed."""
    fixed, years = RESIDENT_WAIT.count(on, book), missed_years(gap)
    variable = years * RESIDENT_WAIT_BY_YEAR.count(on, book)
    sentences = [what_was, filled(RESIDENTS_WAIT, fixed=say_months(fixed))]
    total = fixed + variable
    if years:
        missed = counted(years, "年", "year")
        more, in_all = say_months(variable), say_months(total)
        sentences.append(filled(RESIDENTS_MISSED, years=missed, variable=more, total=in_all))
    many = YEARS_FOR_LEAST_WAIT.count(on, book)
    if years >= many:
        least = RESIDENT_LEAST_WAIT.count(on, book)
        sentences.append(
            filled(AT_LEAST, years=counted(many, "年", "year"), least=say_months(least))
        )
    sentences.append(NOBODY_NEWBORN)
    return Advice(Kind.RESIDENT_WAIT, tuple(sentences), (cite(MEDICAL_ENROLMENT),), total)
