"""“I am in hospital already” and “I have paid”: registering after the treatment began."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Question
from applications.medical import agency_of
from applications.rules.flows import reviewed
from law.wording import Text, filled, say_day
from services.care import check_questions as check
from services.care import questions as ask
from services.care.actions.registering import register_late
from services.care.conditions import LATE
from services.care.facts import CareFacts, facts_of_lateness
from services.care.figures import figures
from services.care.letters import CARRY, CITY, OPENING, decided_late
from services.care.papers import OF_LONG_TERM, REFERRAL_IF_CHOSEN
from services.care.rules import kinds, reasons, values
from services.care.rules.lateness import Way

LATE_KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("您属于哪一种？", "Which is it?"),
    why=Text("决定支付比例和需要的材料。", "It decides the share, and what has to be shown."),
    basis=reasons.FRAME,
    called=Text("备案类型", "Kind"),
    choices=tuple(
        (each.value, text) for each, text in kinds.KINDS.items() if each is not kinds.Kind.EMERGENCY
    ),
)
HOW = {
    Way.DIRECT: Text("出院结算时直接结算", "settled directly when you leave"),
    Way.REGISTER_THEN_CLAIM: Text(
        "备案后向参保地手工报销", "claimed by hand at home, once registered"
    ),
    Way.TOO_LATE: Text("已超过期限", "past its day"),
}


def late_figures(facts: CareFacts) -> tuple[Figure, ...]:
    """Return how the stay is settled, and what it comes to."""
    return (*_how(facts), *figures(facts))


def _how(facts: CareFacts) -> tuple[Figure, ...]:
    if facts.late is None:
        return ()
    until = facts.late.until
    formula = (
        filled(Text("最迟{day}申请", "to be claimed by {day}"), day=say_day(until))
        if until
        else Text("出院结算前补办直接结算，自费后补办手工报销", "before or after paying")
    )
    return (
        Figure(
            label=Text("这次就医怎样结算", "How this stay is settled"),
            value=HOW[facts.late.way],
            formula=formula,
            basis=reasons.FRAME,
            is_sure=until is None,
        ),
    )


def follows_late(asked: Asked) -> tuple[Text, ...]:
    """Say what to do at the hospital, or with the bill."""
    if asked.answers.get("is_settled"):
        keep = Text(
            "保留发票、费用清单、出院记录和诊断证明，备案后申请手工报销。",
            "Keep invoice, cost list, discharge note and diagnosis, and claim by hand afterwards.",
        )
        return (keep, CITY)
    tell = Text(
        "告诉医院您已补办备案，出院时按医保结算。",
        "Tell the hospital that you have registered, so that it settles with your insurance.",
    )
    return (tell, CARRY, CITY)


CARE_LATE = Service(
    procedure=reviewed(
        "care-late",
        Text("异地就医补备案", "Late registration"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text(
        "我已经在外地住院，或已自费出院", "I am in hospital elsewhere already, or have paid"
    ),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="stay",
            title=Text("这次就医", "This stay"),
            fields=(
                ask.PLACE,
                ask.LATE_HOSPITAL,
                ask.ADMITTED_ON,
                ask.IS_DISCHARGED,
            ),
        ),
        FormPage(
            slug="bill",
            title=Text("出院和结算", "Leaving and paying"),
            fields=(ask.DISCHARGED_ON, ask.IS_SETTLED),
            shown=ask.has_left,
        ),
        FormPage(
            slug="paid",
            title=Text("自费结算", "When you paid"),
            fields=(ask.SETTLED_ON,),
            shown=ask.has_paid,
        ),
        FormPage(slug="kind", title=Text("备案类型", "Kind"), fields=(LATE_KIND,)),
        FormPage(
            slug="employer",
            title=Text("单位", "Employer"),
            fields=(ask.EMPLOYER,),
            shown=ask.is_posted,
        ),
        FormPage(slug="notice", title=Text("备案告知", "Notice"), fields=(ask.NOTICE_READ,)),
    ),
    pre_check=(*check.WHO, check.PLACE, LATE_KIND, ask.IS_DISCHARGED, ask.IS_SETTLED, *check.MONEY),
    agency=agency_of,
    facts=facts_of_lateness,
    conditions=LATE,
    figures=late_figures,
    papers=(*OF_LONG_TERM, REFERRAL_IF_CHOSEN),
    effect=register_late,
    decided=decided_late,
    follows=follows_late,
    opening=OPENING,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的备案确认书", "A sealed confirmation of the registration"),
    questions=(
        Question(
            question=Text("还在住院，来得及吗？", "I am still in hospital. Is it in time?"),
            answer=Text(
                "来得及。出院结算前补办，应当直接结算。",
                "Yes. Registered before the bill is settled, it has to be settled directly.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("已经自费出院了呢？", "And if I have paid already?"),
            answer=Text(
                "补办备案后，带发票、清单和诊断证明向参保地申请手工报销。",
                "Register late, then claim at your own agency with invoice, cost list and "
                "diagnosis.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("是急诊，也要补办吗？", "It was an emergency. Do I register late?"),
            answer=Text(
                "不用。急诊抢救视同已备案，请医院上传急诊标识。",
                "No. An emergency counts as registered: have the hospital mark it.",
            ),
            basis=reasons.FRAME,
        ),
    ),
)
