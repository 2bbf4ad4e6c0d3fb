"""The files that go to the maker of the cards and come back: written and read whole, or not at all.

Files of lines (`records.rules.line_files`).

Order: `H|1|<batch>|<maker>|<made>|<count>`, then for each card `D|<order>|<person>|<name>|<number>|
<old card>|<bank>|<SHA-256 of the photograph>|<delivery>|<receiver>|<address>`.
State: `H|1|<batch>|<answered>|<count>`, then `R|<order>|<state>|<moment>|<new card>|<text>`.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime

from law.wording import Text
from records.rules.line_files import FileRefused, rows_of, sealed
from services.cards.rules.orders import OF_MAKER, Made

VERSION = "1"
MOST_LINES = 100_000
LONGEST_FIELD = 200
DIGITS_OF_CARD = 30


@dataclass(frozen=True)
class Order:
    """One card to be made, field by field in the order of the file."""

    number: str
    person: str
    name: str
    id_number: str
    old_card: str
    bank: str
    photo: str
    delivery: str
    receiver: str
    address: str


@dataclass(frozen=True)
class Step:
    """What the maker says of one order."""

    order: str
    state: Made
    at: datetime
    card: str
    text: str


@dataclass(frozen=True)
class StateFile:
    """A file of the maker that can be relied on."""

    batch: str
    answered_at: datetime
    steps: tuple[Step, ...]


def write(batch: str, maker: str, made_at: datetime, orders: Sequence[Order]) -> bytes:
    """Return the order file. Raises `ValueError` for a field that would break its line."""
    head = ["H", VERSION, batch, maker, made_at.isoformat(), str(len(orders))]
    return sealed([head, *(["D", *map(str, astuple(each))] for each in orders)])


def write_states(batch: str, answered_at: datetime, steps: Sequence[Step]) -> bytes:
    """Return a state file as a maker writes it, for the sandbox and for tests."""
    head = ["H", VERSION, batch, answered_at.isoformat(), str(len(steps))]
    lines = [["R", s.order, s.state.value, s.at.isoformat(), s.card, s.text] for s in steps]
    return sealed([head, *lines])


def read(raw: bytes) -> StateFile:
    """Return what a state file says; raises `FileRefused` with the line and the reason."""
    rows = rows_of(raw, most_lines=MOST_LINES)
    head = rows[0]
    if len(head) != 5 or head[:2] != ["H", VERSION]:
        raise FileRefused(1, Text("文件头不对。", "The header is not as agreed."))
    lines = rows[1:-1]
    if head[4] != str(len(lines)):
        raise FileRefused(1, Text("文件头的行数不符。", "The header counts other lines."))
    steps = tuple(_step(number, row) for number, row in enumerate(lines, start=2))
    return StateFile(head[2], _moment(1, head[3]), steps)


def _step(number: int, row: list[str]) -> Step:
    if len(row) != 6 or row[0] != "R":
        raise FileRefused(number, Text("这一行的格式不对。", "The line is not as agreed."))
    _r, order, state, at, card, text = row
    if state not in {each.value for each in OF_MAKER}:
        why = Text("制卡单位不能报这个状态。", "A maker cannot report this state.")
        raise FileRefused(number, why)
    if card and not (card.isascii() and card.isalnum() and len(card) <= DIGITS_OF_CARD):
        raise FileRefused(number, Text("卡号格式不对。", "The number of the card is not one."))
    if state == Made.MADE and not card:
        raise FileRefused(number, Text("制成的卡没有卡号。", "A card that is made has no number."))
    if len(text) > LONGEST_FIELD:
        raise FileRefused(number, Text("说明太长。", "The remark is too long."))
    return Step(order, Made(state), _moment(number, at), card, text)


def _moment(line: int, written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError as error:
        raise FileRefused(line, Text("时间格式不对。", "This is no moment.")) from error
    if at.tzinfo is None:
        raise FileRefused(line, Text("时间没有时区。", "The moment names no time zone."))
    return at


def batch_of(made_at: datetime, sequence: int) -> str:
    """Return the name of a file: day and number of the file on that day."""
    return f"{_day(made_at):%Y%m%d}-{sequence:03d}"


def _day(at: datetime) -> date:
    return at.date()
