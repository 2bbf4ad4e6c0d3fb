"""“I draw a pension and live abroad”: reported at once; nothing stops, and it says how to prove.

社会保险经办条例 art. 25 asks to report what ends a benefit; living abroad ends no pension. How
it is shown from there that one may still draw it is what agencies answer.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.models import Agency
from applications.declaring import Deciding, Deed, LifeEvent, Service
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
)
from applications.known import answers_of
from applications.rules.flows import at_once
from casework.rules.verdicts import Condition
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text, say_day
from payouts import standing
from payouts.actions.proving import lives_abroad
from payouts.rules.states import Drawn
from services.retirement.rules import abroad_reasons

LAW = cite(HANDLING_REGULATIONS, "26")
GONE, BACK = "gone", "back"
WHAT = Field(
    name="what",
    kind=Kind.CHOICE,
    label=Text("您要报告什么？", "What do you report?"),
    called=Text("报告内容", "What is reported"),
    why=Text("住在境外不影响领取，只是证明方式不同。", "You are paid on; only the proof differs."),
    basis=LAW,
    choices=(
        (GONE, Text("我住到境外了（或要去住）", "I live abroad, or am about to")),
        (BACK, Text("我回国居住了", "I live in China again")),
    ),
)


def _goes(answers: Answers) -> bool:
    return answers.get("what") != BACK


def _not_too_early(value: Any, _answers: Answers) -> Text | None:
    if value is None or value.year >= FIRST_YEAR:
        return None
    return Text("请核对日期。", "Please check the day.")


FIRST_YEAR = 1950
SINCE = Field(
    name="since",
    kind=Kind.DAY,
    label=Text("从哪天起？", "Since which day?"),
    called=Text("起始日期", "Since"),
    why=Text("写进确认书。", "It stands in the confirmation."),
    shown=_goes,
    checks=(_not_too_early,),
)
COUNTRY = Field(
    name="country",
    kind=Kind.TEXT,
    label=Text("住在哪个国家或地区？", "In which country or region?"),
    called=Text("国家或地区", "Country or region"),
    why=Text("提醒您认证时，告诉您怎样办。", "The reminders say how it is done from there."),
    shown=_goes,
    longest=60,
)


@dataclass(frozen=True)
class AbroadFacts:
    """What somebody draws whose residence changes."""

    draws: bool
    proven_until: date | None


def facts(asked: Asked) -> AbroadFacts:
    """Return what is drawn and until when it is proven."""
    if asked.known is None:
        return AbroadFacts(draws=True, proven_until=None)
    drawn = [
        each
        for each in standing.entitlements_of(asked.known.person)
        if each.status is not Drawn.ENDED and each.proven_until
    ]
    until = min((each.proven_until for each in drawn if each.proven_until), default=None)
    return AbroadFacts(draws=bool(drawn), proven_until=until)


def agency_of(known: Known, _answers: Answers) -> AgencyChoice:
    """Return the agencies that pay somebody each month."""
    drawn = standing.entitlements_of(known.person)
    found: tuple[Agency, ...] = tuple(
        dict.fromkeys(each.agency.in_office for each in drawn if each.status is not Drawn.ENDED)
    )
    if found:
        return AgencyChoice(agencies=found)
    return AgencyChoice(reason=abroad_reasons.NOTHING_DRAWN)


CONDITIONS = (
    Condition[AbroadFacts](
        abroad_reasons.NOTHING_DRAWN,
        Text("正在按月领取养老金等待遇吗？", "Is a pension or another benefit paid each month?"),
        Text("是。", "Yes."),
        Text("没有。", "No."),
        lambda found: not found.draws,
    ),
)


def figures(found: AbroadFacts) -> tuple[Figure, ...]:
    """Return until when it is proven, and so by when it has to be shown from abroad."""
    if found.proven_until is None:
        return ()
    return (
        Figure(
            label=Text("下次认证截止", "Next to be shown by"),
            value=say_day(found.proven_until),
            formula=Text("每12个月认证一次", "once in twelve months"),
            basis=LAW,
            is_sure=False,
        ),
    )


def keep(deed: Deed) -> None:
    """Keep where somebody lives from now on."""
    answers, person = answers_of(deed.application), deed.application.case.person
    if answers.get("what") == BACK:
        lives_abroad(person, since=None)
        return
    lives_abroad(person, since=answers["since"], country=str(answers.get("country") or ""))


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what stays as it is and how it is shown."""
    if asked.answers.get("what") == BACK:
        return (Text("以后按国内方式认证。", "It is shown as before from now on."),)
    return (
        Text("养老金照常发到原来的账户。", "Your pension is paid to the same account as before."),
        Text(
            "每年认证时，可以本人登录平台，也可以请中国使领馆出具证明寄给经办机构。",
            "Once a year you show it by signing in yourself, or a Chinese embassy or consulate "
            "confirms it and you send the paper to your agency.",
        ),
    )


STAYING_ABROAD = Service(
    procedure=at_once(
        "staying-abroad",
        Text("境外居住报告", "Report that you live abroad"),
        insurance="pension",
    ),
    errand=Text("我领养老金，住到国外了", "I draw a pension and live abroad"),
    event=LifeEvent.RETIRING,
    law=(cite(HANDLING_REGULATIONS, "25"), LAW),
    deciding=Deciding.AT_ONCE,
    pages=(
        FormPage(
            slug="where",
            title=Text("住在哪里", "Where you live"),
            fields=(WHAT, SINCE, COUNTRY),
        ),
    ),
    pre_check=(WHAT,),
    agency=agency_of,
    facts=facts,
    conditions=CONDITIONS,
    figures=figures,
    follows=follows,
    effect=keep,
    result=Text("盖章的确认书", "A sealed confirmation"),
    opening=Text("您的报告已经收到并登记。", "Your report has been received and written down."),
    questions=(
        Question(
            question=Text("住在国外会停发养老金吗？", "Does living abroad stop my pension?"),
            answer=Text(
                "不会。按时认证就一直发。", "No. It is paid on as long as you show it each year."
            ),
            basis=LAW,
        ),
        Question(
            question=Text(
                "加入外国国籍了怎么办？", "What if I become a citizen of another country?"
            ),
            answer=Text(
                "仍可以领取；身份证件变了，请同时办理关键信息变更。",
                "You may still draw it. If your document changes, have your record changed too.",
            ),
            basis=LAW,
        ),
    ),
)
