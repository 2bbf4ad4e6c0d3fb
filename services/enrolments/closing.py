"""“Pay out what is left”: an account that ends before a pension (人社部令第13号 arts. 3 and 6)."""

from dataclasses import dataclass
from datetime import date

from applications.declaring import Assurance, Deciding, LifeEvent, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    Figure,
    FormPage,
    Kind,
    Known,
    Paper,
    Question,
    Shown,
)
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from applications.rules.reasons import NO_RECORD
from casework.rules.verdicts import Condition
from law.documents import HANDLING_REGULATIONS, cite
from law.values import RuleBook
from law.wording import Basis, Text
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number
from records.rules.retirement import Category, retirement_of
from services.enrolments import questions as q
from services.enrolments.actions.closing import close_account
from services.enrolments.rules import settling as reasons
from services.enrolments.rules.reasons import ACCOUNT
from services.enrolments.settling import GONE, Left, is_under_way, left_in
from services.enrolments.settling_figures import of_account

NAME = "account-closing"
ABROAD, FOREIGNER, TOO_FEW, NEEDED = "abroad", "foreigner", "too-few-years", "needed"
GROUNDS = {
    ABROAD: Text(
        "已到国（境）外定居，不再是中国国籍", "I live abroad for good and am no longer Chinese"
    ),
    FOREIGNER: Text("我是外国人，离开中国", "I am a foreigner and leave China"),
    TOO_FEW: Text(
        "到了退休年龄，年限不够，不再续缴",
        "I have the age, lack the years and pay no more",
    ),
    NEEDED: Text("现在需要用钱", "I need the money now"),
}
GROUND = Field(
    name="ground",
    kind=Kind.CHOICE,
    label=Text("为什么要支付账户？", "Why should the account be paid out?"),
    called=Text("原因", "Reason"),
    why=Text("法律只允许几种情形。", "The law allows it in a few cases only."),
    basis=reasons.ABROAD,
    choices=tuple(GROUNDS.items()),
)
INSURANCE = Field(
    name="insurance",
    kind=Kind.CHOICE,
    label=Text("哪一种保险的个人账户？", "The account of which insurance?"),
    called=Text("险种", "Insurance"),
    why=Text("养老、医疗由两个机构分别支付。", "Two agencies pay them, each its own."),
    choices=q.PENSION_OR_MEDICAL,
)
KNOWS = Field(
    name="knows",
    kind=Kind.DECLARATION,
    label=Text(
        "我知道可以保留账户，也可以继续缴费或转入居民养老保险；支付后，这里的缴费年限不再计算。",
        "I know that I may keep the account, go on paying, or move into the residents' scheme; "
        "once it is paid out, the years paid here count no more.",
    ),
    called=Text("已知悉后果", "Told what follows"),
    why=Text(
        "法律要求经办机构先告知，再由您书面确认。",
        "The law has the agency tell you first, and you confirm it in writing.",
    ),
    basis=reasons.TOO_FEW,
)


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    """What the rules are asked; of somebody who has not signed in nothing is known."""

    ground: str
    left: Left | None
    is_anonymous: bool
    is_under_way: bool
    has_reached: bool
    has_years: bool


def held(known: Known, answers: Answers) -> list[Relationship]:
    """Return the accounts of the insurance that have not ended."""
    return [
        each
        for each in known.relationships
        if each.insurance == answers.get("insurance")
        and each.scheme == "employee"
        and each.status not in GONE
    ]


def agency(known: Known, answers: Answers) -> AgencyChoice:
    """Return who keeps the account; of several, the person chooses."""
    if not known.relationships:
        return AgencyChoice(reason=NO_RECORD)
    there = tuple(dict.fromkeys(each.agency.in_office for each in held(known, answers)))
    return AgencyChoice(agencies=there) if there else AgencyChoice(reason=reasons.NO_ACCOUNT)


