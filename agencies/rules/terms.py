"""The terms within which an agency must act: dated, and each with its article."""

from enum import StrEnum

from law.documents import (
    LICENSING_LAW,
    MEDICAL_TRANSFER,
    PENSION_NOTICE_94,
    PENSION_TRANSFER,
    PORTAL_PRACTICE,
    cite,
)
from law.values import Rule, Unit, Value, rule, value
from law.wording import Text


class TermKind(StrEnum):
    """What must be done within the term."""

    REVIEW = "review"
    HAND_OVER = "hand-over"
    SETTLE = "settle"
    CLEAR = "clear"
    TELL_NOT_TRANSFERABLE = "tell-not-transferable"
    FIND_DIFFERENCE = "find-difference"
    RETURN_SURPLUS = "return-surplus"
    PAY_PERSON = "pay-person"
    ANSWER_QUESTION = "answer-question"
    SEND_ANEW = "send-anew"
    RECORD_ARRIVAL = "record-arrival"


class Insurance(StrEnum):
    """The two insurances whose relationships move."""

    PENSION = "pension"
    MEDICAL = "medical"

    @property
    def label(self) -> Text:
        """What it is called."""
        return INSURANCES[self]


# Each duty with the event from which its term runs; that day itself is not counted.
TERM_KINDS = {
    TermKind.REVIEW: Text("审核：自收到申请之日起", "Review, from the day of the application"),
    TermKind.HAND_OVER: Text(
        "办理转出：自收到联系函之日起", "Hand-over, from the day the acceptance letter arrives"
    ),
    TermKind.SETTLE: Text(
        "办理接续：自收到信息表和转移资金之日起",
        "Settling, from the day the information form and the money arrive",
    ),
    TermKind.TELL_NOT_TRANSFERABLE: Text(
        "书面告知不可转移部分：自收到联系函之日起",
        "Written notice of what cannot be moved, from the day the acceptance letter arrives",
    ),
}
# What is left to do with the money once a case has ended; the law names no days for it.
TERM_KINDS |= {
    TermKind.FIND_DIFFERENCE: Text(
        "查清在途资金差额：自办结之日起",
        "Finding a difference of money under way, from the day the case is complete",
    ),
    TermKind.RETURN_SURPLUS: Text(
        "退回多到的资金：自查明之日起",
        "Sending a surplus back, from the day it is known",
    ),
    TermKind.PAY_PERSON: Text(
        "支付应退本人的款项：自收款账户明确之日起",
        "Paying the person, from the day the account is known",
    ),
}
# What no text gives a day, and nobody may leave lying for all that.
TERM_KINDS |= {
    TermKind.ANSWER_QUESTION: Text(
        "答复转出地的询问：自收到询问之日起",
        "Answering the original agency, from the day it asks",
    ),
    TermKind.SEND_ANEW: Text(
        "重新划转退回的资金：自登记退回之日起",
        "Sending returned money anew, from the day the return is recorded",
    ),
    TermKind.RECORD_ARRIVAL: Text(
        "登记到账或查明未到账原因：自转出地发出资金之日起",
        "Recording that money arrived, or asking where it is, from the day it was sent",
    ),
}
# 医保办发〔2021〕43号: settling follows the form alone, the money is a second line.
MEDICAL_SETTLE = Text(
    "办理接续：自收到信息表之日起", "Settling, from the day the information form arrives"
)
INSURANCES = {
    Insurance.PENSION: Text("养老保险", "Old-age insurance"),
    Insurance.MEDICAL: Text("医疗保险", "Medical insurance"),
}
# Recorded like the others, and moved with the person by no transfer of its own; its agencies are
# those of old-age insurance (社会保险经办条例 art. 4).
UNEMPLOYMENT = "unemployment"
RECORDED: dict[str, Text] = {
    **{each.value: title for each, title in INSURANCES.items()},
    UNEMPLOYMENT: Text("失业保险", "Unemployment insurance"),
}


def _term(insurance: Insurance, kind: TermKind, *values: Value) -> Rule:
    about = TERM_KINDS[kind]
    if (insurance, kind) == (Insurance.MEDICAL, TermKind.SETTLE):
        about = MEDICAL_SETTLE
    whose = INSURANCES[insurance]
    title = Text(f"{whose.zh}{about.zh}", f"{whose.en}: {about.en}")
    return rule(f"term.{insurance}.{kind}", title, Unit.WORKING_DAYS, *values)


