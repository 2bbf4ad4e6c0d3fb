"""Why the disability allowance is not open, or what is said of it (人社部发〔2024〕72号)."""

from casework.rules.reasons import ReasonClass, service_reason
from law.documents import (
    DISABILITY_ALLOWANCE,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.local_documents import (
    GUANGDONG_DISABILITY,
)
from law.wording import Text

HOLD, REFUSE, NOTE = ReasonClass.HOLD, ReasonClass.REFUSE, ReasonClass.NOTE
NO_CERTIFICATE = service_reason(
    "DIS01",
    REFUSE,
    Text(
        "没有一年以内的完全丧失劳动能力鉴定结论。",
        "There is no certificate of total loss of capacity that is less than a year old.",
    ),
    Text(
        "请向设区的市级劳动能力鉴定委员会申请鉴定。",
        "Ask the board of your city for the judgement of labour capacity.",
    ),
    cite(GUANGDONG_DISABILITY),
)
NOT_TOTAL = service_reason(
    "DIS02",
    REFUSE,
    Text("鉴定结论没有达到完全丧失劳动能力。", "The certificate does not say total loss."),
    Text(
        "不服鉴定的，可以在收到结论之日起15日内申请再次鉴定。",
        "You may ask for a second judgement within 15 days of receiving it.",
    ),
    cite(DISABILITY_ALLOWANCE, "2"),
)
STILL_PAYING = service_reason(
    "DIS03",
    HOLD,
    Text("领取病残津贴期间不能缴费。", "While it is drawn no contributions are paid."),
    Text(
        "请单位或本人先停止缴费；恢复缴费的，次月停发。",
        "Have the payments stopped first; the month after they resume, the allowance ends.",
    ),
    cite(DISABILITY_ALLOWANCE, "6"),
)
OF_AGE = service_reason(
    "DIS04",
    REFUSE,
    Text("您已达到退休年龄，应当申领养老金。", "You are of age: apply for the pension."),
    Text("改为办理退休，已填写的内容会带过去。", "Apply for the pension instead."),
    cite(DISABILITY_ALLOWANCE, "7"),
    leads_to="service:retirement",
)
DRAWS_UNEMPLOYMENT = service_reason(
    "DIS06",
    HOLD,
    Text(
        "您正在领取失业保险金，同一个月不能再领病残津贴。",
        "You draw unemployment benefit; the allowance is not paid for the same months.",
    ),
    Text(
        "请先停领失业保险金（没有领完的月数为您留着），或者等领完后再申请。",
        "End unemployment benefit first (the months that are left are kept for you), or apply "
        "once all are drawn.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "51"),
    leads_to="service:unemployment-end",
)
FOR_SOME_MONTHS = service_reason(
    "DIS05",
    NOTE,
    Text(
        "缴费不足最低年限的，只能领取一定的月数。",
        "With too few months paid it is paid for a number of months only.",
    ),
    Text(
        "可以领取几个月写在下面的数字里。",
        "The figures below say for how many.",
    ),
    cite(DISABILITY_ALLOWANCE, "5"),
)
