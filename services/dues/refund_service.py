"""“I paid twice”: what was paid wrongly is looked at by two persons and paid back."""

from typing import Any

from agencies.models import Agency
from applications import record_lines
from applications.declaring import Assurance, Deciding, Deed, LifeEvent, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    Figure,
    FormPage,
    Kind,
    Known,
    Question,
)
from applications.known import answers_of
from applications.rules.flows import reviewed
from applications.rules.reasons import NO_RECORD
from kit.clock import day_of
from law.money import from_fen, parse_yuan, to_fen
from law.values import ValueNotInForce
from law.wording import Text
from records.models import InsuredPeriod, Relationship
from services.dues.actions import refunds
from services.dues.models import RefundDue
from services.dues.rules import reasons
from services.dues.rules.refunding import (
    BY_TAX,
    GROUNDS,
    REFUNDABLE,
    PaidMonths,
    RefundFacts,
    own_share,
)

NAME = "contribution-refund"


def _months_alone(chosen: Any, _answers: Answers) -> Text | None:
    lines = [record_lines.read(each) for each in chosen or ()]
    if len({(each.agency, each.insurance) for each in lines}) > 1:
        return Text(
            "请只选择同一机构、同一险种的月份。", "Choose months of one agency and insurance."
        )
    if not all(each.first and each.last for each in lines):
        return Text(
            "请选择缴费月份，不要选择账户年度或漏记。",
            "Choose months, and no year of the account or missing line.",
        )
    return None


LINES = Field(
    name="lines",
    kind=Kind.LINES,
    label=Text("哪些月份多缴或者误缴了？", "Which months were paid twice or wrongly?"),
    why=Text("由记载这些月份的机构核对。", "The agency that holds them compares its books."),
    checks=(_months_alone,),
)
GROUND = Field(
    name="ground",
    kind=Kind.CHOICE,
    label=Text("为什么要退？", "Why should it go back?"),
    why=Text("不同情形核对的内容不同。", "What is compared depends on it."),
    choices=GROUNDS,
)
NOTE = Field(
    name="note",
    kind=Kind.NOTE,
    label=Text("补充说明", "Anything else"),
    why=Text("帮助经办人员更快核对。", "It helps the clerk to find it."),
    required=lambda _answers: False,
)


def agency(known: Known, answers: Answers) -> AgencyChoice:
    """Return who holds the months; before any is named, all that could."""
    if answers.get("lines"):
        found = record_lines.agencies_of(answers["lines"])
    else:
        found = tuple(each.agency for each in known.relationships)
    there = tuple(dict.fromkeys(each.in_office for each in found))
    return AgencyChoice(agencies=there) if there else AgencyChoice(reason=NO_RECORD)


def facts_of(asked: Asked) -> RefundFacts:
    """Return the facts, from the record as it stands."""
    keys = [key for key in asked.answers.get("lines") or () if record_lines.read(key).first]
    if asked.known is None or not keys:
        is_drawing = asked.answers.get("is_drawing") is True
        return RefundFacts(lines=(), is_used=is_drawing, by_tax_office=False, is_known=False)
    held = [each for key in keys for each in _periods(asked.known, key)]
    drawing = Relationship.Status.DRAWING
    after = asked.answers.get("ground") == "after-retirement"
    return RefundFacts(
        lines=tuple(months for months, _relationship in held),
        is_used=not after and any(of.status == drawing for _months, of in held),
        by_tax_office=_by_tax(asked, record_lines.agencies_of(keys)),
        is_known=True,
    )


def _by_tax(asked: Asked, agencies: tuple[Agency, ...]) -> bool:
    for each in agencies:
        try:
            if BY_TAX.count(asked.today, asked.book, region=each.region_id):
                return True
        except ValueNotInForce:
            continue
    return False


