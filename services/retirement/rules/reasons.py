"""Why somebody may not retire yet, or what is open about it; codes are ours, grounds the law's."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import (
    FLEXIBLE_RETIREMENT,
    HANDLING_REGULATIONS,
    PENSION_DUPLICATE_BENEFITS,
    PENSION_NOTICE_70,
    PENSION_TRANSFER,
    RETIREMENT_FILES,
    RETIREMENT_MEASURES,
    RETIREMENT_OLD_AGES,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.local_documents import (
    FILE_REVIEW_GUIDES,
    PENSION_PRACTICE,
    RONGCHENG_ANSWER,
    SPECIAL_WORK_GUIDES,
)
from law.wording import Text

HOLD, REFUSE, NOTE = ReasonClass.HOLD, ReasonClass.REFUSE, ReasonClass.NOTE
NOT_OF_AGE = service_reason(
    "RET01",
    REFUSE,
    Text("这个月还没有到您的退休年龄。", "In that month you have not reached the age."),
    Text(
        "在“退休和养老金测算”页面看最早、法定和最晚的月份；想提前的，可以先书面告知单位。",
        "The forecast shows your earliest, statutory and latest month. To go earlier, give notice "
        "in writing first.",
    ),
    cite(RETIREMENT_MEASURES, "1"),
    leads_to="pension_forecast",
)
TOO_FEW_MONTHS = service_reason(
    "RET02",
    REFUSE,
    Text(
        "累计缴费还没有达到那一年要求的最低月数。",
        "You have not paid the months that are needed in that year.",
    ),
    Text(
        "可以延长缴费到足够为止；在别的地方缴过的月份也算，请先转移归集。",
        "You may go on paying until it is enough. Months paid in other places count: have them "
        "moved together first.",
    ),
    cite(RETIREMENT_MEASURES, "2"),
    leads_to="service:pension-extension",
)
BEFORE_OLD_AGE = service_reason(
    "RET03",
    REFUSE,
    Text(
        "弹性提前退休不得早于原来的退休年龄。",
        "Nobody may retire before the age of the old law.",
    ),
    Text("请选择原退休年龄当月或以后的月份。", "Choose the month of the old age or a later one."),
    cite(FLEXIBLE_RETIREMENT, "2"),
    leads_to="pension_forecast",
)
NOTICE_TOO_LATE = service_reason(
    "RET04",
    REFUSE,
    Text(
        "弹性提前退休须至少提前三个月书面告知。",
        "Retiring early needs a notice in writing three months before.",
    ),
    Text(
        "现在就告知，三个月后即可退休；也可以改选更晚的日期。",
        "Give notice now and go three months from now, or choose a later day.",
    ),
    cite(FLEXIBLE_RETIREMENT, "2"),
    leads_to="service:retirement-choice",
)
POST_NOT_SETTLED = service_reason(
    "RET05",
    HOLD,
    Text(
        "女职工的岗位性质还没有确认，退休年龄可能是50岁档或55岁档。",
        "It is not settled which post you held: your age goes by 50 or by 55.",
    ),
    Text(
        "可以先提交：经办人员按档案和劳动合同核实，并请单位确认。",
        "You may send it: a clerk looks at file and contract, and your employer confirms.",
    ),
    cite(RETIREMENT_OLD_AGES, "1"),
    Use.REFUSAL,
)
FILE_NOT_REVIEWED = service_reason(
    "RET06",
    NOTE,
    Text("您的档案还没有预审。", "Your personal file has not been reviewed yet."),
    Text(
        "可以直接申请，只是审核时间可能长一些；离退休还早的，先预审。",
        "You may apply all the same; it may take longer. If there is time, have it reviewed first.",
    ),
    cite(FILE_REVIEW_GUIDES),
    leads_to="service:file-pre-review",
)
BIRTH_DIFFERS = service_reason(
    "RET07",
    HOLD,
    Text(
        "身份证与档案的出生日期不一致，以档案最早的记载为准。",
        "Identity card and file give different dates of birth; the earliest in the file counts.",
    ),
    Text(
        "可以先提交，经办人员按档案原件认定。档案最早记载的月份会改变退休月份。",
        "You may send it: a clerk judges by the file itself. The month of the earliest record "
        "moves the month in which you retire.",
    ),
    cite(RETIREMENT_FILES, "2(2)"),
    Use.REFUSAL,
)
SEVERAL_PLACES = service_reason(
    "RET08",
    HOLD,
    Text("您的养老保险关系分散在几个地方。", "Your pension relationships lie in several places."),
    Text(
        "请先把其他地方的关系转到领取地，转移期间申请会等候。",
        "Have the others moved to the place that pays; your application waits meanwhile.",
    ),
    cite(PENSION_TRANSFER, "6"),
    leads_to="service:pension-transfer",
)
EMPLOYER_OWES = service_reason(
    "RET09",
    NOTE,
    Text("您的单位有欠费的月份。", "Your employer owes months of contributions."),
    Text(
        "可以先按已缴月份退休，单位补缴后重新核定；您也可以先要求单位补缴。",
        "You may retire without them now: once they are paid, your pension is worked out anew. Or "
        "ask the employer to pay first.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "63"),
)
DEEMED_UNPROVEN = service_reason(
    "RET10",
    HOLD,
    Text(
        "有的视同缴费年限缺少证明。",
        "Part of the years before the accounts is not proven.",
    ),
    Text(
        "调令、工资表、招工表、入伍或下乡证明都有帮助；也可以先按已证明的年限办理，以后补充。",
        "Transfer orders, pay lists, hiring forms, army or countryside papers help. It can be "
        "decided without them now, and they can be added later.",
    ),
    cite(PENSION_PRACTICE),
    Use.REFUSAL,
)
PAID_TWICE = service_reason(
    "RET11",
    NOTE,
    Text("有的月份在两个地方都缴了费。", "Some months were paid in two places."),
    Text(
        "同一个月只算一次；多缴的个人部分可以申请退还。",
        "A month counts once; what you paid yourself too much can be paid back.",
    ),
    cite(PENSION_NOTICE_70, "10"),
    leads_to="service:contribution-refund",
)
DRAWS_ALREADY = service_reason(
    "RET12",
    REFUSE,
    Text("记录显示您已经在领取养老金。", "By the record you draw a pension already."),
    Text(
        "一个人只能领取一份职工养老金；记录有误的，请提出异议。",
        "Nobody draws two pensions of the employees' scheme. If the record is wrong, object to it.",
    ),
    cite(PENSION_DUPLICATE_BENEFITS),
)
SPECIAL_TOO_SHORT = service_reason(
    "RET13",
    REFUSE,
    Text("特殊工种的年限不足。", "There is too little special work."),
    Text(
        "可以按一般退休年龄办理；还有别的特殊工种经历的，请补充。",
        "You may retire at the usual age. If you did more of such work, add it.",
    ),
    cite(RETIREMENT_OLD_AGES, "1"),
    leads_to="pension_forecast",
)
WORK_NOT_LISTED = service_reason(
    "RET14",
    HOLD,
    Text(
        "该工种不在名录中，或者不同工种的年限能否相加没有规定。",
        "This work is not on the list, or no rule says whether unlike kinds are added.",
    ),
    Text(
        "可以提交，由经办人员按档案和工种名录核实并公示。",
        "You may send it: a clerk looks at the file and the list, and it is made public.",
    ),
    cite(SPECIAL_WORK_GUIDES),
    Use.REFUSAL,
)
NOT_LATE = service_reason(
    "RET15",
    REFUSE,
    Text(
        "国家机关、国有企业和事业单位的领导人员等不适用弹性延迟退休。",
        "Leading staff of public bodies and state firms may not retire later by agreement.",
    ),
    Text("到法定退休年龄时办理退休。", "Retire at the statutory age."),
    cite(FLEXIBLE_RETIREMENT, "5"),
)
AGREED_TOO_LATE = service_reason(
    "RET16",
    REFUSE,
    Text(
        "弹性延迟退休须在到龄前一个月与单位书面约定。",
        "A later retirement is agreed in writing a month before the age is reached.",
    ),
    Text(
        "已经约定过的，请填写约定日期；没有约定的，按法定年龄退休。",
        "If it was agreed, give the day. Otherwise the statutory age counts.",
    ),
    cite(FLEXIBLE_RETIREMENT, "4"),
)
EMPLOYER_DENIES = service_reason(
    "RET29",
    HOLD,
    Text(
        "单位表示没有约定延迟退休。",
        "The employer says that no later retirement was agreed.",
    ),
    Text(
        "有书面协议的，拍照上传，由经办人员核实；没有的，按法定年龄退休或与单位重新约定。",
        "With a written agreement send a photograph of it: a clerk looks into it. Without one the "
        "statutory age counts, or you agree anew.",
    ),
    cite(FLEXIBLE_RETIREMENT, "4"),
)
NO_ACCOUNT = service_reason(
    "RET17",
    NOTE,
    Text(
        "还没有可以付款的账户：社保卡的银行功能可能没有激活。",
        "There is no account to pay to: your card's bank function may not be active.",
    ),
    Text(
        "请到社保卡的银行激活，或登记本人的其他账户；决定不受影响，付款会等候。",
        "Activate it at the bank of the card, or name another account of your own. The decision "
        "does not wait for it; the payment does.",
    ),
    cite(HANDLING_REGULATIONS, "18"),
    leads_to="service:pay-account-change",
)
FILED_LATE = service_reason(
    "RET18",
    NOTE,
    Text(
        "到龄后逾期申请，有的地方以前的月份可能不予补发。",
        "You apply after the age: in some places the months before may not be paid back.",
    ),
    Text("请尽快申请，早一天少一天风险。", "Apply as soon as you can."),
    cite(RONGCHENG_ANSWER),
)
PAID_ELSEWHERE = service_reason(
    "RET19",
    REFUSE,
    Text(
        "按规定，您的养老金由另一个地方发放。",
        "By the rules another place pays your pension.",
    ),
    Text(
        "请把养老保险关系转到那里，由那里办理退休；对待遇领取地有异议的，请一并说明。",
        "Have your relationship moved there, and retire there. If you think otherwise, say so.",
    ),
    cite(PENSION_TRANSFER, "6"),
    leads_to="service:pension-transfer",
)
UNEMPLOYMENT_RUNS = service_reason(
    "RET20",
    NOTE,
    Text("您正在领取失业保险金。", "You draw unemployment benefit."),
    Text(
        "领取养老金的当月起，失业保险金停发，不需要您另外办理。",
        "It ends with the month in which your pension begins; you need not do anything.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "51"),
)
NO_BASE = service_reason(
    "RET21",
    HOLD,
    Text(
        "您所在地的计发基数还没有录入，或者有的项目须由经办人员核定。",
        "The base of your place is not loaded, or a part has to be worked out by a clerk.",
    ),
    Text("可以照常提交，由经办人员核定。", "Send it as usual: a clerk works it out."),
    cite(PENSION_PRACTICE),
)
CHOICE_NEEDS_DAY = service_reason(
    "RET22",
    REFUSE,
    Text(
        "所选日期不在可以选择的范围内。",
        "The day you chose lies outside the months you may choose.",
    ),
    Text("请在测算页面看可以选择的月份。", "The forecast shows the months you may choose."),
    cite(FLEXIBLE_RETIREMENT, "2"),
    leads_to="pension_forecast",
)
NOT_PROVEN = service_reason(
    "RET23",
    REFUSE,
    Text(
        "档案缺失或有涂改，无法认定。",
        "The file is missing or was altered, so that it cannot be judged.",
    ),
    Text(
        "请单位或档案机构补齐原始材料后再次申请。",
        "Have employer or archive complete the original papers, and apply again.",
    ),
    cite(RETIREMENT_FILES, "2"),
)
ENOUGH_ALREADY = service_reason(
    "RET24",
    ReasonClass.NOT_NEEDED,
    Text("您的缴费月数已经足够，不需要延长缴费。", "You have enough months already."),
    Text("到龄后直接申请养老金。", "Apply for the pension once you are of age."),
    cite(SOCIAL_INSURANCE_LAW, "16"),
    leads_to="service:retirement",
)
NOT_AT_ONCE = service_reason(
    "RET27",
    REFUSE,
    Text("现在还不能一次缴足。", "The rest cannot be paid at once yet."),
    Text(
        "先按月缴；2011年7月以前参保的，延长缴费满五年后可以一次缴足。",
        "Pay month by month; after five years of it, those insured before July 2011 may pay the "
        "rest at once.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "16"),
)
NOTHING_DETERMINED = service_reason(
    "RET28",
    ReasonClass.NOT_NEEDED,
    Text("没有核定过养老金。", "No pension has been determined."),
    Text("请先申领养老金。", "Apply for the pension first."),
    cite(SOCIAL_INSURANCE_LAW, "15"),
    leads_to="service:retirement",
)
NOTHING_CHOSEN = service_reason(
    "RET26",
    ReasonClass.NOT_NEEDED,
    Text("没有可以撤回的选择。", "There is no choice to take back."),
    Text("想提前或者延迟的，直接选择。", "To go earlier or later, choose that instead."),
    cite(FLEXIBLE_RETIREMENT, "2"),
)
REVIEW_TOO_EARLY = service_reason(
    "RET25",
    HOLD,
    Text(
        "档案预审一般在最早退休月份前12个月以内办理。",
        "A file is usually reviewed within the twelve months before the earliest month.",
    ),
    Text("可以到时再办，我们会提醒您；有特殊原因的也可以提交。", "Come back then, or send it now."),
    cite(FILE_REVIEW_GUIDES),
)
# --- Disability ---------------------------------------------------------------------------------
