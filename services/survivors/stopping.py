"""“Somebody in my family has died”, for the record: what stops with it, everywhere at once."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.models import Person
from applications.actions import bereaved
from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Kind, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from casework.errors import MoveNotPossible
from casework.rules.verdicts import Condition
from kit import wall
from law.wording import Text, say_day
from services.survivors import questions as ask
from services.survivors.facts import agency_of
from services.survivors.finding import LOOKS, person_of
from services.survivors.grants import DEATH_PROOF, NO, YES, matter
from services.survivors.rules import reasons

NAME = "record-stop-death"


@dataclass(frozen=True, kw_only=True)
class DeathFacts:
    """Whether the record has such a person, and the death already; nothing before it is sent."""

    is_sent: bool
    is_found: bool
    is_known: bool
    is_oneself: bool


@wall.as_house(LOOKS)
def facts_of(asked: Asked) -> DeathFacts:
    """Return the facts: of a record only once the application was sent."""
    is_sent = asked.known is not None and asked.known.filed_on is not None
    answers = asked.answers
    name, number = answers.get("deceased_name"), answers.get("deceased_number")
    person = person_of(str(name), str(number)) if is_sent and name and number else None
    return DeathFacts(
        is_sent=is_sent,
        is_found=person is not None,
        is_known=person is not None and person.deceased_on is not None,
        is_oneself=asked.known is not None and _is_oneself(asked.known.person, str(number or "")),
    )


def _is_oneself(person: Person, number: str) -> bool:
    return str(person.number).upper() == number.strip().upper()


CONDITIONS: tuple[Condition[DeathFacts], ...] = (
    Condition(
        reasons.IS_ONESELF,
        Text("是为家人登记吗？", "Is it about somebody else?"),
        YES,
        Text("填的是申请人自己。", "It names the applicant."),
        lambda facts: facts.is_oneself,
        ends=True,
    ),
    Condition(
        reasons.NOBODY_FOUND,
        Text("有姓名、号码一致的参保人吗？", "Has the record somebody of this name and number?"),
        YES,
        NO,
        lambda facts: facts.is_sent and not facts.is_found,
    ),
    Condition(
        reasons.DEATH_IS_KNOWN,
        Text("还没有登记去世吗？", "Is the death not on record yet?"),
        YES,
        Text("已经登记。", "It is."),
        lambda facts: facts.is_known,
    ),
)


def stop(deed: Deed) -> None:
    """Write the death on the record, found proven by two persons; raises `MoveNotPossible`."""
    application, answers = deed.application, answers_of(deed.application)
    with wall.as_house(LOOKS):
        person = person_of(str(answers["deceased_name"]), str(answers["deceased_number"]))
    if person is None or person == application.case.person:
        raise MoveNotPossible(_("The record has nobody of this name and number."))
    bereaved.know(application, person, answers["died_on"], by=deed.by, now=deed.now)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return who has died, and when."""
    answers = answers_of(application)
    died_on = answers.get("died_on")
    return (
        Shown(label=ask.NAME.short, value=str(answers.get("deceased_name") or "—")),
        Shown(label=ask.DIED_ON.short, value=say_day(died_on) if died_on else "—"),
    )


STOPS = (
    Text(
        "登记后，去世次月起不再发放养老金；多发的从丧葬补助金和抚恤金中抵扣。",
        "Once it is on record no pension is paid from the month after; what was paid too much is "
        "set off from the grants.",
    ),
    Text(
        "社保卡、电子社保卡和异地就医备案停用，委托终止，正在办理的业务停下来等待处理。",
        "The card, its electronic twin and registrations for treatment elsewhere stop, mandates "
        "end, and cases that run are held.",
    ),
    Text(
        "家人可以接着申领遗属待遇、继承个人账户。",
        "The family can then apply for its grants, and inherit the personal account.",
    ),
)


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what stops, and what the family can do then."""
    return STOPS


DIED_ON = replace(
    ask.DIED_ON,
    why=Text("从这一天起停发待遇。", "Benefits stop from that day on."),
    basis=reasons.STOPS,
    checks=(),
)
NUMBER = replace(ask.NUMBER, checks=())
RELATION = Field(
    name="relation",
    kind=Kind.CHOICE,
    label=Text("您是去世者的什么人？", "What are you to the deceased?"),
    why=Text("经办人员据此联系您核实。", "A clerk asks you where something is unclear."),
    choices=ask.RELATIONS,
)
RECORD_STOP_DEATH = Service(
    procedure=reviewed(
        NAME,
        Text("参保人去世登记", "Recording a death"),
        term=reasons.STOP_REVIEW,
        insurance="pension",
    ),
    errand=Text("家人去世了，要停发养老金、停用社保卡", "Report a death: pension and card stop"),
    event=LifeEvent.DEATH,
    law=(reasons.STOPS,),
    deciding=Deciding.TWO,
    pages=(
        FormPage(
            slug="who",
            title=Text("去世的家人", "Who has died"),
            fields=(DIED_ON, ask.NAME, NUMBER, RELATION),
        ),
        FormPage(slug="where", title=Text("参保地", "Where insured"), fields=(ask.PLACE,)),
    ),
    pre_check=(DIED_ON, ask.PLACE),
    agency=agency_of,
    matter=matter,
    facts=facts_of,
    conditions=CONDITIONS,
    refusals=(reasons.DEATH_NOT_SHOWN,),
    follows=follows,
    decided=decided,
    papers=(DEATH_PROOF,),
    effect=stop,
    result=Text("书面决定，各处同时停用", "A decision; everything stops at the same time"),
    opening=Text("去世信息已登记。", "The death is on record."),
    questions=(
        Question(
            question=Text("登记以后还要做什么？", "What comes after that?"),
            answer=Text(
                "可以申领丧葬补助金和抚恤金（遗属待遇申领），并继承个人账户里剩下的钱。",
                "Apply for the funeral and condolence grants, and inherit what is left in the "
                "personal account.",
            ),
            basis=reasons.LAW,
        ),
        Question(
            question=Text("登记错了怎么办？", "What if it was recorded wrongly?"),
            answer=Text(
                "本人带身份证到窗口，由两名工作人员核实后更正，停用的即恢复。",
                "The person comes to a counter with the identity card; two of its staff put it "
                "right, and what has stopped works again.",
            ),
            basis=reasons.STOPS,
        ),
    ),
)
