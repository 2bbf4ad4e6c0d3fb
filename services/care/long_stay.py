"""“I live elsewhere; my insurance should pay there”: retired, living or working there."""

from functools import partial

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import FormPage, Question
from applications.medical import agency_of
from applications.rules.flows import reviewed
from law.wording import Text
from services.care import check_questions as check
from services.care import questions as ask
from services.care.actions.registering import register_as
from services.care.conditions import LONG
from services.care.facts import CareFacts, facts_for
from services.care.figures import figures
from services.care.letters import OPENING, decided, follows
from services.care.papers import OF_LONG_TERM
from services.care.rules import reasons, values
from services.care.rules.registering import Proof


def is_plain(facts: CareFacts) -> bool:
    """Whether the rules alone may say yes: data that are held, or a promise that is allowed."""
    return facts.proof in (Proof.DATA, Proof.PROMISE)


def promises(answers: dict) -> bool:
    """Whether somebody promises instead of showing a paper: it is signed by signing in anew."""
    return answers.get("proof") == Proof.PROMISE


PROOF_PAGES = (
    FormPage(slug="proof", title=Text("证明方式", "How you show it"), fields=(ask.PROOF,)),
    FormPage(
        slug="promise",
        title=Text("签署承诺", "Your promise"),
        fields=(ask.PROMISE,),
        shown=promises,
    ),
    FormPage(
        slug="more-places",
        title=Text("其他就医地", "Other places"),
        fields=(ask.MORE_PLACES,),
        shown=ask.shows_paper,
    ),
)
CARE_LONG = Service(
    procedure=reviewed(
        "care-long",
        Text("异地长期居住备案", "Registration of people who live elsewhere"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text(
        "我长期住在外地，想在那里看病直接结算",
        "I live elsewhere and want my insurance to pay there",
    ),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="kind", title=Text("备案类型", "Why you live there"), fields=(ask.LONG_KIND,)
        ),
        FormPage(
            slug="where",
            title=Text("就医地", "Where"),
            fields=(ask.PLACE, ask.FROM_DAY, ask.ADDRESS, ask.CONTACT, ask.EMPLOYER),
        ),
        *PROOF_PAGES,
        FormPage(slug="notice", title=Text("备案告知", "Notice"), fields=(ask.NOTICE_READ,)),
    ),
    pre_check=(
        *check.WHO,
        ask.LONG_KIND,
        check.PLACE,
        ask.PROOF,
        check.CARE,
        *check.MONEY,
    ),
    agency=agency_of,
    facts=partial(facts_for, None),
    conditions=LONG,
    figures=figures,
    papers=OF_LONG_TERM,
    at_once=is_plain,
    is_signed=promises,
    effect=register_as(),
    decided=decided,
    follows=follows,
    opening=OPENING,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的备案确认书", "A sealed confirmation of the registration"),
    questions=(
        Question(
            question=Text("要交材料吗？", "Do I have to bring papers?"),
            answer=Text(
                "签承诺的不用交。不签承诺的，拍照提交户口簿、居住证或单位证明中的一种。",
                "Not if you promise. Otherwise send a photograph of one: household register, "
                "residence permit, or a paper of the employer.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("回参保地看病还能报销吗？", "Am I still paid when treated at home?"),
            answer=Text(
                "能。长期备案期间回参保地就医也可以报销；具体比例由参保地规定。",
                "Yes. While you are registered you are paid at home too; the share is set by your "
                "place.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("要选定医院吗？", "Do I have to choose a hospital?"),
            answer=Text(
                "不用。备案到城市，那里所有联网医院都可以直接结算。",
                "No. You register for the city: every linked hospital there settles directly.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("承诺了什么？", "What do I promise?"),
            answer=Text(
                "承诺在那里居住或工作满6个月。承诺不实的，会记入信用记录并停止直接结算。",
                "That you live or work there for six months or more. If that is not true, it may "
                "be noted against you and direct settlement may stop.",
            ),
            basis=reasons.JIANGSU_LOCK,
        ),
    ),
)
