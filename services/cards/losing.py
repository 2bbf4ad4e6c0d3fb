"""“I cannot find my card”, “it is lost”, “I have it again”: each done at once."""

from datetime import datetime

from django.utils import timezone

from agencies import rule_book
from applications.declaring import Assurance, Deciding, Deed, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import at_once
from casework.models import Case
from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition
from law.wording import Text
from services.cards.actions import reporting
from services.cards.facts import CardFacts, facts_of, issuer_of
from services.cards.models import Card, CardEvent
from services.cards.questions import BANK_TOLD, card_field
from services.cards.rules import reasons
from services.cards.rules.banks import BANKS
from services.cards.rules.numbers import lapses
from services.cards.rules.states import Wish

_CHANNELS = {
    Case.Channel.COUNTER.value: CardEvent.Channel.COUNTER,
    Case.Channel.PROGRAM.value: CardEvent.Channel.PROGRAM,
}


def conditions_of(wish: Wish, *against: Reason) -> tuple[Condition[CardFacts], ...]:
    """Return one condition for each reason that the table of states can give against a wish."""
    return (
        Condition[CardFacts](
            reasons.NO_CARD,
            Text("名下有社保卡吗？", "Has the person a card?"),
            Text("有。", "Yes."),
            Text("没有查到。", "None was found."),
            lambda facts: facts.is_signed_in and facts.standing is None,
            ends=True,
        ),
        *(_stands_against(wish, each) for each in against),
    )


# What a clerk reads of the state of a card, by the reason that it gives.
_ASKED = {
    reasons.IS_CANCELLED: Text("卡没有注销吗？", "Has the card not been cancelled?"),
    reasons.IS_FORMAL: Text("还没有正式挂失吗？", "Has it not been reported formally yet?"),
    reasons.NOT_LOST: Text("卡挂失了吗？", "Has the card been reported lost?"),
    reasons.NOT_AFTER_REPLACEMENT: Text("没有申请补卡吗？", "Has no new card been asked for?"),
    reasons.CARD_IN_THE_MAKING: Text("没有正在办理的新卡吗？", "Is no other new card under way?"),
    reasons.IS_ACTIVE: Text("卡还没有激活吗？", "Is the card still to be activated?"),
    reasons.NOT_NOW: Text("卡的状态允许办理吗？", "Does the state of the card allow it?"),
}


def _stands_against(wish: Wish, reason: Reason) -> Condition[CardFacts]:
    return Condition[CardFacts](
        reason,
        _ASKED[reason],
        Text("是。", "Yes."),
        Text("不是。", "No."),
        lambda facts: facts.against(wish) is reason,
    )


def card_of(application: Application) -> Card:
    """Return the card that an application names; raises `Card.DoesNotExist` for another's."""
    key = answers_of(application).get("card")
    return Card.objects.get(person=application.case.person, key=key)


def to_the_second(at: datetime) -> Text:
    """Return a moment as a certificate writes it, by the clock of Beijing."""
    local = timezone.localtime(at)
    return Text(
        f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}（北京时间）",
        f"{local:%Y-%m-%d %H:%M:%S}, Beijing time",
    )


# --- What the letters say -----------------------------------------------------------------------
COVERED = Text(
    "社保卡的社保功能：就医结算、身份凭证、电子社保卡，自上述时间起不能使用",
    "the social insurance side of the card (treatment, proof of identity, the electronic card), "
    "which cannot be used from that moment on",
)
NOT_COVERED = Text(
    "卡里的银行账户：须另向{bank}挂失，电话{phone}",
    "the bank account on the card: it is reported to {bank} separately, phone {phone}",
)


def _certificate(application: Application, *rows: Shown) -> tuple[Shown, ...]:
    card = card_of(application)
    bank = BANKS[card.bank]
    at = application.case.submitted_at or timezone.now()
    bank_side = Text(
        NOT_COVERED.zh.format(bank=bank.name.zh, phone=bank.phone),
        NOT_COVERED.en.format(bank=bank.name.en, phone=bank.phone),
    )
    return (
        Shown(
            label=Text("社保卡号", "Number of the card"),
            value=card.masked,
        ),
        Shown(label=Text("挂失时间", "Reported lost"), value=to_the_second(at)),
        *rows,
        Shown(label=Text("本次停用", "What it stops"), value=COVERED),
        Shown(label=Text("没有停用", "What it does not stop"), value=bank_side),
    )


def _decided_for_now(application: Application) -> tuple[Shown, ...]:
    card, at = card_of(application), application.case.submitted_at or timezone.now()
    until = lapses(at, card.issuer.region_id, rule_book.current())
    lapse = Shown(label=Text("自动失效", "Lapses by itself"), value=to_the_second(until))
    return _certificate(application, lapse)


def _decided_formal(application: Application) -> tuple[Shown, ...]:
    stays = Text("一直有效，直到您申请解挂或领到新卡", "until you find it or have a new one")
    return _certificate(application, Shown(label=Text("有效期", "How long"), value=stays))


def _decided_found(application: Application) -> tuple[Shown, ...]:
    card, at = card_of(application), application.case.submitted_at or timezone.now()
    return (
        Shown(label=Text("社保卡号", "Number of the card"), value=card.masked),
        Shown(label=Text("恢复使用", "In use again"), value=to_the_second(at)),
    )


# --- What they do -------------------------------------------------------------------------------
def _channel(case: Case) -> str:
    return _CHANNELS.get(case.channel, CardEvent.Channel.ONLINE).value


