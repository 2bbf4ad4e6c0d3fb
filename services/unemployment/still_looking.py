"""“I am still looking”: said once a month where the place asks for it; done at once."""

from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Field, FormPage, Kind, Question
from applications.rules.flows import at_once
from casework.rules.verdicts import Condition
from kit.clock import day_of
from law.wording import Text
from services.unemployment import questions as ask
from services.unemployment.models import Spell, StillLooking
from services.unemployment.rules import reasons
from services.unemployment.spell_facts import SpellFacts, agency_of_spell, facts_of_spell

MONTH = "unemployment-month"
STILL = Field(
    name="still_looking",
    kind=Kind.DECLARATION,
    label=Text(
        "这个月我仍然没有工作，还在找工作。", "I have no work this month and still look for it."
    ),
    called=Text("本月仍在求职", "Still looking"),
    prompt=Text(
        "仍在求职的，请勾选。找到工作了，请改用“我找到工作了”。",
        "Tick it if it is so. If you have found work, choose “I found work” instead.",
    ),
    why=Text(
        "有的地方每月问一次；不要求的地方不用做。",
        "Some places ask for it each month; elsewhere nothing need be done.",
    ),
    basis=reasons.CONDITIONS,
)
DRAWS = Condition[SpellFacts](
    reasons.NOTHING_DRAWN,
    Text("正在这里领取失业保险金吗？", "Is unemployment benefit drawn here?"),
    Text("是。", "Yes."),
    Text("没有在领。", "None is drawn."),
    lambda facts: facts.spell is None and not facts.is_anonymous,
)
NOT_YET = Condition[SpellFacts](
    reasons.CONFIRMED_ALREADY,
    Text("这个月还没有确认过吗？", "Is this month still to be confirmed?"),
    Text("还没有。", "Yes."),
    Text("已经确认过。", "It was confirmed already."),
    lambda facts: facts.confirmed,
)


def confirm(deed: Deed) -> None:
    """Write the month down, once."""
    case = deed.application.case
    month = day_of(deed.now).replace(day=1)
    for spell in Spell.objects.of(case.person_id).running()[:1]:
        there = StillLooking.objects.filter(spell=spell, month=month)
        if not there.exists():
            StillLooking.objects.create(
                spell=spell, person_id=case.person_id, month=month, at=deed.now
            )


UNEMPLOYMENT_MONTH = Service(
    procedure=at_once(
        MONTH,
        Text("失业人员每月求职确认", "Monthly word that you still look for work"),
        insurance="unemployment",
    ),
    errand=Text("我还在找工作", "I am still looking for work"),
    event=LifeEvent.LOST_WORK,
    law=(reasons.CONDITIONS,),
    deciding=Deciding.AT_ONCE,
    pages=(FormPage(slug="month", title=Text("本月情况", "This month"), fields=(STILL,)),),
    pre_check=(ask.LEFT_OVER,),
    agency=agency_of_spell,
    facts=facts_of_spell,
    conditions=(DRAWS, NOT_YET),
    effect=confirm,
    result=Text("当场确认", "Confirmed at once"),
    opening=Text("您本月的求职情况已确认。", "This month is confirmed."),
    questions=(
        Question(
            question=Text("忘了确认会怎样？", "What if I forget?"),
            answer=Text(
                "这里不会因此自动停发。当地每月要求确认的，请尽快补上。",
                "Nothing stops by itself here. If your place asks for it each month, do it soon.",
            ),
        ),
    ),
)
