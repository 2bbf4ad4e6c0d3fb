"""“I am close to the pension age”: drawn until then, and the pension contribution is paid back.

人社部发〔2024〕76号, 2025-01-01 to 2039-12-31: pay first, one application for the money afterwards.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import known
from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Question
from applications.known import answers_of
from applications.rules.flows import reviewed
from casework.errors import MoveNotPossible
from casework.rules.verdicts import Condition
from kit.errors import NotValid
from law.money import from_fen
from law.values import ValueNotInForce
from law.wording import Text, say_month, say_months, say_yuan
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from records.rules.contributions import month_number, month_of
from services.unemployment import questions as ask
from services.unemployment.actions.granting import amount_in, entitle_to, flat
from services.unemployment.at_once import AMOUNT, unknown
from services.unemployment.models import Spell
from services.unemployment.rules import reasons
from services.unemployment.rules.near_age import BASIS, PAID_BACK
from services.unemployment.rules.paying import EXTENSION, Paid, Rate, standard
from services.unemployment.rules.terms import REVIEW
from services.unemployment.spell_facts import (
    PAY_BACK,
    SpellFacts,
    agency_of_spell,
    facts_of_spell,
)

TO_RETIREMENT = "unemployment-to-retirement"
DRAW_ON = "draw-on"
BACK = "pension-back"
LABELS = (
    (AMOUNT, Text("延长期间每月金额", "Amount a month while it is extended")),
    (BACK, Text("返还的养老保险费", "Pension contributions paid back")),
)
WHAT = Field(
    name="what",
    kind=Kind.CHOICE,
    label=Text("您要办哪一件？", "What do you want?"),
    called=Text("事项", "What is asked for"),
    why=Text(
        "延长在领取期间申请；返还在到龄后申请一次。",
        "The first while you draw it; the second once, after the age.",
    ),
    basis=BASIS,
    choices=(
        (DRAW_ON, Text("领到退休", "Draw benefit until the pension age")),
        (PAY_BACK, Text("返还我自己缴的养老保险费", "Have my own pension contributions paid back")),
    ),
)


def _stands(facts: SpellFacts) -> bool:
    """Whether there is a spell of which something can be asked."""
    if facts.is_anonymous:
        return True
    return facts.spell is not None or bool(facts.pension_paid)


def _is_far(facts: SpellFacts) -> bool:
    return facts.answers.get("what") != PAY_BACK and facts.to_age is None and _knows_age(facts)


def _knows_age(facts: SpellFacts) -> bool:
    return facts.born_on is not None and bool(facts.sex)


CONDITIONS = (
    Condition[SpellFacts](
        reasons.NOTHING_DRAWN,
        Text("正在这里领取失业保险金吗？", "Is unemployment benefit drawn here?"),
        Text("是，或领取期间自己缴过养老保险费。", "Yes, or pension contributions were paid then."),
        Text("没有。", "No."),
        lambda facts: not _stands(facts),
    ),
    Condition[SpellFacts](
        reasons.NOT_NEAR_AGE,
        Text("距法定退休年龄不足一年吗？", "Is the statutory age less than a year away?"),
        Text("不足一年，或只申请返还。", "It is, or only money back is asked for."),
        Text("还有一年以上，或已经到龄。", "It is a year or more away, or behind."),
        _is_far,
    ),
)


def rate_of(facts: SpellFacts) -> Rate:
    """Return what is paid a month while it is extended; raises `ValueNotInForce`."""
    try:
        found = EXTENSION.on(facts.next_month, facts.book, region=facts.region)
    except ValueNotInForce:
        return standard(
            facts.region, facts.next_month, facts.months_paid, facts.nth, facts.own_base, facts.book
        )
    said = Text("延长期间的月标准", "the monthly amount while it is extended")
    return Rate(amount=found.number.quantize(AMOUNT_STEP), formula=said, basis=found.basis)


AMOUNT_STEP = from_fen(1)


def figures(facts: SpellFacts) -> tuple[Figure, ...]:
    """Return until when it is drawn and how much, or what is paid back."""
    if facts.answers.get("what") == PAY_BACK:
        return (_paid_back(facts),)
    near, labels = facts.to_age, dict(LABELS)
    if near is None:
        return ()
    until = Figure(
        label=Text("可领至", "Drawn until"),
        value=say_month(near.month),
        formula=Text(
            f"法定退休年龄所在月份，含当月，还有{near.months}个月",
            f"the month of the statutory age, that month included: {near.months} more",
        ),
        basis=near.basis,
        is_sure=facts.sex == "male" and near.basis.verified,
    )
    try:
        rate = rate_of(facts)
    except ValueNotInForce:
        return (until, unknown(labels[AMOUNT], AMOUNT))
    sure = rate.basis.verified
    amount = Figure(
        name=AMOUNT,
        label=labels[AMOUNT],
        value=say_yuan(rate.amount),
        formula=rate.formula,
        basis=rate.basis,
        is_sure=sure,
    )
    return (until, amount)


def _paid_back(facts: SpellFacts) -> Figure:
    """Return what the person has paid alone; the lowest base is compared by a clerk."""
    label = dict(LABELS)[BACK]
    if not facts.pension_paid:
        return unknown(label, BACK)
    total = from_fen(sum(fen for _month, fen in facts.pension_paid))
    months = say_months(len({month for month, _fen in facts.pension_paid}))
    return Figure(
        name=BACK,
        label=label,
        value=say_yuan(total),
        formula=Text(
            f"领取期间自己缴的{months.zh}；超过最低基数的部分由经办人员扣除",
            f"{months.en} paid alone while benefit was drawn; a clerk takes off what is above the "
            "lowest base",
        ),
        basis=PAID_BACK,
        is_sure=False,
    )


@transaction.atomic
def extend(deed: Deed) -> None:
    """Draw on until the age, or owe what is paid back."""
    application, case = deed.application, deed.application.case
    today, answers = timezone.localdate(deed.now), answers_of(application)
    held = known.known_for(case, today=today)
    facts = facts_of_spell(known.asked(application.service, answers, held, today=today))
    corrected = deed.said.get("figures") or {}
    if answers.get("what") == PAY_BACK:
        _owe_back(deed, facts, corrected)
        return
    spell, near = facts.spell, facts.to_age
    if spell is None or near is None:
        raise MoveNotPossible(
            _("It cannot be drawn until the age: nothing is drawn, or it is far.")
        )
    first = month_of(month_number(spell.planned_last) + 1)
    count = month_number(near.month) - month_number(first) + 1
    if count < 1:
        raise MoveNotPossible(_("The months that are left reach the age already."))
    Spell.objects.filter(pk=spell.pk).update(until_age=near.month, months=spell.months)
    entitle_to(
        case, spell.agency, _months(facts, corrected, first, count), until=near.month, deed=deed
    )


def _months(facts: SpellFacts, corrected: dict, first: date, count: int) -> tuple[Paid, ...]:
    if AMOUNT in corrected:
        return flat(amount_in(corrected[AMOUNT]["value"]), count, first)
    try:
        rate = rate_of(facts)
    except ValueNotInForce as missing:
        raise MoveNotPossible(
            _("A figure is not known: correct it before the decision is prepared.")
        ) from missing
    begins = month_number(first)
    return tuple(
        Paid(month=month_of(begins + index), nth=facts.nth + index, rate=rate)
        for index in range(count)
    )


def _owe_back(deed: Deed, facts: SpellFacts, corrected: dict) -> None:
    case, agency = deed.application.case, deed.application.agency
    if BACK in corrected:
        amount = amount_in(corrected[BACK]["value"])
    else:
        amount = from_fen(sum(fen for _month, fen in facts.pension_paid))
    if agency is None or not amount:
        raise NotValid({"figure": _("Correct the amount that is paid back first.")})
    line = Line(
        name=BACK,
        title=dict(LABELS)[BACK],
        amount=amount,
        formula=f"{amount:,.2f}",
        basis=PAID_BACK,
    )
    owe(
        case,
        benefit=BACK,
        person=case.person,
        agency=agency,
        key=f"{BACK}:{case.pk}",
        month=timezone.localdate(deed.now).replace(day=1),
        lines=(line,),
        at=deed.now,
    )


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "养老保险费先由您自己缴，到龄后申请一次，由基金按最低缴费基数返还；2039年底前都可以申请。",
            "You pay the pension contributions first. After the age you ask once, and the fund "
            "pays "
            "them back at the lowest base; you may ask until the end of 2039.",
        ),
    )


UNEMPLOYMENT_TO_RETIREMENT = Service(
    procedure=reviewed(
        TO_RETIREMENT,
        Text("失业保险金领至退休", "Unemployment benefit until the pension age"),
        term=REVIEW,
        insurance="unemployment",
    ),
    errand=Text("我快退休了，想领到退休", "I am close to the pension age and want to draw on"),
    event=LifeEvent.LOST_WORK,
    law=(BASIS, PAID_BACK),
    deciding=Deciding.TWO,
    pages=(FormPage(slug="what", title=Text("要办什么", "What you want"), fields=(WHAT,)),),
    pre_check=(ask.PLACE, WHAT, ask.BORN_ON, ask.SEX, ask.MONTHS_PAID),
    agency=agency_of_spell,
    facts=facts_of_spell,
    conditions=CONDITIONS,
    figures=figures,
    correctable=LABELS,
    follows=follows,
    effect=extend,
    result=Text("书面决定：领到哪个月，返还多少", "A decision: until which month, how much back"),
    opening=Text("准予您的申请。", "What you asked for is granted."),
    questions=(
        Question(
            question=Text("要交档案吗？", "Do I have to bring my file?"),
            answer=Text(
                "不用。出生日期以记录为准；对日期有疑问的，经办机构会先核对档案。",
                "No. The day of birth is taken from the record; if it is in doubt, the agency "
                "looks "
                "into the file first.",
            ),
            basis=BASIS,
        ),
    ),
)
