"""Who answers a question: the agency of an insurance, or another body; and what is no question.

社会保险经办条例 art. 4: human resources hold pension, unemployment and injury insurance, healthcare
medical and maternity. Complaints go another way (art. 51–52) and are never turned into questions.
"""

from dataclasses import dataclass
from enum import StrEnum

from agencies.rules.terms import Insurance
from law.wording import Text
from services.advice.rules.terms import folded


class About(StrEnum):
    """What a question is about, as somebody chooses it."""

    PENSION = "pension"
    MEDICAL = "medical"
    UNEMPLOYMENT = "unemployment"
    INJURY = "injury"
    MATERNITY = "maternity"
    CARD = "card"
    UNKNOWN = "unknown"


ABOUT: dict[About, Text] = {
    About.PENSION: Text("养老", "Old age"),
    About.MEDICAL: Text("医疗", "Medical"),
    About.UNEMPLOYMENT: Text("失业", "Unemployment"),
    About.INJURY: Text("工伤", "Injuries at work"),
    About.MATERNITY: Text("生育", "Maternity"),
    About.CARD: Text("社保卡", "The card"),
    About.UNKNOWN: Text("不知道归哪一类", "I do not know"),
}


class Situation(StrEnum):
    """In which situation somebody asks."""

    EMPLOYED = "employed"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"
    UNEMPLOYED = "unemployed"
    RETIRED = "retired"
    FAMILY = "family"
    EMPLOYER = "employer"
    OTHER = "other"


SITUATIONS: dict[Situation, Text] = {
    Situation.EMPLOYED: Text("在单位上班", "I am employed"),
    Situation.FLEXIBLE: Text("灵活就业、自己缴费", "I pay by myself"),
    Situation.RESIDENT: Text("城乡居民", "Resident without employment"),
    Situation.UNEMPLOYED: Text("失业", "I am out of work"),
    Situation.RETIRED: Text("已退休", "I am retired"),
    Situation.FAMILY: Text("家属（含去世人员家属）", "Family, also of somebody who has died"),
    Situation.EMPLOYER: Text("用人单位", "Employer"),
    Situation.OTHER: Text("其他", "Other"),
}


@dataclass(frozen=True)
class Body:
    """Somebody who is no agency of social insurance, and their phone."""

    name: Text
    phone: str


TAX = Body(Text("税务部门", "The tax authority"), "12366")
LABOUR = Body(Text("劳动保障监察机构", "The labour inspection"), "12333")
HOUSING = Body(Text("住房公积金管理中心", "The housing fund centre"), "12329")
POLICE = Body(Text("公安机关", "The police"), "110")
CIVIL_AFFAIRS = Body(Text("民政部门", "The civil affairs authority"), "12345")

# Words that name another body, the most telling first.
_OF_OTHERS: tuple[tuple[tuple[str, ...], Body], ...] = (
    (("公积金", "housing fund"), HOUSING),
    (("个税", "个人所得税", "扣税", "income tax"), TAX),
    (("拖欠工资", "欠薪", "加班费", "不签合同", "劳动合同纠纷", "unpaid wages"), LABOUR),
    (("低保", "临时救助", "最低生活保障", "welfare"), CIVIL_AFFAIRS),
    (("身份证补办", "户口本", "户口迁移手续"), POLICE),
)
_COMPLAINT = ("投诉", "举报", "控告", "态度恶劣", "complain", "report fraud")
_DECISION = (
    "帮我核定",
    "给我核定",
    "帮我办理",
    "给我办理",
    "帮我审批",
    "请批准",
    "我的申请",
    "approve my",
    "decide my",
)
_WORDS: tuple[tuple[Insurance, tuple[str, ...]], ...] = (
    (
        Insurance.MEDICAL,
        (
            "医保",
            "医疗",
            "住院",
            "看病",
            "报销",
            "门诊",
            "生育",
            "产假",
            "medical",
            "hospital",
            "maternity",
        ),
    ),
    (
        Insurance.PENSION,
        (
            "养老",
            "退休",
            "失业",
            "社保卡",
            "工伤",
            "pension",
            "retire",
            "unemploy",
            "card",
            "injur",
        ),
    ),
)
_OF_ABOUT = {
    About.PENSION: Insurance.PENSION,
    About.MEDICAL: Insurance.MEDICAL,
    About.UNEMPLOYMENT: Insurance.PENSION,  # kept by the same agencies
    About.INJURY: Insurance.PENSION,
    About.MATERNITY: Insurance.MEDICAL,
    About.CARD: Insurance.PENSION,
}


@dataclass(frozen=True)
class Route:
    """Which kind of agency answers, and another body that is responsible where it is none."""

    insurance: Insurance
    body: Body | None = None
    is_complaint: bool = False
    wants_decision: bool = False


def route(about: About, text: str) -> Route:
    """Return who answers a question."""
    said = folded(text)
    body = next((body for words, body in _OF_OTHERS if any(w in said for w in words)), None)
    return Route(
        insurance=_OF_ABOUT.get(about) or _by_words(said),
        body=body,
        is_complaint=any(word in said for word in _COMPLAINT),
        wants_decision=any(word in said for word in _DECISION),
    )


def _by_words(said: str) -> Insurance:
    """Return the insurance that the words name; pension where they name none."""
    counts = {insurance: sum(said.count(word) for word in words) for insurance, words in _WORDS}
    best = max(counts, key=lambda each: counts[each])
    return best if counts[best] else Insurance.PENSION
