"""Who may act for whom: what the law asks of both sides, with a sentence for each refusal."""

from dataclasses import dataclass
from datetime import date

from law import documents as law
from law.documents import cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text

ADULT = rule(
    "mandate.adult-at",
    Text("成年年龄：可以委托和受托", "Age at which one may give a mandate and hold one"),
    Unit.YEARS,
    value(18, cite(law.CIVIL_CODE, "17")),
)
SENSITIVE_CHILD = rule(
    "mandate.sensitive-child-below",
    Text("个人信息属于敏感信息的儿童：年龄低于", "Children whose data are sensitive: younger than"),
    Unit.YEARS,
    value(14, cite(law.PERSONAL_INFORMATION_LAW, "28")),
)
RULES = (ADULT, SENSITIVE_CHILD)
# Ours, and no term of the law: nobody should forget for years that another one acts for them.
LONGEST_YEARS = 1
OFFER_DAYS = 14
# Ours: beyond it somebody acts as a business, which is not what this door is for.
MOST_HELD = 10

GIVING = (cite(law.CIVIL_CODE, "161"), cite(law.CIVIL_CODE, "165"))
ENDING = cite(law.CIVIL_CODE, "173")
NO_SUBSTITUTE = cite(law.CIVIL_CODE, "169")
GUARDIANS = (cite(law.CIVIL_CODE, "23"), cite(law.CIVIL_CODE, "27"), cite(law.CIVIL_CODE, "34"))

ONESELF = Text("不能委托自己。", "Nobody gives a mandate to themselves.")
HOLDER_TOO_YOUNG = Text(
    "受托人未满18周岁，不能代他人办理。", "Whoever acts for another has to be 18 or older."
)
GIVER_TOO_YOUNG = Text(
    "未满18周岁的人由父母或其他监护人代理。请监护人带证件和能证明监护关系的材料到窗口办理。",
    "Somebody under 18 is represented by parents or a guardian, who go to a counter with their "
    "document and the papers that show it.",
)
HAS_DIED = Text("登记显示本人已去世，委托不再有效。", "The record says that this person has died.")
CIRCLE = Text(
    "对方现在正委托您代办。两个人不能互相代办：需要别人代办的人，不宜再替别人办理。",
    "You act for this person already. Two people cannot each act for the other.",
)
CIRCLE_OF_HOLDER = Text(
    "您现在正委托对方代办，不能同时代对方办理。请先撤销您给对方的委托。",
    "This person acts for you. Two people cannot each act for the other: end the mandate you have "
    "given first.",
)
TWICE = Text(
    "同样的委托已经有效，不必再办。", "The same mandate counts already; nothing has to be done."
)
TOO_MANY_HELD = Text(
    "您已代{n}人办理，不能再接受新的委托。", "You act for as many people as anybody may: {n}."
)
NO_SERVICE = Text("请至少选择一项业务。", "Choose at least one service.")
NOT_DELEGABLE = Text("所选业务只能由本人办理。", "One of these may be done in person only.")
DAY_PASSED = Text("最后一天不能早于今天。", "The last day cannot lie before today.")
TOO_LONG = Text(
    "委托最长一年，最晚到{day}。到期前可以重新办理。",
    "A mandate lasts at most a year, until {day}. It can be given anew before it ends.",
)


@dataclass(frozen=True, kw_only=True)
class Side:
    """What the rules ask of one side."""

    born_on: date
    has_died: bool


def longest(today: date) -> date:
    """Return the last day that a mandate given today may have."""
    try:
        return today.replace(year=today.year + LONGEST_YEARS)
    except ValueError:  # 29 February
        return today.replace(year=today.year + LONGEST_YEARS, day=28)


def is_adult(born_on: date, today: date, book: RuleBook) -> bool:
    """Whether somebody may act for themselves and for others (民法典 art. 17)."""
    return _age(born_on, today) >= ADULT.count(today, book)


def is_sensitive_child(born_on: date, today: date, book: RuleBook) -> bool:
    """Whether a child's data are sensitive, so that a guardian consents (个保法 arts. 28, 31)."""
    return _age(born_on, today) < SENSITIVE_CHILD.count(today, book)


def of_age_on(born_on: date, today: date, book: RuleBook) -> date:
    """Return the day on which a child comes of age, when guardianship by birth ends."""
    year = born_on.year + ADULT.count(today, book)
    try:
        return born_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def _age(born_on: date, today: date) -> int:
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had_birthday)


def fault_of_days(last_day: date, today: date) -> Text | None:
    """Return what is wrong with the last day of a mandate."""
    if last_day < today:
        return DAY_PASSED
    if last_day > longest(today):
        return TOO_LONG.format(day=longest(today).isoformat())
    return None


def fault_of_giver(giver: Side, today: date, book: RuleBook) -> Text | None:
    """Return why somebody cannot give a mandate of their own."""
    if giver.has_died:
        return HAS_DIED
    return None if is_adult(giver.born_on, today, book) else GIVER_TOO_YOUNG


def fault_of_holder(holder: Side, today: date, book: RuleBook) -> Text | None:
    """Return why somebody cannot act for another."""
    if holder.has_died:
        return HAS_DIED
    return None if is_adult(holder.born_on, today, book) else HOLDER_TOO_YOUNG
