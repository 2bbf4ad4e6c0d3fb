"""What the check before anything is begun asks of somebody; nothing of it is kept."""

from applications import medical
from applications.fields import Answers, Field, Kind, never
from law.wording import Text
from services.care.rules import kinds
from services.care.rules.reasons import FRAME

TO_COMPARE = Text(
    "用来试算住一次院要花多少钱；不保存。", "To work out what a stay costs; nothing is kept."
)


INSURED_PLACE = Field(
    name="insured_place",
    kind=Kind.REGION,
    label=Text("您在哪里参加医保？", "Where do you have medical insurance?"),
    why=Text("支付比例由参保地规定。", "The share is set by the place of insurance."),
    basis=FRAME,
    known=medical.insured_place,
)
SCHEME = Field(
    name="scheme",
    kind=Kind.CHOICE,
    label=Text("哪种医保？", "Which scheme?"),
    why=Text("职工和居民的比例不同。", "Employees and residents have other shares."),
    choices=(
        (kinds.Scheme.EMPLOYEE.value, Text("职工医保", "Employees")),
        (kinds.Scheme.RESIDENT.value, Text("城乡居民医保", "Residents")),
    ),
    known=medical.scheme_of,
)
IS_RETIRED = Field(
    name="is_retired",
    kind=Kind.YES_NO,
    label=Text("已经退休了吗？", "Are you retired?"),
    why=Text("退休人员的支付比例更高。", "The share is higher for retired people."),
    shown=lambda answers: answers.get("scheme") != kinds.Scheme.RESIDENT,
    known=medical.is_retired,
)
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("在哪里就医？", "Where will you be treated?"),
    why=Text("看要不要备案、有没有联网医院。", "To see whether to register, and where."),
    basis=FRAME,
)
CARE = Field(
    name="care",
    kind=Kind.CHOICE,
    label=Text("看什么？", "What kind of care?"),
    why=Text("不是每家医院都能结算每一种。", "Not every hospital settles every kind."),
    choices=(
        ("in_patient", Text("住院", "A stay in hospital")),
        ("out_patient", Text("普通门诊", "Out-patient care")),
        ("chronic", Text("门诊慢特病", "Out-patient care of a chronic disease")),
    ),
)
GRADE = Field(
    name="grade",
    kind=Kind.CHOICE,
    label=Text("几级医院？", "Which grade of hospital?"),
    why=TO_COMPARE,
    choices=(
        ("3", Text("三级", "Grade 3")),
        ("2", Text("二级", "Grade 2")),
        ("1", Text("一级", "Grade 1")),
    ),
)
AMOUNT = Field(
    name="amount",
    kind=Kind.MONEY,
    label=Text("假设目录内费用多少元？", "How much of the bill is covered, say?"),
    hint=Text("不填按30000元试算", "30,000 yuan if you leave it empty"),
    why=TO_COMPARE,
    required=never,
)


def _is_share(value: int, _answers: Answers) -> Text | None:
    if value > 100:
        return Text("支付比例在0到100之间。", "A share lies between 0 and 100.")
    return None


OWN_SHARE = Field(
    name="own_share",
    kind=Kind.NUMBER,
    label=Text("参保地的支付比例（%）", "The share at home, in per cent"),
    hint=Text(
        "上次在参保地住院的结算单上有；不知道可以不填",
        "Your last bill at home says it; leave it empty if you do not know",
    ),
    why=TO_COMPARE,
    required=never,
    checks=(_is_share,),
)
OWN_DEDUCTIBLE = Field(
    name="own_deductible",
    kind=Kind.MONEY,
    label=Text("参保地的起付标准（元）", "The deductible at home, in yuan"),
    hint=Text("结算单上有；不知道可以不填", "It is on the bill; leave it empty if you do not know"),
    why=TO_COMPARE,
    required=never,
)
MONEY = (GRADE, AMOUNT, OWN_SHARE, OWN_DEDUCTIBLE)
WHO = (INSURED_PLACE, SCHEME, IS_RETIRED)
