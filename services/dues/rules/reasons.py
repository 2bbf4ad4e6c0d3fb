"""Why a month cannot be paid here, or money not be paid back; the codes are ours (CON)."""

from casework.rules.reasons import ReasonClass, Use, reason_for
from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.values import Unit, rule, value
from law.wording import Text

PAYS_ALONE = cite(SOCIAL_INSURANCE_LAW, "60")
COLLECTED = cite(SOCIAL_INSURANCE_LAW, "59")
RECORDS = cite(SOCIAL_INSURANCE_LAW, "74")

REVIEW = rule(
    "term.contribution-refund.review",
    Text("多缴、误缴费用退还的办理期限", "Time to decide on money paid twice or wrongly"),
    Unit.WORKING_DAYS,
    value(30, cite(SOCIAL_INSURANCE_LAW, "74", verified=False)),  # no text names one
)

PAID_ALREADY = reason_for(
    None,
    "CON01",
    ReasonClass.NOT_NEEDED,
    Text("该月份已经缴费，无需再缴。", "This month has been paid already."),
    Text(
        "凭证在“我的业务”中，到账日期在缴费记录中。",
        "The receipt lies under “My cases”, and the day of arrival stands in your record.",
    ),
    PAYS_ALONE,
    leads_to="case_list",
)
IN_ORDER = reason_for(
    None,
    "CON02",
    ReasonClass.REFUSE,
    Text("该月份正在支付中。", "This month lies in an order that is open."),
    Text("请继续支付那张订单，或者先取消它。", "Go on with that order, or cancel it first."),
    PAYS_ALONE,
    leads_to="dues",
)
EARLIER_YEAR = reason_for(
    None,
    "CON03",
    ReasonClass.HOLD,
    Text(
        "灵活就业人员一般不能补缴以前年度的费用（依据待核实）。",
        "Flexible workers can usually not pay months of earlier years (not confirmed).",
    ),
    Text(
        "请向参保地经办机构确认；没有缴费的月份不计入缴费年限，医保待遇可能需要等待。",
        "Ask the agency of your place. A month that is not paid does not count, and medical cover "
        "may have to wait.",
    ),
    PAYS_ALONE,
    verified=False,
)
LAPSED = reason_for(
    None,
    "CON04",
    ReasonClass.HOLD,
    Text("网上缴费的最后一天已过。", "The last day to pay online has passed."),
    Text(
        "请向参保地经办机构或税务部门询问能否补缴。",
        "Ask the agency or the tax office of your place whether it can still be paid.",
    ),
    PAYS_ALONE,
    verified=False,
)
BY_EMPLOYER = reason_for(
    None,
    "CON05",
    ReasonClass.REFUSE,
    Text("该月份由单位缴纳。", "Your employer pays this month."),
    Text(
        "不需要您自己缴。单位没有缴的，可以请经办机构责令单位补缴。",
        "You need not pay it yourself. If they have not, ask the agency to make them pay.",
    ),
    PAYS_ALONE,
    leads_to="service:contribution-arrears",
)
NO_CHANNEL = reason_for(
    None,
    "CON09",
    ReasonClass.HOLD,
    Text("网上支付渠道现在不能使用。", "No way of paying online is open now."),
    Text(
        "没有扣款，待缴月份仍然列着。可以按当地税务部门公布的其他方式缴费；渠道恢复后也可以在这里缴。",
        "Nothing was taken, and what is due stays listed. Pay by another way that the tax office "
        "of your place has published, or here once a way is open again.",
    ),
    COLLECTED,
    leads_to="dues",
)
NOTHING_DUE = reason_for(
    None,
    "CON15",
    ReasonClass.NOT_NEEDED,
    Text("您目前没有需要自己缴纳的费用。", "There is nothing that you have to pay yourself now."),
    Text(
        "灵活就业参保后，每月会在“待缴费用”中列出。",
        "Once you are insured as a flexible worker each month is listed under “What is due”.",
    ),
    PAYS_ALONE,
    leads_to="dues",
)
PAYER_DIED = reason_for(
    None,
    "CON17",
    ReasonClass.REFUSE,
    Text("参保人已去世，不再缴费。", "The insured person has died: nothing more is paid."),
    Text(
        "已经付出的款项由经办机构两名工作人员核对后退回；家属可以申请继承个人账户余额。",
        "What was paid already is looked at by two persons and goes back. The family may inherit "
        "what lies in the account.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "14"),
    leads_to="service:account-inheritance",
)

# --- Paying back ----------------------------------------------------------------------------------
USED = reason_for(
    None,
    "CON10",
    ReasonClass.REFUSE,
    Text("该笔费用已计入待遇，不能退还。", "This has been counted towards a benefit already."),
    Text("对此有异议的，可以请求复查。", "If you disagree, ask for it to be looked at again."),
    RECORDS,
)
BY_TAX_OFFICE = reason_for(
    None,
    "CON11",
    ReasonClass.HOLD,
    Text(
        "这笔钱由税务部门征收的，由税务部门退还（各地做法待核实）。",
        "Where the tax office has collected it, the tax office pays it back (not confirmed "
        "everywhere).",
    ),
    Text(
        "经办机构核对后出具证明，您凭证明向税务部门申请。",
        "The agency checks it and gives you a letter with which the tax office pays.",
    ),
    COLLECTED,
    verified=False,
)
NOT_SHOWN = reason_for(
    None,
    "CON16",
    ReasonClass.REFUSE,
    Text("没有查到多缴或误缴的费用。", "No money paid twice or wrongly was found."),
    Text("请提供缴费凭证，重新申请。", "Apply again with the receipt of the payment."),
    RECORDS,
    Use.REFUSAL,
)
