"""The term and the reasons of enrolment, each with its way forward; the codes are ours."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import (
    HANDLING_REGULATIONS,
    MEDICAL_ENROLMENT,
    PENSION_REFORM,
    PENSION_RESIDENT_LINK,
    RETIREMENT_MEASURES,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.values import Unit, rule, value
from law.wording import Text

REGISTERING = cite(HANDLING_REGULATIONS, "6")
CHANGING = cite(HANDLING_REGULATIONS, "10")
FLEXIBLE = cite(SOCIAL_INSURANCE_LAW, "10")
FLEXIBLE_MEDICAL = cite(SOCIAL_INSURANCE_LAW, "23")
ONE_NUMBER = cite(SOCIAL_INSURANCE_LAW, "58")
RESIDENTS = cite(SOCIAL_INSURANCE_LAW, "25")
RESIDENTS_PENSION = cite(SOCIAL_INSURANCE_LAW, "20")
ACCOUNT = cite(SOCIAL_INSURANCE_LAW, "14")
STATEMENT = cite(SOCIAL_INSURANCE_LAW, "74")
REVIEW = rule(
    "term.enrolment.review",
    Text("参保登记：自收到申请之日起", "Enrolment, from the day of the application"),
    Unit.WORKING_DAYS,
    value(10, REGISTERING),
)
CHANGE_REVIEW = rule(
    "term.enrolment-change.review",
    Text(
        "参保变更、终止：自收到申请之日起", "Change of enrolment, from the day of the application"
    ),
    Unit.WORKING_DAYS,
    value(10, CHANGING),
)


TOO_YOUNG = service_reason(
    "ENR01",
    ReasonClass.HOLD,
    Text("未满16周岁，不能以灵活就业人员身份参保。", "Under 16: not as a flexible worker."),
    Text("可以参加居民医疗保险。", "The medical insurance of residents is open to you."),
    cite(SOCIAL_INSURANCE_LAW, "10", verified=False),
    Use.REFUSAL,
    leads_to="service:enrolment-resident-medical",
)
AGE_REACHED = service_reason(
    "ENR02",
    ReasonClass.REFUSE,
    Text("已达到法定退休年龄。", "You have reached the statutory age of retirement."),
    Text(
        "缴费年限不够的，可以延长缴费到最低年限；请到经办机构窗口办理。",
        "If your years do not suffice, you may go on paying up to the minimum: go to the counter "
        "of your agency.",
    ),
    cite(RETIREMENT_MEASURES, "1"),
)
DRAWING = service_reason(
    "ENR03",
    ReasonClass.REFUSE,
    Text("您正在按月领取养老金。", "You draw a pension."),
    Text(
        "不用再缴养老保险；医疗保险按退休人员办理，请核对待遇。",
        "Nothing more is to be paid for old age. For medical insurance you count as a pensioner: "
        "check your entitlement.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "16"),
)
STILL_EMPLOYED = service_reason(
    "ENR04",
    ReasonClass.HOLD,
    Text(
        "记录显示您近两个月内仍由单位参保。",
        "By the record an employer has insured you within the last two months.",
    ),
    Text(
        "请单位办理停保；您已离职的，填写离职日期后提交，经办机构会核对。",
        "Ask the employer to end it. If you have left, say when and send it: the agency looks "
        "into it.",
    ),
    ONE_NUMBER,
    Use.REFUSAL,
)
RUNS_ELSEWHERE = service_reason(
    "ENR05",
    ReasonClass.REFUSE,
    Text(
        "您在另一地（或本地）已有同一险种的有效参保关系。",
        "This insurance of yours runs already, here or at another place.",
    ),
    Text(
        "在外地的，可以转移到这里；重复缴费会被清退。",
        "If it runs elsewhere, have it moved here: what is paid twice is paid back.",
    ),
    ONE_NUMBER,
    leads_to="transfer_start",
)
BASE_OUTSIDE = service_reason(
    "ENR06",
    ReasonClass.HOLD,
    Text("所选缴费基数不在本年度范围内。", "This base is not one of those for this year."),
    Text(
        "请选择下方列出的最接近的基数；您坚持的，由经办人员核定。",
        "Choose the nearest allowed base shown below. If you leave it so, a clerk looks into it.",
    ),
    cite(PENSION_REFORM, "3", verified=False),
    Use.REFUSAL,
)
OTHER_HOUSEHOLD = service_reason(
    "ENR07",
    ReasonClass.HOLD,
    Text(
        "您的户籍不在参保地，当地是否办理由经办机构核定。",
        "Your household is registered elsewhere: whether the place enrols you is decided there.",
    ),
    Text(
        "可以提交由经办人员核定，也可以在户籍地参保。",
        "Send it and a clerk decides, or enrol where your household is registered.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "10", verified=False),
    Use.REFUSAL,
)
PAST_MONTH = service_reason(
    "ENR08",
    ReasonClass.HOLD,
    Text("以前的月份一般不能补办灵活就业参保。", "As a rule past months cannot be enrolled."),
    Text(
        "请从本月或下月起参保；当地允许补办的，由经办人员核定。",
        "Begin with this month or the next. Where the place allows past ones, a clerk decides.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "60", verified=False),
    Use.REFUSAL,
)
WAITS = service_reason(
    "ENR09",
    ReasonClass.NOTE,
    Text(
        "居民医保集中缴费期已过，待遇有等待期。",
        "The yearly period of enrolment is over, so cover begins after a wait.",
    ),
    Text(
        "早参保早享受。出生90天内的新生儿等不设等待期。",
        "The sooner you enrol, the sooner it covers. A newborn within 90 days does not wait.",
    ),
    cite(MEDICAL_ENROLMENT, verified=False),
)
BOTH_SCHEMES = service_reason(
    "ENR10",
    ReasonClass.HOLD,
    Text(
        "不能同时参加职工和居民同一险种。",
        "Nobody is in both schemes, employees' and residents', of one insurance.",
    ),
    Text(
        "请选择一种。从职工保险转出的，先停保，居民保险从停保的次月起衔接，由经办人员核对。",
        "Choose one. If you leave the employees' scheme, it stops first and the residents' goes on "
        "from the next month; a clerk looks into it.",
    ),
    cite(PENSION_RESIDENT_LINK, "3", verified=False),
    Use.REFUSAL,
)
NOTHING_THERE = service_reason(
    "ENR17",
    ReasonClass.REFUSE,
    Text(
        "没有查到您可以办理这项变更的参保关系。",
        "There is no insurance of yours that could be changed in this way.",
    ),
    Text(
        "核对所选险种；单位为您参保的，由单位办理。",
        "Check which insurance you chose. What runs through an employer, the employer changes.",
    ),
    CHANGING,
)
NO_PLACE = service_reason(
    "ENR18",
    ReasonClass.REFUSE,
    Text("没有找到办理该地参保的经办机构。", "No agency of this portal enrols for that place."),
    Text("请换一个参保地，或拨打12333。", "Choose another place, or call 12333."),
    cite(HANDLING_REGULATIONS, "4"),
    leads_to="agency_directory",
)
PERIOD_UNKNOWN = service_reason(
    "ENR19",
    ReasonClass.HOLD,
    Text(
        "当地居民医保的集中缴费期尚未录入，从何时起享受待遇由经办人员核定。",
        "The yearly period of this place is not loaded: a clerk works out from when it covers.",
    ),
    Text("可以先提交，不影响您的参保。", "Send it: nothing is lost."),
    cite(MEDICAL_ENROLMENT, verified=False),
)
NO_ACCOUNT_YEAR = service_reason(
    "ENR20",
    ReasonClass.REFUSE,
    Text("账簿中没有您选的这一年。", "The books hold no such year of yours."),
    Text("请另选一年。", "Choose another year."),
    STATEMENT,
    leads_to="my_accounts",
)
NOBODY_ELSE = service_reason(
    "ENR12",
    ReasonClass.REFUSE,
    Text("不能与本人共济。", "Nobody shares an account with themselves."),
    Text("请填写亲属的姓名和证件号码。", "Enter the name and the number of your relative."),
    FLEXIBLE_MEDICAL,
)
NO_MEDICAL_ACCOUNT = service_reason(
    "ENR13",
    ReasonClass.REFUSE,
    Text("没有查到您的职工医保个人账户。", "No medical account of an employee is yours."),
    Text(
        "只有职工医保有个人账户；居民医保没有。",
        "Only the employees' scheme has such an account; that of residents has none.",
    ),
    FLEXIBLE_MEDICAL,
    leads_to="my_accounts",
)
MANY_RELATIVES = service_reason(
    "ENR21",
    ReasonClass.NOTE,
    Text("您已与多名亲属共济。", "You share your account with many relatives already."),
    Text("有的地方限制人数。", "Some places limit how many."),
    cite(MEDICAL_ENROLMENT, verified=False),
)
