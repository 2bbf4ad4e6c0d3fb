"""What is done with a card at a counter and nowhere else: collected, activated, its PIN set anew.

A clerk has the card and the document before them; the portal records what was done and seals it.
"""

from agencies.actors import SYSTEM
from agencies.models import Agency
from applications.actions.applying import application_of
from applications.actions.completing import complete
from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Answers, Field, FormPage, Kind, Known, Question
from applications.known import answers_of
from applications.rules.flows import at_once
from casework.rules.verdicts import Condition
from law.wording import Text
from services.cards.actions import making
from services.cards.facts import CardFacts, facts_of, issuer_of
from services.cards.losing import card_of, conditions_of
from services.cards.models import CardOrder
from services.cards.questions import card_field
from services.cards.rules import reasons
from services.cards.rules.orders import Made
from services.cards.rules.states import Wish

SEEN = Field(
    name="seen",
    kind=Kind.DECLARATION,
    label=Text(
        "身份证件和社保卡都在窗口出示过",
        "The identity document and the social security card were shown at the counter",
    ),
    why=Text("只能当面办理。", "It is done face to face."),
    basis=reasons.CARDS,
)
ONLY_HERE = Text(
    "这件事要当面核对人和卡，只能在窗口办理，当场办好。请带身份证和社保卡。",
    "Somebody has to see you and the card, so it is done at a counter, while you wait. Bring your "
    "identity card and the social security card.",
)
BRING = Question(
    question=Text("要带什么？", "What do I bring?"),
    answer=Text(
        "本人身份证和社保卡。家人不能代办。",
        "Your identity card and the social security card. Family cannot do it for you.",
    ),
    basis=reasons.CARDS,
)


def _agency(deed: Deed) -> Agency:
    agency = deed.application.agency
    if agency is None:
        raise ValueError("nobody handles this application yet")
    return agency


def _activate(deed: Deed) -> None:
    making.activate(
        card_of(deed.application), case=deed.application.case, agency=_agency(deed), now=deed.now
    )


def _reset_pin(deed: Deed) -> None:
    making.reset_pin(
        card_of(deed.application), case=deed.application.case, agency=_agency(deed), now=deed.now
    )


CARD_ACTIVATE = Service(
    procedure=at_once("card-activate", Text("社保卡激活", "Activate a card")),
    errand=Text("我拿到了社保卡，要激活", "I have my card and want to activate it"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS,),
    deciding=Deciding.AT_ONCE,
    in_person=ONLY_HERE,
    only_at_counter=ONLY_HERE,
    pages=(
        FormPage(
            slug="card",
            title=Text("哪张卡", "Which card"),
            fields=(card_field(Text("激活哪张卡？", "Which card?")), SEEN),
        ),
    ),
    agency=issuer_of,
    facts=facts_of,
    conditions=conditions_of(
        Wish.ACTIVATE, reasons.IS_ACTIVE, reasons.IS_CANCELLED, reasons.NOT_NOW
    ),
    effect=_activate,
    visits=1,
    result=Text("卡可以使用，盖章的确认书", "A card that works, and a sealed confirmation"),
    opening=Text("您的社保卡已激活。", "Your card has been activated."),
    questions=(BRING,),
)
CARD_PIN_RESET = Service(
    procedure=at_once("card-pin-reset", Text("社保卡密码重置", "Set the PIN of a card anew")),
    errand=Text("社保卡密码忘了或锁住了", "I have forgotten my PIN, or it is locked"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS,),
    deciding=Deciding.AT_ONCE,
    in_person=ONLY_HERE,
    only_at_counter=ONLY_HERE,
    pages=(
        FormPage(
            slug="card",
            title=Text("哪张卡", "Which card"),
            fields=(card_field(Text("重置哪张卡的密码？", "Which card?")), SEEN),
        ),
    ),
    agency=issuer_of,
    facts=facts_of,
    conditions=conditions_of(Wish.RESET_PIN, reasons.IS_CANCELLED, reasons.NOT_NOW),
    effect=_reset_pin,
    visits=1,
    result=Text("新密码当场生效，盖章的确认书", "A new PIN at once, and a sealed confirmation"),
    opening=Text("您的社保卡密码已重置。", "The PIN of your card was set anew."),
    questions=(BRING,),
)


# --- Collecting a new card ----------------------------------------------------------------------
def _waiting(known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
    """Return the new cards that were made and not handed out, by the case of their order."""
    if known is None:
        return ()
    return tuple((each.case.number, _called(each)) for each in _orders(known))


def _orders(known: Known) -> list[CardOrder]:
    found = CardOrder.objects.filter(case__person=known.person, new_card__isnull=False)
    left = found.exclude(state=Made.HANDED_OUT.value)
    return list(left.select_related("case", "new_card", "old_card").order_by("pk"))


def _called(order: CardOrder) -> Text:
    card = order.new_card
    shown = card.masked if card else ""
    return Text(f"{shown}（业务件 {order.case.number}）", f"{shown} (case {order.case.number})")


def _only_order(known: Known) -> str | None:
    orders = _orders(known)
    return orders[0].case.number if len(orders) == 1 else None


def _nothing_waits(facts: CardFacts) -> bool:
    return facts.is_signed_in and not facts.answers.get("order")


def _hand_out(deed: Deed) -> None:
    """Give the card, end the old one and complete the case of the order, all or nothing."""
    case = deed.application.case
    number = answers_of(deed.application).get("order")
    order = CardOrder.objects.select_related("case__person").get(
        case__number=number, case__person=case.person
    )
    making.hand_out(order, to=str(case.person.name), agency=_agency(deed), case=case, now=deed.now)
    complete(application_of(order.case), SYSTEM, deed.now)


CARD_COLLECT = Service(
    procedure=at_once("card-collect", Text("领取新社保卡", "Collect a new card")),
    errand=Text("我来领新社保卡", "I have come for my new card"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS,),
    deciding=Deciding.AT_ONCE,
    in_person=ONLY_HERE,
    only_at_counter=ONLY_HERE,
    pages=(
        FormPage(
            slug="card",
            title=Text("哪张新卡", "Which new card"),
            fields=(
                Field(
                    name="order",
                    kind=Kind.CHOICE,
                    label=Text("领哪张新卡？", "Which new card?"),
                    why=Text("一次领一张。", "One at a time."),
                    options=_waiting,
                    known=_only_order,
                ),
                SEEN,
            ),
        ),
    ),
    agency=issuer_of,
    facts=facts_of,
    conditions=(
        Condition[CardFacts](
            reasons.NO_CARD,
            Text("有新卡等着领吗？", "Is a new card waiting?"),
            Text("有。", "Yes."),
            Text("没有。", "No."),
            _nothing_waits,
        ),
    ),
    effect=_hand_out,
    visits=1,
    result=Text(
        "已激活的新卡；旧卡同时注销", "The new card, activated; the old one ends at that moment"
    ),
    opening=Text(
        "新社保卡已交到您手中并激活，旧卡已注销。",
        "The new card has been handed to you and activated; the old one has ended.",
    ),
    questions=(BRING,),
)
