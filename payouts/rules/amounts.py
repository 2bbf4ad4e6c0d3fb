"""The lines of an amount: what each is, how it was worked out, and where it stands in the law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from law.money import ZERO, from_fen, to_fen
from law.wording import Basis, Text


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an amount; `formula` is how one reads it: `1,840.00 × 70%`."""

    name: str
    title: Text
    amount: Decimal
    formula: str
    basis: Basis

    @property
    def fen(self) -> int:
        """The amount in whole fen."""
        return to_fen(self.amount)


def add_up(lines: Iterable[Line]) -> Decimal:
    """Return the sum of lines."""
    return sum((each.amount for each in lines), ZERO)


def keep(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return lines as plain data, to be kept encrypted."""
    return [
        {
            "name": each.name,
            "title": [each.title.zh, each.title.en],
            "fen": each.fen,
            "formula": each.formula,
            "document": each.basis.document,
            "article": each.basis.article,
            "since": each.basis.effective_on.isoformat(),
            "law": [each.basis.title.zh, each.basis.title.en],
            "verified": each.basis.verified,
        }
        for each in lines
    ]


def read(kept: Iterable[dict[str, Any]]) -> tuple[Line, ...]:
    """Return lines that were kept."""
    return tuple(
        Line(
            name=each["name"],
            title=Text(*each["title"]),
            amount=from_fen(each["fen"]),
            formula=each["formula"],
            basis=Basis(
                each["document"],
                each["article"],
                date.fromisoformat(each["since"]),
                Text(*each["law"]),
                each["verified"],
            ),
        )
        for each in kept
    )
