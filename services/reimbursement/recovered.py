"""“Whoever hurt me has paid after all”: what the fund paid first comes back to it.

社会保险法 art. 30: of a treatment that somebody else owes the fund pays what they do not, or while
nobody knows them, and may recover it from them. Whoever has then had it from both gives it back.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.declaring import Deciding, Deed, LifeEvent, Service
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
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.rules.verdicts import Condition
from kit.once import once_a_page
from law.money import ZERO, MoneyNotUnderstood, from_fen, parse_yuan
from law.wording import Text, filled, say_yuan
from payouts.actions.recovering import demand
from payouts.models import Payable
from payouts.rules.amounts import Line
from payouts.rules.states import Owed
from services.reimbursement.actions.settling import BENEFIT
from services.reimbursement.models import PAID_BY_ANOTHER
from services.reimbursement.rules import reasons, values

NAME, BACK = "reimbursement-recovered", "back"
NO_CLAIM = reasons.NOTHING_PAID
BACK_LABEL = Text("应退回基金的金额", "To go back to the fund")


# --- Which claim --------------------------------------------------------------------------------
@once_a_page
def claims_of(person: int) -> list[Payable]:
    """Return the claims by hand of a person that the fund has paid, the newest first."""
    paid = Payable.objects.filter(person=person, benefit=BENEFIT, state=Owed.PAID.value)
    return list(paid.select_related("case", "agency").order_by("-pk")[:50])


def _offered(known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
    if known is None:
        return ()
    return tuple((each.case.number, _named(each)) for each in claims_of(known.person.pk))


def _named(paid: Payable) -> Text:
    amount = f"¥{from_fen(paid.gross_fen):,.2f}"
    return Text(f"{paid.case.number}（已付{amount}）", f"{paid.case.number} ({amount} paid)")


def _called(number: str) -> Text | None:
    return Text(number, number) if Case.objects.filter(number=number).exists() else None


CLAIM = Field(
    name="claim",
    kind=Kind.CHOICE,
    label=Text("是哪一次报销？", "Which claim is it about?"),
    why=Text("只退回基金为这次就医付过的钱。", "Only what the fund paid for it comes back."),
    basis=reasons.NOT_PAID,
    options=_offered,
    named=_called,
)
RECEIVED = Field(
    name="received",
    kind=Kind.MONEY,
    label=Text(
        "对方赔付的医疗费是多少？（不含误工费、精神抚慰金等）",
        "How much was paid for the treatment, without lost wages and the like?",
    ),
    called=Text("对方赔付的医疗费", "Paid for the treatment"),
    why=Text("其他赔偿与基金无关。", "Whatever else was paid is none of the fund's."),
    basis=reasons.NOT_PAID,
)
RECEIVED_ON = Field(
    name="received_on",
    kind=Kind.DAY,
    label=Text("哪天收到的？", "On which day?"),
    why=Text("写入通知书。", "The notice names it."),
    is_past=True,
)
FUND_PAID = Field(
    name="fund_paid",
    kind=Kind.MONEY,
    label=Text("基金当时付了多少？", "How much had the fund paid?"),
    why=Text("没有登录时用来估算。", "Without a sign-in it stands in for the record."),
)
PROOF = Paper(
    slot="compensation",
    title=Text("赔偿凭证", "Proof of what was paid"),
    basis=reasons.NO_MORE_PAPERS,
    needed=lambda _answers: True,
    where_from=Text("调解书、判决书、保险公司理赔单", "A settlement, a judgment or the insurer"),
    why=Text("写明其中医疗费的金额。", "It says how much of it is for the treatment."),
)


# --- What comes back ----------------------------------------------------------------------------
@dataclass(frozen=True)
class RecoveredFacts:
    """What the fund paid for a claim and what somebody else has paid for it since."""

    is_anonymous: bool
    has_claim: bool
    fund: Decimal
    received: Decimal

    @property
    def back(self) -> Decimal:
        """What goes back: never more than the fund has paid."""
        return min(self.fund, self.received)


def facts_of(asked: Asked) -> RecoveredFacts:
    """Return the facts, by the payment of the claim that was chosen."""
    received = asked.answers.get("received") or ZERO
    if asked.known is None:
        fund = asked.answers.get("fund_paid") or ZERO
        return RecoveredFacts(True, True, fund, received)
    of = _chosen(asked.known, asked.answers)
    return RecoveredFacts(
        False, bool(claims_of(asked.known.person.pk)), from_fen(of.gross_fen) if of else ZERO,
        received,
    )  # fmt: skip


def _chosen(known: Known, answers: Answers) -> Payable | None:
    number = answers.get("claim")
    paid = claims_of(known.person.pk)
    return next((each for each in paid if each.case.number == number), None)


def agency_of(known: Known, answers: Answers) -> AgencyChoice:
    """Return the agency whose fund has paid the claim."""
    of = _chosen(known, answers)
    found = [of] if of else claims_of(known.person.pk)
    agencies = tuple(dict.fromkeys(each.agency.in_office for each in found))
    return AgencyChoice(agencies=agencies) if agencies else AgencyChoice(reason=NO_CLAIM)


def figures(facts: RecoveredFacts) -> tuple[Figure, ...]:
    """Return what goes back, and what stays with the person."""
    if not facts.fund or not facts.received:
        return ()
    said = filled(
        Text(
            "基金已付 {fund} 与赔付 {got} 中较小的",
            "the smaller of {fund} paid by the fund and {got}",
        ),
        fund=f"{facts.fund:,.2f}",
        got=f"{facts.received:,.2f}",
    )
    spelled = f"{facts.back:.2f}"
    return (
        Figure(
            name=BACK,
            label=BACK_LABEL,
            value=Text(spelled, spelled),
            formula=said,
            basis=reasons.NOT_PAID,
            is_sure=False,
        ),
        Figure(
            label=Text("仍归您的赔付", "Stays with you of what was paid"),
            value=say_yuan(facts.received - facts.back),
            formula=Text(
                f"{facts.received:,.2f} － {facts.back:,.2f}",
                f"{facts.received:,.2f} − {facts.back:,.2f}",
            ),
            basis=reasons.NOT_PAID,
        ),
    )


@transaction.atomic
def ask_back(deed: Deed) -> None:
    """Demand back what two persons have decided; the person chooses how it comes back."""
    application, case = deed.application, deed.application.case
    answers = answers_of(application)
    paid = Payable.objects.filter(
        case__number=answers["claim"], person=case.person_id, benefit=BENEFIT
    )
    of = paid.filter(state=Owed.PAID.value).first()
    if of is None or application.agency is None:
        raise MoveNotPossible(_("The fund has paid nothing for this claim."))
    corrected = (deed.said.get("figures") or {}).get(BACK)
    fund = from_fen(of.gross_fen)
    back = _amount(corrected["value"]) if corrected else min(fund, answers["received"])
    if not ZERO < back <= fund:
        raise MoveNotPossible(_("No more can come back than the fund has paid."))
    demand(
        case,
        person=case.person,
        amount=back,
        lines=(
            Line(
                name=BACK,
                title=BACK_LABEL,
                amount=back,
                formula=f"≤ {fund:,.2f}",
                basis=reasons.NOT_PAID,
            ),
        ),
        reason=PAID_BY_ANOTHER,
        at=deed.now,
        agency=application.agency,
    )


def _amount(typed: str) -> Decimal:
    try:
        return parse_yuan(typed.replace(",", "").lstrip("¥"))
    except MoneyNotUnderstood as error:
        raise MoveNotPossible(
            _("The corrected amount cannot be read. Correct it again.")
        ) from error


def decided(application: Application) -> tuple[Shown, ...]:
    """Return which claim it is about and what was paid by whom."""
    answers = answers_of(application)
    rows = [Shown(label=CLAIM.short, value=str(answers.get("claim") or "—"))]
    if answers.get("received") is not None:
        rows.append(Shown(label=RECEIVED.short, value=say_yuan(answers["received"])))
    return tuple(rows)


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say how it comes back."""
    return (
        Text(
            "您会收到书面通知，在“我的待遇”里选择一次退还、分期或抵扣。",
            "You get a notice in writing, and choose under “My benefits” how it comes back.",
        ),
        Text(
            "退回后，这笔钱不再占用您当年的最高支付限额；当年的起付线已算过的，不重算。",
            "Once it is back it uses nothing of your ceiling of that year; the deductible of that "
            "year, which was counted then, is not counted anew.",
        ),
    )


