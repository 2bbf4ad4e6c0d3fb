"""The dated numbers of retiring: the choice, the base of each place, and how places differ."""

from law.documents import (
    DISABILITY_ALLOWANCE,
    FLEXIBLE_RETIREMENT,
    HANDLING_REGULATIONS,
    PENSION_REFORM,
    RETIREMENT_MEASURES,
    RETIREMENT_OLD_AGES,
    SOCIAL_INSURANCE_LAW_RULES,
    cite,
)
from law.local_documents import (
    BEIJING_PENSION_BASE,
    FILE_REVIEW_GUIDES,
    GUANGDONG_DISABILITY,
    PENSION_BASES_2024,
    PENSION_BASES_2025,
    PENSION_PRACTICE,
    RONGCHENG_ANSWER,
    SPECIAL_WORK_GUIDES,
)
from law.values import Rule, Unit, Value, rule, value
from law.wording import Basis, Text

CHOICE = cite(RETIREMENT_MEASURES, "3")
EARLY, LATE = cite(FLEXIBLE_RETIREMENT, "2"), cite(FLEXIBLE_RETIREMENT, "4")
FORMULA = cite(PENSION_REFORM, "6")
PRACTICE = cite(PENSION_PRACTICE)

# --- When one may choose to go ------------------------------------------------------------------
MOST_EARLY = rule(
    "retirement.most-months-early",
    Text("弹性提前退休最长月数", "Most months by which one may retire earlier"),
    Unit.MONTHS,
    value(36, CHOICE),
)
MOST_LATE = rule(
    "retirement.most-months-late",
    Text("弹性延迟退休最长月数", "Most months by which one may retire later"),
    Unit.MONTHS,
    value(36, CHOICE),
)
NOTICE_MONTHS = rule(
    "retirement.notice-months",
    Text("弹性提前退休须提前几个月书面告知", "Months of written notice before retiring early"),
    Unit.MONTHS,
    value(3, EARLY),
)
AGREEMENT_MONTHS = rule(
    "retirement.agreement-months",
    Text("弹性延迟退休须提前几个月约定", "Months before which a later retirement is agreed"),
    Unit.MONTHS,
    value(1, LATE),
)
LATE_FILING_LOSES = rule(
    "retirement.late-filing-loses",
    Text(
        "逾期申请的月份不予补发（1为不予补发）",
        "Months before a late application are lost (1: yes)",
    ),
    Unit.NUMBER,
    value(1, cite(RONGCHENG_ANSWER), region="371082"),
    is_local=True,
)
FILE_REVIEW_MONTHS = rule(
    "retirement.file-review-months",
    Text("档案预审最早提前月数", "Months before the earliest age from which a file is reviewed"),
    Unit.MONTHS,
    value(12, cite(FILE_REVIEW_GUIDES)),
)

# --- Special work -------------------------------------------------------------------------------
WORK = Text("工种", "Kind of work")
HIGH, HEAVY = "high-altitude", "heavy"
UNDERGROUND, HEAT, HARMFUL = "underground", "heat", "harmful"
WORKS = {
    HIGH: Text("高空", "work at heights"),
    HEAVY: Text("特别繁重体力劳动", "particularly heavy labour"),
    UNDERGROUND: Text("井下", "underground"),
    HEAT: Text("高温", "in great heat"),
    HARMFUL: Text("其他有害身体健康", "other work that harms health"),
}
_OLD_AGES = cite(RETIREMENT_OLD_AGES, "1")
SPECIAL_YEARS = rule(
    "special-work.years",
    Text("特殊工种累计工作年限（年）", "Years of special work needed"),
    Unit.NUMBER,
    value(10, _OLD_AGES, key=(HIGH,)),
    value(10, _OLD_AGES, key=(HEAVY,)),
    value(9, _OLD_AGES, key=(UNDERGROUND,)),
    value(9, _OLD_AGES, key=(HEAT,)),
    value(8, _OLD_AGES, key=(HARMFUL,)),
    axes=(WORK,),
    words=WORKS,
)
SPECIAL_AGE = rule(
    "special-work.age",
    Text("特殊工种退休年龄", "Age of retirement after special work"),
    Unit.YEARS,
    value(55, _OLD_AGES, key=("male",)),
    value(45, _OLD_AGES, key=("female",)),
    axes=(Text("性别", "Sex"),),
    words={"male": Text("男", "men"), "female": Text("女", "women")},
)

