"""Why a claim by hand is not paid, or not wholly, each with its way forward; codes are ours."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import (
    HANDLING_REGULATIONS,
    PORTAL_PRACTICE,
    SOCIAL_INSURANCE_LAW,
    TREATMENT_ELSEWHERE,
    cite,
)
from law.local_documents import JIANGSU_ELSEWHERE
from law.wording import Text

CLAIMS = cite(HANDLING_REGULATIONS, "20")
NO_MORE_PAPERS = cite(HANDLING_REGULATIONS, "31")
CATALOGUE = cite(SOCIAL_INSURANCE_LAW, "28")
DIRECT = cite(SOCIAL_INSURANCE_LAW, "29")
NOT_PAID = cite(SOCIAL_INSURANCE_LAW, "30")
BY_PLACE = cite(TREATMENT_ELSEWHERE, "二")
SHEET = cite(JIANGSU_ELSEWHERE, "附件9")
_PRACTICE = cite(PORTAL_PRACTICE, verified=False)

NOT_COVERED = service_reason(
    "MED01",
    ReasonClass.HOLD,
    Text("记录显示就医时不在医保待遇期。", "By the record you were not covered at that time."),
    Text(
        "单位欠费的，补缴后可以申请；在等待期的，期满后的费用可以报销。可以先提交，由经办人员核实。",
        "If your employer owed contributions, claim once they are paid; a waiting period ends. "
        "You may send the claim all the same: a clerk looks into it.",
    ),
    CATALOGUE,
    Use.REFUSAL,
)
SETTLED_ALREADY = service_reason(
    "MED02",
    ReasonClass.REFUSE,
    Text("该笔费用已在医院直接结算。", "This bill was settled at the hospital already."),
    Text(
        "医院结算单上有基金支付的金额；认为结算有误的，可以对医院结算提出异议。",
        "The hospital's sheet says what the fund paid. If it is wrong, object to it.",
    ),
    DIRECT,
)
NOT_DESIGNATED = service_reason(
    "MED03",
    ReasonClass.HOLD,
    Text(
        "没有查到这家医院是定点医疗机构，且不是急诊抢救。",
        "This hospital is not among the designated ones, and it was no emergency.",
    ),
    Text(
        "请核对医院名称；属于急诊抢救的，改选“急诊抢救”并提交急诊证明。",
        "Check the name. If it was an emergency, say so and send the proof of it.",
    ),
    CATALOGUE,
    Use.REFUSAL,
)
TOO_LATE = service_reason(
    "MED04",
    ReasonClass.HOLD,
    Text("可能已超过当地的申请期限。", "This may be past the local day for claims."),
    Text(
        "写明迟交的原因，由经办人员核实；当地期限未经核对的，不会仅因此不予支付。",
        "Say why it is late: a clerk looks into it. Nobody is refused by a day that was not "
        "confirmed.",
    ),
    _PRACTICE,
    Use.REFUSAL,
)
WORK_INJURY = service_reason(
    "MED05",
    ReasonClass.REFUSE,
    Text("工伤费用由工伤保险基金支付。", "Injuries at work are paid by another fund."),
    Text(
        "请向工伤保险经办机构申请；单位未参保的，由单位支付。",
        "Claim at the work-injury agency; an employer who has not insured you pays.",
    ),
    NOT_PAID,
)
THIRD_PARTY = service_reason(
    "MED06",
    ReasonClass.HOLD,
    Text("应当由第三人负担的费用不在支付范围。", "What a third party owes is not paid."),
    Text(
        "第三人不支付或者无法确定的，基金先行支付，再向第三人追偿：请如实说明，由经办人员核实。",
        "Where the third party does not pay, or is unknown, the fund pays first and recovers it: "
        "say how it was, and a clerk looks into it.",
    ),
    NOT_PAID,
    Use.REFUSAL,
)
ABROAD = service_reason(
    "MED07",
    ReasonClass.REFUSE,
    Text("境外就医的费用不予支付。", "Treatment abroad is not paid."),
    Text("回国后的治疗可以正常结算。", "Treatment after your return is settled as usual."),
    NOT_PAID,
)
USED_BEFORE = service_reason(
    "MED08",
    ReasonClass.HOLD,
    Text("有发票已用于另一次报销。", "An invoice was used in another claim."),
    Text(
        "请核对发票号码；确实重复的，删去这张发票。不是您重复的，由经办人员核实。",
        "Check its number. If it is there twice, remove it. If it was not you, a clerk looks.",
    ),
    CLAIMS,
    Use.REFUSAL,
)
FILE_DIFFERS = service_reason(
    "MED09",
    ReasonClass.HOLD,
    Text(
        "填写的发票与电子发票文件不一致。",
        "What you have written differs from the file of the invoice.",
    ),
    Text(
        "请按文件更正日期或金额；文件有误的，请医院重开。",
        "Correct the day or the amount by the file; if the file is wrong, have it made anew.",
    ),
    CLAIMS,
    Use.REFUSAL,
)
NOT_REGISTERED = service_reason(
    "MED10",
    ReasonClass.NOTE,
    Text(
        "没有办理异地就医备案，支付比例会降低。",
        "You were not registered for treatment there: the share is lower.",
    ),
    Text(
        "可以先补办备案再申请；当地标准已录入的，两种结果列在下面。",
        "You may register late and claim afterwards: both results are shown where the numbers of "
        "your place are loaded.",
    ),
    BY_PLACE,
    leads_to="service:care-late",
)
TOTALS_DIFFER = service_reason(
    "MED11",
    ReasonClass.HOLD,
    Text("总额与发票合计不符。", "The total is not what the invoices come to."),
    Text("请核对每张发票的金额和总额。", "Check the amount of each invoice, and the total."),
    CLAIMS,
    Use.REFUSAL,
)
CEILING_REACHED = service_reason(
    "MED12",
    ReasonClass.NOTE,
    Text(
        "本年度支付已达到或者将达到最高限额。",
        "The most that is paid in a year is reached, or will be with this.",
    ),
    Text(
        "超出部分可以由大病保险、医疗救助支付，请向经办机构了解。",
        "Serious-illness insurance or medical aid may pay beyond it: ask the agency.",
    ),
    CATALOGUE,
)
BELOW_DEDUCTIBLE = service_reason(
    "MED13",
    ReasonClass.NOTE,
    Text(
        "没有超过起付标准，本次没有可支付的金额。",
        "The deductible is not exceeded: nothing is payable this time.",
    ),
    Text(
        "门诊费用会累计到下一次。可以不申请，也可以申请，由经办机构出具决定。",
        "Visits count towards the next claim. You need not apply; if you do you get a decision.",
    ),
    CATALOGUE,
)
NUMBERS_NOT_LOADED = service_reason(
    "MED14",
    ReasonClass.HOLD,
    Text(
        "参保地对此的标准尚未录入，须由经办人员核定。",
        "The numbers of your place are not loaded: a clerk works it out.",
    ),
    Text("可以提交，不会因此不予支付。", "You may send it: nobody is refused for that."),
    CATALOGUE,
)
NOT_SHOWN = service_reason(
    "MED15",
    ReasonClass.REFUSE,
    Text(
        "提交的票据和病历不能证明这次就医。",
        "Invoices and records do not show this treatment.",
    ),
    Text(
        "请向医院补开费用清单和诊断证明后重新申请。",
        "Have the hospital issue the cost list and the diagnosis again, and claim anew.",
    ),
    NO_MORE_PAPERS,
)
INVOICE_TWICE = service_reason(
    "MED16",
    ReasonClass.NOTE,
    Text("同一张发票填写了两次，只计一次。", "An invoice stands there twice: it counts once."),
    Text("请删去重复的一行。", "Remove the second line."),
    CLAIMS,
)
NOTHING_PAID = service_reason(
    "MED17",
    ReasonClass.NOT_NEEDED,
    Text("没有基金已经支付的手工报销。", "The fund has paid no claim by hand of yours."),
    Text(
        "报销还在办理的，请在那次申请里写明对方已经赔付。",
        "Where a claim is still under way, say in it that the other side has paid.",
    ),
    NOT_PAID,
)
