"""Why a family has to wait or gets it elsewhere; each with its way forward. Codes are ours."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import HANDLING_REGULATIONS, PORTAL_PRACTICE, SOCIAL_INSURANCE_LAW, cite
from law.survivors_documents import SURVIVORS
from law.values import Unit, rule, value
from law.wording import Text

LAW = cite(SOCIAL_INSURANCE_LAW, "17")
PROMPTLY = cite(HANDLING_REGULATIONS, "19")
BACK = cite(HANDLING_REGULATIONS, "46")
PAPERS = cite(HANDLING_REGULATIONS, "31")
ONLY_ONE = cite(SOCIAL_INSURANCE_LAW, "49")
MEASURES = cite(SURVIVORS, verified=False)
# The law says “promptly” and names no days.
REVIEW = rule(
    "term.survivors.review",
    Text("遗属待遇核定：自收到申请之日起", "Survivors' benefits: from the application"),
    Unit.WORKING_DAYS,
    value(20, cite(PORTAL_PRACTICE, "遗属待遇核定")),
)
STOPS = cite(HANDLING_REGULATIONS, "8", verified=False)
STOP_REVIEW = rule(
    "term.record-stop-death.review",
    Text("去世登记：自收到申请之日起", "Recording a death: from the application"),
    Unit.WORKING_DAYS,
    value(10, cite(HANDLING_REGULATIONS, "10", verified=False)),
)
NO_DEATH_RECORD = service_reason(
    "SUR01",
    ReasonClass.HOLD,
    Text("没有查到去世的记录。", "No death is on record."),
    Text(
        "请拍照上传死亡证明，没有的可以先提交，由经办人员核实。",
        "Send a photograph of the proof of death; without one you may send the application, and a "
        "clerk looks into it.",
    ),
    PAPERS,
    Use.REFUSAL,
)
DIED_AT_WORK = service_reason(
    "SUR02",
    ReasonClass.REFUSE,
    Text("因工去世的，由工伤保险支付。", "A death by work is paid by work injury insurance."),
    Text(
        "请向单位所在地的工伤保险经办机构申请，那里的待遇更高。",
        "Apply to the agency of work injury insurance where the employer is: it pays more.",
    ),
    ONLY_ONE,
)
DRAWN_ALREADY = service_reason(
    "SUR03",
    ReasonClass.REFUSE,
    Text("这位去世者的丧葬补助金已经领过。", "The grants for this person were drawn already."),
    Text(
        "只能在一处领取一次。有疑问的，请咨询发放的经办机构。",
        "They are drawn once, at one place. If in doubt, ask the agency that has paid.",
    ),
    ONLY_ONE,
)
NOT_AGREED = service_reason(
    "SUR04",
    ReasonClass.HOLD,
    Text("还有家人没有同意分配。", "Somebody in the family has not agreed yet."),
    Text(
        "请他们登录后在“家人去世的待遇”里同意；意见不一的，可以公证或由法院确定，申请先保留，不会拒绝。",
        "Ask them to sign in and agree. If you differ, a notary or a court decides; the "
        "application "
        "is kept meanwhile and not refused.",
    ),
    LAW,
    leads_to="my_shares",
)
PAID_AFTER_DEATH = service_reason(
    "SUR05",
    ReasonClass.NOTE,
    Text(
        "去世后仍发放过养老金，会从中抵扣。",
        "A pension was paid after the death: it is set off.",
    ),
    Text("金额写在下面和决定书里。", "The amount stands below, and in the decision."),
    BACK,
)
SEVERAL_PLACES = service_reason(
    "SUR06",
    ReasonClass.NOTE,
    Text(
        "参保关系分布在多地，由最后参保地支付。",
        "Several places hold a record: the last one pays.",
    ),
    Text("不用各处跑；经办机构之间会核对。", "You need not go to each: the agencies compare."),
    MEASURES,
)
PROVISIONAL = service_reason(
    "SUR07",
    ReasonClass.NOTE,
    Text(
        "本省上年度收入尚未公布，先按上一年的标准计算。",
        "The income of the province is not published yet: the one of a year earlier counts.",
    ),
    Text("公布后补发差额，不用再申请。", "The difference is paid afterwards, without asking."),
    MEASURES,
)
NOT_LOADED = service_reason(
    "SUR09",
    ReasonClass.HOLD,
    Text(
        "该地区的收入标准尚未录入，需人工核定。",
        "The income of this place is not loaded: a clerk works it out.",
    ),
    Text("照常申请，不会少领。", "Apply all the same: nothing is lost."),
    MEASURES,
)
NOT_FAMILY = service_reason(
    "SUR08",
    ReasonClass.REFUSE,
    Text("不能证明与去世者的亲属关系。", "That you are family of the deceased is not shown."),
    Text(
        "请补充户口簿、结婚证、出生证明或公证书，再申请。",
        "Bring the household book, a certificate of marriage or birth, or a notary's paper, and "
        "apply again.",
    ),
    LAW,
)
NOBODY_FOUND = service_reason(
    "SUR20",
    ReasonClass.HOLD,
    Text("没有查到姓名、号码一致的参保人。", "No record has somebody of this name and number."),
    Text(
        "请核对姓名和身份证号码；没有错的，经办人员会帮您查。",
        "Compare name and number. If they are right, a clerk looks for you.",
    ),
    STOPS,
    Use.REFUSAL,
)
DEATH_IS_KNOWN = service_reason(
    "SUR21",
    ReasonClass.REFUSE,
    Text("去世信息已经登记。", "The death is on record already."),
    Text(
        "不用再办。可以接着申领遗属待遇。",
        "Nothing is left to do here. You can apply for the grants of the family.",
    ),
    STOPS,
    leads_to="service:survivors",
)
DEATH_NOT_SHOWN = service_reason(
    "SUR22",
    ReasonClass.REFUSE,
    Text("提交的材料不能证明去世。", "The papers do not show the death."),
    Text(
        "请补交医院、社区或派出所出具的死亡证明后重新申请。",
        "Apply again with a proof of death of the hospital, the community or the police station.",
    ),
    STOPS,
)
IS_ONESELF = service_reason(
    "SUR23",
    ReasonClass.REFUSE,
    Text("填写的是您自己的证件号码。", "The number is your own."),
    Text(
        "请填写去世家人的姓名和证件号码。",
        "Enter name and number of the member of your family who has died.",
    ),
    STOPS,
)
