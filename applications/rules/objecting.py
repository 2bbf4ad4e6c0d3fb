"""Objections (异议、复查): within which terms, and what they come to; the codes are ours.

社会保险行政争议处理办法 arts. 9 and 11; its text was not at hand, so nothing of it is held for
confirmed, and nobody is refused by it alone. 社会保险法 art. 83 and 社会保险经办条例 art. 52 say
what reconsideration and a lawsuit may be brought against.
"""

from datetime import date, timedelta

from casework.rules.reasons import ReasonClass, service_reason
from law.documents import (
    ADMINISTRATIVE_LITIGATION_LAW,
    ADMINISTRATIVE_REVIEW_LAW,
    DISPUTE_MEASURES,
    HANDLING_REGULATIONS,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.values import Unit, rule, value
from law.wording import Text

RIGHT = cite(SOCIAL_INSURANCE_LAW, "83")
FILING = cite(DISPUTE_MEASURES, "9", verified=False)
DECIDING = cite(DISPUTE_MEASURES, "11", verified=False)
LAW = (RIGHT, cite(HANDLING_REGULATIONS, "52"), DECIDING)
REMEDIES = (
    cite(ADMINISTRATIVE_REVIEW_LAW, "20"),
    cite(ADMINISTRATIVE_LITIGATION_LAW, "46"),
)
# Twenty days, which hold at least fourteen working days where no holidays fall into them.
TERM = rule(
    "term.objection.review",
    Text("异议复查：自收到异议之日起", "Objection, from the day it is received"),
    Unit.WORKING_DAYS,
    value(14, DECIDING),
)
FILED_WITHIN = rule(
    "objection.filed-within",
    Text("提出异议：自知道决定之日起", "Objecting, from the day one knows of the decision"),
    Unit.DAYS,
    value(60, FILING),
)


def is_late(told_on: date | None, filed_on: date, days: int) -> bool:
    """Whether an objection came after its term; 民法典 art. 201 leaves out the day itself."""
    return told_on is not None and filed_on > told_on + timedelta(days=days)


LATE = service_reason(
    "OBJ01",
    ReasonClass.HOLD,
    Text("提出异议时已超过期限。", "The objection came after its term."),
    Text(
        "仍然可以提交，由工作人员审查是否受理；请在理由中说明为什么晚了。",
        "You can still send it: a clerk looks whether it is taken up. Say in your reasons why it "
        "is late.",
    ),
    FILING,
)
NO_CASE = service_reason(
    "OBJ02",
    ReasonClass.REFUSE,
    Text("异议针对某一业务，请从该业务的页面提出。", "An objection is about a case: begin there."),
    Text(
        "打开“我的业务”，选择要提出异议的业务。",
        "Open “My cases” and choose the one that you object to.",
    ),
    RIGHT,
    leads_to="case_list",
)
IS_RIGHT = service_reason(
    "OBJ03",
    ReasonClass.REFUSE,
    Text(
        "经复查，原决定认定事实清楚、依据正确，予以维持。",
        "We have looked at it again: the facts are clear and the rules were rightly applied. The "
        "decision stands.",
    ),
    Text(
        "不服的，可以在60日内申请行政复议，或者在6个月内提起行政诉讼。",
        "If you do not agree, ask for administrative reconsideration within 60 days, or go to "
        "court within six months.",
    ),
    DECIDING,
)
NOT_SHOWN = service_reason(
    "OBJ04",
    ReasonClass.REFUSE,
    Text(
        "现有材料不能证明记录或者金额有误。",
        "What there is does not show that the record or the amount is wrong.",
    ),
    Text(
        "有新的证明（工资单、劳动合同、完税证明等）的，可以再次提出。",
        "With new proof, such as pay slips, a contract or tax records, you may object again.",
    ),
    DECIDING,
)
OTHER_AGENCY = service_reason(
    "OBJ05",
    ReasonClass.REFUSE,
    Text(
        "异议的事项由另一经办机构办理。",
        "What the objection is about was done by another agency.",
    ),
    Text(
        "请在同一业务的页面再次提出，并选择作出决定的机构。",
        "Object again on the page of the same case, and choose the agency that decided it.",
    ),
    RIGHT,
)
RECORD_IS_RIGHT = service_reason(
    "OBJ06",
    ReasonClass.REFUSE,
    Text(
        "经核对档案和到账情况，记录没有错误。",
        "We have compared it with the files and with what was paid: the record is right.",
    ),
    Text(
        "不服的，可以在60日内申请行政复议，或者在6个月内提起行政诉讼。",
        "If you do not agree, ask for administrative reconsideration within 60 days, or go to "
        "court within six months.",
    ),
    DECIDING,
)
REFUSALS = (IS_RIGHT, NOT_SHOWN, OTHER_AGENCY)
