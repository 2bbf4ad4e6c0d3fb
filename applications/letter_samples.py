"""Believable letters of an application, of a service that no office has."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from applications.documents import CollectionNote, Decision, Demand, FigureLine, Line, Receipt
from law.wording import Text
from letters.data import CHINA, Agency, Filed, Letter, Reason
from letters.rules.codes import code_of
from letters.rules.numbers import Series, letter_number
from letters.samples import person

SERVICE = Text("示例事项核定", "Assessment of a sample matter")
RULES = Text(
    "《社会保险经办条例》第三十一条", "Regulations on Handling Social Insurance, article 31"
)
NAMES = {
    "pension": (
        "P440100",
        Text("广州市社会保险基金管理中心", "Guangzhou Social Insurance Fund Centre"),
    ),
    "medical": (
        "M440100",
        Text("广州市医疗保险服务中心", "Guangzhou Medical Insurance Service Centre"),
    ),
}
MARKS = {"pension": "穗社保转", "medical": "穗医保转"}
ASKED = (
    Line(
        label=Text("申请核定的月份", "Month to be assessed"),
        value=Text("2026年9月", "September 2026"),
    ),
    Line(label=Text("联系电话", "Phone"), value="138****0000"),
    Line(
        label=Text("开户银行", "Bank"),
        value=Text("示例银行广州分行", "Sample Bank, Guangzhou branch"),
    ),
)
FIGURES = (
    FigureLine(
        label=Text("核定金额", "Amount assessed"),
        value=Text("¥1,234.50", "¥1,234.50"),
        formula=Text("¥4,115.00 × 30%", "¥4,115.00 × 30%"),
        basis=RULES,
        is_sure=True,
    ),
    FigureLine(
        label=Text("最长期限", "Longest period"),
        value=Text("12个月", "12 months"),
        formula=Text("缴费满5年不足10年", "5 years paid and fewer than 10"),
        basis=RULES,
        is_sure=False,
    ),
)
FOLLOWS = (
    Text("下一个缴费月起按核定结果办理。", "From the next month on the result is applied."),
    Text("原登记内容同时更新。", "What was recorded before is updated with it."),
)


def reason(place: int, detail: str = "") -> Reason:
    """Return one of several reasons, the first with the clerk's own words."""
    return Reason(
        code=f"SMP{place:02d}",
        title=Text("累计缴费年限不满足规定。", "The years paid do not meet the condition."),
        way_forward=Text(
            "补齐所缺月份后可以重新申请；对年限有异议的，请携带缴费凭证到窗口核对。",
            "Apply again once the missing months are paid; if the years are wrong, bring the "
            "receipts to our counter.",
        ),
        detail=Text(detail, detail) if detail else None,
        basis=RULES,
    )


def _common(insurance: str, number: str, official: str) -> dict[str, Any]:
    code, name = NAMES[insurance]
    issuer = Agency(
        name=name,
        region_code=code[1:],
        region_name=Text("广州市", "Guangzhou"),
        phone="020-12345678",
        address="广州市越秀区梅东路28号",
        postcode="510080",
        complaint_phone="020-87654321",
    )
    return {
        "insurance": insurance,
        "number": number,
        "official_number": official,
        "case_number": "P2026-7KQ4-9TRM",
        "issued_on": date(2026, 11, 23),
        "issuer": issuer,
        "person": person(),
        "code": code_of(bytes(range(16))),
        "verify_url": "https://transfer.example/verify/",
    }


def demand(insurance: str = "pension", **facts: Any) -> Demand:
    """Return the notice of two months that were paid too much."""
    whole = decision(insurance)
    usual = {each.name: getattr(whole, each.name) for each in fields(whole)}
    number = letter_number(NAMES[insurance][0], MARKS[insurance], 2026, 9, Series.DECISIONS)
    own = {
        "number": number.identifier,
        "official_number": number.official,
        "due_on": date(2026, 12, 23),
        "decided": (
            Line(label=Text("多发合计", "Paid too much"), value=Text("¥280.00", "¥280.00")),
            Line(label=Text("原因", "Why"), value=Text("重新就业", "Work again")),
        ),
    }
    return Demand(**usual | own | facts)


