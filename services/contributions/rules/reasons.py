"""Why something of contributions cannot be done or has to be looked at, and the way forward.

The codes are ours; the grounds are the law's.
"""

from casework.rules.reasons import ReasonClass, service_reason
from law.documents import COLLECTION_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.wording import Text

RECORDS = cite(SOCIAL_INSURANCE_LAW, "74")
ASKING = cite(SOCIAL_INSURANCE_LAW, "82")
# What practice says and no text for the country: it is told, and refuses nobody.
PRACTICE = cite(COLLECTION_REGULATIONS, verified=False)


LEGAL_PAPER = service_reason(
    "CON06",
    ReasonClass.HOLD,
    Text("补缴超过三年，须提供法律文书。", "More than three years back: a legal paper is needed."),
    Text(
        "判决书、仲裁裁决书、调解书、劳动监察决定书、审计意见或者检察建议书都可以。",
        "A judgment, an award, a court settlement, a decision of the labour inspection, of the "
        "auditors, or a proposal of the procuratorate will do.",
    ),
    PRACTICE,
)
PAST_THE_AGE = service_reason(
    "CON07",
    ReasonClass.HOLD,
    Text(
        "已达到法定退休年龄，一般不能补缴，由经办人员核实。",
        "Past retirement age months are as a rule not paid after all; a clerk looks at it.",
    ),
    Text(
        "缴费年限不够的，可以问延长缴费到最低年限。",
        "If years are missing, ask about paying on until the minimum.",
    ),
    PRACTICE,
)
EMPLOYER_OWES = service_reason(
    "CON12",
    ReasonClass.NOTE,
    Text("单位有欠费。", "Your employer owes contributions."),
    Text(
        "可以请经办机构责令单位缴纳；欠缴的月份补到账后才计算。",
        "Ask the agency to have the employer pay. The months count once they have arrived.",
    ),
    ASKING,
)
DIFFERS = service_reason(
    "CON13",
    ReasonClass.NOTE,
    Text(
        "记录与您提供的资料不一致，需人工核查。",
        "The record differs from what you have: persons have to look at it.",
    ),
    Text(
        "提出异议后，由两名工作人员复查；工资条等材料可以一并提交。",
        "Object, and two persons look at the record again. You can send the pay slip along.",
    ),
    RECORDS,
    leads_to="service:record-objection",
)
PAID_IN_TWO_PLACES = service_reason(
    "CON14",
    ReasonClass.NOTE,
    Text("同一月份在两地重复缴费。", "The same month was paid in two places."),
    Text(
        "先缴的保留，其余的可以申请退回个人账户部分。",
        "What was paid first stays. You may ask for the rest of your account back.",
    ),
    RECORDS,
)
NOTHING_ON_RECORD = service_reason(
    "CON20",
    ReasonClass.REFUSE,
    Text("这段时间没有参保记录。", "Nothing is on record for this time."),
    Text(
        "请改选时间；有漏记的，可以提出记录异议。",
        "Choose another time. If something is missing, object to the record.",
    ),
    RECORDS,
)
ARRIVED_ALREADY = service_reason(
    "CON23",
    ReasonClass.HOLD,
    Text("所选月份中有的已经到账。", "Some of these months have arrived already."),
    Text(
        "只填没有缴的月份；基数申报低了的，请选“基数申报低了”。",
        "Name only months that were not paid. If the base was too low, choose that as the reason.",
    ),
    RECORDS,
)
FURTHER_BACK = service_reason(
    "CON24",
    ReasonClass.HOLD,
    Text("所填月份比您选的时间更早。", "The months lie further back than you have said."),
    Text(
        "请改选“多久以前”，并提交相应材料。",
        "Choose again how far back they lie, and add the papers that go with it.",
    ),
    PRACTICE,
)
NOT_EMPLOYED_THEN = service_reason(
    "CON25",
    ReasonClass.REFUSE,
    Text(
        "现有材料不能证明所填月份与该单位存在劳动关系。",
        "It has not been shown that you worked for this employer in these months.",
    ),
    Text(
        "有新的材料（工资流水、劳动合同、仲裁裁决）的，可以再次申请，或者申请劳动仲裁。",
        "With new papers (wages, a contract, an award) apply again, or go to labour arbitration.",
    ),
    PRACTICE,
)
NOTHING_OWED = service_reason(
    "CON21",
    ReasonClass.HOLD,
    Text(
        "所选月份没有单位欠费的记录，由经办人员核实。",
        "No debt of the employer is on record for these months; a clerk looks at it.",
    ),
    Text(
        "照样可以提交；整月漏记的，也可以提出记录异议。",
        "Send it all the same. If whole months are missing, you may also object to the record.",
    ),
    ASKING,
)
EMPLOYER_HAS_PAID = service_reason(
    "CON22",
    ReasonClass.REFUSE,
    Text("经核查，单位没有欠费。", "The agency has looked: the employer owes nothing."),
    Text(
        "对记录仍有疑问的，可以提出记录异议，由没有参与过的人复查。",
        "If you still doubt the record, object to it: somebody who had no part looks again.",
    ),
    ASKING,
)
