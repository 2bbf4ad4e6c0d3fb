"""What is done with a card at a counter and nowhere else: collected, activated, its PIN set anew.

A clerk has the card and the document before them; the portal records what was done and seals it.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import SYSTEM
from agencies.models import Agency
from applications.actions.applying import application_of
from applications.actions.completing import complete
from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Field, FormPage, Kind, Known, Question
from applications.known import answers_of
from applications.rules.flows import at_once
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.rules.verdicts import Condition
from law.names import mask_name
from law.wording import Text
from services.cards.actions import making
from services.cards.choosing import OrderChoice
from services.cards.facts import CardFacts, facts_of, issuer_of
from services.cards.losing import card_of, conditions_of
from services.cards.models import CardOrder
from services.cards.questions import card_field
from services.cards.rules import reasons
from services.cards.rules.reasons import NOTHING_TO_COLLECT
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
COLLECTED_HERE = Text(
    "新卡要当面交给本人，或者本人指定的代领人，只能在窗口办理，当场办好。请带领卡人自己的身份证。",
    "The new card is handed over face to face, to you or to whom you have named, so it is done at "
    "a counter, while you wait. Whoever comes brings their own identity card.",
)
WHO_COLLECTS = Question(
    question=Text("家人可以代领吗？", "Can somebody of my family collect it?"),
    answer=Text(
        "可以：申请补换卡时填写了代领人的，或者您把补换卡委托给了家人的。代领人带自己的身份证。",
        "Yes, if you named them when you asked for the card, or have given them a mandate for new "
        "cards. They bring their own identity card.",
    ),
    basis=reasons.CARDS,
)
HOLDER_SEEN = Field(
    name="seen",
    kind=Kind.DECLARATION,
    label=Text(
        "领卡人本人的身份证件在窗口出示过",
        "Whoever collects it has shown their own identity document at the counter",
    ),
    why=Text("只能当面办理。", "It is done face to face."),
    basis=reasons.CARDS,
)


def _orders(known: Known) -> list[CardOrder]:
    found = CardOrder.objects.to_collect(known.person, known.today)
    return list(found.select_related("case__person", "new_card", "old_card").order_by("pk"))


def _called(order: CardOrder, known: Known) -> Text:
    """Return what a card is called; that of another with the name of whose it is."""
    shown = order.new_card.masked if order.new_card else ""
    number = order.case.number
    if order.case.person_id == known.person.pk:
        return Text(f"{shown}（业务件 {number}）", f"{shown} (case {number})")
    whose = mask_name(str(order.case.person.name))
    return Text(f"{whose}的 {shown}（业务件 {number}）", f"{shown} of {whose} (case {number})")


WAITING = OrderChoice(_orders, _called, NOTHING_TO_COLLECT)


def _nothing_waits(facts: CardFacts) -> bool:
    return facts.is_signed_in and not facts.answers.get("order")


def _hand_out(deed: Deed) -> None:
    """Give the card, end the old one and complete the case of the order, all or nothing.

    Whose card it is hears that it was handed to somebody else, and to whom reads on the case.
    """
    case, number = deed.application.case, answers_of(deed.application).get("order")
    may = CardOrder.objects.to_collect(case.person, timezone.localdate(deed.now))
    order = may.select_related("case__person").filter(case__number=number).first()
    if order is None:
        raise MoveNotPossible(_("This card is not for whoever stands here to collect."))
    making.hand_out(order, to=str(case.person.name), agency=_agency(deed), case=case, now=deed.now)
    complete(application_of(order.case), SYSTEM, deed.now)
    if order.case.person_id != case.person_id:
        tell(order.case, [Told("card-collected")], now=deed.now, occasion="card-collected")


CARD_COLLECT = Service(
    procedure=at_once("card-collect", Text("领取新社保卡", "Collect a new card")),
    errand=Text("我来领新社保卡", "I have come for my new card"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS,),
    deciding=Deciding.AT_ONCE,
    in_person=COLLECTED_HERE,
    only_at_counter=COLLECTED_HERE,
    pages=(
        FormPage(
            slug="card",
            title=Text("哪张新卡", "Which new card"),
            fields=(
                WAITING.field(
                    Text("领哪张新卡？", "Which new card?"), Text("一次领一张。", "One at a time.")
                ),
                HOLDER_SEEN,
            ),
        ),
    ),
    agency=WAITING.agency,
    facts=facts_of,
    conditions=(
        Condition[CardFacts](
            NOTHING_TO_COLLECT,
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
        "新社保卡已当面交付并激活，旧卡已注销。",
        "The new card has been handed over and activated; the old one has ended.",
    ),
    questions=(WHO_COLLECTS,),
)
