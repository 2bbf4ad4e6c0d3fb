"""The maker of the cards: given order files, asked for state files.

Where it cannot be reached the orders stay owed and go out with the next file. The sandbox answers
like a maker with a bad week: late, twice, out of order, and now and then with a broken file.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from kit import gateways
from services.cards.rules import maker_file
from services.cards.rules.maker_file import Step
from services.cards.rules.orders import Made

TIMEOUT_SECONDS = 30
# By the last character of an order anybody can try out what goes wrong with it in the sandbox.
COMES_BACK, IS_LATE = "7", "9"


def send(raw: bytes) -> None:
    """Hand an order file over. Raises `OSError` where it was not taken."""
    CHANNELS[settings.CARD_MAKER_CHANNEL](raw)


def _gateway(raw: bytes) -> None:
    told = {"file": raw.decode(), "sha256": sha256(raw).hexdigest()}
    address, token = settings.CARD_MAKER_URL, settings.CARD_MAKER_TOKEN
    gateways.ask(address, token, told, seconds=TIMEOUT_SECONDS)


def _sandbox(_raw: bytes) -> None:
    """Take it; what it answers is asked for by `sandbox_files`."""


def _nobody(_raw: bytes) -> None:
    raise OSError("no maker is named in the settings")


CHANNELS: dict[str, Callable[[bytes], None]] = {
    "sandbox": _sandbox,
    "gateway": _gateway,
    "none": _nobody,
}


def sandbox_files(orders: list[str], made_at: datetime) -> Iterator[bytes]:
    """Yield the state files of an invented maker for some orders, in the order they arrive.

    One says what another has said already; one comes before its time; one is cut off.
    """
    steps = [step for order in orders for step in _life(order, made_at)]
    by_day = sorted(steps, key=lambda each: each.at)
    for number, step in enumerate(by_day, start=1):
        raw = maker_file.write_states(f"S{number:04d}", step.at, [step])
        if number % 3 == 0:
            yield raw[:-20]  # the line broke; it is sent once more
        yield raw
        if number % 4 == 0:
            yield raw


def _life(order: str, made_at: datetime) -> Iterator[Step]:
    card = "S" + sha256(order.encode()).hexdigest()[:8].upper()
    days = (5, 8, 9) if order.endswith(IS_LATE) else (2, 3, 4)
    for state, day in zip((Made.SENT, Made.MADE, Made.AT_COUNTER), days, strict=True):
        yield Step(order, state, made_at + timedelta(days=day), card, "")
    if order.endswith(COMES_BACK):
        yield Step(order, Made.RETURNED, made_at + timedelta(days=100), card, "无人领取")
