"""Invoices of a claim: their numbers, what they come to, and which stands there twice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.money import ZERO

# 数电票: 20 digits; medical electronic bills (医疗收费电子票据) and paper invoices: 8 or 10.
NUMBER = re.compile(r"[0-9]{8}|[0-9]{10}|[0-9]{20}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as it was named, or as its file says."""

    number: str
    on: date | None
    amount: Decimal
    code: str = ""  # the code of a paper invoice (发票代码), where it has one

    @property
    def key(self) -> str:
        """By which it is found again, in whoever's claim."""
        return f"{self.code}:{self.number}" if len(self.number) < 20 else self.number


def plain(number: str) -> str:
    """Return a number without the gaps in which people write it."""
    return re.sub(r"[\s-]", "", number).translate(_FULL_WIDTH)


def is_number(number: str) -> bool:
    """Whether this can be the number of an invoice."""
    return NUMBER.fullmatch(number) is not None


def once_each(invoices: Iterable[Invoice]) -> tuple[Invoice, ...]:
    """Return each invoice once, as it stands there first."""
    found: dict[str, Invoice] = {}
    for each in invoices:
        found.setdefault(each.key, each)
    return tuple(found.values())


def twice(invoices: Iterable[Invoice]) -> tuple[Invoice, ...]:
    """Return what stands there again: it counts once."""
    seen: set[str] = set()
    return tuple(each for each in invoices if each.key in seen or seen.add(each.key))  # type: ignore[func-returns-value]


def total(invoices: Iterable[Invoice]) -> Decimal:
    """Return what the invoices come to, each once."""
    return sum((each.amount for each in once_each(invoices)), ZERO)


def differing(
    named: Iterable[Invoice], read: Mapping[str, Invoice]
) -> tuple[tuple[Invoice, Invoice], ...]:
    """Return each invoice whose file says another day or another sum, with what it says."""
    pairs = ((each, read.get(each.number)) for each in once_each(named))
    return tuple(
        (each, file)
        for each, file in pairs
        if file is not None
        and (each.amount != file.amount or (each.on and file.on and each.on != file.on))
    )
