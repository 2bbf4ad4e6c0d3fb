"""“Pay what is due”: its description and its check; it begins on the page “What is due”."""

from dataclasses import replace
from datetime import date

from agencies.rules.terms import Insurance
from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Kind, Question, Shown
from applications.models import Application
from applications.rules.flows import at_once
from applications.where import agency_of
from casework.rules.statuses import Status
from law.wording import Text
from payments import channels
from services.dues.models import Due
from services.dues.receipts import period_of, yuan
from services.dues.rules import reasons
from services.dues.rules.paying import CONDITIONS, PayFacts

MONTH = Field(
    name="month",
    kind=Kind.MONTH,
    label=Text("要缴哪个月？", "Which month do you want to pay?"),
    why=Text(
        "不同月份的截止时间不同。", "Months differ in the last day on which they can be paid."
    ),
)
WHO = Field(
    name="who",
    kind=Kind.CHOICE,
    label=Text("这个月您以什么身份参保？", "How are you insured in that month?"),
    why=Text("职工的费用由单位缴。", "For employees the employer pays."),
    choices=(
        ("flexible", Text("灵活就业人员", "As a flexible worker")),
        ("resident", Text("城乡居民", "As a resident")),
        ("employee", Text("在单位上班", "By an employer")),
    ),
)


def facts_of(asked: Asked) -> PayFacts:
    """Return the facts, of a month that was named or of the earliest that can be paid."""
    month = asked.answers.get("month")
    due = _due(asked, month) if asked.known else None
    return PayFacts(
        month=due.period if due else month,
        who=str(asked.answers.get("who") or "flexible"),
        state=due.state if due else None,
        last_day=due.last_day if due else None,
        is_known=asked.known is not None,
        today=asked.today,
        payer_lives=asked.known is None or asked.known.person.deceased_on is None,
        has_channel=bool(channels.ready()),
    )


def _due(asked: Asked, month: date | None) -> Due | None:
    if asked.known is None:
        return None
    held = Due.objects.filter(person=asked.known.person)
    if month is not None:
        return held.filter(period=month.replace(day=1)).order_by("-pk").first()
    return held.filter(state=Due.State.OPEN).order_by("period").first()


PAID, ARRIVED = (Status.DRAFT, Status.SUBMITTED), (Status.SUBMITTED, Status.COMPLETED)
_AT_ONCE = at_once("contribution-payment", Text("缴纳社会保险费", "Contributions paid"))
PROCEDURE = replace(
    _AT_ONCE,
    sentences={
        **_AT_ONCE.sentences,
        PAID: Text(
            "您在“待缴费用”中选择月份，核对金额后付款。",
            "Under “What is due” you choose months, see the sum, and pay.",
        ),
        ARRIVED: Text(
            "向支付渠道核实到账后记账，您收到盖章的缴费凭证。",
            "Once the payment service has confirmed that it arrived it is credited, and you get a "
            "sealed receipt.",
        ),
    },
    titles={
        PAID: Text("参保人付款", "The insured person paid"),
        ARRIVED: Text("款项到账，已记账", "It arrived and was credited"),
    },
)


def paid_for(application: Application) -> tuple[Shown, ...]:
    """Return what an order was for, as the page of its case says it."""
    dues = Due.objects.filter(case_number=application.case.number).with_places()
    return tuple(
        Shown(label=_what(each), value=f"¥{yuan(each.amount_fen)}")
        for each in dues.order_by("period", "-relationship__insurance", "pk")
    )


def _what(due: Due) -> Text:
    period, insurance = period_of(due), Insurance(due.relationship.insurance).label
    return Text(f"{period.zh} · {insurance.zh}", f"{period.en} · {insurance.en}")


CONTRIBUTION_PAYMENT = Service(
    procedure=PROCEDURE,
    errand=Text("我要缴社保费", "I want to pay what is due"),
    event=LifeEvent.PAYING,
    law=(reasons.PAYS_ALONE, reasons.COLLECTED),
    deciding=Deciding.AT_ONCE,
    begins_at="dues",
    in_person=Text(
        "缴费用的是自己的账户，由本人办理。",
        "It is paid from one's own account, so only the insured person does it.",
    ),
    pages=(FormPage(slug="month", title=Text("月份", "Month"), fields=(MONTH, WHO)),),
    pre_check=(MONTH, WHO),
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    decided=paid_for,
    result=Text("盖章的缴费凭证", "A sealed receipt"),
    fee=Text("不收手续费", "No charge for paying"),
    questions=(
        Question(
            question=Text("付款没有成功怎么办？", "What if the payment does not go through?"),
            answer=Text(
                "没有扣款，月份仍在“待缴费用”中，可以再付一次。订单30分钟内有效，过后自动取消。",
                "Nothing was taken and the month is still due: pay once more. An order is open for "
                "30 minutes and then ends by itself.",
            ),
        ),
        Question(
            question=Text("不小心付了两次怎么办？", "What if I pay twice by mistake?"),
            answer=Text(
                "只计一次，另一笔原路退回，不需要您申请。",
                "It counts once. The other payment goes back the way it came, and you need not ask "
                "for it.",
            ),
        ),
        Question(
            question=Text("什么时候能看到已缴费？", "When does it count as paid?"),
            answer=Text(
                "向支付渠道核实到账后立即记账并发凭证；没有核实之前不显示“已缴”。",
                "As soon as the payment service itself has confirmed that it arrived.",
            ),
            basis=reasons.RECORDS,
        ),
        Question(
            question=Text("能替别人缴吗？", "Can I pay for somebody else?"),
            answer=Text("这里只能缴自己的费用。", "Here one pays only what is one's own."),
        ),
    ),
)
