"""“Let my family pay from my medical account” (国办发〔2021〕14号, 国办发〔2024〕38号)."""

from datetime import date
from typing import Any

from agencies.models import Agency
from applications.declaring import Assurance, Deciding, LifeEvent, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    FormPage,
    Kind,
    Known,
    Question,
    Shown,
    never,
)
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import at_once
from applications.rules.reasons import NO_RECORD
from casework.rules.verdicts import Condition
from law.identity_number import DocumentType, check_identity_number, mask
from law.names import mask_name
from law.wording import Text, say_day
from services.enrolments.actions.sharing import offer
from services.enrolments.rules import reasons
from services.enrolments.rules.sharing import (
    MOST_RELATIVES,
    PURPOSES,
    RELATIONS,
    RELATIVES_BASIS,
    SHARING_BASIS,
)
from services.enrolments.sharing_facts import SharingFacts, account_of, facts_of

NAME = "account-sharing"
WRONG_NUMBER = Text(
    "请核对亲属的居民身份证号码（18位）。",
    "Check the number of the relative's identity card: 18 characters.",
)


def _is_number(value: str, _answers: Answers) -> Text | None:
    found = check_identity_number(
        DocumentType.RESIDENT_ID, str(value), date.max, of_the_living=False
    )
    return None if found.valid else WRONG_NUMBER


def _is_positive(value: Any, _answers: Answers) -> Text | None:
    if value > 0:
        return None
    return Text("限额应当大于0；不限额的，不用填。", "More than nothing; leave it empty for none.")


def _is_in_order(value: date, answers: Answers) -> Text | None:
    first = answers.get("from_day")
    if first is None or first <= value:
        return None
    return Text("结束日期早于开始日期。", "It ends before it begins.")


RELATIVE_NAME = Field(
    name="relative_name",
    kind=Kind.PERSON_NAME,
    label=Text("亲属的姓名", "Name of your relative"),
    why=Text("对方要在30天内确认。", "They have to agree within 30 days."),
    basis=SHARING_BASIS,
)
RELATIVE_NUMBER = Field(
    name="relative_number",
    kind=Kind.ID_NUMBER,
    label=Text("亲属的居民身份证号码", "Number of their identity card"),
    why=Text("据此通知对方。", "By it they are found and told."),
    checks=(_is_number,),
    is_masked=True,
)
RELATION = Field(
    name="relation",
    kind=Kind.CHOICE,
    label=Text("对方是您的什么人？", "How are you related?"),
    called=Text("关系", "Relation"),
    why=Text("只能与近亲属共济。", "An account is shared with near relatives only."),
    basis=RELATIVES_BASIS,
    choices=tuple(RELATIONS.items()),
)
FOR_WHAT = Field(
    name="purposes",
    kind=Kind.CHOICES,
    label=Text("可以用来做什么？", "What may it be used for?"),
    called=Text("用途", "Used for"),
    why=Text("不在范围内的不能使用。", "It is used for nothing else."),
    choices=tuple(PURPOSES.items()),
)
MONTH_LIMIT = Field(
    name="month_limit",
    kind=Kind.MONEY,
    label=Text("每月最多用多少？", "How much a month at most?"),
    called=Text("每月限额", "Limit a month"),
    hint=Text("不限额的，不用填。", "Leave it empty for no limit."),
    why=Text("由您决定。", "You decide."),
    required=never,
    checks=(_is_positive,),
)
YEAR_LIMIT = Field(
    name="year_limit",
    kind=Kind.MONEY,
    label=Text("每年最多用多少？", "How much a year at most?"),
    called=Text("每年限额", "Limit a year"),
    hint=Text("不限额的，不用填。", "Leave it empty for no limit."),
    why=Text("由您决定。", "You decide."),
    required=never,
    checks=(_is_positive,),
)


FROM_DAY = Field(
    name="from_day",
    kind=Kind.DAY,
    label=Text("从哪天起？", "From which day on?"),
    called=Text("开始日期", "From"),
    hint=Text("对方确认后立即生效的，不用填。", "Leave it empty to begin once they agree."),
    why=Text("由您决定。", "You decide."),
    required=never,
)
UNTIL = Field(
    name="until",
    kind=Kind.DAY,
    label=Text("到哪天为止？", "Until which day?"),
    called=Text("结束日期", "Until"),
    hint=Text("一直有效的，不用填。", "Leave it empty for as long as neither of you ends it."),
    why=Text("由您决定。", "You decide."),
    required=never,
    checks=(_is_in_order,),
)