def _lose_for_now(deed: Deed) -> None:
    case, card = deed.application.case, card_of(deed.application)
    reporting.lose_for_now(card, now=deed.now, channel=_channel(case), case=case)


def _lose(deed: Deed) -> None:
    case, card = deed.application.case, card_of(deed.application)
    reporting.lose(card, now=deed.now, channel=_channel(case), case=case)


def _find(deed: Deed) -> None:
    case, card = deed.application.case, card_of(deed.application)
    reporting.find(card, now=deed.now, channel=_channel(case), case=case)


def _follows_loss(_asked: Asked) -> tuple[Text, ...]:
    return (reasons.BANK_IS_SEPARATE.sentence, reasons.BANK_IS_SEPARATE.way_forward)


def _follows_for_now(asked: Asked) -> tuple[Text, ...]:
    return (*_follows_loss(asked), reasons.LAPSES.sentence, reasons.LAPSES.way_forward)


def _follows_found(_asked: Asked) -> tuple[Text, ...]:
    return (
        Text(
            "银行账户挂失过的，也要另向银行解挂。",
            "If you have reported the account to the bank, tell the bank as well.",
        ),
    )


BOTH_SIDES = Question(
    question=Text("为什么银行还要另外挂失？", "Why does the bank have to be told separately?"),
    answer=Text(
        "一张卡有社保和银行两个功能，由两家机构管理。我们只能停用社保功能，银行账户只有银行能停用。",
        "The card has two sides, kept by two bodies. We can stop the social insurance side; the "
        "account can be stopped by the bank alone.",
    ),
    basis=reasons.BANK,
)
TWO_LOSSES = Question(
    question=Text("临时挂失和正式挂失有什么不同？", "What is the difference between the two?"),
    answer=Text(
        "临时挂失到期自动失效，适合先停用、再慢慢找；正式挂失一直有效，补卡之前要先办。两种都马上停用，"
        "找到了都可以恢复。",
        "The one for the time being lapses by itself: stop the card first, then look for it. The "
        "formal one stays, and a new card needs it. Both stop the card at once, and both end when "
        "you find it.",
    ),
    basis=reasons.CARDS,
)


def _page(*fields: Field) -> tuple[FormPage, ...]:
    return (FormPage(slug="card", title=Text("哪张卡", "Which card"), fields=fields),)


LOSS_FOR_NOW = Service(
    procedure=at_once(
        "card-loss-temporary", Text("社保卡临时挂失", "Card lost for the time being")
    ),
    errand=Text("我的社保卡找不到了", "I cannot find my social security card"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS, reasons.BANK),
    deciding=Deciding.AT_ONCE,
    pages=_page(card_field(Text("哪张卡找不到了？", "Which card can you not find?")), BANK_TOLD),
    agency=issuer_of,
    is_always_open=True,
    facts=facts_of,
    conditions=conditions_of(Wish.LOSE_FOR_NOW, reasons.IS_FORMAL, reasons.IS_CANCELLED),
    follows=_follows_for_now,
    decided=_decided_for_now,
    effect=_lose_for_now,
    result=Text("盖章的挂失证明，时间精确到秒", "A sealed certificate, to the second"),
    opening=Text(
        "您的社保卡已临时挂失，立即停用。",
        "Your card has been reported lost for the time being and is stopped.",
    ),
    questions=(TWO_LOSSES, BOTH_SIDES),
)
LOSS = Service(
    procedure=at_once("card-loss-formal", Text("社保卡正式挂失", "Card lost")),
    errand=Text("我的社保卡丢了", "My social security card is lost"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS, reasons.BANK),
    deciding=Deciding.AT_ONCE,
    assurance=Assurance.SIGNED_IN_ANEW,
    in_person=Text(
        "正式挂失和解挂决定谁能用这张卡，只能由本人办理；家人可以帮您办临时挂失。",
        "Whoever reports it formally, or finds it again, decides who can use the card: only the "
        "holder may. Family can report it lost for the time being.",
    ),
    pages=_page(card_field(Text("哪张卡丢了？", "Which card is lost?")), BANK_TOLD),
    agency=issuer_of,
    is_always_open=True,
    facts=facts_of,
    conditions=conditions_of(Wish.LOSE, reasons.IS_CANCELLED),
    follows=_follows_loss,
    decided=_decided_formal,
    effect=_lose,
    result=Text("盖章的挂失证明，时间精确到秒", "A sealed certificate, to the second"),
    opening=Text(
        "您的社保卡已正式挂失，立即停用。", "Your card has been reported lost and is stopped."
    ),
    questions=(TWO_LOSSES, BOTH_SIDES),
)
FOUND = Service(
    procedure=at_once("card-found", Text("社保卡解挂", "Card found again")),
    errand=Text("我的社保卡找到了", "I have my social security card again"),
    event=LifeEvent.CARD,
    law=(reasons.CARDS,),
    deciding=Deciding.AT_ONCE,
    assurance=Assurance.SIGNED_IN_ANEW,
    in_person=LOSS.in_person,
    pages=_page(card_field(Text("哪张卡找到了？", "Which card have you found?"))),
    agency=issuer_of,
    is_always_open=True,
    facts=facts_of,
    conditions=conditions_of(
        Wish.FIND, reasons.NOT_AFTER_REPLACEMENT, reasons.NOT_LOST, reasons.IS_CANCELLED
    ),
    follows=_follows_found,
    decided=_decided_found,
    effect=_find,
    result=Text("盖章的解挂确认书", "A sealed confirmation"),
    opening=Text("您的社保卡已恢复使用。", "Your card can be used again."),
    questions=(BOTH_SIDES,),
)
