"""To which account money goes: what a bank answers, how long a new account waits, what is a risk.

No nationwide text gives these days: they are the portal's own, against fraud.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from law.documents import PORTAL_PRACTICE, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from law.workdays import Calendar, add_workdays

OWN = cite(PORTAL_PRACTICE)
WAITING = rule(
    "payouts.new-account-waits",
    Text("收款账户变更：首次付款前的等待", "Changed account: wait before the first payment"),
    Unit.WORKING_DAYS,
    value(3, OWN),
)
LOOK_BACK = rule(
    "payouts.account-risk-days",
    Text("收款账户变更：核查此前更改的天数", "Changed account: days in which other changes count"),
    Unit.DAYS,
    value(30, OWN),
)
MOST_IN_A_YEAR = rule(
    "payouts.account-changes-a-year",
    Text(
        "收款账户变更：一年内无需人工核查的次数", "Changes of account a year that nobody looks at"
    ),
    Unit.NUMBER,
    value(2, OWN),
)
RULES = (WAITING, LOOK_BACK, MOST_IN_A_YEAR)
YEAR = timedelta(days=365)


class AccountKind(StrEnum):
    """What kind of account it is."""

    SOCIAL_CARD = "social-card"
    BANK_CARD = "bank-card"
    PASSBOOK = "passbook"


KINDS = {
    AccountKind.SOCIAL_CARD: Text(
        "社会保障卡的银行账户", "Bank account of the social security card"
    ),
    AccountKind.BANK_CARD: Text("银行卡", "Bank card"),
    AccountKind.PASSBOOK: Text("存折", "Passbook"),
}


class Answer(StrEnum):
    """What the bank answered about an account and the name of its holder."""

    SAME = "same"
    OTHER_NAME = "other-name"
    INACTIVE = "inactive"
    LIMITED = "limited"
    NO_ANSWER = "no-answer"


BANK_SAYS = {
    Answer.SAME: Text("账户正常，户名与本人一致", "The account works and is in this person's name"),
    Answer.OTHER_NAME: Text("户名与本人不一致", "The account is in another name"),
    Answer.INACTIVE: Text("账户未激活或已停用", "The account is not active, or dormant"),
    Answer.LIMITED: Text("二类账户，收款有限额", "An account with limits (class II)"),
    Answer.NO_ANSWER: Text("银行尚未答复", "The bank has not answered yet"),
}


class Flag(StrEnum):
    """Why somebody looks at a change of account before it counts."""

    IDENTITY_CHANGED = "identity-changed"
    PHONE_CHANGED = "phone-changed"
    OFTEN = "often"
    ACCOUNT_OF_ANOTHER = "account-of-another"


FLAGS = {
    Flag.IDENTITY_CHANGED: Text("近期更正过身份信息", "Who the person is was corrected lately"),
    Flag.PHONE_CHANGED: Text("近期更换过手机号码", "The phone on the record was changed lately"),
    Flag.OFTEN: Text("一年内多次变更收款账户", "The account was changed several times in a year"),
    Flag.ACCOUNT_OF_ANOTHER: Text(
        "该账户已登记在他人名下", "The account is on the record of somebody else"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Before:
    """What was changed on a record before: whose it is, the phone, and the account to be paid."""

    identity: tuple[date, ...] = ()
    phone: tuple[date, ...] = ()
    account: tuple[date, ...] = ()
    is_of_another: bool = False


def risk(before: Before, today: date, book: RuleBook | None = None) -> tuple[Flag, ...]:
    """Return why somebody looks first; a flag refuses nobody."""
    since = today - timedelta(days=LOOK_BACK.count(today, book))
    in_a_year = sum(day > today - YEAR for day in before.account)
    raised = {
        Flag.IDENTITY_CHANGED: _any_since(before.identity, since),
        Flag.PHONE_CHANGED: _any_since(before.phone, since),
        Flag.OFTEN: in_a_year >= MOST_IN_A_YEAR.count(today, book),
        Flag.ACCOUNT_OF_ANOTHER: before.is_of_another,
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)


def _any_since(days: Iterable[date], since: date) -> bool:
    return any(day >= since for day in days)


def first_paid_on(
    changed_on: date, calendar: Calendar, *, is_first: bool, book: RuleBook | None = None
) -> date:
    """Return the first day on which the account is paid to.

    A first account takes nobody's place and does not wait; the day of the change is not counted.
    """
    if is_first:
        return changed_on
    return add_workdays(changed_on, WAITING.count(changed_on, book), calendar)
