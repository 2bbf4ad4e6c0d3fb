"""“Stop, resume, another base”: what one pays for oneself (社会保险经办条例 art. 10)."""

from dataclasses import dataclass

from django.utils import timezone

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    Figure,
    FormPage,
    Kind,
    Known,
    Question,
    Shown,
)
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from applications.rules.reasons import NO_RECORD
from applications.where import agencies_of
from casework.rules.verdicts import Condition
from law.wording import Text, say_month
from records.models import Relationship, Scheme
from services.enrolments import figures
from services.enrolments import questions as q
from services.enrolments.actions.changing import change
from services.enrolments.facts import (
    BASE,
    NEXT,
    RESUME,
    STOP,
    THIS,
    day_of,
    facts_of,
    month_asked,
    own_of,
)
from services.enrolments.rules import reasons
from services.enrolments.rules.enrolling import EnrolFacts, is_base_outside

NAME = "enrolment-change"
WHATS = {
    STOP: Text("停保", "Stop paying"),
    RESUME: Text("恢复缴费", "Resume paying"),
    BASE: Text("换缴费基数", "Another base"),
}
WHY_STOPPED = {
    "found-work": Text("找到了单位，由单位参保", "An employer insures me now"),
    "moved": Text("搬到外地", "I have moved away"),
    "abroad": Text("出国（境）", "I am going abroad"),
    "army": Text("参军", "I am joining the armed forces"),
    "retired": Text("退休", "I am retiring"),
    "other": Text("其他", "Another reason"),
}
WHAT = Field(
    name="what",
    kind=Kind.CHOICE,
    label=Text("您要办什么？", "What do you want to change?"),
    called=Text("变更", "Change"),
    why=Text("只问与此有关的内容。", "So that we ask only for what belongs to it."),
    basis=reasons.CHANGING,
    choices=tuple(WHATS.items()),
)
INSURANCE = Field(
    name="insurance",
    kind=Kind.CHOICE,
    label=Text("哪一种保险？", "Which insurance?"),
    called=Text("险种", "Insurance"),
    why=Text("每种保险分别变更。", "Each is changed by itself."),
    choices=q.PENSION_OR_MEDICAL,
)
WHY = Field(
    name="why_stopped",
    kind=Kind.CHOICE,
    label=Text("为什么停？", "Why do you stop?"),
    called=Text("停保原因", "Reason"),
    why=Text("记录在参保状态中。", "It stands on your record beside the months."),
    basis=reasons.CHANGING,
    shown=lambda answers: answers.get("what") == STOP,
    choices=tuple(WHY_STOPPED.items()),
)
NEW_BASE = Field(
    name="base",
    kind=Kind.MONEY,
    label=Text("新的月缴费基数", "The new monthly base"),
    called=Text("新的月缴费基数", "New monthly base"),
    why=Text("每月缴费按它计算。", "What you pay a month is a share of it."),
    shown=lambda answers: answers.get("what") == BASE,
)
BEGINS = Field(
    name="begins",
    kind=Kind.CHOICE,
    label=Text("从哪个月起？", "From which month?"),
    called=Text("起始月份", "From"),
    why=Text("从这个月起按新的状态计算。", "From that month on it counts."),
    choices=((THIS, Text("本月", "This month")), (NEXT, Text("下个月", "Next month"))),
)


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """What would be changed: the own relationship that it is about, and what it would cost."""

    what: str
    own: Relationship | None
    is_anonymous: bool
    enrolling: EnrolFacts


def facts_for(asked: Asked) -> ChangeFacts:
    """Return what the rules of a change are asked."""
    own = own_of(asked.known, asked.answers) if asked.known else None
    insurance = str(asked.answers.get("insurance") or "pension")
    place = own.agency.region_id if own else ""
    answered = Asked({**asked.answers, "place": place}, asked.known, asked.today, asked.book)
    return ChangeFacts(
        what=str(asked.answers.get("what") or ""),
        own=own,
        is_anonymous=asked.known is None,
        enrolling=facts_of(answered, insurance, Scheme.EMPLOYEE),
    )


