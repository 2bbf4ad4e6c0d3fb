"""The invented bank of the demonstration: it books, sends back by the last digits, or is silent."""

from datetime import date, datetime

from django.conf import settings

from payouts.rules.bank_answer import Result, write
from payouts.rules.bank_file import Order, orders_in
from payouts.rules.returns import CODES, PAID

# By the last digits of an account anybody can try out each answer.
SENDS_BACK = {f"90{number}": code for number, code in enumerate(CODES, 1)}
IS_SILENT = "908"


def answer_to(batch: str, content: bytes, *, booked_on: date, now: datetime) -> bytes:
    """Return what it answers to a file: the same whenever it is asked again on that day."""
    orders = [each for each in orders_in(content) if not each.account.endswith(IS_SILENT)]
    results = [_result(each, booked_on) for each in orders]
    fen = {each.sequence: each.fen for each in orders}
    return write(batch, results, fen, now)


def _result(order: Order, booked_on: date) -> Result:
    code = SENDS_BACK.get(order.account[-3:]) or _by_chance(order) or PAID
    reference = f"SB{order.payable:012d}"
    return Result(order.sequence, order.payable, code, reference, booked_on)


def _by_chance(order: Order) -> str:
    """Return why one in so many comes back, as banks have it; never where none is set."""
    one_in = settings.SANDBOX_BANK_RETURNS_ONE_IN
    if not one_in or order.payable % one_in:
        return ""
    return list(CODES)[order.payable // one_in % len(CODES)]
