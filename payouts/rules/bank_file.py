"""The file that goes to a bank (报盘), version 1: UTF-8, one line each, parted by `|`.

`H|1|batch|agency|fund|bank|yyyymm|count|total|made`, `D|seq|payment|account|holder|amount|purpose|
remark` for each payment, `T|count|total|sha256` of every byte before the last line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from law.money import from_fen, spell_yuan

VERSION = "1"
LONGEST_REMARK = 20
_CLEAN = re.compile(r"[|\r\n\t]")


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a file is about."""

    batch: str
    agency: str
    fund: str
    bank: str
    period: date
    count: int
    total_fen: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """One payment of a file."""

    sequence: int
    payable: int
    account: str
    holder: str
    fen: int
    purpose: str
    remark: str = ""


class NotWritable(ValueError):
    """A text holds what would break the file."""


def yuan(fen: int) -> str:
    """Return `1840.00` for 184000 fen."""
    return f"{fen // 100}.{fen % 100:02d}"


def bank_number(bank: str) -> str:
    """Return the twelve digits by which the payment system knows a bank."""
    return bank.ljust(12, "0")


def write(head: Head, orders: Iterable[Order]) -> bytes:
    """Return the file."""
    body = "\n".join([_first(head), *map(_line, orders)]) + "\n"
    before = body.encode()
    last = f"T|{head.count}|{yuan(head.total_fen)}|{sha256(before).hexdigest()}\n"
    return before + last.encode()


def _first(head: Head) -> str:
    return "|".join(
        (
            "H",
            VERSION,
            head.batch,
            head.agency,
            head.fund,
            bank_number(head.bank),
            f"{head.period:%Y%m}",
            str(head.count),
            spell_yuan(from_fen(head.total_fen)),
            head.made_at.isoformat(timespec="seconds"),
        )
    )


def _line(order: Order) -> str:
    if _CLEAN.search(order.holder) or _CLEAN.search(order.account):
        raise NotWritable(f"line {order.sequence}")
    remark = _CLEAN.sub(" ", order.remark)[:LONGEST_REMARK]
    return (
        f"D|{order.sequence:08d}|{order.payable}|{order.account}|{order.holder}"
        f"|{yuan(order.fen)}|{order.purpose}|{remark}"
    )


def orders_in(content: bytes) -> Iterator[Order]:
    """Yield the payments of a file that the portal wrote: what a bank does with it."""
    for line in content.decode().splitlines():
        if line.startswith("D|"):
            _d, sequence, payable, account, holder, amount, purpose, remark = line.split("|")
            fen = int(amount.replace(".", ""))
            yield Order(int(sequence), int(payable), account, holder, fen, purpose, remark)
