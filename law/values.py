"""Numbers of the law as dated data: what applied on which day, and where that stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from law.wording import Basis, Text, counted


class Unit(StrEnum):
    """What a number counts."""

    RATE = "rate"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    YEARS = "years"
    CALENDAR_YEAR = "calendar-year"
    NUMBER = "number"


_COUNTED = {
    Unit.DAYS: ("日", "day"),
    Unit.WORKING_DAYS: ("个工作日", "working day"),
    Unit.MONTHS: ("个月", "month"),
    Unit.YEARS: ("岁", "year"),
}
_SPELLED = {
    Unit.CALENDAR_YEAR: Text("{n}年", "{n}"),
    Unit.NUMBER: Text("{n}", "{n}"),
}


def percent(rate: Decimal) -> str:
    """Return 8% for 0.08."""
    return f"{(rate * 100).normalize():f}%"


def holds_on(day: date, valid_from: date, valid_to: date | None) -> bool:
    """Return whether what is dated from one day to another holds on a day; both belong to it."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


class ValueNotInForce(LookupError):
    """The rule says nothing for that day."""

    def __init__(self, rule: "Rule", day: date) -> None:
        super().__init__(f"{rule.name} has no value on {day}")
        self.rule = rule
        self.day = day


@dataclass(frozen=True, slots=True)
class Value:
    """A number in force from one day to another, and where it stands."""

    number: Decimal
    basis: Basis
    valid_from: date
    valid_to: date | None = None

    @property
    def is_verified(self) -> bool:
        """Whether it was read in the text that is cited."""
        return self.basis.verified

    def is_in_force(self, day: date) -> bool:
        """Return whether the value applies to what happens on the day."""
        return holds_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One number of the law through time; `by_year`: a new value begins on 1 January.

    `values` are those that came with this release; a `RuleBook` adds what was approved since.
    """

    name: str
    title: Text
    unit: Unit
    values: tuple[Value, ...]
    by_year: bool = False

    def on(self, day: date, book: "RuleBook | None" = None) -> Value:
        """Return the value in force on the day; raises `ValueNotInForce`."""
        return (book or RELEASE).value(self, day)

    def number(self, day: date, book: "RuleBook | None" = None) -> Decimal:
        """Return the number in force on the day; raises `ValueNotInForce`."""
        return self.on(day, book).number

    def count(self, day: date, book: "RuleBook | None" = None) -> int:
        """Return a number that counts something; raises `ValueNotInForce`."""
        return int(self.number(day, book))

    def spell(self, number: Decimal) -> Text:
        """Return a number as people read it: 12%, 15个工作日."""
        if self.unit == Unit.RATE:
            return Text(percent(number), percent(number))
        shown = int(number) if number == int(number) else number.normalize()
        if self.unit in _COUNTED:
            return counted(shown, *_COUNTED[self.unit])
        return _SPELLED[self.unit].format(n=shown)


class RuleBook:
    """The values of this release and those approved since.

    Of several values in force the one begun last counts, and of those begun on the same day the
    one approved last: that is how a number that was not yet confirmed is put right.
    """

    def __init__(self, approved: Mapping[str, Iterable[Value]] | None = None) -> None:
        self._approved = {name: tuple(values) for name, values in (approved or {}).items()}
        self._latest_first: dict[str, tuple[Value, ...]] = {}

    def value(self, rule: Rule, day: date) -> Value:
        """Return the value of a rule on a day; raises `ValueNotInForce`."""
        for value in self.values(rule):
            if value.is_in_force(day):
                return value
        raise ValueNotInForce(rule, day)

    def values(self, rule: Rule) -> tuple[Value, ...]:
        """Return all values of a rule, the one begun last first."""
        if rule.name not in self._latest_first:
            ordered = (*rule.values, *self._approved.get(rule.name, ()))
            by_begin = sorted(
                enumerate(ordered), key=lambda each: (each[1].valid_from, each[0]), reverse=True
            )
            self._latest_first[rule.name] = tuple(value for _place, value in by_begin)
        return self._latest_first[rule.name]

    def with_value(self, rule: Rule, value: Value) -> "RuleBook":
        """Return the book as it would be with one value more."""
        of_rule = (*self._approved.get(rule.name, ()), value)
        return RuleBook({**self._approved, rule.name: of_rule})


RELEASE = RuleBook()
"""What this release knows, before anything was approved in an installation."""


def rule(
    name: str,
    title: Text,
    unit: Unit,
    *values: Value,
    by_year: bool = False,
) -> Rule:
    """Return a rule with the values of this release."""
    return Rule(name, title, unit, values, by_year)


def value(
    number: str | int, basis: Basis, valid_from: date | None = None, valid_to: date | None = None
) -> Value:
    """Return a value, in force with its document unless another day is named."""
    return Value(Decimal(number), basis, valid_from or basis.effective_on, valid_to)
