"""What this room has paid to people: accounts inherited or closed, and months paid twice."""

from law.wording import Text
from payouts.registry import Benefit

INHERITED = {
    "pension": Benefit(
        name="inherited-pension-account",
        title=Text("继承的养老保险个人账户", "Inherited pension account"),
        fund="pension",
        is_monthly=False,
        purpose_code="INHP",
    ),
    "medical": Benefit(
        name="inherited-medical-account",
        title=Text("继承的医疗保险个人账户", "Inherited medical account"),
        fund="medical",
        is_monthly=False,
        purpose_code="INHM",
    ),
}
CLOSED = {
    "pension": Benefit(
        name="closed-pension-account",
        title=Text("一次性支付的养老保险个人账户", "Pension account paid out"),
        fund="pension",
        is_monthly=False,
        purpose_code="CLOP",
    ),
    "medical": Benefit(
        name="closed-medical-account",
        title=Text("一次性支付的医疗保险个人账户", "Medical account paid out"),
        fund="medical",
        is_monthly=False,
        purpose_code="CLOM",
    ),
}
PAID_TWICE = Benefit(
    name="months-paid-twice",
    title=Text("重复缴费退还的个人部分", "Own part of months paid twice"),
    fund="pension",
    is_monthly=False,
    purpose_code="DBLM",
)
BENEFITS = (*INHERITED.values(), *CLOSED.values(), PAID_TWICE)


def inherited(insurance: str) -> Benefit:
    """Return what an inherited account of an insurance is paid as."""
    return INHERITED[insurance]


def closed(insurance: str) -> Benefit:
    """Return what an account of an insurance that is closed is paid as."""
    return CLOSED[insurance]