# --- What a pension is reckoned with ------------------------------------------------------------
BASES_OF_2025 = {
    "120000": "9417", "130000": "7410", "140000": "7253", "150000": "8179", "210000": "7346",
    "210100": "8390", "210200": "8956", "220000": "7322", "230000": "7705", "310000": "12434",
    "320000": "8917", "330000": "8433", "340000": "7999", "350000": "7932", "360000": "7054",
    "370000": "7831", "410000": "6738", "420000": "9112", "430000": "7694", "440000": "9493",
    "440300": "11293", "450000": "6983", "460000": "8188", "500000": "8240", "510000": "8462",
    "520000": "7324.5", "530000": "8265", "540000": "11777", "610000": "7881", "620000": "7746",
    "630000": "9056", "640000": "8366", "650000": "8448",
}  # fmt: skip
BASES_OF_2024 = {"110000": "11883", "310000": "12307", "440000": "9307", "440300": "11181"}
BASE = rule(
    "pension.base",
    Text("养老金计发基数", "Base of the pension"),
    Unit.YUAN,
    *(value(n, cite(PENSION_BASES_2024), region=place) for place, n in BASES_OF_2024.items()),
    value("12049", cite(BEIJING_PENSION_BASE), region="110000"),
    *(value(n, cite(PENSION_BASES_2025), region=place) for place, n in BASES_OF_2025.items()),
    is_local=True,
)
COEFFICIENTS = {
    "0.010": ("110000",),
    "0.012": ("420000", "620000", "230000", "320000"),
    "0.013": ("430000", "360000", "370000", "350000", "140000", "510000"),
    "0.014": ("330000", "520000", "610000", "450000"),
}
TRANSITION = rule(
    "pension.transition-coefficient",
    Text("过渡性养老金计发系数", "Coefficient of the transitional pension"),
    Unit.RATE,
    *(value(n, PRACTICE, region=each) for n, places in COEFFICIENTS.items() for each in places),
    is_local=True,
)


def _flag(name: str, title: Text, *places: str, basis: Basis = PRACTICE) -> Rule:
    """Return something that is done (1) at some places and nowhere else."""
    values = [value(1, basis, region=place) for place in places]
    return rule(name, title, Unit.NUMBER, *values, is_local=True)


ON_HALF = _flag(
    "pension.transition-on-half",
    Text(
        "过渡性养老金按基数与指数化工资的平均数计发（1为是）",
        "Transitional pension on half of the base and half of the indexed wage (1: yes)",
    ),
    "510000",
    "210000",
)
OWN_INDEX = _flag(
    "pension.transition-own-index",
    Text("过渡性养老金使用单独的指数（1为是）", "Transitional pension has its own index (1: yes)"),
    "330000",
    "320000",
    "140000",
    "120000",
)
OWN_PARTS = _flag(
    "pension.transition-own-parts",
    Text("过渡性养老金另有组成部分（1为是）", "Transitional pension has parts of its own (1: yes)"),
    "110000",
)
TOP_UPS = _flag(
    "pension.altitude-extras",
    Text("另有高海拔等补贴（1为是）", "Extras such as for altitude are paid (1: yes)"),
    "540000",
)
LOW_INDEX = rule(
    "pension.low-index",
    Text("平均缴费指数低于此数的，计发基数相应折减", "Index below which the base itself is cut"),
    Unit.NUMBER,
    value("0.6", PRACTICE, region="440000"),
    value(0, PRACTICE, region="440300"),
    is_local=True,
)
YEARS_DECIMALS = rule(
    "pension.years-decimals",
    Text("缴费年限保留的小数位数", "Decimals that years of contributions are rounded to"),
    Unit.NUMBER,
    value(2, PRACTICE, region="510000"),
    value(1, PRACTICE, region="340000"),
    is_local=True,
)
YEARS_UP = _flag(
    "pension.years-rounded-up",
    Text(
        "缴费年限的小数一律进位（1为是）", "Years of contributions are always rounded up (1: yes)"
    ),
    "340000",
)
AMOUNT_STEP = rule(
    "pension.amount-step",
    Text("养老金金额取整到（元）", "Amounts of a pension are rounded to (yuan)"),
    Unit.YUAN,
    value("0.1", PRACTICE, region="310000"),
    value("0.1", PRACTICE, region="450000"),
    is_local=True,
)

