"""What somebody is asked who enrols without an employer."""

from dataclasses import replace
from datetime import date
from typing import Any

from applications.fields import Answers, Field, Kind, Known, never
from law.wording import Text
from records.models import Relationship
from services.enrolments import tiers
from services.enrolments.facts import EARLIER, NEXT, OTHER, THIS, asks_base, asks_tier
from services.enrolments.rules import reasons
from services.enrolments.rules.values import FIRST, SECOND

PENSION_OR_MEDICAL = (
    ("pension", Text("养老保险", "Old-age insurance")),
    ("medical", Text("医疗保险", "Medical insurance")),
)


def place_known(known: Known) -> str | None:
    """Return where somebody was insured last."""
    held = sorted(known.relationships, key=lambda each: each.opened_month)
    going = [each for each in held if each.status != Relationship.Status.MOVED]
    return str(going[-1].agency.region_id) if going else None


INSURANCE = Field(
    name="insurance",
    kind=Kind.CHOICE,
    label=Text("您要参加哪一种保险？", "Which insurance do you want to join?"),
    called=Text("险种", "Insurance"),
    hint=Text(
        "两种都要参加的，办完一种再办另一种。", "For both, ask for one, and then for the other."
    ),
    why=Text("养老、医疗保险由两个经办机构分别登记。", "Two agencies register them, each its own."),
    basis=reasons.FLEXIBLE,
    choices=PENSION_OR_MEDICAL,
)
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("您要在哪里参保？", "Where do you want to be insured?"),
    called=Text("参保地", "Place"),
    why=Text(
        "缴费标准由参保地规定。一般是户籍地，或您居住的地方。",
        "The place sets what one pays. It is usually where your household is registered, or where "
        "you live.",
    ),
    basis=reasons.REGISTERING,
    known=place_known,
)
PERMIT = Field(
    name="permit",
    kind=Kind.YES_NO,
    label=Text(
        "户籍不在当地的，您有当地的居住证吗？",
        "If your household is registered elsewhere: do you hold a residence permit of that place?",
    ),
    called=Text("有当地居住证", "Residence permit of the place"),
    why=Text("有的地方凭居住证参保。", "Some places enrol those who hold one."),
    required=never,
)
STANDS_NOW = Field(
    name="work",
    kind=Kind.CHOICE,
    label=Text("您现在怎样工作？", "How do you work now?"),
    called=Text("就业情况", "Work"),
    why=Text(
        "由单位参保的，不能同时以个人身份参保。",
        "Whoever is insured through an employer does not enrol by themselves as well.",
    ),
    basis=reasons.ONE_NUMBER,
    choices=(
        ("left", Text("原来有单位，已经离职", "I had an employer and have left")),
        ("self-employed", Text("个体经营", "I am self-employed")),
        ("platform", Text("在平台接单（外卖、网约车等）", "I work through a platform")),
        ("part-time", Text("非全日制工作", "I work part-time")),
        ("none", Text("没有工作", "I have no work")),
    ),
)


def _has_left(answers: Answers) -> bool:
    return answers.get("work") == "left"


LEFT_ON = Field(
    name="left_on",
    kind=Kind.DAY,
    label=Text("您是哪一天离职的？", "On which day did you leave?"),
    called=Text("离职日期", "Left on"),
    why=Text(
        "单位还没有停保的，经办机构据此核对。",
        "If the employer has not ended it yet, the agency looks into it by that day.",
    ),
    basis=reasons.ONE_NUMBER,
    shown=_has_left,
    is_past=True,
)


def _is_positive(value: Any, _answers: Answers) -> Text | None:
    return None if value > 0 else Text("基数应当大于0。", "A base is more than nothing.")


