"""What the police answered, by which way a change is proven, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.documents import RETIREMENT_MEASURES, cite
from law.values import RuleBook
from law.wording import Text, filled, say_month
from records.rules.retirement import Category, Retirement, retirement_of
from services.particulars.rules.identity import (
    Disagreement,
    Identity,
    Particular,
    is_only_spelling,
)

RETIREMENT_BASIS = cite(RETIREMENT_MEASURES, "1")


class Police(StrEnum):
    """What the police's register answered about the particulars as they should be."""

    SAME = "same"
    OTHER = "other"
    NO_ANSWER = "no-answer"


POLICE_SAYS = {
    Police.SAME: Text("与公安登记一致", "The same as in the police register"),
    Police.OTHER: Text("与公安登记不一致", "Not the same as in the police register"),
    Police.NO_ANSWER: Text("公安尚未答复", "The police have not answered yet"),
}


class Claim(StrEnum):
    """Why the person says the record is to be changed."""

    SAME = "same"
    POLICE_CHANGED = "police-changed"
    RECORDED_WRONGLY = "recorded-wrongly"
    OTHER = "other"


class Way(StrEnum):
    """By what a change is proven."""

    SAME = "same"
    POLICE_CHANGED = "police-changed"
    RECORDED_WRONGLY = "recorded-wrongly"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is asked for beside what the record holds."""

    old: Identity
    new: Identity
    claim: str

    @property
    def changed(self) -> tuple[Particular, ...]:
        """What would be another afterwards."""
        return self.new.differs_from(self.old)


def way(change: Change, police: Police) -> Way:
    """Return by what a change is proven: what the police's register says comes before any claim.

    The three ways are those that agencies' guides name; no nationwide text was found for them.
    """
    if police is Police.SAME:
        return Way.SAME
    if change.claim == Claim.POLICE_CHANGED:
        return Way.POLICE_CHANGED
    if change.claim == Claim.RECORDED_WRONGLY:
        return Way.RECORDED_WRONGLY
    return Way.UNKNOWN


def is_plain(change: Change, police: Police, against: Iterable[Disagreement]) -> bool:
    """Whether the rules alone may say yes: the police agree, and nothing hangs on it but writing.

    Only a name, or fifteen digits written as the eighteen that replaced them; whoever changes a
    birth date, a sex or another number may move their retirement or become another record.
    """
    if police is not Police.SAME or tuple(against):
        return False
    return change.changed == (Particular.NAME,) or is_only_spelling(change.old, change.new)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The month of retirement before and after, for one of the ages that may apply."""

    category: Category
    before: Retirement
    after: Retirement


_CATEGORIES = {
    "male": (Category.MALE,),
    "female": (Category.FEMALE_50, Category.FEMALE_55),
}


def moves_retirement(old: Identity, new: Identity, book: RuleBook | None = None) -> list[Moved]:
    """Return how the statutory age would come at another month.

    渐进式延迟法定退休年龄的办法 art. 1. 50 or 55 for women depends on the post, so both are
    told. A change of sex is told by none of them: which age applies then is for a clerk.
    """
    if old.sex != new.sex:
        return []
    found = (
        Moved(
            category=category,
            before=retirement_of(category, old.born_on, book),
            after=retirement_of(category, new.born_on, book),
        )
        for category in _CATEGORIES[new.sex]
    )
    return [each for each in found if each.before != each.after]


def may_move_retirement(old: Identity, new: Identity) -> bool:
    """Whether the month of retirement may be another afterwards."""
    return old.sex != new.sex or month(old.born_on) != month(new.born_on)


def month(day: date) -> date:
    """Return the month in which a day lies."""
    return day.replace(day=1)


OPEN_CASE = Text(
    "您正在办理的{service}（{number}）将收到更正通知，进度不受影响。",
    "Your open case {number} ({service}) is told of it; nothing else in it changes.",
)
OTHER_AGENCY = Text(
    "{agency}也持有您的参保记录，将收到更正通知。",
    "{agency} also holds a record of yours and is told.",
)
SIGN_IN_STAYS = Text(
    "您的登录方式和实名核验不变。", "You sign in as before; your identity stays proven."
)
LETTERS_STAY = Text(
    "更正以前出具的文书保留当时的内容，请与更正决定一并使用。",
    "Letters issued before keep what they said then: show them together with the decision.",
)


def what_follows(cases: Iterable[tuple[str, Text]], agencies: Iterable[Text]) -> tuple[Text, ...]:
    """Return everything that follows from a change, to be read before it is asked for."""
    return (
        *(filled(OPEN_CASE, service=title, number=number) for number, title in cases),
        *(filled(OTHER_AGENCY, agency=name) for name in agencies),
        LETTERS_STAY,
        SIGN_IN_STAYS,
    )


def spell(retirement: Retirement) -> Text:
    """Return when somebody may retire, as one says it."""
    return say_month(retirement.retirement_month)


def formula(retirement: Retirement) -> Text:
    """Return how the month comes about."""
    age = Text(
        f"{retirement.age_years}岁{retirement.age_months}个月",
        f"{retirement.age_years} years and {retirement.age_months} months",
    )
    return filled(
        Text(
            "出生月份＋{age}（其中延迟{delay}个月）",
            "month of birth + {age} ({delay} of the months by the gradual rise)",
        ),
        age=age,
        delay=retirement.delay_months,
    )