def agency(known: Known, _answers: Answers) -> AgencyChoice:
    """Return who keeps the account, or the record where there is none."""
    found: list[Agency] = []
    if (own := account_of(known)) is not None:
        found = [own.agency.in_office]
    elif known.relationships:
        found = [known.relationships[-1].agency.in_office]
    return AgencyChoice(agencies=tuple(found), reason=None if found else NO_RECORD)


CONDITIONS = (
    Condition[SharingFacts](
        reasons.NO_MEDICAL_ACCOUNT,
        Text("有职工医保个人账户吗？", "Is there a medical account of an employee?"),
        Text("有。", "Yes."),
        Text("没有职工医保个人账户。", "There is none."),
        lambda facts: facts.account is None and not facts.is_anonymous,
        ends=True,
    ),
    Condition[SharingFacts](
        reasons.NOBODY_ELSE,
        Text("是与他人共济吗？", "Is it shared with somebody else?"),
        Text("是。", "Yes."),
        Text("填写的是本人。", "The person named themselves."),
        lambda facts: facts.is_self,
    ),
    Condition[SharingFacts](
        reasons.MANY_RELATIVES,
        Text("共济人数多吗？", "Are there many who share it?"),
        Text("不多。", "No."),
        Text("人数达到一些地方的上限。", "As many as some places allow."),
        lambda facts: facts.relatives >= MOST_RELATIVES.values[0].number,
    ),
)


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "对方登录本平台确认后才生效；30天内没有确认的，自动失效。",
            "It takes effect once your relative signs in here and agrees. Without that it lapses "
            "after 30 days.",
        ),
        Text(
            "任何一方都可以随时终止；用了多少，双方都看得到。",
            "Either of you ends it at any time. Both of you see what was spent.",
        ),
        Text(
            "看病时始终使用患者本人的凭证。",
            "At the doctor's, the patient always uses their own card.",
        ),
    )


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what was offered; name and number are masked."""
    answers = answers_of(application)
    said = [PURPOSES[each] for each in answers["purposes"]]
    purposes = Text("、".join(e.zh for e in said), ", ".join(e.en for e in said))
    rows = [
        Shown(label=Text("亲属", "Relative"), value=mask_name(str(answers["relative_name"]))),
        Shown(label=Text("证件号码", "Number"), value=mask(str(answers["relative_number"]))),
        Shown(label=Text("关系", "Relation"), value=RELATIONS[str(answers["relation"])]),
        Shown(label=Text("用途", "Used for"), value=purposes),
    ]
    for name, label in (("month_limit", MONTH_LIMIT), ("year_limit", YEAR_LIMIT)):
        if (limit := answers.get(name)) is not None:
            rows.append(Shown(label=label.short, value=f"¥{limit:,.2f}"))
    for name, label in (("from_day", FROM_DAY), ("until", UNTIL)):
        if (day := answers.get(name)) is not None:
            rows.append(Shown(label=label.short, value=say_day(day)))
    return tuple(rows)


SHARING = Service(
    procedure=at_once(NAME, Text("医保家庭共济", "Sharing a medical account")),
    errand=Text("我想让家人用我的医保个人账户", "I want my family to pay from my medical account"),
    event=LifeEvent.ILL,
    law=(SHARING_BASIS, RELATIVES_BASIS, reasons.FLEXIBLE_MEDICAL),
    deciding=Deciding.AT_ONCE,
    assurance=Assurance.SIGNED_IN_ANEW,
    pages=(
        FormPage(
            slug="relative",
            title=Text("亲属", "Your relative"),
            fields=(RELATIVE_NAME, RELATIVE_NUMBER, RELATION),
        ),
        FormPage(
            slug="limits",
            title=Text("用途和限额", "What for, and how much"),
            fields=(FOR_WHAT, MONTH_LIMIT, YEAR_LIMIT, FROM_DAY, UNTIL),
        ),
    ),
    agency=agency,
    facts=facts_of,
    conditions=CONDITIONS,
    follows=follows,
    decided=decided,
    effect=offer,
    result=Text("家庭共济申请确认书", "A confirmation of what you have offered"),
    opening=Text(
        "您的家庭共济已经登记，等待对方确认后生效。",
        "What you offered is registered. It takes effect once your relative agrees.",
    ),
    questions=(
        Question(
            question=Text("对方怎样确认？", "How does my relative agree?"),
            answer=Text(
                "对方用自己的账号登录，在“我的账户”的“家庭共济”中确认。",
                "They sign in with their own account and agree under “My accounts”, “Sharing a "
                "medical account”.",
            ),
        ),
        Question(
            question=Text("对方没有参保呢？", "What if they are not insured?"),
            answer=Text(
                "对方要先参加基本医疗保险，才能确认。",
                "They enrol in basic medical insurance first, and agree then.",
            ),
        ),
    ),
)
