"""“I want to go earlier, or later”: a notice sealed to the second, done at once.

人社部发〔2024〕94号 arts. 2 and 4: in writing three months before, or agreed a month before.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from applications.declaring import Assurance, Deciding, LifeEvent, Service
from applications.fields import Answers, Asked, Field, FormPage, Kind, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import at_once
from casework.rules.verdicts import Condition
from law.wording import Text
from services.retirement import forecast_questions as check
from services.retirement import questions as ask
from services.retirement.actions.choosing import choose
from services.retirement.facts import RetireFacts, agency_of, facts_of, standing_choice
from services.retirement.figures import figures
from services.retirement.letters import WAYS as SAID
from services.retirement.rules import reasons, values
from services.retirement.rules.windows import Hindrance, When

BEIJING = ZoneInfo("Asia/Shanghai")
WITHDRAW = "withdraw"
YES, NO = Text("是。", "Yes."), Text("否。", "No.")
WAY = Field(
    name="when",
    kind=Kind.CHOICE,
    label=Text("您想提前还是延迟退休？", "Do you want to retire earlier or later?"),
    why=Text("由您自己选择，任何人不得强迫。", "It is your choice; nobody may force you."),
    basis=values.CHOICE,
    choices=(
        (When.EARLY.value, Text("提前（书面告知单位）", "Earlier: a notice to my employer")),
        (When.LATE.value, Text("延迟（已与单位书面约定）", "Later: agreed with my employer")),
        (WITHDRAW, Text("撤回以前的选择", "Take back what I chose before")),
    ),
)


def _chooses(answers: Answers) -> bool:
    return answers.get("when") != WITHDRAW


DAY = replace(
    ask.DAY,
    label=Text("您想哪一天退休？", "On which day do you want to retire?"),
    why=Text(
        "提前的，至少在三个月以后；先在测算页面看各个月份。",
        "If earlier, at least three months from now. The forecast shows every month.",
    ),
    shown=_chooses,
    known=lambda _known: None,
)


@dataclass(frozen=True)
class ChoiceFacts:
    """A choice as it would be, beside the retirement that it leads to."""

    retiring: RetireFacts
    way: str
    has_choice: bool | None

    @property
    def is_outside(self) -> bool:
        """Whether the day lies on the other side of the statutory month, or after the latest."""
        of, month = self.retiring.window, self.retiring.month
        if of is None or self.way == WITHDRAW:
            return False
        if self.way == When.EARLY:
            return month >= of.statutory
        return month <= of.statutory or month > of.latest


def choice_facts(asked: Asked) -> ChoiceFacts:
    """Return the facts: a notice is given today, whatever was chosen before."""
    answers = dict(asked.answers)
    way = str(answers.get("when") or When.EARLY)
    if way == WITHDRAW:
        answers["when"] = When.STATUTORY.value
    elif way == When.EARLY:
        answers["noticed_on"] = asked.today
    found = facts_of(replace(asked, answers=answers), with_choice=False)
    has = None if asked.known is None else standing_choice(asked.known.person) is not None
    return ChoiceFacts(found, way, has)


def _hindered(by: Hindrance):
    return lambda facts: facts.way != WITHDRAW and by in facts.retiring.hindrances


CONDITIONS = (
    Condition[ChoiceFacts](
        reasons.NOTHING_CHOSEN,
        Text("有可以撤回的选择吗？", "Is there a choice to take back?"),
        YES,
        NO,
        lambda facts: facts.way == WITHDRAW and facts.has_choice is False,
        ends=True,
    ),
    Condition[ChoiceFacts](
        reasons.POST_NOT_SETTLED,
        Text("按哪一档年龄退休，清楚吗？", "Is it clear which age counts?"),
        YES,
        Text("女职工岗位性质没有确认。", "The post is not settled."),
        lambda facts: facts.way != WITHDRAW and facts.retiring.category is None,
    ),
    Condition[ChoiceFacts](
        reasons.CHOICE_NEEDS_DAY,
        Text("所选日期在可以选择的范围内吗？", "Does the day lie within what may be chosen?"),
        YES,
        NO,
        lambda facts: facts.is_outside,
        ends=True,
    ),
    Condition[ChoiceFacts](
        reasons.BEFORE_OLD_AGE,
        Text("不早于原退休年龄吗？", "Is it not before the old age?"),
        YES,
        NO,
        _hindered(Hindrance.BEFORE_OLD_AGE),
    ),
    Condition[ChoiceFacts](
        reasons.NOT_OF_AGE,
        Text("不早于法定年龄前三年吗？", "Is it within three years of the age?"),
        YES,
        NO,
        _hindered(Hindrance.NOT_OF_AGE),
    ),
    Condition[ChoiceFacts](
        reasons.NOTICE_TOO_LATE,
        Text("离所选日期还有三个月吗？", "Are there three months until that day?"),
        YES,
        NO,
        _hindered(Hindrance.NOTICE),
    ),
    Condition[ChoiceFacts](
        reasons.NOT_LATE,
        Text("可以弹性延迟吗？", "Is a later date open to this post?"),
        YES,
        NO,
        _hindered(Hindrance.NOT_LATE),
    ),
    Condition[ChoiceFacts](
        reasons.AGREED_TOO_LATE,
        Text("提前一个月约定了延迟吗？", "Was it agreed a month before?"),
        YES,
        NO,
        _hindered(Hindrance.AGREEMENT),
    ),
)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what the sealed notice says: which way, which day, and its own time in the foot."""
    answers = answers_of(application)
    way = answers.get("when")
    if way == WITHDRAW:
        return (Shown(label=Text("选择", "Choice"), value=Text("撤回", "taken back")),)
    day, at = answers.get("day"), application.case.submitted_at
    rows = [
        Shown(label=Text("选择", "Choice"), value=SAID[When(way)]),
        Shown(label=Text("退休日期", "Retires on"), value=f"{day:%Y-%m-%d}"),
    ]
    if at is not None:
        said = f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
        rows.append(Shown(label=Text("告知时间（北京时间）", "Notice given (Beijing)"), value=said))
    if answers.get("agreed_on"):
        agreed = f"{answers['agreed_on']:%Y-%m-%d}"
        rows.append(Shown(label=Text("与单位约定日期", "Agreed with the employer"), value=agreed))
    return tuple(rows)


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what happens with the notice, and that it can be taken back."""
    if asked.answers.get("when") == WITHDRAW:
        return (Text("按法定年龄退休，或者重新选择。", "The statutory age counts; choose anew."),)
    return (
        Text(
            "请把这份盖章的告知书交给单位；上面的时间就是书面告知的证明。",
            "Give this sealed notice to your employer: its time proves when you gave notice.",
        ),
        Text(
            "提交养老金申请之前，随时可以撤回或改选。",
            "Until you apply for the pension you may take it back or choose anew.",
        ),
    )


RETIREMENT_CHOICE = Service(
    procedure=at_once(
        "retirement-choice",
        Text("弹性退休告知（提前或延迟）", "Choose to retire earlier or later"),
        insurance="pension",
    ),
    errand=Text("我想提前或者晚一点退休", "I want to retire earlier, or later"),
    event=LifeEvent.RETIRING,
    law=(values.CHOICE, values.EARLY, values.LATE),
    deciding=Deciding.AT_ONCE,
    assurance=Assurance.SIGNED_IN_ANEW,
    in_person=Text(
        "什么时候退休只能由本人选择，不能委托。",
        "When somebody retires is for themselves to choose, and for nobody by mandate.",
    ),
    pages=(
        FormPage(slug="way", title=Text("提前还是延迟", "Earlier or later"), fields=(WAY,)),
        FormPage(
            slug="day",
            title=Text("哪一天", "Which day"),
            fields=(replace(ask.POST, shown=_chooses), DAY, ask.AGREED, ask.LEADING),
            shown=_chooses,
        ),
        FormPage(slug="true", title=Text("签名", "Your signature"), fields=(ask.TRUE,)),
    ),
    pre_check=(check.CATEGORY, check.BORN, check.PAID, WAY, DAY, ask.AGREED, ask.LEADING),
    agency=agency_of,
    facts=choice_facts,
    conditions=CONDITIONS,
    figures=lambda facts: () if facts.way == WITHDRAW else figures(facts.retiring),
    effect=choose,
    decided=decided,
    follows=follows,
    opening=Text(
        "您对退休时间的选择已书面告知，内容和时间如下。",
        "You have given notice in writing of when you choose to retire, at the time below.",
    ),
    result=Text("盖章的书面告知，时间精确到秒", "A sealed notice in writing, timed to the second"),
    questions=(
        Question(
            question=Text("单位不同意提前怎么办？", "What if my employer does not agree?"),
            answer=Text(
                "提前退休不需要单位同意，只需提前三个月书面告知。",
                "Retiring earlier needs no consent, only the notice three months before.",
            ),
            basis=values.EARLY,
        ),
        Question(
            question=Text("延迟后还能反悔吗？", "May I change my mind later on?"),
            answer=Text(
                "可以。与单位协商一致，延迟可以提前终止。",
                "Yes: by agreement with your employer it may end earlier.",
            ),
            basis=values.LATE,
        ),
    ),
)
