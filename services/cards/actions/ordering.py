"""Orders of new cards: written when granted, sent in files, moved on by what comes back."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person, document_index
from agencies import rule_book, work_calendar
from agencies.models import Agency
from applications.models import PaperPage
from casework.actions.telling import Told, tell
from casework.models import Case
from kit import wall
from law.identity_number import DocumentType, IdentityDocument
from law.values import ValueNotInForce
from law.wording import Text
from records.rules.line_files import FileRefused
from services.cards import maker
from services.cards.actions import making, noting
from services.cards.models import Card, CardOrder, MakerFile
from services.cards.rules import maker_file
from services.cards.rules.maker_file import Order, Step
from services.cards.rules.numbers import card_due, collected_until
from services.cards.rules.orders import Made, may_become

log = logging.getLogger(__name__)
MAKER = "CN"
PHOTO = "photo"
AT_ONCE = 1000
UNKNOWN_ORDER = Text("没有这个订单。", "There is no such order.")
OTHER_CARD = Text("卡号与以前报的不同。", "The card has another number than before.")


def order(
    case: Case,
    old: Card,
    *,
    bank: str,
    delivery: str,
    address: str,
    now: datetime,
    collector: tuple[str, str | None] = ("", None),
) -> CardOrder:
    """Write down that a new card is to be made, until when; call it where it is granted.

    `collector`: name and resident identity number of whoever may collect it beside the person.
    """
    name, number = collector
    applied = timezone.localdate(case.submitted_at or now)
    return CardOrder.objects.create(
        case=case,
        old_card=old,
        bank=bank,
        delivery=delivery,
        address=address,
        collector_name=name if number else "",
        collector_index=_index_of(number) if number else "",
        state_at=now,
        due_on=_due(applied, old.issuer),
    )


def _index_of(number: str) -> str:
    document = IdentityDocument(DocumentType.RESIDENT_ID, number.strip().upper(), "")
    return document_index(document)


def _due(applied: date, issuer: Agency) -> date | None:
    """Return until when the place has it made; nothing where it names no term."""
    calendar = work_calendar.of(issuer)
    try:
        return card_due(applied, "online", issuer.region_id, calendar, rule_book.current())
    except ValueNotInForce:
        return None


# --- To the maker -------------------------------------------------------------------------------
@wall.as_house("order cards from their maker")
def send_orders(*, now: datetime) -> int:
    """Send what waits for the maker; return how many files were taken.

    A file has its name and its orders before the maker hears of it, and no transaction is open
    while it is spoken to. One that was not taken is sent again under the same name, so that a maker
    who took it the first time knows it.
    """
    while _gather(now):
        pass
    return sum(
        _hand_over(each, now) for each in MakerFile.objects.filter(is_order=True, sent_at=None)
    )


@transaction.atomic
def _gather(now: datetime) -> bool:
    """Put up to a thousand waiting orders into a file; say whether there were any."""
    waiting = CardOrder.objects.waiting_for_maker().select_for_update(skip_locked=True)
    orders = [each.pk for each in waiting.order_by("pk")[:AT_ONCE]]
    if not orders:
        return False
    today = MakerFile.objects.filter(is_order=True, at__date=timezone.localdate(now))
    batch = maker_file.batch_of(timezone.localtime(now), today.count() + 1)
    file = MakerFile.objects.create(batch=batch, is_order=True, lines=len(orders), at=now)
    CardOrder.objects.filter(pk__in=orders).update(file=file)
    return True


def _hand_over(file: MakerFile, now: datetime) -> bool:
    orders = file.orders.select_related("case__person", "old_card").order_by("pk")
    raw = maker_file.write(file.batch, MAKER, file.at, [_line(each) for each in orders])
    try:
        maker.send(raw)
    except OSError as error:
        log.warning("the maker of the cards took no file: %s", type(error).__name__)
        return False
    digest = sha256(raw).hexdigest()
    MakerFile.objects.filter(pk=file.pk).update(sha256=digest, sent_at=now)
    return True


def _line(each: CardOrder) -> Order:
    person: Person = each.case.person
    return Order(
        number=each.case.number,
        person=str(person.pk),
        name=str(person.name),
        id_number=str(person.number),
        old_card=each.old_card.number_index,
        bank=each.bank,
        photo=_photo(each.case),
        delivery=each.delivery,
        receiver=str(person.name),
        address=str(each.address).replace("|", " ").replace("\n", " "),
    )


def _photo(case: Case) -> str:
    """Return the hash of the photograph that was sent; nothing where the one on record is used."""
    pages = PaperPage.objects.filter(case=case, slot=PHOTO).counting().order_by("-pk")
    return str(pages.values_list("sha256", flat=True).first() or "")


# --- From the maker -----------------------------------------------------------------------------
@wall.as_house("read what the maker of the cards reports")
@transaction.atomic
def read_states(raw: bytes, *, now: datetime) -> int:
    """Take a state file in, whole or not at all; return how many orders moved on.

    The same file again changes nothing. Raises `FileRefused` with the line and the reason.
    """
    digest = sha256(raw).hexdigest()
    if MakerFile.objects.filter(sha256=digest, is_order=False).exists():
        return 0
    found = maker_file.read(raw)
    orders = _orders(found.steps)
    moved = 0
    for number, step in enumerate(found.steps, start=2):
        moved += _take(number, orders[step.order], step, now)
    try:
        with transaction.atomic():
            MakerFile.objects.create(
                batch=found.batch,
                is_order=False,
                sha256=digest,
                lines=len(found.steps),
                at=now,
            )
    except IntegrityError:  # the same file is being read elsewhere
        transaction.set_rollback(True)
        return 0
    return moved


def _orders(steps: Iterable[Step]) -> dict[str, CardOrder]:
    numbers = {step.order for step in steps}
    found = CardOrder.objects.select_for_update(of=("self",)).filter(case__number__in=numbers)
    orders = {
        each.case.number: each
        for each in found.select_related("case__person", "old_card", "new_card").order_by("pk")
    }
    for number, step in enumerate(steps, start=2):
        if step.order not in orders:
            raise FileRefused(number, UNKNOWN_ORDER)
    return orders


def _take(line: int, order: CardOrder, step: Step, now: datetime) -> bool:
    if step.card and order.new_card and str(order.new_card.number) != step.card:
        raise FileRefused(line, OTHER_CARD)
    return move(order, step.state.value, card=step.card, at=step.at, now=now)


def move(order: CardOrder, to: str, *, card: str = "", at: datetime, now: datetime) -> bool:
    """Let an order go forwards; say whether it did. What is said twice or late changes nothing.

    Call it with the order's row held, in a transaction.
    """
    if not may_become(order.state, to):
        return False
    if order.new_card is None:
        order.new_card = making.made(order, card, now=now)
    order.state, order.state_at = to, min(at, now)
    if to == Made.AT_COUNTER:
        order.collect_until = collected_until(now, rule_book.current())
    order.save(update_fields=["state", "state_at", "new_card", "collect_until"])
    _tell(order, to, now)
    return True


def _tell(order: CardOrder, to: str, now: datetime) -> None:
    if to == Made.AT_COUNTER:
        noting.issue_note(order, now)
        tell(
            order.case, [Told("card-ready", data=_until(order))], now=now, occasion=_occasion(order)
        )
    if to == Made.RETURNED:
        told = [Told("card-returned"), Told("card-returned-desk", order.old_card.issuer)]
        tell(order.case, told, now=now, occasion=_occasion(order))


def _occasion(order: CardOrder) -> str:
    return f"card-{order.state}:{order.state_at:%Y%m%d%H%M%S}"


def _until(order: CardOrder) -> dict[str, str]:
    return {"until": order.collect_until.isoformat() if order.collect_until else ""}
