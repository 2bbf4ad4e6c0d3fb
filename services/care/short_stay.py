"""“I am away for a while and may fall ill there”: done at once, without any paper."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, FormPage, Question, always
from applications.medical import agency_of
from applications.rules.flows import reviewed
from law.wording import Text
from services.care import check_questions as check
from services.care import questions as ask
from services.care.actions.registering import register_as
from services.care.conditions import SHORT
from services.care.facts import CareFacts, facts_for
from services.care.figures import figures
from services.care.letters import OPENING, decided, follows_short
from services.care.rules import reasons, values
from services.care.rules.kinds import Kind


def facts_of(asked: Asked) -> CareFacts:
    """Return the facts of a short stay; an emergency that is named so is one."""
    is_emergency = asked.answers.get("why_away") == ask.EMERGENCY
    return facts_for(Kind.EMERGENCY if is_emergency else Kind.OTHER, asked)


CARE_TEMPORARY = Service(
    procedure=reviewed(
        "care-temporary",
        Text("临时外出就医备案", "Registration for a short stay"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text(
        "我临时去外地，可能要看病",
        "I am away for a while and may need treatment there",
    ),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(slug="why", title=Text("原因", "Why"), fields=(ask.WHY_AWAY,)),
        FormPage(
            slug="where",
            title=Text("就医地和时间", "Where and when"),
            fields=(ask.PLACE, ask.FROM_DAY, ask.UNTIL),
        ),
        FormPage(slug="notice", title=Text("备案告知", "Notice"), fields=(ask.NOTICE_READ,)),
    ),
    pre_check=(*check.WHO, ask.WHY_AWAY, check.PLACE, check.CARE, *check.MONEY),
    agency=agency_of,
    facts=facts_of,
    conditions=SHORT,
    figures=figures,
    at_once=always,
    effect=register_as(Kind.OTHER),
    decided=decided,
    follows=follows_short,
    opening=OPENING,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的备案确认书", "A sealed confirmation of the registration"),
    questions=(
        Question(
            question=Text("有效期多长？", "How long does it count?"),
            answer=Text(
                "不少于6个月，其间可以多次就医，不用每次备案。",
                "Six months or longer. You may go as often as you need without registering again.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("急诊也要先备案吗？", "Do I have to register before an emergency?"),
            answer=Text(
                "不用。急诊抢救视同已备案，告诉医院您参加了医保就可以。",
                "No. An emergency counts as registered: tell the hospital that you are insured.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("已经有转诊证明，选哪个？", "I have a referral. Which one do I choose?"),
            answer=Text(
                "请办转诊备案：支付比例通常比临时外出高。",
                "Register the referral: its share is usually higher than that of a short stay.",
            ),
            basis=reasons.FRAME,
        ),
    ),
)