# Article numbers of 医保办发〔2021〕43号 after article 4 were not confirmed.
TERMS = {
    (Insurance.PENSION, TermKind.REVIEW): _term(
        Insurance.PENSION, TermKind.REVIEW, value(15, cite(PENSION_TRANSFER, "8(2)"))
    ),
    (Insurance.PENSION, TermKind.HAND_OVER): _term(
        Insurance.PENSION, TermKind.HAND_OVER, value(15, cite(PENSION_TRANSFER, "8(3)"))
    ),
    (Insurance.PENSION, TermKind.SETTLE): _term(
        Insurance.PENSION, TermKind.SETTLE, value(15, cite(PENSION_TRANSFER, "8(4)"))
    ),
    (Insurance.PENSION, TermKind.TELL_NOT_TRANSFERABLE): _term(
        Insurance.PENSION,
        TermKind.TELL_NOT_TRANSFERABLE,
        value(10, cite(PENSION_NOTICE_94, "3")),
    ),
    # The medical rules want the check before acceptance and an answer at once, and name no days:
    # five by analogy to licences, so that no application waits without a date.
    (Insurance.MEDICAL, TermKind.REVIEW): _term(
        Insurance.MEDICAL,
        TermKind.REVIEW,
        value(5, cite(LICENSING_LAW, "32", verified=False), MEDICAL_TRANSFER.effective_on),
    ),
    (Insurance.MEDICAL, TermKind.HAND_OVER): _term(
        Insurance.MEDICAL, TermKind.HAND_OVER, value(10, cite(MEDICAL_TRANSFER))
    ),
    (Insurance.MEDICAL, TermKind.SETTLE): _term(
        Insurance.MEDICAL, TermKind.SETTLE, value(5, cite(MEDICAL_TRANSFER))
    ),
    # Days of ours, as many as the same agency has for its own turn by the same text: nothing that
    # is owed may stand without a day.
    (Insurance.PENSION, TermKind.FIND_DIFFERENCE): _term(
        Insurance.PENSION,
        TermKind.FIND_DIFFERENCE,
        value(15, cite(PENSION_TRANSFER, "8(3)", verified=False)),
    ),
    (Insurance.PENSION, TermKind.RETURN_SURPLUS): _term(
        Insurance.PENSION,
        TermKind.RETURN_SURPLUS,
        value(15, cite(PENSION_TRANSFER, "8(4)", verified=False)),
    ),
    (Insurance.PENSION, TermKind.PAY_PERSON): _term(
        Insurance.PENSION,
        TermKind.PAY_PERSON,
        value(15, cite(PENSION_TRANSFER, "8(4)", verified=False)),
    ),
    (Insurance.MEDICAL, TermKind.FIND_DIFFERENCE): _term(
        Insurance.MEDICAL,
        TermKind.FIND_DIFFERENCE,
        value(10, cite(MEDICAL_TRANSFER, verified=False)),
    ),
    (Insurance.MEDICAL, TermKind.RETURN_SURPLUS): _term(
        Insurance.MEDICAL,
        TermKind.RETURN_SURPLUS,
        value(5, cite(MEDICAL_TRANSFER, verified=False)),
    ),
}
PRACTICE = {
    TermKind.ANSWER_QUESTION: 5,
    TermKind.SEND_ANEW: 5,
    TermKind.RECORD_ARRIVAL: 5,
}
TERMS |= {
    (insurance, kind): _term(insurance, kind, value(days, cite(PORTAL_PRACTICE)))
    for insurance in Insurance
    for kind, days in PRACTICE.items()
}

_OF_SERVICES: dict[str, Rule] = {}


def register(*terms: Rule) -> None:
    """Make the terms of a service known, to be loaded, listed and dated like all others."""
    ours = {term.name for term in TERMS.values()}
    _OF_SERVICES.update({term.name: term for term in terms if term.name not in ours})


def all_terms() -> tuple[Rule, ...]:
    """Return every term within which an agency must act."""
    return (*TERMS.values(), *_OF_SERVICES.values())
