"""A card for the time until the new one is there: given, or made longer, at a counter at once."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import rule_book
from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import (
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
from applications.rules.flows import at_once
from casework.errors import MoveNotPossible
from casework.rules.verdicts import Condition
from law.values import ValueNotInForce
from law.wording import Text, say_day
from services.cards.choosing import OrderChoice
from services.cards.collecting import HOLDER_SEEN
from services.cards.models import CardOrder, InterimCard, number_index
from services.cards.rules import reasons
from services.cards.rules.maker_file import DIGITS_OF_CARD
from services.cards.rules.numbers import INTERIM, interim_until
from services.cards.rules.orders import Made

GIVEN_HERE = Text(
    "临时卡在窗口当场发放，请本人带身份证。它没有金融功能，领到新卡时自动失效。",
    "An interim card is given at a counter, while you wait: bring your identity card. It holds no "
    "bank account, and ends as you get the new card.",
)


def orders_of(known: Known) -> list[CardOrder]:
    """Return the cards of somebody that are being made, with the interim card of each."""
    own = CardOrder.objects.filter(case__person=known.person, case__closed_at=None)
    open_ones = own.exclude(state=Made.HANDED_OUT.value)
    return list(open_ones.select_related("case", "old_card", "interim").order_by("pk"))


def _called(order: CardOrder, _known: Known) -> Text:
    old, number = order.old_card.masked, order.case.number
    return Text(f"替换 {old} 的新卡（业务件 {number}）", f"the one for {old} (case {number})")


IN_THE_MAKING = OrderChoice(orders_of, _called, reasons.NOTHING_IN_THE_MAKING)


def _is_number(value: str, _answers: Answers) -> Text | None:
    if value.isascii() and value.isalnum() and len(value) <= DIGITS_OF_CARD:
        return None
    return Text("只用字母和数字，最多30位。", "Letters and digits only, at most 30.")


@dataclass(frozen=True, kw_only=True)
class InterimFacts:
    """The order that was chosen, and until when its interim card would be valid."""

    is_signed_in: bool
    order: CardOrder | None
    until: date | None
    before: date | None
    today: date


def _facts(asked: Asked) -> InterimFacts:
    order = IN_THE_MAKING.of(asked.known, asked.answers)
    held = getattr(order, "interim", None) if order else None
    return InterimFacts(
        is_signed_in=asked.known is not None,
        order=order,
        until=_until(order, held, asked.today) if order else None,
        before=held.valid_until if held else None,
        today=asked.today,
    )


def _until(order: CardOrder, held: InterimCard | None, today: date) -> date | None:
    issued_on = held.issued_on if held else today
    try:
        region = order.old_card.issuer.region_id
        return interim_until(today, issued_on, region, rule_book.current())
    except ValueNotInForce:
        return None


def _is_at_its_end(facts: InterimFacts) -> bool:
    if facts.until is None:
        return False
    return facts.until <= facts.today or (facts.before is not None and facts.until <= facts.before)


CONDITIONS = (
    Condition[InterimFacts](
        reasons.NOTHING_IN_THE_MAKING,
        Text("有新卡正在制作吗？", "Is a new card being made?"),
        Text("有。", "Yes."),
        Text("没有。", "No."),
        lambda facts: facts.is_signed_in and facts.order is None,
        ends=True,
    ),
    Condition[InterimFacts](
        reasons.NO_INTERIM_CARDS,
        Text("发卡地发放临时卡吗？", "Does the place give interim cards?"),
        Text("发放。", "Yes."),
        Text("没有公布。", "It has not said so."),
        lambda facts: facts.order is not None and facts.until is None,
        ends=True,
    ),
    Condition[InterimFacts](
        reasons.INTERIM_AT_ITS_END,
        Text("还可以发放或延长吗？", "Can it be given, or made longer?"),
        Text("可以。", "Yes."),
        Text("已到最长期限。", "It has reached its longest time."),
        _is_at_its_end,
    ),
)


def _figures(facts: InterimFacts) -> tuple[Figure, ...]:
    if facts.order is None or facts.until is None:
        return ()
    found = INTERIM.on(
        facts.today, rule_book.current(), region=facts.order.old_card.issuer.region_id
    )
    return (
        Figure(
            label=Text("有效期至", "Valid until"),
            value=say_day(facts.until),
            formula=Text("当地公布的标准", "As the place has published it"),
            basis=found.basis,
            is_sure=found.is_verified,
        ),
    )


@transaction.atomic
def _give(deed: Deed) -> None:
    """Write the interim card down, or make the one that is there longer."""
    application, today = deed.application, timezone.localdate(deed.now)
    answers, agency = answers_of(application), deed.application.agency
    own = CardOrder.objects.select_for_update(of=("self",)).filter(
        case__person=application.case.person, case__number=str(answers.get("order"))
    )
    order = own.exclude(state=Made.HANDED_OUT.value).first()
    held = InterimCard.objects.filter(order=order, ended_on=None).first() if order else None
    until = _until(order, held, today) if order else None
    if order is None or until is None or agency is None:
        raise MoveNotPossible(_("This interim card cannot be given any more."))
    number = str(answers["number"]).upper()
    if held is not None:
        held.valid_until, held.times_extended = until, held.times_extended + 1
        held.number, held.number_index = number, number_index(number)
    else:
        held = InterimCard(
            order=order, number=number, number_index=number_index(number), agency=agency,
            issued_on=today, valid_until=until,
        )  # fmt: skip
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:
        raise MoveNotPossible(_("A card with this number is on record already.")) from error


CARD_INTERIM = Service(
    procedure=at_once("card-interim", Text("临时社保卡", "Interim card")),
    errand=Text("等新卡的时候，我要一张临时卡", "I need a card until the new one is there"),
    event=LifeEvent.CARD,
    law=(reasons.GUIDES,),
    deciding=Deciding.AT_ONCE,
    in_person=GIVEN_HERE,
    only_at_counter=GIVEN_HERE,
    pages=(
        FormPage(
            slug="card",
            title=Text("哪张新卡", "Which new card"),
            fields=(
                IN_THE_MAKING.field(
                    Text("等哪张新卡？", "Which new card is being made?"),
                    Text("临时卡用到领这张新卡为止。", "It is valid until that one is there."),
                ),
                Field(
                    name="number",
                    kind=Kind.TEXT,
                    label=Text("临时卡号码", "Number of the interim card"),
                    why=Text("临时卡上印的号码。", "As it is printed on it."),
                    longest=DIGITS_OF_CARD,
                    checks=(_is_number,),
                    is_masked=True,
                ),
                HOLDER_SEEN,
            ),
        ),
    ),
    agency=IN_THE_MAKING.agency,
    facts=_facts,
    conditions=CONDITIONS,
    figures=_figures,
    effect=_give,
    visits=1,
    result=Text("临时卡，盖章的确认书", "An interim card, and a sealed confirmation"),
    opening=Text("临时社保卡已发放。", "An interim card has been given."),
    questions=(
        Question(
            question=Text("能延长吗？", "Can it be made longer?"),
            answer=Text(
                "新卡还没到的，可以在窗口延长，不超过当地的最长期限。",
                "Yes, at a counter, while the new card is not there, up to the most the place "
                "allows.",
            ),
            basis=reasons.GUIDES,
        ),
    ),
)
