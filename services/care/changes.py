"""“I moved on” and “I am back”: changing or cancelling the registration that counts."""

from django.utils import timezone

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import (
    Answers,
    Asked,
    Field,
    FormPage,
    Kind,
    Known,
    Question,
    Shown,
    always,
)
from applications.known import answers_of, known_of
from applications.medical import agency_of
from applications.models import Application
from applications.rules.flows import reviewed
from law.wording import Text, say_day
from services.care import check_questions as check
from services.care import facts
from services.care import questions as ask
from services.care.actions import registering
from services.care.conditions import CANCELLED, CHANGED
from services.care.facts import facts_of_changing
from services.care.figures import figures
from services.care.letters import OPENING, decided, follows
from services.care.long_stay import promises
from services.care.models import Registration
from services.care.papers import OF_LONG_TERM
from services.care.rules import kinds, reasons, values
from services.care.rules.registering import Proof
from services.care.wording import places_text, span_text


def registered_now(known: Known) -> Text | None:
    """Say what somebody is registered as, beside the question what is to change."""
    found = facts.held_by(known)
    if not found:
        return None
    return _called(found[0]) if len(found) == 1 else None


def _held(known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
    return tuple((each.case.number, _called(each)) for each in facts.held_by(known))


def _called(each: Registration) -> Text:
    where, when = places_text(each.places), span_text(each.span)
    return Text(
        f"{where.zh}（{each.title.zh}，{when.zh}）", f"{where.en} ({each.title.en}, {when.en})"
    )


def _only_one(known: Known) -> str | None:
    held = facts.held_by(known)
    return held[0].case.number if len(held) == 1 else None


def _named(number: str) -> Text | None:
    found = Registration.objects.filter(case__number=number).select_related("case").first()
    return _called(found) if found else None


WHICH = Field(
    name="registration",
    kind=Kind.CHOICE,
    label=Text("哪一个备案？", "Which registration?"),
    why=Text("您可能同时有几个备案。", "You may have several at once."),
    called=Text("备案", "Registration"),
    required=lambda _answers: False,
    options=_held,
    named=_named,
    known=_only_one,
)


def _kind_now(known: Known) -> str | None:
    found = facts.held_by(known)
    kind = str(found[0].kind) if found else ""
    return kind if kind in dict(NEW_KIND.choices) else None


NEW_KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("变更后的备案类型", "Registered as what, from now on?"),
    why=Text("类型不变的，不用改。", "Leave it as it is where that stays."),
    basis=reasons.FRAME,
    called=Text("备案类型", "Kind"),
    choices=tuple(
        (each.value, text)
        for each, text in kinds.KINDS.items()
        if each not in (kinds.Kind.EMERGENCY, kinds.Kind.REFERRAL)
    ),
    known=_kind_now,
    now=registered_now,
)
CARE_CHANGE = Service(
    procedure=reviewed(
        "care-change",
        Text("异地就医备案变更", "Change of a registration"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text("我换了就医地，或要延长备案", "I moved on, or need my registration for longer"),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(slug="kind", title=Text("备案类型", "Kind"), fields=(WHICH, NEW_KIND)),
        FormPage(
            slug="new",
            title=Text("变更成什么", "What it shall be"),
            fields=(ask.PLACE, ask.FROM_DAY, ask.UNTIL_IF_SHORT, ask.EMPLOYER),
        ),
        FormPage(
            slug="proof",
            title=Text("证明方式", "How you show it"),
            fields=(ask.PROOF,),
            shown=ask.is_long,
        ),
        FormPage(
            slug="promise",
            title=Text("签署承诺", "Your promise"),
            fields=(ask.PROMISE,),
            shown=lambda answers: ask.is_long(answers) and promises(answers),
        ),
        FormPage(slug="notice", title=Text("备案告知", "Notice"), fields=(ask.NOTICE_READ,)),
    ),
    pre_check=(*check.WHO, NEW_KIND, check.PLACE, *check.MONEY),
    agency=agency_of,
    facts=facts_of_changing,
    conditions=CHANGED,
    figures=figures,
    papers=OF_LONG_TERM,
    at_once=lambda found: found.kind not in kinds.LONG_TERM or found.proof is not Proof.PAPER,
    is_signed=promises,
    effect=registering.change,
    decided=decided,
    follows=follows,
    opening=OPENING,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的备案确认书", "A sealed confirmation of the registration"),
    questions=(
        Question(
            question=Text("为什么暂时不能变更？", "Why can it not be changed yet?"),
            answer=Text(
                "以承诺方式备案的，有的参保地规定满6个月才能变更；能证明情况有变的，经办人员会核实。",
                "Some places let a registration by promise run for six months first. If you can "
                "show that things have changed, a clerk looks into it.",
            ),
            basis=reasons.JIANGSU_LOCK,
        ),
        Question(
            question=Text(
                "正在住院，变更后还报销吗？", "I am in hospital. Does a change affect me?"
            ),
            answer=Text(
                "备案有效时入院的，本次住院按原备案结算。",
                "No: a stay that began while you were registered is settled by that registration.",
            ),
            basis=reasons.JIANGSU_COVER,
        ),
        Question(
            question=Text("要延长怎么办？", "How do I make it longer?"),
            answer=Text(
                "选同一个就医地重新填写即可，从变更之日起重新计算有效期。",
                "Choose the same place again: it counts anew from the day of the change.",
            ),
            basis=reasons.FRAME,
        ),
    ),
)


# --- Cancelling ---------------------------------------------------------------------------------
WHY_BACK = Field(
    name="why_back",
    kind=Kind.CHOICE,
    label=Text("为什么取消？", "Why do you cancel it?"),
    why=Text("用于统计，不影响办理。", "For statistics; it changes nothing."),
    choices=(
        ("back", Text("已经回到参保地", "I am back at home")),
        ("not-gone", Text("不去了", "I am not going")),
        ("other", Text("其他", "Something else")),
    ),
    now=registered_now,
)
IS_SURE = Field(
    name="is_sure",
    kind=Kind.DECLARATION,
    label=Text(
        "我知道：从明天起，在那里就医按没有备案的标准报销（急诊抢救除外）",
        "I understand: from tomorrow on, treatment there is paid as not registered, but for "
        "emergencies",
    ),
    why=Text("取消以后报销会减少。", "Less is paid once it is cancelled."),
    basis=reasons.FRAME,
)


def cancelled(application: Application) -> tuple[Shown, ...]:
    """Return what is cancelled, and the last day on which it counts."""
    case = application.case
    today = timezone.localdate(case.submitted_at or case.created_at)
    held = facts.held_by(known_of(case.person, today=today))
    chosen = facts.named_of(held, answers_of(application))
    said = _called(chosen) if chosen else None
    rows = [Shown(label=Text("取消的备案", "Cancelled"), value=said)] if said else []
    last = Shown(label=Text("最后有效日", "Last day on which it counts"), value=say_day(today))
    return (*rows, last)


def follows_cancelling(_asked: Asked) -> tuple[Text, ...]:
    """Say what a cancelled registration means."""
    return (
        Text(
            "今天仍然有效；今天以前入院的，本次住院仍按备案结算。",
            "It still counts today; a stay that began by then is settled as registered.",
        ),
        Text("以后需要的，可以重新备案。", "You may register again whenever you need to."),
    )


CARE_CANCEL = Service(
    procedure=reviewed(
        "care-cancel",
        Text("异地就医备案取消", "Cancelling a registration"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text("我回来了，要取消异地就医备案", "I am back and cancel my registration"),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(slug="why", title=Text("取消原因", "Why"), fields=(WHICH, WHY_BACK)),
        FormPage(slug="sure", title=Text("确认", "Confirm"), fields=(IS_SURE,)),
    ),
    agency=agency_of,
    facts=facts_of_changing,
    conditions=CANCELLED,
    at_once=always,
    effect=registering.cancel,
    decided=cancelled,
    follows=follows_cancelling,
    opening=Text("备案已经取消。", "The registration is cancelled."),
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的取消确认书", "A sealed confirmation"),
    questions=(
        Question(
            question=Text("什么时候生效？", "From when?"),
            answer=Text(
                "从明天起不再有效；今天以前入院的不受影响。",
                "From tomorrow on. A stay that began by today is not affected.",
            ),
            basis=reasons.FRAME,
        ),
        Question(
            question=Text("临时备案要取消吗？", "Do I have to cancel a short stay?"),
            answer=Text(
                "不用，到期自动结束；要另行备案的，先变更或取消。",
                "No, it ends by itself. Change or cancel it only if you register for elsewhere.",
            ),
            basis=reasons.FRAME,
        ),
    ),
)