# --- Disability, extension ----------------------------------------------------------------------
DISABILITY_NEAR = rule(
    "disability.months-to-the-age",
    Text("距法定退休年龄几个月以内按养老金计发", "Months to the age within which it is a pension"),
    Unit.MONTHS,
    value(60, cite(DISABILITY_ALLOWANCE, "3")),
)
DISABILITY_FIRST = rule(
    "disability.months-at-least",
    Text("缴费不满5年的领取月数", "Months it is paid to those with less than five years"),
    Unit.MONTHS,
    value(12, cite(DISABILITY_ALLOWANCE, "5")),
)
DISABILITY_MORE = rule(
    "disability.months-for-each-year",
    Text("满5年后每增加1年增发月数", "Months more for each further year"),
    Unit.MONTHS,
    value(3, cite(DISABILITY_ALLOWANCE, "5")),
)
DISABILITY_YEARS = rule(
    "disability.months-of-five-years",
    Text("增发从缴费满几个月算起", "Months paid from which further years count"),
    Unit.MONTHS,
    value(60, cite(DISABILITY_ALLOWANCE, "5")),
)
CERTIFICATE_MONTHS = rule(
    "disability.certificate-months",
    Text("劳动能力鉴定结论的有效月数", "Months for which a certificate of capacity counts"),
    Unit.MONTHS,
    value(12, cite(GUANGDONG_DISABILITY)),
)
EXTENSION_MONTHS = rule(
    "extension.months-before-at-once",
    Text(
        "延长缴费几个月后可一次性缴足", "Months of extension after which the rest is paid at once"
    ),
    Unit.MONTHS,
    value(60, cite(SOCIAL_INSURANCE_LAW_RULES, "2", verified=False)),
)


# --- Terms --------------------------------------------------------------------------------------
def _term(name: str, title: Text, days: int, *bases: Basis) -> Rule:
    values: list[Value] = [value(days, each) for each in bases]
    return rule(f"term.{name}", title, Unit.WORKING_DAYS, *values)


# No text names days: as for a pension, and as for a change of the record.
_AS_A_PENSION = cite(HANDLING_REGULATIONS, "18", verified=False)
_AS_A_CHANGE = cite(HANDLING_REGULATIONS, "10", verified=False)
REVIEW = _term(
    "retirement.review",
    Text("养老金申领审核", "Review of a pension"),
    20,
    cite(HANDLING_REGULATIONS, "18"),
)
BY_ANALOGY = _term(
    "retirement-file.review",
    Text("退休档案、特殊工种、病残津贴审核", "Review of files, special work and disability"),
    20,
    _AS_A_PENSION,
)
EXTENSION_REVIEW = _term(
    "pension-extension.review", Text("延长缴费审核", "Review of an extension"), 10, _AS_A_CHANGE
)
# No text names days for the first payment: no clock runs where a place has none of its own.
FIRST_PAYMENT = rule(
    "term.retirement.pay",
    Text("首笔养老金发放", "First payment of a pension"),
    Unit.WORKING_DAYS,
    is_local=True,
)
PUBLICATION_DAYS = _term(
    "publication.publish",
    Text("公示", "Publication"),
    5,
    cite(SPECIAL_WORK_GUIDES),
)
# Twice is what some guides ask of special work; where a place has not said so, once.
PUBLICATION_ROUNDS = rule(
    "publication.rounds",
    Text("公示次数", "How often something is made public"),
    Unit.NUMBER,
    value(1, cite(SPECIAL_WORK_GUIDES)),
)
RULES = (
    MOST_EARLY, MOST_LATE, NOTICE_MONTHS, AGREEMENT_MONTHS, LATE_FILING_LOSES, FILE_REVIEW_MONTHS,
    SPECIAL_YEARS, SPECIAL_AGE, BASE, TRANSITION, ON_HALF, OWN_INDEX, OWN_PARTS, TOP_UPS, LOW_INDEX,
    YEARS_DECIMALS, YEARS_UP, AMOUNT_STEP, DISABILITY_NEAR, DISABILITY_FIRST, DISABILITY_MORE,
    DISABILITY_YEARS, CERTIFICATE_MONTHS, EXTENSION_MONTHS, PUBLICATION_ROUNDS,
)  # fmt: skip
