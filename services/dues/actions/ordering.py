"""From what is due to an order: by keys and the mark of the list, never by an amount."""

from collections.abc import Collection
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules.levels import Level
from agencies.actors import Actor
from agencies.levels import check_level
from casework.actions.living import may_have_died
from casework.errors import MoveNotPossible
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.canonical import canonical
from payments.actions import ordering
from payments.actions.ordering import Wanted
from payments.models import Order
from services.dues.models import Due
from services.dues.rules.order_lines import MonthsLeftOut, order_lines
from services.dues.rules.reasons import PAYER_DIED

PURPOSE = "dues"


class ListChanged(NotValid):
    """What is due has changed since the list was read (CON08)."""

    status = 409
    code = "list_changed"

    def __init__(self) -> None:
        super().__init__(
            {"dues": _("What is due has changed meanwhile. Look at the new list and confirm it.")}
        )


LIVE = (Due.State.OPEN.value, Due.State.IN_ORDER.value)


def anything_for(person: OuterRef) -> Exists:
    """Return the question whether anything may be due; another statement's row names the person."""
    return Exists(Due.objects.filter(person=person, state__in=LIVE))


def list_of(who: Actor, today: date) -> list[Due]:
    """Return what somebody can pay today or has in an order, the earliest first."""
    live = Due.objects.visible_to(who).filter(state__in=LIVE)
    found = live.with_places().order_by("period", "-relationship__insurance", "pk")
    return [each for each in found if each.state == Due.State.IN_ORDER or each.last_day >= today]


def mark_of(dues: Collection[Due]) -> int:
    """Return a number of nine digits that changes with the list, for `If-Match`."""
    said = [[each.pk, each.amount_fen, each.state, str(each.last_day)] for each in dues]
    return int(sha256(canonical(said)).hexdigest(), 16) % 10**9


def check_may_pay(who: Actor) -> None:
    """Raise unless somebody pays for themselves: nobody else's money takes their place here."""
    check_level(who, Level.NUMBER)
    if who.person_id is None or who.present is not None:
        raise NotPermitted(_("What is due is paid by the insured person themselves."))


@transaction.atomic
def order(
    keys: Collection[int], *, provider: str, mark: int | None, by: Actor, now: datetime
) -> Order:
    """Order what was chosen, and hold it for half an hour.

    Raises `ListChanged` where the list is not the one that was looked at, `NotValid` for a due of
    somebody else, one that has lapsed, or months out of order.
    """
    check_may_pay(by)
    person = by.person
    if person is None:
        raise NotPermitted
    if may_have_died(person.pk):
        raise MoveNotPossible(wording(PAYER_DIED.sentence))
    today = timezone.localdate(now)
    there = list_of(by, today)
    if mark is not None and mark != mark_of(there):
        raise ListChanged
    chosen = _chosen(set(keys), there)
    wanted = _wanted(chosen, there)
    held = Due.objects.select_for_update().filter(pk__in=[each.pk for each in chosen])
    if len(held.filter(state=Due.State.OPEN)) != len(chosen):
        raise ListChanged
    made = ordering.open_order(person, PURPOSE, wanted, provider=provider, now=now)
    held.update(state=Due.State.IN_ORDER, order_no=made.number)
    return made


def _chosen(keys: set[int], there: list[Due]) -> list[Due]:
    """Return the dues that were chosen; raises `NotValid` where that cannot be."""
    known = {each.pk: each for each in there}
    if not keys:
        raise NotValid({"dues": _("Choose at least one month.")})
    if keys - known.keys():
        raise NotValid({"dues": _("This is not due, or can no longer be paid.")})
    chosen = [each for each in there if each.pk in keys]
    if any(each.state == Due.State.IN_ORDER for each in chosen):
        said = _("One of these is in another order already. Go on with that one, or cancel it.")
        raise NotValid({"dues": said})
    return chosen


def _wanted(chosen: list[Due], there: list[Due]) -> list[Wanted]:
    """Return what is ordered; raises `NotValid` where a month would be left out in between."""
    payable = (each for each in there if each.state == Due.State.OPEN)
    agencies = {each.subject: each.relationship.agency for each in chosen}
    try:
        lines = order_lines(chosen, payable)
    except MonthsLeftOut as error:
        said = _("Pay the earliest month first, and leave none out in between.")
        raise NotValid({"dues": said}) from error
    return [
        Wanted(subject=each.subject, agency=agencies[each.subject], amount_fen=each.amount_fen)
        for each in lines
    ]


def cancel(found: Order, *, by: Actor, now: datetime) -> Order:
    """Cancel one's own unpaid order; its months are free again."""
    check_may_pay(by)
    if found.person_id != by.person_id:
        raise MoveNotPossible(_("This order has been paid or has ended already."))
    return ordering.cancel(found, now=now)
