"""“Insure me for next year”: residents (社会保险法 arts. 20 and 25)."""

from datetime import date

from django.utils import timezone

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Question, Shown, never
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.wording import Text, say_day, say_month
from records.models import InsuredPeriod, Scheme
from records.rules.contributions import month_number
from services.enrolments import conditions
from services.enrolments import questions as q
from services.enrolments.actions.opening import enrol_resident
from services.enrolments.facts import NEXT, THIS, agency_for, facts_of, month_asked
from services.enrolments.figures import yuan
from services.enrolments.rules import reasons, residents, values
from services.enrolments.rules.contributions import MEDICAL, PENSION
from services.enrolments.rules.enrolling import EnrolFacts
from services.enrolments.rules.residents import ResidentFacts
from services.enrolments.rules.waiting import WAIT_BASIS, covered_from

MEDICAL_NAME, PENSION_NAME = "enrolment-resident-medical", "enrolment-resident-pension"
SELF_OR_CHILD = Text(
    "为孩子参保的，先取得监护人委托（“代人办事”），再以孩子的名义办理。",
    "For a child, have your guardianship recorded first (“Acting for others”), and then ask for it "
    "in the child's name.",
)
KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("参保人属于哪一类？", "Who is to be insured?"),
    called=Text("人员类别", "Kind of resident"),
    why=Text("各类人员缴费标准不同。", "What one pays differs."),
    basis=reasons.RESIDENTS,
    choices=tuple(values.KINDS.items()),
)
TIER = Field(
    name="tier",
    kind=Kind.CHOICE,
    label=Text("您选择哪一档？", "Which tier do you choose?"),
    called=Text("档次", "Tier"),
    hint=Text("当地不分档的，选一档。", "Where a place has one tier only, choose the first."),
    why=Text("有的地方分两档。", "Some places have two."),
    choices=((values.FIRST, Text("一档", "First")), (values.SECOND, Text("二档", "Second"))),
)
YEAR = Field(
    name="year",
    kind=Kind.CHOICE,
    label=Text("为哪一年参保？", "For which year?"),
    called=Text("参保年度", "Year"),
    why=Text("居民医保按年度缴费。", "Residents pay by the year."),
    basis=reasons.RESIDENTS,
    choices=((NEXT, Text("明年", "Next year")), (THIS, Text("今年", "This year"))),
)
LEAVES_OTHER = Field(
    name="leaves_other",
    kind=Kind.YES_NO,
    label=Text(
        "您的职工保险（同一险种）已经停了，或者从这次参保起停止吗？",
        "Has your employees' insurance of this kind stopped, or is it to stop with this?",
    ),
    called=Text("职工保险停止", "Employees' scheme ends"),
    why=Text("不能同时参加两种。", "Nobody is in both schemes."),
    basis=reasons.ONE_NUMBER,
    required=never,
)
IS_TRUE = Field(
    name="is_true",
    kind=Kind.DECLARATION,
    label=Text("以上内容属实。", "What I have said is true."),
    called=Text("本人声明", "Declaration"),
    why=Text("参保登记以此为准。", "The registration goes by it."),
    basis=reasons.REGISTERING,
)
PENSION_TIER = Field(
    name="tier",
    kind=Kind.CHOICE,
    label=Text("每年缴多少？", "How much do you want to pay a year?"),
    called=Text("每年缴费", "A year"),
    hint=Text(
        "多缴多得。这是全国的档次，各省可以增设；当地没有的，由经办人员与您核对。",
        "Who pays more gets more. These are the tiers of the country; provinces may add some. "
        "Where a place lacks one, a clerk asks you.",
    ),
    why=Text("居民养老保险按年选档缴费。", "One chooses the tier of the year."),
    basis=reasons.RESIDENTS_PENSION,
    choices=tuple(
        (f"{place:02}", Text(f"{amount}元", f"{amount} yuan"))
        for place, amount in enumerate(values.PENSION_TIERS, 1)
    ),
)


def _missed_years(asked: Asked, month: date) -> int:
    """Return how many whole years lie between the last cover on the record and the new one."""
    if asked.known is None:
        return 0
    held = [each.pk for each in asked.known.relationships if each.insurance == MEDICAL]
    paid = InsuredPeriod.objects.lying_there().filter(relationship__in=held, is_paid=True)
    last = paid.order_by("-last_month").first()
    if last is None:
        return 0
    return max(month_number(month) - month_number(last.last_month) - 1, 0) // 12


def medical_facts(asked: Asked) -> ResidentFacts:
    """Return what the rules of residents' medical insurance are asked."""
    found = facts_of(asked, MEDICAL, Scheme.RESIDENT)
    return ResidentFacts(
        **{name: getattr(found, name) for name in found.__dataclass_fields__},
        kind=str(asked.answers.get("kind") or values.ADULT),
        tier=str(asked.answers.get("tier") or values.FIRST),
        gap_years=_missed_years(asked, found.month),
    )


def pension_facts(asked: Asked) -> EnrolFacts:
    """Return what the rules of residents' old-age insurance are asked."""
    return facts_of(asked, PENSION, Scheme.RESIDENT)


