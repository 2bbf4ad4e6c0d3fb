"""“My hospital sends me to another city”: at once where the hospital has filed the referral."""

from functools import partial

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import FormPage, Question
from applications.medical import agency_of
from applications.rules.flows import reviewed
from law.wording import Text
from services.care import check_questions as check
from services.care import questions as ask
from services.care.actions.registering import register_as
from services.care.conditions import REFERRED
from services.care.facts import facts_for
from services.care.figures import figures
from services.care.letters import OPENING, decided, follows_short
from services.care.papers import REFERRAL
from services.care.rules import reasons, values
from services.care.rules.kinds import Kind

CARE_REFERRAL = Service(
    procedure=reviewed(
        "care-referral",
        Text("异地转诊备案", "Registration of a referral"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text("医院让我转到外地治疗", "My hospital sends me to another city"),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="where",
            title=Text("转往哪里", "Where to"),
            fields=(ask.REFERRED_TO, ask.FROM_DAY, ask.UNTIL),
        ),
        FormPage(
            slug="hospital",
            title=Text("转诊医院", "The hospital that refers you"),
            fields=(ask.HOSPITAL,),
        ),
        FormPage(
            slug="referral",
            title=Text("转诊情况", "The referral"),
            fields=(
                ask.HOSPITAL_NAME,
                ask.DEPARTMENT,
                ask.REFERRED_ON,
                ask.DIAGNOSIS,
                ask.IS_AGAIN,
            ),
        ),
        FormPage(slug="notice", title=Text("备案告知", "Notice"), fields=(ask.NOTICE_READ,)),
    ),
    pre_check=(*check.WHO, check.PLACE, check.CARE, *check.MONEY),
    agency=agency_of,
    facts=partial(facts_for, Kind.REFERRAL),
    conditions=REFERRED,
    figures=figures,
    papers=(REFERRAL,),
    at_once=lambda facts: facts.is_filed_by_hospital,
    effect=register_as(Kind.REFERRAL),
    decided=decided,
    follows=follows_short,
    opening=OPENING,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的备案确认书", "A sealed confirmation of the registration"),
    questions=(
        Question(
            question=Text("一定要先在本地住院才能转吗？", "Must I be in hospital at home first?"),
            answer=Text(
                "不用，转诊不以先在参保地住院为前提。",
                "No, a referral does not ask for a stay at home first.",
            ),
            basis=reasons.JIANGSU_GUIDE,
        ),
        Question(
            question=Text("转诊证明要自己交吗？", "Do I have to bring the referral?"),
            answer=Text(
                "医院已上传的不用；没有上传的，拍照提交。",
                "Not where the hospital has filed it. Otherwise send a photograph.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text(
                "有效期内复查还要再转诊吗？", "Do I need another referral for a check-up?"
            ),
            answer=Text(
                "有效期内在同一就医地可以多次就医，不用再备案。",
                "While it counts you may go to the same place as often as you need.",
            ),
            basis=reasons.FRAME,
        ),
    ),
)