def _periods(known: Known, key: str) -> list[tuple[PaidMonths, Relationship]]:
    line = record_lines.read(key)
    of = {"agency__code": line.agency, "insurance": line.insurance, "scheme": line.scheme}
    found = InsuredPeriod.objects.lying_there().filter(
        relationship__person=known.person,
        is_paid=True,
        first_month=line.first,
        last_month=line.last,
        **{f"relationship__{name}": value for name, value in of.items()},
    )
    return [
        (
            PaidMonths(base_fen=p.base_fen, personal_rate=p.personal_rate, months=p.months),
            p.relationship,
        )
        for p in found.select_related("relationship")
    ]


def figures(facts: RefundFacts) -> tuple[Figure, ...]:
    """Return what the person paid for these months; the second clerk sees any correction."""
    if not facts.is_known:
        return ()
    spelled = f"{from_fen(own_share(facts.lines)):.2f}"
    return (
        Figure(
            name="amount",
            label=AMOUNT,
            value=Text(spelled, spelled),
            formula=Text(
                "每月缴费基数 × 个人缴费比例，逐月四舍五入到分",
                "base × own rate, rounded to the fen month by month",
            ),
            basis=reasons.RECORDS,
            is_sure=False,
        ),
    )


AMOUNT = Text("退还金额（元）", "Amount to go back (yuan)")


def owe(deed: Deed) -> None:
    """Write down what is to be paid back, and owe it: the next run of the month pays it."""
    corrected = deed.said.get("figures") or {}
    case = deed.application.case
    if "amount" in corrected:
        fen = to_fen(parse_yuan(str(corrected["amount"]["value"]).replace(",", "")))
    else:
        fen = own_share(_facts(deed).lines)
    if fen:
        RefundDue.objects.create(
            case=case, person_id=case.person_id, amount_fen=fen, decided_at=deed.now
        )
        refunds.pay_out(deed, fen)


def _facts(deed: Deed) -> RefundFacts:
    answers = answers_of(deed.application)
    held = Known(person=deed.application.case.person, relationships=(), today=day_of(deed.now))
    lines = [months for key in answers.get("lines") or () for months, _r in _periods(held, key)]
    return RefundFacts(lines=tuple(lines), is_used=False, by_tax_office=False, is_known=True)


IS_DRAWING = Field(
    name="is_drawing",
    kind=Kind.YES_NO,
    label=Text(
        "这些月份已经算进正在领取的待遇了吗？",
        "Are the months counted in a benefit that you draw?",
    ),
    why=Text("已计入待遇的不能退。", "What is counted in a benefit does not go back."),
)
CONTRIBUTION_REFUND = Service(
    procedure=reviewed(NAME, Text("多缴、误缴费用退还", "Money paid back"), term=reasons.REVIEW),
    errand=Text("我多缴、误缴了社保费", "I paid contributions twice or wrongly"),
    event=LifeEvent.PAYING,
    law=(reasons.RECORDS, reasons.COLLECTED),
    deciding=Deciding.TWO,
    assurance=Assurance.SIGNED_IN_ANEW,
    pages=(
        FormPage(slug="months", title=Text("哪些月份", "Which months"), fields=(LINES,)),
        FormPage(slug="why", title=Text("为什么", "Why"), fields=(GROUND, NOTE)),
    ),
    pre_check=(IS_DRAWING,),
    agency=agency,
    facts=facts_of,
    conditions=REFUNDABLE,
    figures=figures,
    correctable=(("amount", AMOUNT),),
    effect=owe,
    refusals=(reasons.NOT_SHOWN,),
    opening=Text(
        "经核对，同意退还下列金额。退款由经办机构另行支付，付款前会与您确认收款账户。",
        "We have checked it and agree that the sum below goes back to you. The agency pays it by "
        "itself and asks you for an account of your own first.",
    ),
    result=Text("退还决定书", "A decision on the refund"),
    questions=(
        Question(
            question=Text("刚才付了两次，要申请吗？", "I have just paid twice. Must I apply?"),
            answer=Text(
                "通过本平台付的不用申请，多付的一笔会自动原路退回。",
                "Not for what was paid here: the second payment goes back by itself.",
            ),
        ),
        Question(
            question=Text("单位那部分也退给我吗？", "Do I get the employer's share as well?"),
            answer=Text("不会。这里只退本人缴纳的部分。", "No. Only what you have paid yourself."),
        ),
    ),
)
