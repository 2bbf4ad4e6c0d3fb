"""Why a bank sends a payment back: what it means, what the payee does, and what becomes of it."""

from dataclasses import dataclass
from enum import StrEnum

from law.wording import Text

PAID = "00"


class Then(StrEnum):
    """What becomes of a payment that came back."""

    NEW_ACCOUNT = "new-account"  # held until another account is there
    NEXT_RUN = "next-run"
    ONCE_MORE = "once-more"  # with the next run; after that a clerk looks
    CLERK = "clerk"


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One code: ours, that of ISO 20022, what it means and what somebody does."""

    code: str
    iso: str
    meaning: Text
    way: Text
    then: Then


_ANOTHER = Text(
    "请核对账号，或改用社会保障卡的银行账户。",
    "Check the number, or choose the account of your social security card.",
)
CODES = {
    each.code: each
    for each in (
        Returned(
            code="R01",
            iso="AC01",
            meaning=Text("没有这个账户。", "There is no such account."),
            way=_ANOTHER,
            then=Then.NEW_ACCOUNT,
        ),
        Returned(
            code="R02",
            iso="AC04",
            meaning=Text("该账户已销户。", "The account has been closed."),
            way=_ANOTHER,
            then=Then.NEW_ACCOUNT,
        ),
        Returned(
            code="R03",
            iso="BE01",
            meaning=Text("户名与您的姓名不一致。", "The account is in another name than yours."),
            way=Text(
                "请到银行更正户名，或先更正参保登记的姓名，再登记账户。",
                "Correct the name at the bank, or your name on our record, then name the account.",
            ),
            then=Then.NEW_ACCOUNT,
        ),
        Returned(
            code="R04",
            iso="AC06",
            meaning=Text(
                "账户被冻结、停用或已挂失。", "The account is blocked, dormant or reported lost."
            ),
            way=Text(
                "请到银行激活账户（社会保障卡须激活银行功能），下月会自动重新发放。",
                "Go to the bank and activate it; we try again with the next run.",
            ),
            then=Then.NEXT_RUN,
        ),
        Returned(
            code="R05",
            iso="AG01",
            meaning=Text(
                "该账户不能接收这笔金额（有限额）。",
                "The account cannot take this sum: it has a limit.",
            ),
            way=Text("请改用另一个账户。", "Choose another account."),
            then=Then.NEW_ACCOUNT,
        ),
        Returned(
            code="R06",
            iso="AM05",
            meaning=Text("银行认为重复发放。", "The bank takes it for a payment made twice."),
            way=Text("您不用做什么，经办机构会核对。", "You need do nothing: the agency compares."),
            then=Then.CLERK,
        ),
        Returned(
            code="R07",
            iso="MS03",
            meaning=Text("银行没有说明原因。", "The bank did not say why."),
            way=Text("您不用做什么，下月会再发放一次。", "You need do nothing: we try once more."),
            then=Then.ONCE_MORE,
        ),
    )
}


def may_go_again(
    code: str, *, attempts: int, is_later_month: bool, has_other_account: bool
) -> bool:
    """Whether what came back is paid anew by itself: by its code, never twice in a month."""
    then = of_code(code).then
    if then is Then.NEW_ACCOUNT:
        return has_other_account
    if has_other_account:
        return then is not Then.CLERK
    return is_later_month and (then is Then.NEXT_RUN or (then is Then.ONCE_MORE and attempts < 2))


BY_ISO = {each.iso: each.code for each in CODES.values()}
UNKNOWN = "R07"


def of_code(code: str) -> Returned:
    """Return what a code means; one that nobody knows says nothing of a reason."""
    return CODES.get(code, CODES[UNKNOWN])


def of_iso(code: str) -> str:
    """Return our code for a reason of ISO 20022; another one says nothing of a reason."""
    return BY_ISO.get(code, UNKNOWN)