def medical_figures(facts: ResidentFacts) -> tuple[Figure, ...]:
    """Return the own part of the year, and from when it covers, where that is known."""
    if not facts.region:
        return ()
    due, enrolling = facts.due(), facts.enrolling()
    amount = yuan(due.amount_fen)
    year = facts.month.year
    paid = Figure(
        label=Text(f"{year}年个人缴费", f"Own part for {year}"),
        value=Text(amount, amount),
        formula=Text(
            f"{values.KINDS[facts.kind].zh}，定额", f"{values.KINDS[facts.kind].en}, a fixed amount"
        ),
        basis=due.basis,
        is_sure=due.is_sure,
    )
    if enrolling is None:
        return (paid,)
    begins = max(covered_from(enrolling, facts.region, facts.book), facts.month)
    if facts.kind == values.CHILD:
        begins = covered_from(enrolling, facts.region, facts.book)
    covers = Figure(
        label=Text("从何时起享受待遇", "It covers from"),
        value=say_day(begins),
        formula=Text(
            "当天缴费的话；过了集中缴费期的，等待期从缴费之日起算",
            "if it is paid today; after the yearly period the wait runs from the payment",
        ),
        basis=WAIT_BASIS,
        is_sure=False,
    )
    return paid, covers


PERIOD_KNOWN = Condition[ResidentFacts](
    reasons.PERIOD_UNKNOWN,
    Text("当地集中缴费期已录入吗？", "Is the yearly period of the place loaded?"),
    Text("已录入。", "Yes."),
    Text("未录入，请按当地通知核定待遇起始日。", "No: the local notice says from when."),
    residents.is_period_unknown,
)
IN_TIME = Condition[ResidentFacts](
    reasons.WAITS,
    Text("在集中缴费期内吗？", "Is it within the yearly period?"),
    Text("在期内，或不设等待期。", "Yes, or there is no wait."),
    Text("已过集中缴费期，有等待期。", "The yearly period is over, so there is a wait."),
    residents.waits,
)


def _decided(insurance: Text):
    def decided(application: Application) -> tuple[Shown, ...]:
        answers, case = answers_of(application), application.case
        on = timezone.localdate(case.submitted_at or case.created_at)
        return (
            Shown(label=Text("险种", "Insurance"), value=insurance),
            Shown(label=Text("参保身份", "Enrolled as"), value=Text("居民", "resident")),
            Shown(label=Text("起始月份", "From"), value=say_month(month_asked(answers, on))),
        )

    return decided


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "费款由税务部门征收，本平台目前不收款；缴费后参保才生效。",
            "The tax authority collects what is due; this portal takes no payments so far. The "
            "insurance takes effect once it is paid.",
        ),
    )


def _always_at_once(_facts: EnrolFacts) -> bool:
    return True


FOR_A_CHILD = Question(
    question=Text("怎样为孩子参保？", "How do I insure my child?"), answer=SELF_OR_CHILD
)
IN_TEN_DAYS = Question(
    question=Text("多久办好？", "How long does it take?"),
    answer=Text(
        "核对都没有问题的当场办结；其他的10个工作日内办理。",
        "At once if every check is a yes; otherwise within 10 working days.",
    ),
    basis=reasons.REGISTERING,
)
RESIDENT_MEDICAL = Service(
    procedure=reviewed(
        MEDICAL_NAME,
        Text("居民医保参保", "Residents' medical insurance"),
        term=reasons.REVIEW,
        insurance=MEDICAL,
    ),
    errand=Text("我要参加居民医保", "I want the medical insurance of residents"),
    event=LifeEvent.PAYING,
    law=(reasons.RESIDENTS, reasons.REGISTERING),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="where",
            title=Text("参保地和年度", "Place and year"),
            fields=(q.PLACE, q.PERMIT, YEAR),
        ),
        FormPage(slug="who", title=Text("人员类别", "Who"), fields=(KIND, TIER)),
        FormPage(
            slug="other", title=Text("衔接", "The other scheme"), fields=(LEAVES_OTHER, IS_TRUE)
        ),
    ),
    pre_check=(q.PLACE, YEAR, KIND, TIER, q.BORN_ON, q.STANDS),
    agency=agency_for(MEDICAL),
    facts=medical_facts,
    conditions=(*conditions.FOR_RESIDENTS, PERIOD_KNOWN, IN_TIME),
    figures=medical_figures,
    follows=follows,
    decided=_decided(Text("居民基本医疗保险", "residents' medical insurance")),
    effect=enrol_resident(MEDICAL),
    at_once=_always_at_once,
    result=Text("盖章的参保登记确认书", "A sealed confirmation of the registration"),
    opening=Text("居民医保参保登记已经办好。", "You have been enrolled."),
    questions=(FOR_A_CHILD, IN_TEN_DAYS),
)


RESIDENT_PENSION = Service(
    procedure=reviewed(
        PENSION_NAME,
        Text("居民养老保险参保", "Residents' old-age insurance"),
        term=reasons.REVIEW,
        insurance=PENSION,
    ),
    errand=Text("我要参加居民养老保险", "I want the old-age insurance of residents"),
    event=LifeEvent.PAYING,
    law=(reasons.RESIDENTS_PENSION, reasons.REGISTERING),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="where",
            title=Text("参保地和档次", "Place and tier"),
            fields=(q.PLACE, q.PERMIT, PENSION_TIER),
        ),
        FormPage(
            slug="other", title=Text("衔接", "The other scheme"), fields=(LEAVES_OTHER, IS_TRUE)
        ),
    ),
    pre_check=(q.PLACE, PENSION_TIER, q.BORN_ON, q.STANDS),
    agency=agency_for(PENSION),
    facts=pension_facts,
    conditions=(conditions.OLD_ENOUGH, *conditions.FOR_RESIDENTS),
    follows=follows,
    decided=_decided(Text("居民基本养老保险", "residents' old-age insurance")),
    effect=enrol_resident(PENSION),
    at_once=_always_at_once,
    result=Text("盖章的参保登记确认书", "A sealed confirmation of the registration"),
    opening=Text("居民养老保险参保登记已经办好。", "You have been enrolled."),
    questions=(IN_TEN_DAYS,),
)
