"""What the pages and programs show of dues and orders: words, sums, what a month brings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from agencies.rules.terms import Insurance
from kit.spelling import wording
from law.values import percent
from payments.models import Order, Payment
from payments.rules.orders import State
from records.fetching import relationships_of
from records.rules.months import Segment, count_months
from records.rules.retirement import minimum_months
from services.dues.models import Due
from services.dues.receipts import period_of
from services.dues.rules.reckoning import last_day_of_month


@dataclass(frozen=True, kw_only=True)
class Row:
    """A due as a page shows it; amounts in fen."""

    due: Due
    title: str
    insurance: str
    place: str
    reckoned: str
    brings: str
    otherwise: str
    days_left: int
    said: date | None


def months_so_far(person: Person) -> int:
    """Return how many months of old-age insurance as an employee or alone are paid."""
    held = relationships_of(person, "pension", with_periods=True)
    return count_months(
        Segment(
            region=of.agency.region_id,
            first_month=each.first_month,
            last_month=each.last_month,
            scheme=each.scheme,
            owed=not each.is_paid,
        )
        for of in held
        for each in of.periods.all()
    ).months


def rows(dues: Iterable[Due], person: Person, *, today: date) -> list[Row]:
    """Return dues as they are shown, each with what it brings and what if it is not paid."""
    so_far, needed = months_so_far(person), minimum_months(today, rule_book.current())
    shown = []
    for due in dues:
        if due.relationship.insurance == Insurance.PENSION and not due.is_year:
            so_far += 1
        shown.append(_row(due, so_far, needed, today))
    return shown


def _row(due: Due, so_far: int, needed: int, today: date) -> Row:
    held = due.relationship
    last = last_day_of_month(due.period, held.agency.region_id, rule_book.current())
    return Row(
        due=due,
        title=wording(period_of(due)),
        insurance=wording(Insurance(held.insurance).label),
        place=held.agency.region.local_name,
        reckoned="" if due.is_year else percent(due.rate),
        brings=_brings(due, so_far, needed),
        otherwise=_otherwise(due),
        days_left=(due.last_day - today).days,
        said=None if due.is_year else last.said,
    )


def _brings(due: Due, so_far: int, needed: int) -> str:
    if due.is_year:
        return _("A year of cover as a resident.")
    if due.relationship.insurance != Insurance.PENSION:
        return _("Your medical cover goes on.")
    if so_far >= needed:
        return _("It is month %(n)s of your old-age insurance.") % {"n": so_far}
    return _("It is month %(n)s of the %(needed)s that a pension needs.") % {
        "n": so_far,
        "needed": needed,
    }


def _otherwise(due: Due) -> str:
    if due.relationship.insurance == Insurance.PENSION:
        return _("The month does not count, and can usually not be paid in a later year.")
    return _("Cover may stop, and begin again only after a waiting time.")


def sums(dues: Iterable[Due]) -> dict[str, int]:
    """Return what dues add up to, in fen: all of it, and its two parts."""
    listed = list(dues)
    account = sum(each.account_fen for each in listed)
    whole = sum(each.amount_fen for each in listed)
    return {"amount_fen": whole, "account_fen": account, "pooled_fen": whole - account}


# --- Orders ---------------------------------------------------------------------------------------
def came_twice(order: Order) -> list[Payment]:
    """Return the payments of an order that go back, or have gone."""
    going = (Payment.State.TO_SEND_BACK, Payment.State.SENT_BACK)
    return [each for each in order.payments.all() if each.state in going]


TONES = {
    State.OPEN: "info",
    State.PAID: "ok",
    State.DISPUTED: "warn",
    State.EXPIRED: "info",
    State.CANCELLED: "info",
    State.REFUNDED: "info",
}


def headline(order: Order) -> str:
    """Return in a sentence how an order stands."""
    said: dict[State, Any] = {
        State.OPEN: _("This is what you pay"),
        State.PAID: _("Your payment has arrived"),
        State.DISPUTED: _("We are checking your payment"),
        State.EXPIRED: _("This order was not paid in time"),
        State.CANCELLED: _("You have cancelled this order"),
        State.REFUNDED: _("This was paid back"),
    }
    if order.status is State.EXPIRED and came_twice(order):
        return _("What arrived goes back to you")
    return str(said[order.status])
