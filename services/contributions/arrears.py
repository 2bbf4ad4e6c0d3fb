"""“My employer has not paid for me”: a complaint to the agency (社会保险法 art. 82)."""

from dataclasses import dataclass, replace
from datetime import date

from applications.declaring import WAYS as USUAL
from applications.declaring import Deciding, LifeEvent, Outcome, Service
from applications.fields import Answers, Asked, Field, FormPage, Kind, Question, never
from applications.rules.flows import reviewed
from applications.where import agency_of
from casework.rules.verdicts import Condition
from law.wording import Text
from services.contributions.record import record_of
from services.contributions.rules import reasons, terms


def _in_order(value: date, answers: Answers) -> Text | None:
    first = answers.get("from_month")
    if first is None or first <= value:
        return None
    return Text("结束月份早于开始月份。", "It ends before it begins.")


EMPLOYER = Field(
    name="employer",
    kind=Kind.TEXT,
    label=Text("哪家单位？", "Which employer?"),
    why=Text("经办机构向这家单位核查。", "The agency asks this employer."),
    known=lambda known: next(
        (e.employer_name for e in known.relationships if e.employer_name), None
    ),
    longest=120,
)
FROM = Field(
    name="from_month",
    kind=Kind.MONTH,
    label=Text("从哪个月开始没有缴？", "From which month on was nothing paid?"),
    why=Text("经办机构核查这些月份。", "The agency looks into these months."),
    is_past=True,
)
UNTIL = Field(
    name="until_month",
    kind=Kind.MONTH,
    label=Text("到哪个月为止？", "Until which month?"),
    why=Text("经办机构核查这些月份。", "The agency looks into these months."),
    checks=(_in_order,),
    is_past=True,
)
SHOW_NAME = Field(
    name="show_name",
    kind=Kind.YES_NO,
    label=Text("可以告诉单位是您反映的吗？", "May the employer know that it was you?"),
    why=Text(
        "不同意的，经办机构核查时不提您的姓名。",
        "If not, the agency does not name you when it asks.",
    ),
    known=lambda _known: False,
)
NOTE = Field(
    name="note",
    kind=Kind.NOTE,
    label=Text("还有什么要说的？", "Anything else?"),
    why=Text("例如工资条上扣了款、单位怎么答复您。", "Such as what your pay slip deducts."),
    required=never,
    longest=500,
)


@dataclass(frozen=True)
class ArrearsFacts:
    """How many of the months are on record as owed by an employer; unknown without a sign-in."""

    owed: int | None


def facts_of(asked: Asked) -> ArrearsFacts:
    """Return how many of the months named are owed by an employer."""
    first, last = asked.answers.get("from_month"), asked.answers.get("until_month")
    if asked.known is None or first is None or last is None:
        return ArrearsFacts(None)
    owed = record_of(asked.known.person).owed_by_employers
    return ArrearsFacts(len({each.month for each in owed if first <= each.month <= last}))


def matter(answers: Answers) -> str:
    """Return from which month on: one complaint at a time about the same months."""
    first = answers.get("from_month")
    return f"{first:%Y-%m}" if first else ""


CONDITIONS = (
    Condition[ArrearsFacts](
        reasons.NOTHING_OWED,
        Text("记录上单位欠费吗？", "Does the record say that the employer owes?"),
        Text("欠费。", "It does."),
        Text("没有单位欠费的记录。", "No debt of the employer is on record."),
        lambda facts: facts.owed == 0,
    ),
)
WAYS = {
    **USUAL,
    Outcome.GRANTED: replace(
        USUAL[Outcome.GRANTED],
        label=Text("反映属实，已责令单位缴纳", "It is so: the employer was told to pay"),
        done=Text("已责令单位缴纳", "The employer was told to pay"),
    ),
    Outcome.REFUSED: replace(
        USUAL[Outcome.REFUSED],
        label=Text("经核查，单位没有欠费", "The employer owes nothing"),
        done=Text("单位没有欠费", "The employer owes nothing"),
    ),
}
ARREARS = Service(
    procedure=reviewed(
        "contribution-arrears",
        Text("单位欠费投诉", "Complaint about an employer's debt"),
        term=terms.TERM,
    ),
    errand=Text("单位没有给我缴社保", "My employer has not paid for me"),
    event=LifeEvent.PAYING,
    law=(terms.COMPLAINING, terms.COLLECTING),
    deciding=Deciding.ONE,
    ways=WAYS,
    pages=(
        FormPage(
            slug="months",
            title=Text("哪家单位、哪些月份", "Which employer and months"),
            fields=(EMPLOYER, FROM, UNTIL),
        ),
        FormPage(
            slug="how", title=Text("怎么核查", "How it is looked into"), fields=(SHOW_NAME, NOTE)
        ),
    ),
    agency=agency_of,
    matter=matter,
    facts=facts_of,
    conditions=CONDITIONS,
    refusals=(reasons.EMPLOYER_HAS_PAID,),
    result=Text("书面答复", "An answer in writing"),
    opening=Text(
        "经核查，您反映的情况属实，经办机构已责令单位缴纳。",
        "What you reported is so. The agency has told the employer to pay.",
    ),
    questions=(
        Question(
            question=Text("单位补缴后，这些月份算吗？", "Do the months count once it pays?"),
            answer=Text(
                "到账后算。滞纳金由单位承担，您不用付。",
                "Yes, once they have arrived. The employer bears the late fee; you pay none.",
            ),
            basis=terms.COLLECTING,
        ),
        Question(
            question=Text("需要交材料吗？", "Do I have to bring papers?"),
            answer=Text("不需要。", "No."),
            basis=terms.NO_NEEDLESS_PAPER,
        ),
    ),
)
