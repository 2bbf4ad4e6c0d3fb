"""What is said before a question is sent, and of an answer under review. None refuses."""

from casework.rules.reasons import ReasonClass, service_reason
from law.documents import HANDLING_REGULATIONS, PERSONAL_INFORMATION_LAW, SOCIAL_INSURANCE_LAW, cite
from law.wording import Text

_ADVICE = cite(HANDLING_REGULATIONS, "32")

THERE_IS_AN_ANSWER = service_reason(
    "ADV01",
    ReasonClass.NOTE,
    Text("这个问题可能已有答案。", "There may be an answer already."),
    Text(
        "先看看下面几条；不是您要的，照样可以提问。",
        "Look at these first. If none is yours, ask all the same.",
    ),
    _ADVICE,
)
NEEDS_A_DECISION = service_reason(
    "ADV02",
    ReasonClass.NOTE,
    Text(
        "涉及您个人待遇的核定，咨询不能代替申请。",
        "This needs a decision on your own case; advice is none.",
    ),
    Text("请办理相应业务，会得到盖章的决定。", "Apply for the service: you get a sealed decision."),
    _ADVICE,
    leads_to="services",
)
IS_A_COMPLAINT = service_reason(
    "ADV03",
    ReasonClass.NOTE,
    Text(
        "这像是投诉或举报，请走投诉渠道，不会被改成提问。",
        "This reads like a complaint. It is not turned into a question.",
    ),
    Text(
        "拨打12333（医保12393），或拨打该机构的监督电话；不服决定的，可以申请复查、复议。",
        "Call 12333 (medical 12393) or the agency's complaint line; against a decision there are "
        "objection and review.",
    ),
    cite(SOCIAL_INSURANCE_LAW, "82"),
)
ANOTHER_BODY = service_reason(
    "ADV04",
    ReasonClass.NOTE,
    Text("这件事由{body}负责。", "{body} is responsible for this."),
    Text(
        "电话{phone}。您仍可在这里提问，我们会告诉您找谁。",
        "Phone {phone}. You may still ask here; we tell you whom to turn to.",
    ),
    cite(HANDLING_REGULATIONS, "4"),
    leads_to="help",
)
NO_CLEAR_RULE = service_reason(
    "ADV05",
    ReasonClass.NOTE,
    Text("您说的情况没有查到明确规定。", "We found no clear rule for this."),
    Text(
        "已请示上级经办机构，有答复就告诉您。",
        "The higher agency has been asked; you are told its answer.",
    ),
    _ADVICE,
)
NUMBERS_TAKEN_OUT = service_reason(
    "ADV06",
    ReasonClass.NOTE,
    Text(
        "文字中含有个人号码，已隐去，答复用不着。",
        "Numbers of a person were taken out: an answer does not need them.",
    ),
    Text("请看一眼改过的文字，没有问题就发出。", "Look at the text once more, and send it."),
    cite(PERSONAL_INFORMATION_LAW, "6"),
)
UNDER_REVIEW = service_reason(
    "ADV07",
    ReasonClass.NOTE,
    Text(
        "答案所依据的规定已变化，正在复核。",
        "A rule behind this answer has changed; it is under review.",
    ),
    Text(
        "下面的数字是今天有效的；文字复核完以前请以数字和条文为准。",
        "The figures are those of today. Until it is reviewed, go by the figures and articles.",
    ),
    _ADVICE,
)
REASONS = (
    THERE_IS_AN_ANSWER,
    NEEDS_A_DECISION,
    IS_A_COMPLAINT,
    ANOTHER_BODY,
    NO_CLEAR_RULE,
    NUMBERS_TAKEN_OUT,
    UNDER_REVIEW,
)