def account_in(known: Known, answers: Answers) -> Relationship | None:
    """Return the account at the agency that handles the case, or the first one there is."""
    there = held(known, answers)
    application: Application | None = getattr(known.case, "application", None)
    if application is not None and application.agency is not None:
        there = [each for each in there if each.agency.in_office == application.agency]
    return there[0] if there else None


def facts_of(asked: Asked) -> ClosingFacts:
    """Return the facts, as the books stand today."""
    known, ground = asked.known, str(asked.answers.get("ground") or "")
    account = account_in(known, asked.answers) if known else None
    left = left_in(account, asked.today, asked.book) if account else None
    said = asked.answers.get("born_on")
    return ClosingFacts(
        ground=ground,
        left=left,
        is_anonymous=known is None,
        is_under_way=bool(account) and is_under_way(account, but=_number(known)),
        has_reached=_has_reached(known, said, asked.today, asked.book),
        has_years=known is not None and _months(known) >= _needed(known, asked.book),
    )


def _number(known: Known | None) -> str:
    return known.case.number if known and known.case else ""


def _category(known: Known) -> Category:
    """Return whose age counts: of women the later one, for the post is not on the record."""
    return Category.MALE if known.person.sex == "male" else Category.FEMALE_55


def _has_reached(known: Known | None, said: date | None, today: date, book: RuleBook) -> bool:
    if known is None:
        return said is None or retirement_of(Category.MALE, said, book).retirement_month <= today
    born = known.person.born_on
    return retirement_of(_category(known), born, book).retirement_month <= today


def _needed(known: Known, book: RuleBook) -> int:
    found = retirement_of(_category(known), known.person.born_on, book)
    return found.minimum_contribution_months


def _months(known: Known) -> int:
    keys = [each.pk for each in known.relationships if each.insurance == "pension"]
    paid = InsuredPeriod.objects.lying_there().filter(relationship__in=keys, is_paid=True)
    return len(
        {
            number
            for first, last in paid.values_list("first_month", "last_month")
            for number in range(month_number(first), month_number(last) + 1)
        }
    )


CONDITIONS = (
    Condition[ClosingFacts](
        reasons.NOT_EARLY,
        Text("属于可以支付的情形吗？", "Is it one of the cases in which it is paid out?"),
        Text("是。", "Yes."),
        Text("不属于，账户不得提前支取。", "It is none: the account is not drawn early."),
        lambda facts: facts.ground == NEEDED,
        ends=True,
    ),
    Condition[ClosingFacts](
        reasons.NO_ACCOUNT,
        Text("有余额可以支付吗？", "Is there money in the account?"),
        Text("有。", "Yes."),
        Text("没有查到有余额的账户。", "No account with money was found."),
        lambda facts: not facts.is_anonymous and (facts.left is None or facts.left.total_fen <= 0),
    ),
    Condition[ClosingFacts](
        reasons.ENOUGH_YEARS,
        Text("到龄而年限不够吗？", "Is the age reached and are years missing?"),
        Text("是，或不以此为由。", "Yes, or that is not the reason."),
        Text(
            "按记录未到年龄，或年限已够；女性的岗位请核对。",
            "By the record the age is not reached or the years suffice; of a woman compare the "
            "post.",
        ),
        lambda facts: facts.ground == TOO_FEW and (not facts.has_reached or facts.has_years),
    ),
    Condition[ClosingFacts](
        reasons.YEARS_OPEN,
        Text("以前年度都结息了吗？", "Are all earlier years closed?"),
        Text("都结了。", "Yes."),
        Text("有年度没有结息，先结息再支付。", "One is not: write its interest first."),
        lambda facts: facts.left is not None and facts.left.is_open_before,
    ),
    Condition[ClosingFacts](
        reasons.UNDER_WAY,
        Text("没有未办结的转移、欠费、多领吗？", "Is no transfer, debt or demand open?"),
        Text("没有。", "None."),
        Text("还有未办结的事项。", "Something is open."),
        lambda facts: facts.is_under_way,
    ),
)


