"""“I found work”: benefit ends, and what was not drawn is kept (社会保险法 arts. 46, 51)."""

from django.utils import timezone

from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Question
from applications.known import answers_of
from applications.rules.flows import at_once
from law.wording import Text, filled, say_month, say_months
from services.unemployment import questions as ask
from services.unemployment.actions.ending import end
from services.unemployment.models import Spell
from services.unemployment.rules import reasons
from services.unemployment.spell_facts import SpellFacts, agency_of_spell, facts_of_spell
from services.unemployment.still_looking import DRAWS

END = "unemployment-end"
WHY_ENDED = (
    (Spell.Ended.WORK.value, Text("我找到工作了", "I found work")),
    (Spell.Ended.BUSINESS.value, Text("我自己开业了", "I started a business")),
    (Spell.Ended.ARMY.value, Text("我参军了", "I joined the army")),
    (Spell.Ended.ABROAD.value, Text("我出国（境）定居", "I move abroad")),
    (
        Spell.Ended.PENSION.value,
        Text("我开始领养老金或病残津贴", "I draw a pension or a disability allowance"),
    ),
)
BECAUSE = Field(
    name="because",
    kind=Kind.CHOICE,
    label=Text("发生了什么？", "What has happened?"),
    called=Text("停领原因", "Why it ends"),
    why=Text("这些情况下失业保险金停发。", "In these cases benefit ends."),
    basis=reasons.ENDS,
    choices=WHY_ENDED,
)


SINCE = Field(
    name="since",
    kind=Kind.DAY,
    label=Text("从哪天开始的？", "Since which day?"),
    called=Text("开始日期", "Since"),
    why=Text(
        "这一天所在的月份照发，从下个月起停发。",
        "The month of that day is still paid; it ends with the next.",
    ),
    basis=reasons.REPORTING,
    is_past=True,
    checks=(ask.not_before_it_began,),
)


def figures(facts: SpellFacts) -> tuple[Figure, ...]:
    """Return the last month that is paid, and how many are kept."""
    if facts.spell is None and facts.is_anonymous and not facts.left:
        return ()
    month = facts.on.replace(day=1)
    if facts.spell is not None:
        month = min(month, facts.spell.planned_last)
    return (
        Figure(
            label=Text("最后发放月份", "Last month paid"),
            value=say_month(month),
            formula=Text("发生当月照发", "the month in which it happens is paid"),
            basis=reasons.ENDS,
            is_sure=False,
        ),
        Figure(
            label=Text("为您留存的月数", "Months kept for you"),
            value=say_months(facts.left),
            formula=filled(
                Text("核定{all}，已领{drawn}", "{all} granted, {drawn} drawn"),
                all=say_months(facts.spell.months if facts.spell else facts.left),
                drawn=say_months(facts.nth - 1),
            ),
            basis=reasons.ALL_DRAWN.basis,
        ),
    )


def stop(deed: Deed) -> None:
    """End the spell on the day that was named."""
    answers, case = answers_of(deed.application), deed.application.case
    on = answers.get("since") or timezone.localdate(deed.now)
    for spell in Spell.objects.of(case.person_id).running()[:1]:
        end(spell, Spell.Ended(str(answers["because"])), on=on, now=deed.now, by=deed.by)


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "已经多发的月份会书面通知您退还，不会直接从别处扣。",
            "Months that were paid too much are asked back in writing; nothing is set off "
            "silently.",
        ),
        Text(
            "再次失业时，留存的月数加上新挣得的月数，合计最多24个月。",
            "If you lose work again, the months kept are added to the new ones, up to 24.",
        ),
    )


UNEMPLOYMENT_END = Service(
    procedure=at_once(
        END, Text("停止领取失业保险金", "Ending unemployment benefit"), insurance="unemployment"
    ),
    errand=Text("我找到工作了", "I found work"),
    event=LifeEvent.LOST_WORK,
    law=(reasons.ENDS, reasons.REPORTING),
    deciding=Deciding.AT_ONCE,
    pages=(
        FormPage(
            slug="what", title=Text("有什么变化", "What has changed"), fields=(BECAUSE, SINCE)
        ),
    ),
    pre_check=(ask.LEFT_OVER, SINCE),
    agency=agency_of_spell,
    facts=facts_of_spell,
    conditions=(DRAWS,),
    figures=figures,
    follows=follows,
    effect=stop,
    result=Text("停领确认书，写明留存的月数", "A confirmation with the months that are kept"),
    opening=Text(
        "失业保险金停止发放，没有领完的月数为您留存。",
        "Unemployment benefit ends. The months you have not drawn are kept for you.",
    ),
    questions=(
        Question(
            question=Text("多久之内要说？", "By when do I have to say so?"),
            answer=Text("20个工作日内。", "Within 20 working days."),
            basis=reasons.REPORTING,
        ),
    ),
)