def agency(known: Known, answers: Answers) -> AgencyChoice:
    """Return where the relationship is kept; before it is named, where anything is."""
    own = own_of(known, answers)
    if own is not None:
        return AgencyChoice(agencies=(own.agency.in_office,))
    found = agencies_of(known)
    return AgencyChoice(agencies=found) if found else AgencyChoice(reason=NO_RECORD)


def figures_of(facts: ChangeFacts) -> tuple[Figure, ...]:
    """Return what another base would cost and bring."""
    return figures.of_facts(facts.enrolling) if facts.what == BASE and facts.own else ()


CONDITIONS = (
    Condition[ChangeFacts](
        reasons.NOTHING_THERE,
        Text("有可以这样变更的个人参保关系吗？", "Is there an own insurance to be changed so?"),
        Text("有。", "Yes."),
        Text(
            "没有个人缴费的参保关系处于相应状态。",
            "No insurance that the person pays for stands in that way.",
        ),
        lambda facts: facts.own is None and not facts.is_anonymous,
        ends=True,
    ),
    Condition[ChangeFacts](
        reasons.BASE_OUTSIDE,
        Text("新基数在本年度范围内吗？", "Is the new base one of this year?"),
        Text("是，或不换基数。", "Yes, or the base stays."),
        Text("新基数不在已录入的范围内。", "The new base is outside what is loaded."),
        lambda facts: facts.what == BASE and is_base_outside(facts.enrolling),
    ),
)


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    begins = say_month(month_asked(asked.answers, day_of(asked)))
    if asked.answers.get("what") == STOP:
        return (
            Text(
                f"从{begins.zh}起不再缴费；已缴的年限和账户余额都保留。医疗保险停保后，待遇会中断。",
                f"From {begins.en} nothing is owed. What has been paid stays, years and account. "
                "With medical insurance, cover ends.",
            ),
        )
    return (
        Text(
            f"从{begins.zh}起按新的状态缴费；当月可以再改回一次。",
            f"It counts from {begins.en}; within that month it can be changed back once.",
        ),
    )


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what was changed."""
    answers, case = answers_of(application), application.case
    on = timezone.localdate(case.submitted_at or case.created_at)
    insurance = dict(q.PENSION_OR_MEDICAL)[str(answers["insurance"])]
    rows = [
        Shown(label=Text("险种", "Insurance"), value=insurance),
        Shown(label=Text("变更", "Change"), value=WHATS[str(answers["what"])]),
        Shown(label=Text("起始月份", "From"), value=say_month(month_asked(answers, on))),
    ]
    if base := answers.get("base"):
        rows.append(Shown(label=Text("月缴费基数", "Monthly base"), value=f"¥{base:,.2f}"))
    return tuple(rows)


CHANGE = Service(
    procedure=reviewed(NAME, Text("参保变更", "Change of enrolment"), term=reasons.CHANGE_REVIEW),
    errand=Text("我要停保、恢复缴费或换基数", "I want to stop, resume, or pay on another base"),
    event=LifeEvent.PAYING,
    law=(reasons.CHANGING, reasons.FLEXIBLE),
    deciding=Deciding.ONE,
    pages=(
        FormPage(slug="what", title=Text("变更什么", "What"), fields=(WHAT, INSURANCE)),
        FormPage(slug="how", title=Text("怎样变更", "How"), fields=(WHY, NEW_BASE, BEGINS)),
    ),
    pre_check=(WHAT, INSURANCE),
    agency=agency,
    facts=facts_for,
    conditions=CONDITIONS,
    figures=figures_of,
    follows=follows,
    decided=decided,
    effect=change,
    at_once=lambda _facts: True,
    matter=lambda answers: str(answers.get("insurance") or ""),
    result=Text("盖章的变更确认书", "A sealed confirmation of the change"),
    opening=Text("参保变更已经办好。", "Your enrolment has been changed."),
    questions=(
        Question(
            question=Text("单位给我参的保，能在这里停吗？", "Can I stop what an employer pays?"),
            answer=Text("不能，由单位办理。", "No: the employer does that."),
            basis=reasons.ONE_NUMBER,
        ),
    ),
)
