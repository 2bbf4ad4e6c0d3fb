"""“I came from the countryside and my contract is over”: a lump sum (失业保险条例 art. 21).

The months that earned it are written down as a spell that ended at once, so that they earn nothing
a second time; months kept from an earlier unemployment stay kept.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from applications import known
from applications.actions.figures import corrected_in
from applications.declaring import Deciding, Deed, LifeEvent, Outcome, Service
from applications.fields import Answers, Asked, Field, Figure, FormPage, Kind, Question
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from casework.errors import MoveNotPossible
from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition
from law.wording import Text, filled, say_months, say_yuan
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from services.unemployment import questions as ask
from services.unemployment.actions.granting import amount_in
from services.unemployment.facts import agency_of
from services.unemployment.figures import CLERK, NOT_LOADED
from services.unemployment.models import Spell
from services.unemployment.rules import reasons, rural
from services.unemployment.rules.terms import REVIEW
from services.unemployment.rural_facts import RuralFacts, facts_of

NAME, AMOUNT = "unemployment-rural", "rural-amount"
TITLE = Text("农民合同制工人一次性生活补助", "Lump sum for a rural contract worker")
LABELS = ((AMOUNT, TITLE),)


# --- What is asked --------------------------------------------------------------------------------
def _before_the_end(value: date, answers: Answers) -> Text | None:
    ended = answers.get("last_day")
    if ended is None or value <= ended:
        return None
    return Text("开始日期晚于最后工作日。", "It begins after the last day of work.")


SINCE = Field(
    name="work_since",
    kind=Kind.DAY,
    label=Text("您从哪天起在这家单位工作？", "Since which day did you work for this employer?"),
    called=Text("开始工作日期", "Worked there since"),
    why=Text("连续工作满一年才有，按工作时间长短发。", "It takes a year in a row."),
    basis=reasons.RURAL,
    is_past=True,
    checks=(ask.not_before_it_began, _before_the_end),
)
HOW = Field(
    name="how",
    kind=Kind.CHOICE,
    label=Text("劳动合同怎么结束的？", "How did the contract end?"),
    called=Text("合同结束方式", "How the contract ended"),
    why=Text("两种情况都可以申请。", "Both give it."),
    basis=reasons.RURAL,
    choices=(
        ("term", Text("期满未续订", "It ran out and was not renewed")),
        ("early", Text("提前解除", "It was ended early")),
    ),
)
IS_RURAL = Field(
    name="is_rural",
    kind=Kind.DECLARATION,
    label=Text(
        "我是单位招用的农民合同制工人，没有用同一段缴费领过失业保险金。",
        "I was hired as a contract worker from the countryside, and have drawn no unemployment "
        "benefit for the same months.",
    ),
    called=Text("农民合同制工人声明", "Rural contract worker"),
    prompt=Text("符合的，请勾选。", "Tick it if it is so."),
    why=Text("这项补助只发给农民合同制工人。", "The lump sum is for such workers."),
    basis=reasons.RURAL,
)
PAID_OWN = Field(
    name="paid_own",
    kind=Kind.YES_NO,
    label=Text(
        "工资条上扣过您本人的失业保险费吗？",
        "Was unemployment insurance taken off your own wage?",
    ),
    why=Text("本人缴过费的，按月领取可能更多。", "Then monthly benefit may be more."),
    basis=reasons.RURAL,
    required=lambda _answers: False,
)


def _condition(
    reason: Reason,
    question: tuple[str, str],
    met: tuple[str, str],
    unmet: tuple[str, str],
    fails: Callable[[RuralFacts], bool],
) -> Condition[RuralFacts]:
    return Condition(reason, Text(*question), Text(*met), Text(*unmet), fails)


CONDITIONS = (
    _condition(
        reasons.RURAL_ENDED,
        ("当地还发这项补助吗？", "Does the place still pay it?"),
        ("没有取消的规定。", "No text says that it has ended."),
        ("当地已取消。", "The place has ended it."),
        lambda facts: facts.is_ended,
    ),
    _condition(
        reasons.RURAL_DRAWS,
        ("没有正在按月领取吗？", "Is no monthly benefit drawn?"),
        ("没有。", "None."),
        ("正在领取。", "It is drawn."),
        lambda facts: facts.is_drawing,
    ),
    _condition(
        reasons.RURAL_TOO_SHORT,
        ("连续工作并缴费满一年吗？", "A year in a row, worked and paid?"),
        ("满一年，或需核对。", "It is, or has to be looked into."),
        ("不满一年。", "Less than a year."),
        lambda facts: (
            facts.worked is not None
            and facts.worked < rural.LEAST_MONTHS.count(facts.today, facts.book)
        ),
    ),
    _condition(
        reasons.NO_RECORD_YET,
        ("有失业保险缴费记录吗？", "Is there a record of unemployment insurance?"),
        ("有。", "Yes."),
        ("没有，需要核对。", "No: it has to be found."),
        lambda facts: facts.worked is None and bool(facts.region),
    ),
    _condition(
        reasons.RURAL_PAID_OWN,
        ("本人没有缴费吗？", "Was nothing paid by the worker?"),
        ("没有。", "Nothing."),
        ("本人也缴了费，请确认申请哪一项。", "The worker has paid too: find out what is wanted."),
        lambda facts: facts.pays_own,
    ),
    _condition(
        reasons.RURAL_NOT_LOADED,
        ("当地的标准已录入吗？", "Are the numbers of the place loaded?"),
        ("已录入。", "Yes."),
        ("没有，请按当地文件更正金额。", "No: correct the amount by the text of the place."),
        lambda facts: bool(facts.region) and facts.lacks_numbers and not facts.is_ended,
    ),
)


# --- What it comes to -----------------------------------------------------------------------------
def figures(facts: RuralFacts) -> tuple[Figure, ...]:
    """Return the months worked in a row, and the lump sum or that a clerk works it out."""
    found: tuple[Figure, ...] = ()
    if facts.worked is not None:
        found = (
            Figure(
                label=Text("连续工作并缴费", "Worked and paid in a row"),
                value=say_months(facts.worked),
                formula=Text("到最后一个缴费月份，中间没有间断", "up to the last month, no gap"),
                basis=reasons.RURAL,
            ),
        )
    return (*found, _amount(facts))


def _amount(facts: RuralFacts) -> Figure:
    if facts.lacks_numbers:
        return Figure(
            name=AMOUNT,
            label=TITLE,
            value=CLERK,
            formula=NOT_LOADED,
            basis=reasons.RURAL,
            is_sure=False,
        )
    grant = facts.grant
    said = filled(
        Text(
            "满{years}年，{months} × {monthly}",
            "{years} whole years: {months} × {monthly}",
        ),
        years=grant.years,
        months=grant.months,
        monthly=f"{grant.monthly:,.2f}",
    )
    return Figure(
        name=AMOUNT,
        label=TITLE,
        value=say_yuan(grant.amount),
        formula=said,
        basis=grant.basis,
        is_sure=grant.basis.verified,
    )


# --- When it is decided ---------------------------------------------------------------------------
def _facts(application: Application, today: date) -> RuralFacts:
    held = known.known_for(application.case, today=today)
    asked = known.asked(application.service, answers_of(application), held, today=today)
    return facts_of(asked)


def _decided(facts: RuralFacts, corrected: dict[str, Any]) -> tuple[Decimal, str]:
    """Return the amount as the rules or a clerk have it, and its formula."""
    if AMOUNT in corrected:
        amount = amount_in(corrected[AMOUNT]["value"])
        return amount, f"{amount:,.2f}"
    if facts.lacks_numbers:
        raise MoveNotPossible(
            _("The amount is not known: correct that figure before the decision is prepared.")
        )
    return facts.grant.amount, f"{facts.grant.months} × {facts.grant.monthly:,.2f}"


def check_known(application: Application, outcome: Outcome, now: datetime) -> None:
    """Refuse to prepare a yes while the amount is not known."""
    if outcome is not Outcome.REFUSED:
        facts = _facts(application, timezone.localdate(now))
        _decided(facts, dict(corrected_in(application)))


@transaction.atomic
def pay(deed: Deed) -> None:
    """Owe the lump sum, and write down which months have earned it."""
    case, agency = deed.application.case, deed.application.agency
    today = timezone.localdate(deed.now)
    person = Person.objects.select_for_update().get(pk=case.person_id)
    facts = _facts(deed.application, today)
    if agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    if Spell.objects.of(person).running().filter(first_month__lte=today).exists():
        raise MoveNotPossible(_("This person draws unemployment benefit already."))
    amount, formula = _decided(facts, deed.said.get("figures") or {})
    _use_up(deed, facts, today)
    owe(
        case,
        benefit=NAME,
        person=person,
        agency=agency,
        key=f"{NAME}:{case.pk}",
        month=today.replace(day=1),
        lines=(Line(name=NAME, title=TITLE, amount=amount, formula=formula, basis=reasons.RURAL),),
        at=deed.now,
    )


def _use_up(deed: Deed, facts: RuralFacts, today: date) -> None:
    """Write a spell that has ended: its months count no more, and what was kept stays kept."""
    worked = facts.worked or 0
    Spell.objects.create(
        person_id=deed.application.case.person_id,
        case=deed.application.case,
        agency=deed.application.agency,
        region=facts.region,
        since=today,
        counted_until=facts.counted.last if facts.counted else None,
        months_paid=worked,
        left_over=facts.left_over,
        months=facts.left_over + max(1, worked // 12),
        first_month=today.replace(day=1),
        last_month=today.replace(day=1),
        ended_because=Spell.Ended.RURAL.value,
        ended_on=today,
        kept=facts.left_over,
        made_at=deed.now,
    )


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "领了一次性补助，这一段缴费以后不再计算按月领取的月数；以前留存的月数不受影响。",
            "Once it is paid these months earn no monthly benefit later; months kept from before "
            "stay.",
        ),
    )


UNEMPLOYMENT_RURAL = Service(
    procedure=reviewed(NAME, TITLE, term=REVIEW, insurance="unemployment"),
    errand=Text(
        "我是农民合同制工人，合同结束了",
        "I came from the countryside to work on a contract, and it is over",
    ),
    event=LifeEvent.LOST_WORK,
    law=(reasons.RURAL, reasons.REVIEWING),
    deciding=Deciding.TWO,
    pages=(
        FormPage(
            slug="work",
            title=Text("您原来的工作", "The work you had"),
            fields=(ask.EMPLOYER, ask.LAST_DAY, SINCE),
        ),
        FormPage(slug="how", title=Text("怎么结束的", "How it ended"), fields=(HOW, IS_RURAL)),
    ),
    pre_check=(ask.PLACE, ask.LAST_DAY, SINCE, PAID_OWN),
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures,
    correctable=LABELS,
    follows=follows,
    hold=check_known,
    effect=pay,
    result=Text("书面决定和一次性付款", "A decision, and one payment"),
    opening=Text("准予发放一次性生活补助。", "The lump sum is granted to you."),
    questions=(
        Question(
            question=Text(
                "按月领取和一次性补助，选哪个？", "Monthly benefit or the lump sum: which one?"
            ),
            answer=Text(
                "同一段缴费只能用一次。本人缴过费的，按月领取通常更多；可以先用“我失业了”算一下。",
                "The same months count once. If you paid yourself, monthly benefit is usually "
                "more: reckon it with “I lost my work” first.",
            ),
            basis=reasons.RURAL,
        ),
        Question(
            question=Text("为什么有的地方没有？", "Why do some places not have it?"),
            answer=Text(
                "办法和标准由各省规定，不少地方已让农民工与其他职工一样缴费、一样按月领取。",
                "Each province sets it; many let rural workers pay and draw like everybody else.",
            ),
            basis=reasons.RURAL,
        ),
    ),
)
