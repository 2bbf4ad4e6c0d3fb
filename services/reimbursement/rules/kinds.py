"""The kinds of claims, and what each answer of a claim may be."""

from enum import StrEnum

from law.wording import Text


class Kind(StrEnum):
    """Which claim it is."""

    INPATIENT = "inpatient"
    OUTPATIENT = "outpatient"
    EMERGENCY = "emergency"


class Where(StrEnum):
    """Where somebody was treated."""

    MAINLAND = "mainland"
    ABROAD = "abroad"


class Cause(StrEnum):
    """What the treatment was for."""

    ILLNESS = "illness"
    ACCIDENT = "accident"
    THIRD_PARTY = "third-party"
    WORK = "work"


class Third(StrEnum):
    """How it stands with whoever else has to pay."""

    UNKNOWN = "unknown"
    UNPAID = "unpaid"
    PAID = "paid"


WHERES = {
    Where.MAINLAND: Text("中国内地", "On the Chinese mainland"),
    Where.ABROAD: Text("境外（含港澳台）", "Abroad, Hong Kong, Macao or Taiwan"),
}
CAUSES = {
    Cause.ILLNESS: Text("生病", "Illness"),
    Cause.ACCIDENT: Text("意外受伤，没有他人责任", "An accident nobody else is to blame for"),
    Cause.THIRD_PARTY: Text("他人造成的伤害", "Somebody else caused it"),
    Cause.WORK: Text("工作中受伤", "An injury at work"),
}
THIRDS = {
    Third.UNKNOWN: Text("找不到对方", "Nobody knows who it was"),
    Third.UNPAID: Text("对方没有赔付", "They have not paid"),
    Third.PAID: Text("对方已经赔付", "They have paid"),
}
GROUNDS = {
    "not-linked": Text("医院没有联网，不能直接结算", "The hospital could not settle directly"),
    "no-card": Text("当时没带卡，或正在补卡", "I had no card, or it was being replaced"),
    "emergency": Text("急诊抢救", "It was an emergency"),
    "system": Text("结算系统故障", "The system was down"),
    "arrears": Text("单位欠费，已补缴", "My employer owed contributions, and has paid"),
    "registered-late": Text("出院后才办备案", "I registered after leaving"),
    "student": Text("学生假期在家就医", "A student at home in the holidays"),
    "other": Text("其他", "Something else"),
}
GRADES = {
    "3": Text("三级医院", "Grade 3"),
    "2": Text("二级医院", "Grade 2"),
    "1": Text("一级医院", "Grade 1"),
    "community": Text("社区卫生服务机构", "Community health service"),
    "unknown": Text("不知道", "I do not know"),
}
UNLISTED = "unlisted"
