"""Months paid twice: which of them go, and what of them is the person's own.

人社部发〔2010〕70号 art. 10: they move first, then the new agency clears them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from law import documents as law
from law.documents import cite
from law.money import ZERO, round_half_up
from records.rules.contributions import EMPLOYEE, month_number
from records.rules.months import spans


class Keep(StrEnum):
    """Whose months stay where both are of one scheme; the law lets agency and person agree."""

    HERE = "here"
    ARRIVED = "arrived"


# 人社部发〔2009〕187号 opinion 3: one relationship is kept, the others are cleared.
PROPOSED = Keep.HERE
BASIS_SAME_SCHEME = cite(law.PENSION_NOTICE_187, "3")
BASIS_MOVE_FIRST = cite(law.PENSION_NOTICE_70, "10")
BASIS_RESIDENT = cite(law.PENSION_RESIDENT_LINK, "7")


@dataclass(frozen=True)
class Held:
    """Paid months in a row with one base that lie at the new agency; `key` names them."""

    key: int
    first_month: date
    last_month: date
    scheme: str
    base: Decimal
    personal_rate: Decimal
    account_rate: Decimal
    has_arrived: bool

    @property
    def share(self) -> Decimal:
        """What the person paid into the account for a month; the employer's part is not theirs."""
        return round_half_up(self.base * min(self.personal_rate, self.account_rate))


@dataclass(frozen=True)
class Stretch:
    """Months in a row of one period that go, and what is paid back for them."""

    of: Held
    first_month: date
    last_month: date

    @property
    def months(self) -> int:
        """How many months go."""
        return month_number(self.last_month) - month_number(self.first_month) + 1

    @property
    def amount(self) -> Decimal:
        """The personal part credited for these months, without interest."""
        return self.of.share * self.months


@dataclass(frozen=True)
class Plan:
    """What goes when months of one scheme are kept as `keep` says."""

    keep: Keep
    cleared: tuple[Stretch, ...]
    has_choice: bool

    @property
    def amount(self) -> Decimal:
        """What is paid back in all."""
        return sum((each.amount for each in self.cleared), ZERO)

    @property
    def months(self) -> int:
        """How many times a month too much was paid."""
        return sum(each.months for each in self.cleared)

    @property
    def has_resident_months(self) -> bool:
        """Whether resident months go: their collective subsidy is not in the records."""
        return any(each.of.scheme != EMPLOYEE for each in self.cleared)


def plan(held: Iterable[Held], keep: Keep = PROPOSED) -> Plan:
    """Return what goes: of each double month all but one payment.

    An employee's month stays before a resident's (人社部发〔2014〕17号 art. 7).
    """
    by_month = _by_month(held)
    doubles = {number: _in_order(there, keep) for number, there in sorted(by_month.items())}
    goes = [(each, number) for number, there in doubles.items() for each in there[1:]]
    return Plan(
        keep=keep,
        cleared=tuple(_stretches(goes)),
        has_choice=any(_is_open(there) for there in doubles.values()),
    )


def _by_month(held: Iterable[Held]) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    for each in held:
        for number in range(month_number(each.first_month), month_number(each.last_month) + 1):
            found.setdefault(number, []).append(each)
    return {number: there for number, there in found.items() if len(there) > 1}


def _in_order(there: Iterable[Held], keep: Keep) -> list[Held]:
    """Return a month's payments, the one that stays first."""
    arrived_stays = keep == Keep.ARRIVED
    return sorted(
        there,
        key=lambda each: (each.scheme != EMPLOYEE, each.has_arrived != arrived_stays, each.key),
    )


def _is_open(there: list[Held]) -> bool:
    """Whether agency and person have something to agree on: two of the scheme that stays."""
    rivals = [each for each in there if each.scheme == there[0].scheme]
    return len({each.has_arrived for each in rivals}) > 1


def _stretches(goes: Iterable[tuple[Held, int]]) -> Iterator[Stretch]:
    by_period: dict[int, tuple[Held, list[int]]] = {}
    for each, number in goes:
        by_period.setdefault(each.key, (each, []))[1].append(number)
    found = [
        Stretch(each, run.first_month, run.last_month)
        for each, numbers in by_period.values()
        for run in spans(sorted(numbers))
    ]
    yield from sorted(found, key=lambda each: (each.first_month, each.of.key))