def decision(insurance: str = "pension", **facts: Any) -> Decision:
    """Return a decision that grants what was asked, with its figures and what follows."""
    code = NAMES[insurance][0]
    number = letter_number(code, MARKS[insurance], 2026, 7, Series.DECISIONS)
    usual = {
        **_common(insurance, number.identifier, number.official),
        "handler": "王志强",
        "service": SERVICE,
        "outcome": "granted",
        "applied_on": date(2026, 11, 9),
        "effective_on": date(2026, 11, 23),
        "opening": None,
        "asked": ASKED,
        "decided": ASKED,
        "follows": FOLLOWS,
        "figures": FIGURES,
        "reasons": (),
        "bases": (RULES,),
    }
    return Decision(**usual | facts)


def confirmation(insurance: str = "pension", **facts: Any) -> Decision:
    """Return what is given when a service was done at once: signed by nobody's name."""
    return decision(insurance, **{"handler": "", "figures": (), **facts})


def refusal(insurance: str = "pension", **facts: Any) -> Decision:
    """Return a decision not to grant, with two reasons."""
    reasons = (reason(1, "系统显示累计缴费11个月。"), reason(2))
    usual = {"outcome": "refused", "decided": (), "follows": (), "reasons": reasons}
    return decision(insurance, **{**usual, **facts})


ABOUT = Line(label=Text("示例事项核定", "Assessment of a sample matter"), value="2026-7KQM-49XD")
OBJECTION = Text("异议复查", "Objection")


def objection(insurance: str = "pension", **facts: Any) -> Decision:
    """Return a decision that an objection was right."""
    asked = (
        Line(label=Text("哪里不对？", "What is wrong?"), value=Text("决定本身", "The decision")),
        Line(label=Text("为什么不对？", "Why is it wrong?"), value="2019年的缴费没有计入。"),
    )
    note = "2019年3月至8月的缴费已经补记，累计缴费满12个月。"
    usual = {"service": OBJECTION, "asked": asked, "figures": (), "note": note, "about": ABOUT}
    return decision(insurance, **{**usual, **facts})


def objection_confirmed(insurance: str = "pension", **facts: Any) -> Decision:
    """Return a decision that what was objected to stands."""
    return refusal(insurance, **{"service": OBJECTION, "about": ABOUT, "figures": (), **facts})


def receipt(insurance: str = "pension", **facts: Any) -> Receipt:
    """Return the receipt of an application."""
    usual = {
        **_common(insurance, "P2026-7KQ4-9TRM-R", ""),
        "submitted_at": datetime(2026, 11, 9, 14, 5, tzinfo=CHINA),
        "filed": tuple(Filed(label=each.label, value=each.value) for each in ASKED),
        "next_step": Text("经办机构审核您的申请", "The agency reviews your application"),
        "due_on": date(2026, 11, 30),
        "working_days": 15,
        "service": SERVICE,
    }
    return Receipt(**usual | facts)


def collection(insurance: str = "pension", **facts: Any) -> CollectionNote:
    """Return the note that something is ready."""
    code = NAMES[insurance][0]
    number = letter_number(code, MARKS[insurance], 2026, 12, Series.DECISIONS)
    usual = {
        **_common(insurance, number.identifier, number.official),
        "service": SERVICE,
        "what": Text("示例证件", "Sample document"),
        "where": Text("广州市示例路1号服务大厅", "Service hall, 1 Sample Road, Guangzhou"),
        "until": date(2027, 2, 26),
        "bring": (Text("本人身份证", "Your identity card"),),
    }
    return CollectionNote(**usual | facts)


SAMPLES: dict[str, Callable[..., Letter]] = {
    "collection-note": collection,
    "confirmation": confirmation,
    "decision": decision,
    "application-refusal": refusal,
    "objection-decision": objection,
    "demand": demand,
}
FURTHER: dict[str, Callable[..., Letter]] = {
    "submission-receipt": receipt,
    "objection-decision": objection_confirmed,
}
