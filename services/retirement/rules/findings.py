"""What is found in a personal file, and what it comes to for the pension.

社会保险法 art. 74: decided by what the record says; deemed time is judged by the file alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from law.money import MoneyNotUnderstood, parse_yuan
from law.wording import Text
from records.rules.contributions import month_number
from records.rules.months import Span

BIRTH, FIRST_WORK, ACCOUNT_START = "birth", "first-work", "account-start"
DEEMED, SPECIAL, ARMY, NOT_COUNTED = "deemed", "special-work", "army", "not-counted"
POST, HONOUR, ONE_CHILD, NAME = "post", "honour", "one-child", "name"
INDEX, TRANSITION_INDEX = "average-index", "transition-index"
BY_HAND = "by-hand"
KINDS = {
    BIRTH: Text("出生年月", "Month of birth"),
    FIRST_WORK: Text("参加工作时间", "First work"),
    ACCOUNT_START: Text("建账年月", "Start of the account"),
    DEEMED: Text("视同缴费年限", "Deemed period"),
    SPECIAL: Text("特殊工种", "Special work"),
    ARMY: Text("军龄", "Army service"),
    NOT_COUNTED: Text("不计算年限的期间", "Period that does not count"),
    POST: Text("女职工岗位", "Post of a woman at fifty"),
    HONOUR: Text("荣誉称号、职称", "Title or honour"),
    ONE_CHILD: Text("独生子女", "One child"),
    NAME: Text("档案所用姓名", "Name in the file"),
    INDEX: Text("平均缴费指数", "Average index"),
    TRANSITION_INDEX: Text("过渡性养老金指数", "Index of the transitional part"),
    BY_HAND: Text("人工核定的每月金额", "Sum of a month, worked out by hand"),
}
# Those that say from when until when.
PERIODS = (DEEMED, SPECIAL, ARMY, NOT_COUNTED)
# Those of which a later judgement of the same month takes the place of an earlier one.
MANY = PERIODS
LONGEST = 50 * 12  # months of one period: nobody has worked longer
MONTHS = (BIRTH, FIRST_WORK, ACCOUNT_START)
NUMBERS = (INDEX, TRANSITION_INDEX)
MANAGES, OTHER_POST = "management", "other"
POSTS = {
    MANAGES: Text("管理或技术岗位", "management or technical post"),
    OTHER_POST: Text("其他岗位", "any other post"),
}
LEAST_INDEX, MOST_INDEX = Decimal("0.1"), Decimal(3)


@dataclass(frozen=True)
class Found:
    """One finding as the rules read it."""

    kind: str
    from_month: date | None
    to_month: date | None
    value: str
    counts: bool
    is_confirmed: bool


@dataclass(frozen=True)
class Judged:
    """All that was found of somebody, by what it is for."""

    found: tuple[Found, ...] = ()

    def one(self, kind: str) -> Found | None:
        """Return the one finding of a kind, where it counts."""
        return next((each for each in self.found if each.kind == kind and each.counts), None)

    def spans(self, *kinds: str) -> tuple[Span, ...]:
        """Return the periods of some kinds that count."""
        return tuple(
            Span(each.from_month, each.to_month)
            for each in self.found
            if each.kind in kinds and each.counts and each.from_month and each.to_month
        )

    @property
    def born(self) -> date | None:
        """The month of birth by the file."""
        found = self.one(BIRTH)
        return found.from_month if found else None

    @property
    def post(self) -> str:
        """The post of a woman."""
        found = self.one(POST)
        return found.value if found else ""

    @property
    def deemed(self) -> tuple[Span, ...]:
        """Deemed periods and army service."""
        return self.spans(DEEMED, ARMY)

    def number(self, kind: str) -> Decimal | None:
        """Return a number that was found."""
        found = self.one(kind)
        return read_index(found.value) if found else None

    @property
    def by_hand(self) -> Decimal | None:
        """A sum of a month that a clerk worked out, where the rules could not."""
        found = self.one(BY_HAND)
        return read_amount(found.value) if found else None

    @property
    def is_reviewed(self) -> bool:
        """Whether the file was looked at and confirmed."""
        return any(each.kind == BIRTH and each.is_confirmed for each in self.found)


def judged(found: Iterable[Found]) -> Judged:
    """Return what was found, in order."""
    return Judged(tuple(found))


def read_index(text: str) -> Decimal | None:
    """Return an index as it was typed, or nothing where it is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if LEAST_INDEX <= number <= MOST_INDEX else None


def read_amount(text: str) -> Decimal | None:
    """Return a sum as it was typed, or nothing where it is none."""
    try:
        return parse_yuan(text.strip())
    except MoneyNotUnderstood:
        return None


def fault_of(
    kind: str, from_month: date | None, to_month: date | None, value: str, today: date
) -> Text | None:
    """Return what is wrong with a finding as it was typed."""
    if kind in PERIODS and (from_month is None or to_month is None):
        return Text("请填写起止月份。", "Say from which month until which.")
    if kind in MONTHS and from_month is None:
        return Text("请填写月份。", "Say which month.")
    if (wrong := _fault_of_months(from_month, to_month, today)) is not None:
        return wrong
    if kind in NUMBERS and read_index(value) is None:
        return Text("指数是0.1到3之间的数字。", "An index is a number between 0.1 and 3.")
    if kind == BY_HAND and read_amount(value) is None:
        return Text("金额写成1234.56。", "Write the sum as 1234.56.")
    if kind == POST and value not in POSTS:
        return Text(
            "请填写management（管理或技术）或other（其他）。", "Enter management, or other."
        )
    return None


def _fault_of_months(first: date | None, last: date | None, today: date) -> Text | None:
    """Return what is wrong with the months of a finding."""
    if any(each and each > today for each in (first, last)):
        return Text("这个月还没有到。", "This month has not come yet.")
    if first is None or last is None:
        return None
    if last < first:
        return Text("结束月份早于开始月份。", "It ends before it begins.")
    if month_number(last) - month_number(first) >= LONGEST:
        return Text("一段时间不超过50年，请核对。", "No period is longer than 50 years: check it.")
    return None


def tidied(
    kind: str, first: date | None, last: date | None, value: str
) -> tuple[date | None, date | None, str]:
    """Return what of a finding counts for its kind: no end of a birth, no months of an index.

    A form that was refused keeps what was typed, and the next finding may be of another kind.
    """
    is_number = kind in (*NUMBERS, BY_HAND)
    return (
        None if is_number else first,
        last if kind in PERIODS else None,
        "" if kind == BIRTH else value,
    )
