"""“Pay me the months that are left”: on new work or one's own business, where the place has it.

广东省失业保险条例 arts. 22 and 23; elsewhere a clerk decides by the rules of the place.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import known
from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Answers, Asked, Field, Figure, FormPage, Kind, Question
from applications.known import answers_of
from applications.rules.credit_codes import is_credit_code
from applications.rules.flows import reviewed
from casework.errors import MoveNotPossible
from casework.rules.verdicts import Condition
from kit.errors import NotValid
from law.values import ValueNotInForce
from law.wording import Text, say_months, say_yuan
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from services.unemployment import questions as ask
from services.unemployment.actions.ending import end
from services.unemployment.actions.granting import amount_in
from services.unemployment.figures import AMOUNT, CLERK, MONTHS, NOT_LOADED
from services.unemployment.found_work import SINCE
from services.unemployment.models import Spell
from services.unemployment.rules import reasons
from services.unemployment.rules.paying import ALL_AT_ONCE, HALF_AT_ONCE
from services.unemployment.rules.terms import REVIEW
from services.unemployment.spell_facts import (
    BUSINESS,
    SpellFacts,
    agency_of_spell,
    facts_of_spell,
)
from services.unemployment.still_looking import DRAWS

LUMP = "unemployment-lump"
LABELS = (
    (MONTHS, Text("一次性发放月数", "Months paid at once")),
    (AMOUNT, Text("每月金额", "Amount a month")),
)
TITLE = Text("一次性失业保险金", "Unemployment benefit paid at once")


def _is_business(answers: Answers) -> bool:
    return answers.get("new") == BUSINESS


def _is_code(value: str, _answers: Answers) -> Text | None:
    if is_credit_code(value.strip().upper()):
        return None
    return Text(
        "统一社会信用代码不对，请核对18位。", "This is no credit code: compare the 18 characters."
    )


def _after_since(value: date, answers: Answers) -> Text | None:
    since = answers.get("since")
    if since is None or since <= value:
        return None
    return Text("结束日期早于开始日期。", "It ends before it begins.")


NEW = Field(
    name="new",
    kind=Kind.CHOICE,
    label=Text("您现在怎样？", "What do you do now?"),
    called=Text("现在的情况", "Now"),
    why=Text("两种情况发的月数不同。", "The number of months differs."),
    basis=reasons.HAS_A_BUSINESS.basis,
    choices=(
        ("work", Text("找到了工作", "I have found work")),
        (BUSINESS, Text("自己开业了", "I have started a business")),
    ),
)
EMPLOYER = Field(
    name="new_employer",
    kind=Kind.TEXT,
    label=Text("新单位叫什么？", "Who is your new employer?"),
    called=Text("新单位", "New employer"),
    why=Text("经办机构核对参保记录。", "The agency compares it with the record."),
    shown=lambda answers: answers.get("new") == "work",
    longest=120,
)
UNTIL = Field(
    name="contract_until",
    kind=Kind.DAY,
    label=Text(
        "劳动合同到哪天？（没有期限可不填）", "Until when does the contract run, if it ends?"
    ),
    called=Text("合同到期日", "Contract until"),
    why=Text("有的地方看合同期限。", "Some places look at it."),
    required=lambda _answers: False,
    shown=lambda answers: answers.get("new") == "work",
    checks=(_after_since,),
)
LICENCE = Field(
    name="licence",
    kind=Kind.TEXT,
    label=Text("营业执照上的统一社会信用代码？", "Which credit code is on the business licence?"),
    called=Text("统一社会信用代码", "Credit code"),
    why=Text(
        "经办机构据此核对登记，不用交执照。",
        "The agency compares the register; no licence is sent.",
    ),
    shown=_is_business,
    checks=(_is_code,),
    longest=18,
)


def figures(facts: SpellFacts) -> tuple[Figure, ...]:
    """Return how many months are paid at once, how much each, and what it comes to."""
    labels = dict(LABELS)
    try:
        months = facts.at_once
        rule = ALL_AT_ONCE if facts.is_business else HALF_AT_ONCE
        basis = rule.on(facts.on, facts.book, region=facts.region).basis
    except ValueNotInForce:
        return (unknown(labels[MONTHS], MONTHS), *_amount(facts, labels[AMOUNT]))
    part = Text("全部", "all") if facts.is_business else Text("一半，向上取整", "half, rounded up")
    found = (
        Figure(
            name=MONTHS,
            label=labels[MONTHS],
            value=say_months(months),
            formula=Text(f"未领{facts.left}个月的{part.zh}", f"{part.en} of the {facts.left} left"),
            basis=basis,
            is_sure=basis.verified,
        ),
        *_amount(facts, labels[AMOUNT]),
    )
    try:
        rate = facts.rate
    except ValueNotInForce:
        return found
    said = f"{months} × {rate.amount:,.2f}"
    total = Figure(
        label=Text("一共", "In all"),
        value=say_yuan(rate.amount * months),
        formula=Text(said, said),
        basis=basis,
        is_sure=rate.basis.verified and basis.verified,
    )
    return (*found, total)


def _amount(facts: SpellFacts, label: Text) -> tuple[Figure, ...]:
    try:
        rate = facts.rate
    except ValueNotInForce:
        return (unknown(label, AMOUNT),)
    sure = rate.basis.verified
    return (
        Figure(
            name=AMOUNT,
            label=label,
            value=say_yuan(rate.amount),
            formula=rate.formula,
            basis=rate.basis,
            is_sure=sure,
        ),
    )


def unknown(label: Text, name: str) -> Figure:
    """Return a figure that a clerk works out."""
    return Figure(
        name=name,
        label=label,
        value=CLERK,
        formula=NOT_LOADED,
        basis=reasons.REVIEWING,
        is_sure=False,
    )


@transaction.atomic
def pay(deed: Deed) -> None:
    """End the spell, owe what is paid at once, and keep the rest."""
    application, case = deed.application, deed.application.case
    today = timezone.localdate(deed.now)
    held = known.known_for(case, today=today)
    facts = facts_of_spell(
        known.asked(application.service, answers_of(application), held, today=today)
    )
    spell = facts.spell
    if spell is None:
        raise MoveNotPossible(_("No unemployment benefit is drawn here now."))
    months, amount = _decided(facts, deed.said.get("figures") or {})
    because = Spell.Ended.BUSINESS if facts.is_business else Spell.Ended.LUMP
    ended = end(spell, because, on=facts.on, now=deed.now, by=deed.by)
    if months > ended.kept:
        raise NotValid({"figure": _("More months than are left cannot be paid at once.")})
    Spell.objects.filter(pk=ended.pk).update(kept=ended.kept - months)
    line = Line(
        name=LUMP,
        title=TITLE,
        amount=amount * months,
        formula=f"{months} × {amount:,.2f}",
        basis=reasons.HAS_A_BUSINESS.basis,
    )
    owe(
        case,
        benefit=LUMP,
        person=case.person,
        agency=spell.agency,
        key=f"{LUMP}:{case.pk}",
        month=today.replace(day=1),
        lines=(line,),
        at=deed.now,
    )


def _decided(facts: SpellFacts, corrected: dict[str, Any]) -> tuple[int, Decimal]:
    """Return months and amount as the rules or a clerk have them."""
    try:
        months = (
            int("".join(filter(str.isdecimal, corrected[MONTHS]["value"])) or 0)
            if MONTHS in corrected
            else facts.at_once
        )
        amount = amount_in(corrected[AMOUNT]["value"]) if AMOUNT in corrected else facts.rate.amount
    except ValueNotInForce as missing:
        raise MoveNotPossible(
            _("A figure is not known: correct it before the decision is prepared.")
        ) from missing
    if not months:
        raise MoveNotPossible(_("No month is left that could be paid at once."))
    return months, amount


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "一次性发放后，按月发放停止；其余未领的月数留存。",
            "With it the monthly benefit ends; the other months that are left are kept.",
        ),
    )


UNEMPLOYMENT_LUMP = Service(
    procedure=reviewed(
        LUMP,
        Text("一次性领取失业保险金", "Unemployment benefit at once"),
        term=REVIEW,
        insurance="unemployment",
    ),
    errand=Text(
        "我有新工作或开业了，想一次领剩下的",
        "I have new work or a business and want the rest at once",
    ),
    event=LifeEvent.LOST_WORK,
    law=(reasons.HAS_A_BUSINESS.basis, reasons.REVIEWING),
    deciding=Deciding.TWO,
    pages=(
        FormPage(
            slug="new",
            title=Text("现在的情况", "What you do now"),
            fields=(NEW, SINCE),
        ),
        FormPage(
            slug="where",
            title=Text("在哪里", "Where"),
            fields=(EMPLOYER, UNTIL, LICENCE),
        ),
    ),
    pre_check=(ask.PLACE, NEW, ask.LEFT_OVER, ask.MONTHS_PAID, ask.OWN_BASE),
    agency=agency_of_spell,
    facts=facts_of_spell,
    conditions=(
        DRAWS,
        Condition[SpellFacts](
            reasons.NOT_PAID_AT_ONCE,
            Text("当地有一次性发放的规定吗？", "Does the place pay months at once?"),
            Text("有。", "Yes."),
            Text("没有录入。", "None is loaded."),
            lambda facts: not facts.pays_at_once,
        ),
    ),
    figures=figures,
    correctable=LABELS,
    follows=follows,
    effect=pay,
    result=Text("书面决定和一次性付款", "A decision, and one payment"),
    opening=Text("准予一次性发放失业保险金。", "The months are paid to you at once."),
    questions=(
        Question(
            question=Text("剩下的另一半呢？", "What of the other half?"),
            answer=Text(
                "留存，下次失业时相加。", "It is kept and added if you lose your work again."
            ),
        ),
    ),
)