def _has_none(facts: Any) -> bool:
    return not facts.has_claim


RECOVERED = Service(
    procedure=reviewed(
        NAME,
        Text("第三人赔付后的医疗费退回", "Treatment that somebody else has paid after all"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text("撞我的人后来赔了医疗费", "Whoever hurt me has paid for the treatment after all"),
    event=LifeEvent.ILL,
    law=(reasons.NOT_PAID,),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="claim", title=Text("哪一次报销", "Which claim"), fields=(CLAIM,)),
        FormPage(
            slug="paid", title=Text("赔付情况", "What was paid"), fields=(RECEIVED, RECEIVED_ON)
        ),
    ),
    pre_check=(FUND_PAID, RECEIVED),
    agency=agency_of,
    matter=lambda answers: str(answers.get("claim") or ""),
    facts=facts_of,
    conditions=(
        Condition[RecoveredFacts](
            NO_CLAIM,
            Text("有基金付过的手工报销吗？", "Has the fund paid a claim of yours?"),
            Text("有。", "Yes."),
            Text("没有。", "No."),
            _has_none,
            ends=True,
        ),
    ),
    figures=figures,
    correctable=((BACK, BACK_LABEL),),
    papers=(PROOF,),
    effect=ask_back,
    decided=decided,
    follows=follows,
    refusals=(reasons.NOT_SHOWN,),
    opening=Text(
        "经审核，第三人已赔付的医疗费按下列金额退回基金。",
        "What somebody else has paid for the treatment goes back to the fund as follows.",
    ),
    result=Text("决定书和退还通知书", "A decision, and a notice of what goes back"),
    questions=(
        Question(
            question=Text("误工费也要退吗？", "Do lost wages go back as well?"),
            answer=Text(
                "不用。只退基金为这次就医付过、对方又赔付了的医疗费。",
                "No: only what was paid for the treatment, and no more than the fund paid for it.",
            ),
            basis=reasons.NOT_PAID,
        ),
    ),
)