BASES = {ABROAD: reasons.ABROAD, FOREIGNER: reasons.FOREIGNER, TOO_FEW: reasons.TOO_FEW}


def figures_of(facts: ClosingFacts) -> tuple[Figure, ...]:
    """Return what would be paid out today."""
    basis = BASES.get(facts.ground)
    return of_account(facts.left, basis) if facts.left and basis else ()


def stands_on(answers: Answers) -> tuple[Basis, ...]:
    """Return the article of the ground that was given, and that of a medical account."""
    own = BASES.get(str(answers.get("ground")), ACCOUNT)
    return (own, reasons.MEDICAL_ACCOUNT) if answers.get("insurance") == "medical" else (own,)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return why and what."""
    answers = answers_of(application)
    kind = dict(q.PENSION_OR_MEDICAL)[str(answers["insurance"])]
    return (
        Shown(label=INSURANCE.short, value=kind),
        Shown(label=GROUND.short, value=GROUNDS[str(answers["ground"])]),
    )


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "准予后账户清零，参保关系终止，钱付到您的收款账户；利息算到办结当月。",
            "With a yes the account is emptied and the relationship ends. It is paid to your "
            "account, with interest to the month of the decision.",
        ),
    )


SETTLED_PAPER = Paper(
    slot="settled",
    title=Text("定居或离境证明", "Paper that shows that you have settled abroad or leave"),
    why=Text("证明您已在国（境）外定居，或离开中国。", "It shows that you live abroad, or leave."),
    basis=cite(HANDLING_REGULATIONS, "31"),
    needed=lambda answers: answers.get("ground") in (ABROAD, FOREIGNER),
    when=Text("以出国（境）定居、离境为由时", "Where settling abroad or leaving is the reason"),
    form=Text("原件照片或扫描件", "A photograph or scan of the original"),
    where_from=Text("移民管理机构、使领馆或居住国机关", "Immigration office or embassy"),
)
CLOSING = Service(
    procedure=reviewed(
        NAME, Text("个人账户一次性支付", "An account paid out"), term=reasons.CLOSING_REVIEW
    ),
    errand=Text("我要一次性领取个人账户", "I want what is left in my account paid out"),
    event=LifeEvent.PAYING,
    law=(reasons.ABROAD, reasons.TOO_FEW, reasons.FOREIGNER, reasons.MEDICAL_ACCOUNT),
    stands_on=stands_on,
    deciding=Deciding.TWO,
    assurance=Assurance.SIGNED_IN_ANEW,
    pages=(
        FormPage(slug="why", title=Text("为什么", "Why"), fields=(GROUND, INSURANCE)),
        FormPage(slug="sure", title=Text("后果", "What follows"), fields=(KNOWS,)),
    ),
    pre_check=(GROUND, q.BORN_ON),
    agency=agency,
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures_of,
    follows=follows,
    papers=(SETTLED_PAPER,),
    decided=decided,
    matter=lambda answers: str(answers.get("insurance") or ""),
    effect=close_account,
    refusals=(reasons.NOT_SHOWN_LEAVING,),
    result=Text("盖章的支付决定书", "A sealed decision on the payment"),
    opening=Text(
        "经核对，同意一次性支付您的个人账户，参保关系同时终止。",
        "We have checked it and agree that your account is paid out. With that it ends.",
    ),
    questions=(
        Question(
            question=Text("统筹部分也能领吗？", "Do I get the common fund's part as well?"),
            answer=Text("不能，只支付个人账户。", "No. Only the personal account is paid."),
            basis=reasons.ABROAD,
        ),
        Question(
            question=Text("可以先不领吗？", "May I leave it there?"),
            answer=Text(
                "可以。账户一直保留并计息，到龄后再领取待遇。",
                "Yes. It stays and earns interest, and you draw from it once you reach the age.",
            ),
            basis=reasons.ABROAD,
        ),
    ),
)