BASE = Field(
    name="base",
    kind=Kind.MONEY,
    label=Text("月缴费基数是多少？", "How much is the monthly base?"),
    called=Text("月缴费基数", "Monthly base"),
    hint=Text(
        "在当地公布的上下限之间。提交之前会算出每月缴多少。",
        "Between the lowest and the highest of the place. You see what it costs before you send "
        "anything.",
    ),
    why=Text("每月缴费按基数乘以比例计算。", "What one pays a month is a share of it."),
    basis=reasons.FLEXIBLE,
    shown=lambda answers: asks_base(answers) and answers.get("tier_base") == OTHER,
    checks=(_is_positive,),
)
CHOSEN_BASE = Field(
    name="tier_base",
    kind=Kind.CHOICE,
    label=Text("您按多少月缴费基数缴费？", "On which monthly base do you want to pay?"),
    called=Text("月缴费基数", "Monthly base"),
    hint=Text(
        "选得高，每月缴得多，将来养老金也多。增加额是估算，不是承诺。",
        "A higher one costs more each month and brings a higher pension. What it brings is an "
        "estimate and no promise.",
    ),
    why=Text("每月缴费按基数乘以比例计算。", "What one pays a month is a share of it."),
    basis=reasons.FLEXIBLE,
    shown=asks_base,
    options=tiers.offered,
    named=tiers.called,
)
# Without a sign-in the base is typed.
TYPED_BASE = replace(BASE, shown=asks_base)
MEDICAL_TIER = Field(
    name="medical_tier",
    kind=Kind.CHOICE,
    label=Text("您选择哪一档？", "Which tier do you choose?"),
    called=Text("档次", "Tier"),
    why=Text("当地医疗保险按档次缴固定金额。", "This place has fixed amounts by tier."),
    shown=asks_tier,
    choices=((FIRST, Text("一档", "First tier")), (SECOND, Text("二档", "Second tier"))),
)
BEGINS = Field(
    name="begins",
    kind=Kind.CHOICE,
    label=Text("从哪个月开始？", "From which month?"),
    called=Text("开始月份", "Begins"),
    why=Text("从这个月起缴费和计算年限。", "From that month on you pay, and the months count."),
    basis=reasons.FLEXIBLE,
    choices=(
        (THIS, Text("本月", "This month")),
        (NEXT, Text("下个月", "Next month")),
        (EARLIER, Text("以前的月份", "An earlier month")),
    ),
)


def _is_earlier(answers: Answers) -> bool:
    return answers.get("begins") == EARLIER


def _is_recent(value: date, _answers: Answers) -> Text | None:
    if value.year >= FIRST_YEAR:
        return None
    return Text("这个月份太早了，请核对。", "This month is too long ago. Please check it.")


FIRST_YEAR = 2011  # 社会保险法 came into force
FROM_MONTH = Field(
    name="from_month",
    kind=Kind.MONTH,
    label=Text("哪一个月？", "Which month?"),
    called=Text("以前的月份", "Earlier month"),
    why=Text("一般不能补办，由经办人员核定。", "As a rule it is not possible: a clerk decides."),
    shown=_is_earlier,
    is_past=True,
    checks=(_is_recent,),
)
IS_TRUE = Field(
    name="is_true",
    kind=Kind.DECLARATION,
    label=Text(
        "我现在没有用人单位为我参保，以上内容属实。",
        "No employer insures me now, and what I have said is true.",
    ),
    called=Text("本人声明", "Declaration"),
    why=Text("重复参保的缴费要清退。", "What is paid twice has to be paid back."),
    basis=reasons.ONE_NUMBER,
)
# --- Without a sign-in ----------------------------------------------------------------------------
BORN_ON = Field(
    name="born_on",
    kind=Kind.DAY,
    label=Text("您的出生日期", "Your date of birth"),
    why=Text("有最低年龄和退休年龄。", "There is a least age, and an age of retirement."),
    known=lambda known: known.person.born_on,
    is_past=True,
)
SEX = Field(
    name="sex",
    kind=Kind.CHOICE,
    label=Text("性别", "Sex"),
    why=Text("退休年龄男女不同。", "Men and women retire at different ages."),
    choices=(("female", Text("女", "Female")), ("male", Text("男", "Male"))),
    known=lambda known: known.person.sex,
)
STANDS = Field(
    name="stands",
    kind=Kind.CHOICE,
    label=Text("您现在的参保情况", "How you are insured now"),
    why=Text("同一险种不能重复参保。", "Nobody is insured twice in one insurance."),
    choices=(
        ("nothing", Text("没有参保，或者已停保", "Not insured, or stopped")),
        ("employed", Text("近两个月由单位参保", "Through an employer, within two months")),
        ("pays", Text("自己正在缴费", "I pay for myself")),
        ("other-scheme", Text("参加居民（或职工）同一险种", "In the other scheme of it")),
        ("draws", Text("正在领取养老金", "I draw a pension")),
    ),
    # With a sign-in the records answer, whatever is said here.
    known=lambda _known: "nothing",
)
ASKED_BEFORE = (INSURANCE, PLACE, TYPED_BASE, MEDICAL_TIER, BEGINS, BORN_ON, SEX, STANDS)
